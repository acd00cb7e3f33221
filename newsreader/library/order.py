"""The reader's order of feeds: each has a position, a string, and they stand in the order of these.

A new feed's position is the stamp of its subscription, so it comes last. To move one is to give it alone a
new position between two others, so that two devices which move different feeds do not undo each other.
"""

import sqlite3
from collections.abc import Iterator, Sequence

from newsreader.library import feeds
from newsreader.library.events import Followed

_LEAST = "!"
_MIDDLE = "P"


def between(low: str, high: str) -> str:
    """A position after ``low`` and before ``high``; an empty one stands for the beginning or the end.

    Raises:
        ValueError: when there is none.
    """
    if high and low >= high:
        raise ValueError(f"{low!r} is not before {high!r}")
    if not high or low + _MIDDLE < high:
        return low + _MIDDLE
    # ``high`` goes on where ``low`` ends: share its letters up to one that has another before it.
    for at in range(len(low), len(high)):
        if high[at] > _LEAST:
            letter = chr((ord(_LEAST) + ord(high[at])) // 2)
            return high[:at] + letter + (_MIDDLE if letter == _LEAST else "")
    raise ValueError(f"nothing is between {low!r} and {high!r}")


def moving(
    connection: sqlite3.Connection, stamps: Iterator[str], keys: Sequence[str], before: str
) -> list[Followed]:
    """What to journal so that feeds stand together in the order given, before another one or at the end."""
    followed = feeds.followings(connection)
    moved = [key for key in dict.fromkeys(keys) if key in followed and key != before]
    rest = [key for key in followed if key not in moved]
    place = rest.index(before) if before in rest else len(rest)
    position = followed[rest[place - 1]].position if place else ""
    end = followed[rest[place]].position if place < len(rest) else ""
    found = []
    for key in moved:
        try:
            position = between(position, end)
        except ValueError:  # positions that no newsreader made: equal ones stand by their keys
            position = end
        old = followed[key]
        found.append(Followed(next(stamps), key, old.url, old.title, position))
    return found
