"""What stands above and below the body of an article: headline, byline, date, tally; sign-off, files, address."""

from collections.abc import Iterator
from datetime import datetime

from newsreader.article.article import Article
from newsreader.article.enclosures import file_name, told
from newsreader.sources.media_kinds import kind_of
from newsreader.text import clean, long_day
from newsreader.ui.page.setting import Paragraph

WORDS_A_MINUTE = 230
"""A usual pace of silent reading of English non-fiction (Brysbaert 2019: 238 words a minute)."""

_FILE_MARKERS = {"Audio": "♪", "Video": "▶"}


def reading_minutes(words: int) -> int:
    """Minutes a text takes to read, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def head(article: Article, clock: datetime, *, lights: bool) -> Iterator[Paragraph]:
    """Categories, headline, standfirst, byline, date and tally; a rule ends them."""
    if article.categories:
        yield Paragraph(" · ".join(article.categories[:4]).upper(), "category", before=0)
    if article.title:
        yield Paragraph(article.title, "title", before=0)
    if article.standfirst:
        yield Paragraph(article.standfirst, "standfirst")
    who = [f"By {article.byline}"] if article.byline else []
    who += [article.source] if article.source else []
    first = 1
    if who:
        yield Paragraph(" · ".join(who), "byline")
        first = 0
    facts = [long_date(article.published.astimezone(clock.tzinfo))] if article.published else []
    facts.append(f"{reading_minutes(article.words)} min read")
    yield Paragraph(" · ".join(facts), "meta", before=first)
    if tally := mark_tally(article):
        yield Paragraph(tally if lights else f"{tally} (lights off: H)", "meta", before=0)
    yield Paragraph("", "rule", before=0)
    if article.lead is not None:
        yield Paragraph("", "lead", before=0, picture=article.lead)


def mark_tally(article: Article) -> str:
    """How much was said and counted: ``12 quotes · 9 figures``; empty when nothing was."""
    quotes = sum(quote.kind == "speech" for quote in article.quotes)
    parts = [(quotes, "quote"), (len(article.figures), "figure")]
    return " · ".join(f"{count} {name}{'s' * (count != 1)}" for count, name in parts if count)


def long_date(moment: datetime) -> str:
    """A date and time as they are read out: ``18 November 2026, 14:05``."""
    day = long_day(moment)
    return day if (moment.hour, moment.minute, moment.second) == (0, 0, 0) else f"{day}, {moment:%H:%M}"


def tail(article: Article) -> Iterator[Paragraph]:
    """Who signed it, its files, its address."""
    if article.sign_off:
        yield Paragraph(article.sign_off, "sign-off")
    for number, file in enumerate(article.files):
        name = file_name(file)
        words = told(file) if name in {"", article.title} else f"{told(file)} · {name}"
        marker = _FILE_MARKERS.get(kind_of(file), "▪")
        yield Paragraph(words, "file", before=int(not number), indent=2, marker=marker)
    if article.files:
        yield Paragraph("P plays and downloads", "file-hint", before=0, indent=2)
    if article.link:
        yield Paragraph(clean(article.link), "tail-link")
