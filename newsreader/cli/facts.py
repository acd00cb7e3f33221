"""``newsreader facts``: who said what in a story, and what was counted."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from newsreader.article.marks import KIND_NAMES
from newsreader.cli.output import print_json, unicode_out
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from newsreader.article.article import Article
    from newsreader.article.marks import Figure, Quote
    from newsreader.cli.parsers import Commands

_EXAMPLE = """\
example:
  newsreader facts story.txt
  newsreader facts --jsonl texts.jsonl | jq -r '.quotes[] | select(.kind == "speech") | .speaker.name'
"""
_DESCRIPTION = """\
Find the quotes of a story with their speakers, and its figures. A story is text in the wire form,
Markdown or HTML. With --jsonl the input is lines of {"id", "text"} instead, each answered by one line
of {"id", "quotes", "figures"}; offsets count the Unicode code points of "text", ends are exclusive.
Exit status 1 when a line could not be answered.
"""


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-command and what it takes."""
    parser = commands.add_parser(
        "facts",
        help="print who said what in a story, and what was counted",
        description=_DESCRIPTION,
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="the facts of one story as a JSON document")
    form.add_argument("--jsonl", action="store_true", help='a line for each line of {"id", "text"}')
    parser.add_argument("--explain", action="store_true", help="say which rule marked each of them")
    parser.add_argument("file", nargs="?", default="-", metavar="FILE|-", help="standard input when absent")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the facts; 1 when a line of ``--jsonl`` could not be answered.

    Raises:
        NewsreaderError: the file can't be read.
    """
    if args.jsonl:
        with _opened(args.file) as lines:
            return _answer_all(lines, explain=args.explain)
    from newsreader.article.make import make_article
    from newsreader.sources.files import read_entry

    entry = read_entry(args.file)
    article = make_article(entry)
    if not article.text:  # a line alone is no headline of nothing
        article = make_article(replace(entry, title="", body=entry.title, body_type="text"))
    elif entry.body_type == "wire" and _is_sentence(article.title):
        article = make_article(replace(entry, title="", body_type="text"))
    if args.json:
        print_json(_document(article, explain=args.explain))
    else:
        table = list(_table(article, explain=args.explain))
        for line in table if table[0] else table[1:]:
            print(line if unicode_out() else line.encode("ascii", "replace").decode())
    return 0


def _is_sentence(title: str) -> bool:
    """Whether the first paragraph of a plain text was taken for its headline: those end without a full stop."""
    return title.rstrip("\"'”’»“ ").endswith((".", "。", "।"))


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a path from the command line may hold what Path refuses
            yield file
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NewsreaderError(f"can't read {path!a}: {reason}; give a file of JSON lines") from error


def _answer_all(lines: Iterable[bytes], *, explain: bool) -> int:
    """Answer every line in its place; a bad one is answered with its error."""
    failed = False
    for line in lines:
        answer = _answer(line, explain=explain)
        failed |= "error" in answer
        print(json.dumps(answer))
    return int(failed)


def _answer(line: bytes, *, explain: bool) -> dict[str, Any]:
    identity: Any = None
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            return {"id": None, "error": 'not an object; each line is {"id": ..., "text": "..."}'}
        identity = row.get("id")
        text = row.get("text")
        if not isinstance(text, str):
            return {"id": identity, "error": '"text" is missing or no string'}
        written = date.fromisoformat(row["date"]) if row.get("date") else None
    except RecursionError:
        return {"id": None, "error": "not JSON that can be read: nested too deeply"}
    except (ValueError, TypeError) as error:
        return {"id": identity, "error": f"not JSON that can be read: {error}"}
    from newsreader.article.figures import find_figures
    from newsreader.article.quotes import find_quotes

    return {"id": identity, **_facts(find_quotes(text), find_figures(text, written), explain=explain)}


def _facts(quotes: "Sequence[Quote]", figures: "Sequence[Figure]", *, explain: bool) -> dict[str, Any]:
    from newsreader.article.as_json import figure_json, quote_json

    rows = {
        "quotes": [quote_json(quote) for quote in quotes],
        "figures": [figure_json(figure) for figure in figures],
    }
    if explain:
        for row, quote in zip(rows["quotes"], quotes, strict=True):
            row["rule"] = quote.rule
        for row, figure in zip(rows["figures"], figures, strict=True):
            row["rule"] = figure.rule
    return rows


def _document(article: "Article", *, explain: bool) -> dict[str, Any]:
    return {
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "text": article.text,
        **_facts(article.quotes, article.figures, explain=explain),
    }


def _table(article: "Article", *, explain: bool) -> Iterator[str]:
    """What was said by each speaker, then terms, then figures by kind."""
    yield from filter(None, [article.title])
    groups: dict[str, list[Quote]] = {}
    for quote in article.quotes:
        if quote.kind == "term":
            continue
        if quote.speaker or quote.kind == "speech":
            groups.setdefault(quote.speaker.name if quote.speaker else "", []).append(quote)
    for name in sorted(groups, key=lambda name: (not name, -len(groups[name]))):
        yield from ("", name or "No speaker named")
        yield from (_quote_line(quote, explain=explain) for quote in groups[name])
    terms = [quote for quote in article.quotes if quote.kind == "term"]
    if terms:
        yield from ("", "Terms")
        yield from (_quote_line(quote, explain=explain) for quote in terms)
    for kind, heading in KIND_NAMES.items():
        found = [figure for figure in article.figures if figure.kind == kind]
        if found:
            yield from ("", heading)
            yield from _figure_lines(found, explain=explain)
    if not article.quotes and not article.figures:
        yield "Nothing here was put in quotation marks or counted."


def _quote_line(quote: "Quote", *, explain: bool) -> str:
    words = " ".join(quote.text.split())
    shown = words if quote.kind == "indirect" else f"“{words}”"
    return f"  {shown}{f'  [{quote.rule}]' if explain else ''}"


def _clock(seconds: str) -> str:
    """``10:30`` of the seconds since midnight."""
    minutes = int(float(seconds)) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _figure_lines(figures: "Sequence[Figure]", *, explain: bool) -> Iterator[str]:
    from newsreader.article.as_json import figure_json
    from newsreader.text import clean, width

    widest = min(30, max(width(clean(figure.text)) for figure in figures))
    for figure in figures:
        row = figure_json(figure)
        words = clean(figure.text)
        value = row["value"]
        ends = value if isinstance(value, list) else [value] if value else []
        amount = "–".join(map(_clock, ends) if figure.kind == "time" else ends)
        # A duration is worth seconds, whatever unit its words have.
        unit = "s" if figure.kind == "duration" else figure.unit
        detail = f"{amount} {unit}".strip() + (f" per {figure.per}" if figure.per else "")
        days = " to ".join(dict.fromkeys(row.get("dates", ())))
        parts = [part for part in (days or detail, figure.of) if part]
        padded = words + " " * max(0, widest - width(words))
        yield f"  {padded}  {', '.join(parts)}".rstrip() + (f"  [{figure.rule}]" if explain else "")
