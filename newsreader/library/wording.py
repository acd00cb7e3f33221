"""What an entry says, without what changes though nobody wrote anything: so that real changes can be told.

Addresses, markup, white space and case do not count; nor do advertisements, share buttons, counters of views and
comments, and words for how long ago something was.
"""

import re
import unicodedata
from hashlib import blake2b

from newsreader.library import search
from newsreader.model import Entry

_MOST = 400_000
"""Characters of a body that are compared."""
_ASIDE = re.compile(
    r"<(div|p|aside|section|span|ins|figure|ul)\b[^<>]{0,300}?\b(?:class|id)\s*=\s*[\"']?[^\"'<>]{0,100}?"
    r"\b(?:ads?|advert\w{0,12}|adsbygoogle|sponsor(?:ed)?|promo(?:ted|tion)?|newsletter|share|sharing|related)\b"
    r"[^<>]{0,400}>[^<]*(?:<(?!/?\1\b)[^<>]*>[^<]*)*</\1\s*>",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|br|center|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header"
    r"|hr|li|main|nav|ol|p|pre|section|table|tbody|td|th|thead|time|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\n\s*\n")
_UNIT = r"(?:s|sec|second|m|min|minute|h|hr|hour|d|day|week|month|mo|year|yr)s?"
_AGO = re.compile(
    rf"\b(?:(?:about|over|almost|less than|more than)\s+)?(?:\d{{1,4}}|an?|one|a few)\s*{_UNIT}\s+ago\b"
    r"|\bvor\s+(?:\d{1,4}|einer|einem)\s+(?:sekunden?|minuten?|stunden?|tag(?:en)?)\b"
    r"|\bil y a\s+(?:\d{1,4}|une?)\s+(?:secondes?|minutes?|heures?|jours?)\b"
    r"|\bhace\s+(?:\d{1,4}|una?)\s+(?:segundos?|minutos?|horas?|días?)\b"
    r"|\(\s*[\d.,]{1,12}\s*[km]?\s*comments?\s*\)",
    re.IGNORECASE,
)
_COUNTED = (
    r"(?:views?|comments?|shares?|likes?|reads?|replies|retweets?|reactions?|points?|votes?|upvotes?|claps?"
    r"|followers?|subscribers?|downloads?|plays?|score|kommentare?|commentaires?|comentarios?)"
)
_NOISE = re.compile(
    r"(?:advertisement|advertising|sponsored|promoted|anzeige|werbung|publicité|publicidad|pubblicità|реклама)\b.{0,80}"
    rf"|#?\s*(?:no|[\d.,]{{1,12}}\s*[km]?)\s*{_COUNTED}"
    rf"|#?\s*{_COUNTED}\s*:?\s*\(?[\d.,]{{0,12}}\s*[km]?\)?"
    r"|(?:share|tweet|print|e-?mail|save|subscribe|leave a comment|read more|continue reading|follow us)\b.{0,60}"
    r"|(?:just now|\d{1,3}\s*-?\s*min(?:ute)?s?\s+read)"
    r"|(?:last\s+)?(?:updated?|modified|published|posted|aktualisiert|mis à jour|actualizado)\b\W.{0,40}\d.{0,30}"
    r"|(?:last\s+)?(?:updated?|modified|published|posted)?\W{0,4}",
    re.IGNORECASE,
)
_LONGEST_NOISE = 160
_WORD = re.compile(r"[^\W_]+(?:[.,:/'-][^\W_]+)*|[$€£¥₹%°]")
_APOSTROPHES = str.maketrans("‘’ʼ′", "''''")
_PIECE = 4_000


def wording(entry: Entry) -> bytes:
    """Eight bytes that differ when headline or text of an entry differ in their words."""
    body = _text(entry.body, entry.body_type == "html")
    parts = (_words(entry.title), _words(_text(entry.summary, True)), _words(body))
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).digest()


def _text(body: str, is_html: bool) -> str:
    body = body[:_MOST]
    pieces = _BLOCK.split(_ASIDE.sub(" ", body)) if is_html and "<" in body else _PARAGRAPH.split(body)
    blocks = (" ".join(_AGO.sub(" ", search.plain(piece) if is_html else piece).split()) for piece in pieces)
    return " ".join(block for block in blocks if not _is_noise(block))


def _is_noise(block: str) -> bool:
    return len(block) <= _LONGEST_NOISE and _NOISE.fullmatch(block) is not None


def _words(text: str) -> str:
    text = text.translate(_APOSTROPHES)
    if not text.isascii():
        # In pieces: the time that normalising takes is quadratic in the length of a run of combining marks.
        text = "".join(
            unicodedata.normalize("NFKC", text[at : at + _PIECE]) for at in range(0, len(text), _PIECE)
        )
    return " ".join(_WORD.findall(text.casefold()))
