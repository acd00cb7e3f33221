"""A quote or figure as it is cited: its words, who said them, and where they stand."""

from datetime import datetime

from newsreader.article.article import Article
from newsreader.article.marks import Figure, Quote
from newsreader.library.facts_store import FigureFact, QuoteFact
from newsreader.library.highlights import Highlight
from newsreader.library.stories import Header
from newsreader.text import clean, long_day


def cite_quote(mark: Quote | Figure, article: Article) -> str:
    """``“...” — Dmitry Peskov, in "Title", Source, 2 December 2025, link``; what is not known is left out."""
    if isinstance(mark, Figure):
        words, speaker = counted_words(mark), ""
    else:
        words, speaker = said_words(mark), _name(mark.speaker.name) if mark.speaker else ""
    return _cite(words, speaker, _where(article.title, article.source, article.published, article.link))


def cite_fact(fact: QuoteFact | FigureFact, header: Header) -> str:
    """The same for what is kept in the library."""
    if isinstance(fact, FigureFact):
        words, speaker = counted_words(fact), ""
    else:
        words, speaker = said_words(fact), _name(fact.name)
    published = header.time if header.dated else None
    return _cite(words, speaker, _where(header.title, header.source, published, header.link))


def cite_highlight(highlight: Highlight) -> str:
    """Highlighted words in quotation marks with their source, and the note below."""
    origin = highlight.origin
    where = _where(origin.title, origin.source, origin.published, origin.link)
    cited = _cite(f"“{clean(highlight.passage.words)}”", origin.author, where)
    return f"{cited}\n\n{highlight.note}" if highlight.note else cited


def said_words(quote: Quote | QuoteFact) -> str:
    """A quote in quotation marks; reported speech without."""
    words = clean(quote.text).rstrip(",，、 ")  # the comma that led over to who said it
    return words if quote.kind == "indirect" else f"“{words}”"


def counted_words(figure: Figure | FigureFact) -> str:
    """A figure with what it counts: "12 new towns", "36% of shops"."""
    part = figure.kind == "percent" and figure.of
    return clean(f"{figure.text} {'of ' if part else ''}{figure.of}")


def _name(speaker: str) -> str:
    """A speaker without the description that follows the name."""
    return clean(speaker.split(", ", 1)[0])


def _where(title: str, source: str, published: datetime | None, link: str) -> list[str]:
    day = long_day(published) if published else ""
    return [part for part in (f'in "{title}"' if title else "", source, day, link) if part]


def _cite(words: str, speaker: str, where: list[str]) -> str:
    rest = ", ".join([*([speaker] if speaker else []), *where])
    return f"{words} — {rest}" if rest else words
