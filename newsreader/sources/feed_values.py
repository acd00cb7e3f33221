"""What single elements and strings of a feed mean: plain text, HTML, addresses, people, numbers."""

import html
import re
from urllib.parse import urljoin, urlsplit

from newsreader.model import Author
from newsreader.text import clean

_TAG = re.compile(
    r"<(?:/?(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*|/)?|!--.{0,2000}?--|![A-Za-z\[][^<>]*|\?[^<>]*)>",
    re.DOTALL,
)
_HTML = (
    "a abbr acronym address article aside audio b bdi bdo big blink blockquote body br button "
    "caption center cite code col dd del details dfn dir div dl dt em embed fieldset figcaption "
    "figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label "
    "legend li link main map mark menu meta nav nobr noscript object ol option p picture pre q rp rt "
    "ruby s samp script section select small source span strike strong style sub summary sup svg "
    "table tbody td textarea tfoot th thead time title tr tt u ul var video wbr "
)
_KNOWN = frozenset(_HTML.split())
_BREAKS = "br div dd dt h1 h2 h3 h4 h5 h6 hr li p td th tr"
_BREAKING = frozenset(_BREAKS.split())
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>.{0,5000}?</\1\s*>", re.DOTALL | re.IGNORECASE)
_LONGEST_LINE = 10_000
_LONGEST_NAME = 500
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_CLOSING = re.compile(r"</[A-Za-z][A-Za-z0-9]*\s*>|<(?:br|hr|img|p)\b[^<>]*>", re.IGNORECASE)
_C1 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85}
_TELL_TALE = ("â€", "Ã", "Â")
_HAS_C1 = re.compile("[\x80-\x9f]")
_LONE_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_PLAIN_URL = re.compile(r"https?://[^\s\x00-\x1f\x7f\[\]/?#]+(?:[/?#][^\s\x00-\x1f\x7f]*)?")
_IN_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HARMLESS = (
    "http https ftp ftps sftp gemini gopher ipfs magnet mailto mms news nntp rtmp rtsp sms "
    "spotify tel webcal xmpp feed "
)
_SCHEMES = frozenset(_HARMLESS.split())
_ISO_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?", re.ASCII | re.IGNORECASE)
_ESCAPED_AMPERSAND = re.compile(r"&(?:amp|#0*38|#[xX]0*26);")
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_AROUND_NAME = " \t\r\n()<>[]\"',;:"


def looks_like_html(text: str) -> bool:
    """Whether text holds markup for certain: a closing or lone tag of HTML, or a character reference."""
    if "<" in text and any(_name(tag[0]) in _KNOWN for tag in _CLOSING.finditer(text)):
        return True
    return "&" in text and any(html.unescape(found[0]) != found[0] for found in _REFERENCE.finditer(text))


def _name(tag: str) -> str:
    return re.split(r"[\s>/]", tag.lstrip("</"), maxsplit=1)[0].lower()


def plain(markup: str) -> str:
    """One line of plain text from HTML: known tags dropped, character references resolved once."""
    markup = markup[:_LONGEST_LINE]
    if "<" in markup:
        markup = _TAG.sub(_space_for, _UNSEEN.sub(" ", markup))
    if "&" in markup:
        markup = html.unescape(markup)
    return clean(markup)


def _space_for(tag: re.Match[str]) -> str:
    name = tag["name"]
    if name is None:
        return ""
    name = name.lower()
    if name not in _KNOWN:
        return tag[0]  # "vector<int>" in a headline is no tag
    return " " if name in _BREAKING else ""


def mended(text: str) -> str:
    """Text without the two usual accidents of encoding.

    UTF-8 that a program took for Latin-1 and encoded again is turned back, and windows-1252 that was
    numbered as if it were Unicode (``&#146;``) gets the characters it meant.
    """
    if text.isascii():
        return text
    # Both accidents consist of U+0080 to U+00FF, which UTF-8 begins with one of two bytes; most bodies have none.
    if not _may_be_mistaken(text):
        return text
    # Encoding a long body only to see that it was right costs more than looking for the tell-tale letters.
    suspicious = any(letters in text for letters in _TELL_TALE)
    for mistaken_for in ("latin-1", "cp1252") if suspicious else ("latin-1",):
        try:
            return text.encode(mistaken_for).decode("utf-8")
        except UnicodeError:
            continue
    return text.translate(_C1) if _HAS_C1.search(text) else text


def _may_be_mistaken(text: str) -> bool:
    try:
        data = text.encode()
    except UnicodeEncodeError:  # lone surrogates
        return True
    return b"\xc2" in data or b"\xc3" in data


def body_text(text: str) -> str:
    """A body as sent, but for what no reader could show: lone control characters."""
    return _LONE_CONTROLS.sub("", text).strip()


def is_plain_url(text: str) -> bool:
    """Whether text is an absolute web address that needs no repair, as nearly all are."""
    if not text.isascii() or "&amp;" in text or "&#" in text:
        return False
    return _PLAIN_URL.fullmatch(text) is not None


def address(text: str, base: str = "") -> str:
    """An absolute URL with a scheme that can be opened without harm, or "" when there is none.

    A reference that stays relative because there is no base is given back as it is.
    """
    text = text.strip().removeprefix("<![CDATA[").removesuffix("]]>")  # in an attribute it marks nothing
    if not text:
        return ""
    text = _IN_ADDRESS.sub(lambda gap: "" if set(gap[0]) - {" "} else " ", text)
    if "&" in text:  # escaped once too often; no query has a parameter named "amp;page"
        text = _ESCAPED_AMPERSAND.sub("&", text)
    if not text.isascii():
        text = clean(text)
    try:
        if base and not _SCHEME.match(text):
            text = urljoin(base, text)
        scheme = urlsplit(text).scheme.lower()
    except ValueError:  # an address with a broken IPv6 host, say
        return ""
    if not scheme:
        return text
    return text.replace(" ", "%20") if scheme in _SCHEMES else ""


def author(text: str) -> Author | None:
    """A person from one line: ``mail (Name)``, ``Name (mail)``, ``Name <mail>``, a name, or a mail address."""
    text = plain_name(text[:_LONGEST_NAME])
    found = _EMAIL.search(text) if "@" in text else None
    if found is None:
        return Author(text) if text else None
    email = found[0]
    name = clean((text[: found.start()] + " " + text[found.end() :]).replace("mailto:", "")).strip(
        _AROUND_NAME
    )
    return Author(name or email, email=email)


def plain_name(text: str) -> str:
    """A name on one line, with character references and tags resolved, where there are some."""
    text = mended(text)
    return plain(text) if looks_like_html(text) else clean(text)


def whole_number(text: str | None) -> int | None:
    """A count of bytes or seconds; None when it is missing, negative or no number."""
    text = (text or "").strip().replace(",", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def seconds(text: str | None) -> int | None:
    """A duration in seconds from ``H:MM:SS``, ``MM:SS``, seconds, or ISO 8601's ``PT1H2M3S``."""
    text = (text or "").strip()
    if found := _ISO_DURATION.fullmatch(text):
        parts = [part or "0" for part in found.groups()] if any(found.groups()) else []
    else:
        parts = text.split(".", 1)[0].split(":")
    if not 0 < len(parts) < 4 or not all(
        part.isascii() and part.isdigit() and len(part) < 8 for part in parts
    ):
        return None
    total = 0
    for part in parts:
        total = total * 60 + int(part)
    return total
