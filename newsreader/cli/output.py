"""What sub-commands print."""

import json
import sys


def print_json(value: object) -> None:
    """Print a value as an indented JSON document, in ASCII where the terminal or file takes no more."""
    print(json.dumps(value, ensure_ascii=not unicode_out(), indent=2))


def unicode_out() -> bool:
    """Whether standard output takes every character."""
    return (sys.stdout.encoding or "").lower().startswith("utf")
