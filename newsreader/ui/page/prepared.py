"""Articles made ahead: those of the stories that a reader is likely to go to next."""

import threading
from collections import OrderedDict

from newsreader.article.article import Article
from newsreader.article.make import make_article, plain_article, with_marks
from newsreader.model import Entry

_KEPT = 8
_LONG = 150_000
"""Characters of a body from which its marks take longer than a reader should wait for the first lines."""


class PreparedArticles:
    """The articles made last. Every method may be called from any thread."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[Entry, str], Article] = OrderedDict()
        self._lock = threading.Lock()

    def first(self, entry: Entry, source: str) -> Article:
        """What to show at once: the article, without its marks where they would take long (see ``is_whole``)."""
        with self._lock:
            made = self._made.get((entry, source))
        if made is not None:
            return made
        return plain_article(entry, source) if len(entry.body) > _LONG else self.whole(entry, source)

    def is_whole(self, entry: Entry, source: str) -> bool:
        """Whether ``first`` gave the article with its marks."""
        with self._lock:
            return (entry, source) in self._made

    def whole(self, entry: Entry, source: str, plain: Article | None = None) -> Article:
        """The article with its marks, made of the ``plain`` one where that is at hand."""
        key = (entry, source)
        with self._lock:
            made = self._made.get(key)
        if made is None:
            made = with_marks(plain) if plain is not None else make_article(entry, source)
        with self._lock:
            self._made[key] = made
            self._made.move_to_end(key)
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made
