"""The error for a document that is no feed, apart so that every reader of feeds can raise it."""

from newsreader.model import NewsreaderError


class NotAFeedError(NewsreaderError):
    """The document is not a feed, or one that is refused for safety."""
