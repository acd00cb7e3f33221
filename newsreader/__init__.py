"""newsreader: a terminal news reader that lights up what was said and what was counted."""

__version__ = "0.2.0"
