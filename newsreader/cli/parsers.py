"""How each sub-command's parser is made: help that ends in an example, numbers that make sense."""

import argparse
from collections.abc import Callable
from datetime import date, datetime, time

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the type no public name


def add_command(
    commands: "Commands[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    *,
    summary: str,
    example: str,
) -> argparse.ArgumentParser:
    """A parser for a sub-command; ``summary`` is its line in the list and the head of its help."""
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=f"example:\n  {example}\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def at_least(least: int) -> Callable[[str], int]:
    """The type of an argument that is a whole number, ``least`` or more."""

    def number(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = least - 1
        if value < least:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number of {least} or more")
        return value

    return number


def filled(text: str) -> str:
    """The type of an argument that must not be empty, as an unset variable in a script would make it."""
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty")
    return text


def day(text: str) -> datetime:
    """The type of an argument that is a day: its beginning here."""
    try:
        return datetime.combine(date.fromisoformat(text.strip()), time()).astimezone()
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2025-12-01") from None
