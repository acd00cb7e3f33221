"""``quotes`` and ``figures``: who said what and what was counted, in every story that is kept."""

import argparse
import math
import re
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from newsreader.article.marks import KIND_NAMES
from newsreader.cli.opened import opened_library
from newsreader.cli.output import print_json
from newsreader.cli.parsers import Commands, add_command, at_least, day
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsreader.library.fact_queries import Counted, Said
    from newsreader.library.library import Library
    from newsreader.library.stories import Header

_LIMIT = 50
_LIST = re.compile(r"^(\d*)([-+=.)])")
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-commands."""
    quotes = add_command(
        commands,
        "quotes",
        run_quotes,
        summary="list what was said in all stories, newest first, with its source",
        example="newsreader quotes --by Peskov --about gas --since 2025-12-01",
    )
    quotes.add_argument(
        "--by", metavar="NAME", default="", help="a part of the speaker's name or description"
    )
    _add_options(quotes, "words in quote, name or headline; beginnings do")
    figures = add_command(
        commands,
        "figures",
        run_figures,
        summary="list what was counted in all stories, newest first, with its source",
        example="newsreader figures --kind money --min 1e9 --unit USD --about debt",
    )
    figures.add_argument("--kind", choices=tuple(KIND_NAMES), default="", help="only figures of this kind")
    figures.add_argument(
        "--min", type=_amount, metavar="N", help="only amounts of N or more; durations count in seconds"
    )
    figures.add_argument("--unit", default="", help="USD, %%, km and so on, as `facts` prints it")
    _add_options(figures, "words in sentence or headline; beginnings do")


def _add_options(parser: argparse.ArgumentParser, about: str) -> None:
    parser.add_argument("--about", metavar="WORDS", default="", help=about)
    parser.add_argument("--since", type=day, metavar="DATE", help="only stories from that day on: 2025-12-01")
    parser.add_argument(
        "--limit", type=at_least(1), default=_LIMIT, metavar="N", help=f"no more than N (default: {_LIMIT})"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as a JSON array")
    form.add_argument("--markdown", action="store_true", help="as Markdown, with links")
    parser.add_argument(
        "--no-wait", action="store_true", help="leave out stories that were not read for it yet"
    )


def run_quotes(arguments: argparse.Namespace) -> int:
    """Print quotes; 1 when there are none."""
    with opened_library(arguments) as library:
        _catch_up(library, arguments)
        found = library.facts.quotes(
            by=arguments.by, about=arguments.about, since=arguments.since, limit=arguments.limit
        )
    if arguments.json:
        print_json([_said_row(said) for said in found])
    elif arguments.markdown:
        _print_parted(found, _said_markdown)
    else:
        from newsreader.article.cite import cite_fact

        _print_parted(found, lambda said: cite_fact(said.quote, said.header))
    return 0 if found else 1


def run_figures(arguments: argparse.Namespace) -> int:
    """Print figures; 1 when there are none."""
    if arguments.min is not None and arguments.kind in {"date", "time"}:
        raise NewsreaderError("--min is for amounts: leave it out, or give another --kind")
    with opened_library(arguments) as library:
        _catch_up(library, arguments)
        found = library.facts.figures(
            kind=arguments.kind, least=arguments.min, unit=arguments.unit, about=arguments.about,
            since=arguments.since, limit=arguments.limit,
        )  # fmt: skip
    if arguments.json:
        print_json([_counted_row(counted) for counted in found])
    elif arguments.markdown:
        _print_parted(found, _counted_markdown)
    else:
        from newsreader.article.cite import cite_fact

        _print_parted(found, lambda one: f"{cite_fact(one.figure, one.header)}\n    {one.figure.sentence}")
    return 0 if found else 1


def _catch_up(library: "Library", arguments: argparse.Namespace) -> None:
    """Read the stories that were not read for their facts yet, telling a person how far it is."""
    if arguments.no_wait:
        return
    from newsreader.article.indexing import index_pending

    is_watched = sys.stderr.isatty()

    def tell(done: int, total: int) -> None:
        if is_watched:
            words = f"Reading stories: {done:,} of {total:,} (--no-wait leaves the rest out)"
            print(f"\r{words}", end="", file=sys.stderr, flush=True)

    try:
        index_pending(library, on_progress=tell)
    finally:
        if is_watched:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _print_parted(found: "list[Any]", words: "Callable[[Any], str]") -> None:
    for number, one in enumerate(found):
        if number:
            print()
        print(words(one))


def _story_row(header: "Header") -> dict[str, Any]:
    return {
        "story": header.id,
        "title": header.title,
        "source": header.source,
        "time": header.time.isoformat(),
        "dated": header.dated,
        "link": header.link,
    }


def _said_row(said: "Said") -> dict[str, Any]:
    from newsreader.article.cite import cite_fact

    quote = said.quote
    return {
        "text": quote.text,
        "kind": quote.kind,
        "speaker": quote.name or None,
        "start": quote.start,
        "end": quote.end,
        **_story_row(said.header),
        "citation": cite_fact(quote, said.header),
    }


def _counted_row(counted: "Counted") -> dict[str, Any]:
    from newsreader.article.cite import cite_fact

    figure = counted.figure
    row: dict[str, Any] = {"text": figure.text, "kind": figure.kind}
    if figure.kind == "date":
        days = [figure.low, figure.high]
        row["dates"] = [date.fromordinal(int(day)).isoformat() for day in days if day is not None]
    else:
        row["value"] = figure.low if figure.low == figure.high else [figure.low, figure.high]
    return row | {
        "unit": figure.unit,
        "per": figure.per,
        "of": figure.of,
        "sentence": figure.sentence,
        "start": figure.start,
        "end": figure.end,
        **_story_row(counted.header),
        "citation": cite_fact(figure, counted.header),
    }


def _said_markdown(said: "Said") -> str:
    from newsreader.article.cite import said_words

    speaker = f"{_plain(said.quote.name)}, " if said.quote.name else ""
    return f"> {_plain(said_words(said.quote))}\n>\n> — {speaker}{_where(said.header)}"


def _counted_markdown(counted: "Counted") -> str:
    from newsreader.article.cite import counted_words

    figure = counted.figure
    words = f"**{_plain(counted_words(figure))}**: {_plain(figure.sentence)}"
    return f"- {words}  \n  {_where(counted.header)}"


def _where(header: "Header") -> str:
    from newsreader.text import long_day

    title = _plain(header.title or "Untitled")
    parts = [f'in "[{title}](<{_address(header.link)}>)"' if header.link else f'in "{title}"']
    parts += [_plain(header.source)] if header.source else []
    parts += [long_day(header.time)] if header.dated else []
    return ", ".join(parts)


def _plain(words: str) -> str:
    """Text that Markdown takes for text."""
    return _LIST.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", words))


def _address(link: str) -> str:
    return link.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")


def _amount(text: str) -> float:
    """The type of ``--min``: a number, also as 1e9 or 1,000,000."""
    try:
        value = float(text.replace(",", "").replace("_", ""))
    except ValueError:
        value = float("nan")
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{text!r} is no number; write it as 1e9 or 1000000000")
    return value
