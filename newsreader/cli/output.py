"""What sub-commands print."""

import json
import sys


def print_json(value: object) -> None:
    """Print a value as an indented JSON document, in ASCII where the terminal or file takes no more."""
    is_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    print(json.dumps(value, ensure_ascii=not is_unicode, indent=2))
