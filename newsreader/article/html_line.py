"""One block's text as it grows: white space folded as browsers fold it, runs of style kept in step."""

import re
from dataclasses import dataclass, field

from newsreader.article.blocks import Link, Style, StyleName
from newsreader.text import clean

_GLUED = re.compile("[\u00a0\u2007\u202f]+")
_GLUE = "\ufdd0"
"""Stands for spaces at which no line may end while white space is folded; a noncharacter, so nothing else is it."""
_MIXED = re.compile(f"[ {_GLUE}]*(?: {_GLUE}|{_GLUE} )[ {_GLUE}]*")


@dataclass(slots=True)
class Run:
    """A style that is open: where it began in the present line, and its link."""

    name: StyleName
    start: int = 0
    url: str = ""
    link: int = -1
    """Index of its link once some text stands in it."""


@dataclass(slots=True)
class Line:
    """The text of the block in the making. Its text always equals ``clean`` of itself."""

    links: list[Link] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _styles: list[Style] = field(default_factory=list)
    _glue: list[int] = field(default_factory=list)
    _length: int = 0
    _last: str = ""

    def __bool__(self) -> bool:
        return self._length > 0

    @property
    def length(self) -> int:
        """Characters so far, a space at the end included."""
        return self._length

    @property
    def last(self) -> str:
        """The last character so far, or an empty string."""
        return self._last

    def add(self, text: str) -> None:
        """Add text of the source."""
        # Guarded on both sides, so that clean folds the outer white space to one space and keeps it.
        if not text.isascii():
            text = _GLUED.sub(_GLUE, text.replace(_GLUE, ""))
        text = clean(f"x{text}x")[1:-1]
        self._append(_MIXED.sub(" ", text) if _GLUE in text else text)

    def so_far(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def part(self, mark: str) -> None:
        """Add a mark that parts what came from what comes, close to the words before it."""
        if self._last == " ":
            self._parts[-1] = self._parts[-1][:-1]
            self._length -= 1
            self._last = ""
        self._append(mark)

    def holds(self, name: StyleName) -> bool:
        """Whether a style is on."""
        return any(run.name == name for run in self.runs)

    def open(self, name: StyleName, url: str = "") -> bool:
        """Begin a style; False when it is on already, as nothing is gained by setting it twice."""
        if self.holds(name):
            return False
        self.runs.append(Run(name, self._length, url))
        return True

    def close(self, name: StyleName) -> None:
        """End a style that was begun."""
        for number in range(len(self.runs) - 1, -1, -1):
            if self.runs[number].name == name:
                self._keep(self.runs.pop(number))
                return

    def take(self) -> tuple[str, tuple[Style, ...], tuple[int, ...]]:
        """The finished line, its styles and where it may not end; styles still open go on in the next line."""
        for run in self.runs:
            self._keep(run)
            run.start = 0
        text = "".join(self._parts)
        end = len(text) - (text[-1:] == " ")
        styles = tuple(
            Style(style.start, min(style.end, end), style.name, style.link)
            for style in self._styles
            if style.start < min(style.end, end)
        )
        glue = tuple(place for place in self._glue if place < end)
        self._parts, self._styles, self._glue, self._length, self._last = [], [], [], 0, ""
        return text[:end], tuple(sorted(styles, key=lambda style: (style.start, -style.end))), glue

    def _append(self, text: str) -> None:
        if text[:1] in {" ", _GLUE} and (not self._length or self._last == " "):
            text = text[1:]
        if not text:
            return
        if _GLUE in text:
            self._glue += [self._length + at for at, character in enumerate(text) if character == _GLUE]
            text = text.replace(_GLUE, " ")
        self._parts.append(text)
        self._length += len(text)
        self._last = text[-1]

    def _keep(self, run: Run) -> None:
        """Record what an open style covers in this line, without white space at its ends."""
        start, end = run.start, self._length
        if start >= end:
            return
        text = self._text_from(start)
        bare = text.strip(" ")
        if not bare:
            return
        start += len(text) - len(text.lstrip(" "))
        end = start + len(bare)
        if run.name == "link":
            run.link = self._link(run, bare)
        self._styles.append(Style(start, end, run.name, run.link))

    def _link(self, run: Run, text: str) -> int:
        if run.link < 0:
            self.links.append(Link(run.url, text))
            return len(self.links) - 1
        known = self.links[run.link]
        self.links[run.link] = Link(known.url, f"{known.text} {text}")
        return run.link

    def _text_from(self, start: int) -> str:
        """The text after ``start``, joining parts only as far back as needed."""
        tail: list[str] = []
        at = self._length
        for part in reversed(self._parts):
            if at <= start:
                break
            at -= len(part)
            tail.append(part)
        return "".join(reversed(tail))[start - at :]
