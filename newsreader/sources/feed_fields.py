"""The fields of one element of a feed, by their short names, with what they inherit from around them."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from urllib.parse import urljoin

from lxml import etree

from newsreader.model import Author
from newsreader.sources.dates import parse_date
from newsreader.sources.feed_markup import text_of, title
from newsreader.sources.feed_names import short
from newsreader.sources.feed_values import address, author, is_plain_url, plain_name
from newsreader.text import clean

_XML = "{http://www.w3.org/XML/1998/namespace}"
_XML_BASE = _XML + "base"
_WRITERS = {"author", "writer"}
_GROUPS = {"media:group", "media:content"}


class Fields:
    """The children of a channel or an item.

    Attributes:
        element: The channel or item itself.
    """

    def __init__(self, element: etree._Element, around: str, *, has_bases: bool = True) -> None:
        """Take the fields of an element.

        Args:
            element: The channel or item.
            around: The URL that its addresses are relative to.
            has_bases: Whether XML Base may be used, here or further out.
        """
        self.element = element
        self._around = around
        self._has_bases = has_bases
        self._by_name: dict[str, list[etree._Element]] = {}
        self._in_order: list[tuple[str, etree._Element]] = []
        self._take(element)

    def _take(self, element: etree._Element) -> None:
        for child in element:
            name = short(child.tag)
            self._by_name.setdefault(name, []).append(child)
            self._in_order.append((name, child))
            if name in _GROUPS and len(child):
                self._take(child)

    def all(self, *names: str) -> Iterable[etree._Element]:
        """Every field with one of the names, the first name's first."""
        by_name = self._by_name
        if by_name.keys().isdisjoint(names):  # as a rule: nobody uses a tenth of all names
            return ()
        found = [by_name[name] for name in names if name in by_name]
        return found[0] if len(found) == 1 else chain.from_iterable(found)

    def in_order(self, *names: str) -> Iterable[etree._Element]:
        """Every field with one of the names, as they come in the document."""
        present = self._by_name.keys() & names
        if len(present) < 2:
            return self.all(*present)
        return [child for name, child in self._in_order if name in present]

    def text(self, *names: str) -> str:
        """The first text there is, on one clean line."""
        return next((value for field in self.all(*names) if (value := clean(text_of(field)))), "")

    def title(self, *names: str) -> str:
        """The first text there is, as a plain line, whatever markup it came in."""
        return next((value for field in self.all(*names) if (value := title(field))), "")

    def date(self, *names: str) -> datetime | None:
        """The first date that can be read."""
        # Of several with one name the last holds, as in feedparser.
        fields = (field for name in names for field in reversed(self._by_name.get(name, ())))
        dates = (parse_date(text_of(field)) for field in fields)
        return next((moment for moment in dates if moment), None)

    def base(self, field: etree._Element, otherwise: str) -> str:
        """The URL that addresses in a field are relative to: XML Base, and ``otherwise`` where there is none."""
        if not self._has_bases:
            return otherwise
        return self._joined(self._around if any(_bases(field)) else otherwise, field)

    def identity(self, field: etree._Element) -> str:
        """An id or permanent link: made absolute only by XML Base, as the document's own URL may change."""
        value = clean(text_of(field))
        if not value or ":" in value or (field.get("isPermaLink") or "").lower() == "false":
            return value
        base = self._joined("", field)
        return urljoin(base, value) if base.startswith(("http://", "https://")) else value

    def _joined(self, url: str, field: etree._Element) -> str:
        for base in reversed([base for base in _bases(field) if base]) if self._has_bases else ():
            try:
                url = urljoin(url, base.strip())
            except ValueError:
                continue
        return url

    def address(self, field: etree._Element, *attributes: str) -> str:
        """The absolute URL in the first of the attributes, or in the text when none is named."""
        if attributes:
            values = (field.get(name) or field.get(name.upper()) or "" for name in attributes)
            value = next((value for value in values if value.strip()), "")
        else:
            value = text_of(field)
        if not value or is_plain_url(value):
            return value
        return address(value, self._joined(self._around, field))

    def language(self) -> str:
        """The element's own language: said in a field, else by ``xml:lang``."""
        return (self.text("language", "dc:language") or clean(self.element.get(_XML + "lang") or "")).replace(
            "_", "-"
        )

    def authors(self, *groups: tuple[str, ...]) -> tuple[Author, ...]:
        """The people in the first group of fields that names any."""
        for names in groups:
            found = dict.fromkeys(
                person for field in self.in_order(*names) if (person := self._author(field))
            )
            if found:
                return tuple(found)
        return ()

    def credits(self) -> tuple[Author, ...]:
        """The writers among the people that Media RSS credits; most of them took the photograph."""
        writers = (
            field for field in self.all("media:credit") if (field.get("role") or "").lower() in _WRITERS
        )
        return tuple(dict.fromkeys(person for field in writers if (person := author(text_of(field)))))

    def _author(self, field: etree._Element) -> Author | None:
        parts = {short(child.tag): child for child in field}
        names = [parts[key] for key in ("name", "itunes:name", "foaf:name", "title") if key in parts]
        emails = [parts[key] for key in ("email", "itunes:email") if key in parts]
        if not names and not emails:
            return author(text_of(field))
        urls = [parts[key] for key in ("uri", "url", "homepage") if key in parts]
        name = plain_name(text_of(names[0])) if names else ""
        email = clean(text_of(emails[0])).removeprefix("mailto:") if emails else ""
        if not name and not email:
            return None
        return Author(name or email, self.address(urls[0]) if urls else "", email)


def _bases(field: etree._Element) -> list[str]:
    """What XML Base says at a field and at each that it is in; empty where it says nothing."""
    return [node.get(_XML_BASE) or node.get("BASE") or "" for node in (field, *field.iterancestors())]


_ANY_BASE = etree.XPath("boolean(//@xml:base | //@BASE)")


def has_bases(root: etree._Element) -> bool:
    """Whether XML Base is used anywhere in a document."""
    return bool(_ANY_BASE(root))
