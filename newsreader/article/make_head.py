"""The head of an article: its standfirst, its byline, and what the body need not repeat."""

import re
from collections.abc import Sequence
from dataclasses import replace

from newsreader.article.blocks import Block, Body
from newsreader.model import Author

_LONGEST_STANDFIRST = 600
_BEGINNING = 3000
_LOOKED_FOR = 60
_HEAD_BLOCKS = 12
_CUT = re.compile(
    r"\s*(?:\[?\(?(?:…|\.\.\.)\)?\]?"
    r"|(?:continue reading|read more|read the full \w+|more|weiterlesen|lire la suite)\b.{0,120})\s*$",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"The post .{1,300} (?:appeared first on|first appeared on) .{1,200}", re.IGNORECASE
)
_SITE = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,40}$")


def names(authors: Sequence[Author]) -> str:
    """The authors as a byline: ``A``, ``A and B``, ``A, B and C``."""
    known = list(
        dict.fromkeys(author.name or author.email for author in authors if author.name or author.email)
    )
    known = [re.sub(r"^by\s+", "", name, flags=re.IGNORECASE) or name for name in known]
    return " and ".join(filter(None, [", ".join(known[:-1]), *known[-1:]]))


def without_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """The blocks without a heading near the beginning that says the title again."""
    wanted = {letters(title), letters(_SITE.sub("", title))} - {""}
    for number, block in enumerate(blocks[:_HEAD_BLOCKS]):
        if block.kind == "heading" and letters(block.text) in wanted:
            return blocks[:number] + blocks[number + 1 :]
    return blocks


def without_boilerplate(body: Body) -> Body:
    """A summary without the line that WordPress adds to say where it was published."""
    kept = tuple(block for block in body.blocks if not _BOILERPLATE.fullmatch(block.text))
    return replace(body, blocks=kept)


def standfirst_of(summary: Body, body: Body) -> str:
    """The summary as a standfirst; empty when it is long, more than text, or says what the body begins with."""
    texts = [block for block in summary.blocks if block.kind != "media"]
    if len(texts) != 1 or texts[0].kind not in {"paragraph", "heading"}:
        return ""
    text = texts[0].text
    return "" if len(text) > _LONGEST_STANDFIRST or is_beginning(text, body) else text


def is_beginning(text: str, body: Body) -> bool:
    """Whether the body begins with a text, give or take punctuation and where it was cut."""
    wanted = letters(_CUT.sub("", text))
    if not wanted:
        return True
    beginning = ""
    for block in body.blocks:
        beginning += letters(block.text)
        if len(beginning) > _BEGINNING:
            break
    return bool(beginning) and (wanted[:_LOOKED_FOR] in beginning)


def is_teaser(body: Body, summary: Body) -> bool:
    """Whether the body says less than the summary: only its beginning, or a line such as "Read more"."""
    said, told = (
        letters(" ".join(_CUT.sub("", block.text) for block in part.blocks)) for part in (body, summary)
    )
    return len(said) < len(told) and said in told


def letters(text: str) -> str:
    """The letters and digits alone, without case: how two texts are compared."""
    return "".join(filter(str.isalnum, text.casefold()))
