"""Finding the facts of stories that are kept, so that they can be asked for across the library."""

from collections.abc import Callable
from typing import Final

from newsreader.article.article import Article
from newsreader.article.language import language
from newsreader.article.make import make_article
from newsreader.article.marks import Figure, Quote
from newsreader.article.quotes.lexicon import OTHER, SPEAKER, Lexicon, load
from newsreader.article.sentences import sentence
from newsreader.library.facts import Reading
from newsreader.library.facts_store import FigureFact, QuoteFact, StoryFacts
from newsreader.library.library import Library
from newsreader.model import NewsreaderError
from newsreader.text import clean, shorten

RULES: Final = "12"
"""The version of the rules; raise it when they find other facts or other places, and all stories are read again.

It must sort before ``~``.
"""
_BATCH: Final = 25
_LONGEST: Final = 1_200
"""Characters kept of a quote; enough to know it by, and the story has the rest."""
_LONGEST_NAME: Final = 160
_DETERMINER: Final = "d"
_TITLES: Final = frozenset({"T", "B", "H"})
"""Classes of titles, of abbreviations and of honorifics such as "Ms."."""
_GENERAL: Final = frozenset({SPEAKER, OTHER, "p", "d", "o", "T"})
"""Classes of words that, alone, are no name."""
_NOUNS_IN_CAPITALS: Final = frozenset({"de"})
"""Languages in which every noun looks like a name."""


def never() -> bool:
    """Not cancelled."""
    return False


def at_once() -> None:
    """No rest between two stories."""


def ignore(done: int, total: int) -> None:
    """Progress that nobody looks at."""
    del done, total


def index_pending(
    library: Library,
    *,
    cancelled: Callable[[], bool] = never,
    on_progress: Callable[[int, int], None] = ignore,
    most: int = 1_000_000,
    rest: Callable[[], None] = at_once,
) -> int:
    """Find the facts of stories that these rules have not read yet, newest first, and keep them.

    Args:
        library: Where the stories are; nothing is done when it is read-only.
        cancelled: Polled between stories; what was found by then is kept.
        on_progress: Called with the stories done and all that there are to do, at the start and after each batch.
        most: Read no more stories than these.
        rest: Called after each story, to leave others some time.

    Returns:
        How many stories have facts now that had none of these rules.

    Raises:
        NewsreaderError: when they cannot be kept (full disk). What was kept before stays.
    """
    if library.is_read_only:
        return 0
    waiting = library.facts.pending(RULES, most)
    kept = 0
    if waiting:
        on_progress(0, len(waiting))
    for start in range(0, len(waiting), _BATCH):
        found = []
        for reading in library.facts.readings(waiting[start : start + _BATCH]):
            if cancelled():
                break
            found.append(story_facts(reading))
            rest()
        kept += library.facts.store(RULES, found)
        if cancelled():
            break
        on_progress(min(start + _BATCH, len(waiting)), len(waiting))
    return kept


def story_facts(reading: Reading) -> StoryFacts:
    """What was said and counted in a story; nothing when it cannot be read, so that it is not tried for ever."""
    if reading.entry is None:
        return StoryFacts(reading.row, reading.digest)
    try:
        article = make_article(reading.entry, reading.source)
    except (NewsreaderError, ValueError, ArithmeticError, LookupError, RecursionError):
        return StoryFacts(reading.row, reading.digest)
    lexicon = load(language(article.text))
    quotes = tuple(quote_fact(quote, lexicon) for quote in article.quotes if quote.kind != "term")
    return StoryFacts(
        reading.row, reading.digest, quotes, tuple(figure_fact(figure, article) for figure in article.figures)
    )


def quote_fact(quote: Quote, lexicon: Lexicon) -> QuoteFact:
    """A quote as the library keeps it; the lexicon is that of the story's language."""
    name = clean(quote.speaker.name)[:_LONGEST_NAME] if quote.speaker else ""
    return QuoteFact(
        start=quote.start,
        end=quote.end,
        kind=quote.kind,
        text=shorten(clean(quote.text), _LONGEST),
        name=name,
        speaker=proper_name(name, lexicon),
    )


def quote_fact_of(quote: Quote, article: Article) -> QuoteFact:
    """A quote of an article as the library keeps it."""
    return quote_fact(quote, load(language(article.text)))


def proper_name(name: str, lexicon: Lexicon) -> str:
    """A speaker's name alone, by which they are known in other stories too; empty for a pronoun or description.

    ``Dmitry Peskov`` of ``Dmitry Peskov, Kremlin spokesperson``, ``Kremlin`` of ``the Kremlin``; nothing of
    ``a man`` or ``the study``.
    """
    words = name.split(",", 1)[0].split()
    tags = [_tag(word, lexicon) for word in words]
    first = next((at for at, tag in enumerate(tags) if tag != _DETERMINER), len(words))
    if first and lexicon.code in _NOUNS_IN_CAPITALS:
        return ""
    while first < len(words) - 1 and tags[first] in _TITLES:
        first += 1
    rest = words[first:]
    if not any(word[0].isalpha() and not word[0].islower() for word in rest):
        return ""
    if len(rest) == 1 and (tags[first] in _GENERAL or lexicon.pronoun(rest[0])):
        return ""
    return " ".join(rest)


def _tag(word: str, lexicon: Lexicon) -> str:
    """The class of a word; titles and abbreviations have another when they are written with a capital."""
    folded = word.lower().rstrip(".")
    in_capitals = lexicon.capitals.get(folded, "") if word[:1].isupper() else ""
    return in_capitals or lexicon.tags.get(folded, "")


def figure_fact(figure: Figure, article: Article) -> FigureFact:
    """A figure as the library keeps it, with the sentence it stands in."""
    low, high = _ends(figure)
    start, end = sentence(article.text, figure.start, figure.end)
    return FigureFact(
        start=figure.start,
        end=figure.end,
        kind=figure.kind,
        text=clean(figure.text),
        low=low,
        high=high,
        unit=clean(figure.unit),
        per=clean(figure.per),
        of=clean(figure.of),
        sentence=clean(article.text[start:end]),
    )


def _ends(figure: Figure) -> tuple[float | None, float | None]:
    """The value as one or two numbers to compare by; the first and last day of a date as ordinals."""
    if figure.kind == "date":
        return (
            (float(figure.dates[0].toordinal()), float(figure.dates[1].toordinal()))
            if figure.dates
            else (None, None)
        )
    if figure.value is None:
        return None, None
    ends = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    try:
        low, high = sorted(float(end) for end in ends)
    except (OverflowError, ValueError):
        return None, None
    return low, high
