"""Quotes in a text: what was said, and by whom."""

from newsreader.article.quotes.find import find_quotes

__all__ = ["find_quotes"]
