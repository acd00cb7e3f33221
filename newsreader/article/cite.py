"""A quote or figure as it is cited: its words, who said them, and where they stand."""

from newsreader.article.article import Article
from newsreader.article.marks import Figure, Quote
from newsreader.text import clean


def cite_quote(mark: Quote | Figure, article: Article) -> str:
    """``“...” — Dmitry Peskov, in "Title", Source, 2 December 2025, link``; what is not known is left out."""
    if isinstance(mark, Figure):
        said = clean(f"{mark.text} {mark.of}")
        speaker = ""
    else:
        said = spoken(mark)
        speaker = clean(mark.speaker.name) if mark.speaker else ""
    where = [f'in "{article.title}"'] if article.title else []
    where += [article.source] if article.source else []
    if article.published:
        where.append(f"{article.published.day} {article.published:%B %Y}")
    where += [article.link] if article.link else []
    rest = ", ".join([*([speaker] if speaker else []), *where])
    return f"{said} — {rest}" if rest else said


def spoken(quote: Quote) -> str:
    """The words of a quote in quotation marks, without the comma that led over to who said them."""
    words = clean(quote.text).rstrip(",，、 ")
    return words if quote.kind == "indirect" else f"“{words}”"
