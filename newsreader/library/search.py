"""Words to find stories by: what goes into the index, and what a reader's query asks of it.

SQLite's tokenizer parts words at spaces. Chinese, Japanese, Korean and the scripts of South-East Asia do
without them or glue words together, so there each character is made a word of its own, in the index and in
the query, and a run of them is asked for as a phrase: any part of a sentence is found, of one character too.
"""

import re
import unicodedata
from html import unescape

from newsreader import text
from newsreader.model import Entry

_UNSPACED = re.compile(
    "(["
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46"  # Thai
    "\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf"  # Lao
    "\u1000-\u102a\u103f\u1050-\u1055"  # Myanmar
    "\u1100-\u11ff\uac00-\ud7af"  # Hangul
    "\u1780-\u17b3"  # Khmer
    "\u2600-\u27bf"  # symbols and dingbats
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Han
    "\U0001f000-\U0001faff"  # emoji
    "\U00020000-\U0003ffff"  # Han, further planes
    "])"
)
_HIDDEN = re.compile(
    r"<(script|style|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL
)
_HIDES = re.compile("<(?:script|style|template|!--)", re.IGNORECASE)
_INLINE_NAMES = "a abbr b bdi cite code em font i ins mark q s small span strong sub sup u wbr"
_INLINE = frozenset(_INLINE_NAMES.split())
_TAG = re.compile(r"<(?=[/!?a-zA-Z])/*+([^\s/<>]*+)[^<>]*+>")
_SIMPLE = re.compile(
    "[\x00-\x7f\u00a1-\u00a7\u00a9\u00ab-\u00ae\u00b0\u00b1\u00b6\u00b7\u00bb\u00bf"
    "\u00c0-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0400-\u0482\u048a-\u052f"
    "\u2010\u2012-\u2015\u2018-\u201f\u2020-\u2022\u20ac]*"
)
"""Text that is indexed as it stands, as most is: Latin and Cyrillic without combining marks or compatible forms."""
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)(["“”„«»]?)|([^\s"“”„«»]+)')
_PIECE = re.compile(r".{1,500}\S{0,20}", re.DOTALL)
_MOST_TERMS = 24


def plain(markup: str) -> str:
    """The words of HTML in linear time: good enough to search, not to read."""
    if "<" in markup:
        markup = _without_tags(_HIDDEN.sub(" ", markup) if _HIDES.search(markup) else markup)
    if "&" not in markup:
        return markup
    try:
        return unescape(markup)
    except ValueError:  # a character reference of thousands of digits
        return markup


def _without_tags(markup: str) -> str:
    """Markup with a space for each tag, or nothing for one within a line."""
    parts = _TAG.split(markup)
    parts[1::2] = ["" if name.lower() in _INLINE else " " for name in parts[1::2]]
    return "".join(parts)


def indexed(value: str) -> str:
    """Text as the index takes it: compatible forms made one, unspaced scripts spaced."""
    if value.isascii():
        return value
    if _SIMPLE.fullmatch(value):
        return value
    # In pieces: the time that normalising takes is quadratic in the length of a run of combining marks.
    pieces = (unicodedata.normalize("NFKC", piece) for piece in _PIECE.findall(value))
    return _UNSPACED.sub(r" \1 ", "".join(pieces))


def words_of(entry: Entry) -> tuple[str, str, str]:
    """What is indexed of an entry: title, author, body."""
    body = plain(entry.body) if entry.body_type == "html" else entry.body
    return (
        indexed(entry.title),
        indexed(" ".join(author.name for author in entry.authors)),
        indexed(f"{plain(entry.summary)} {body}" if entry.summary else body),
    )


def match(query: str) -> str:
    """The FTS5 expression for a reader's query, or an empty string when it holds no word.

    Every word must occur, in any order, and each may be the beginning of a longer one. What stands in
    quotation marks must occur as it stands. Nothing else has a meaning of its own, so nothing can go wrong.
    """
    terms: list[str] = []
    for found in _QUOTED.finditer(text.clean(query)):
        phrase, closed, word = found.groups()
        words = _words(phrase if word is None else word)
        if words:
            terms.append(f'"{words}"' if closed else f'"{words}"*')
    return " ".join(terms[:_MOST_TERMS])


def _words(value: str) -> str:
    spaced = indexed(value)
    kept = "".join(character if _in_word(character) else " " for character in spaced)
    return " ".join(kept.split())


def _in_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM" or unicodedata.category(character) in {"Co", "So"}
