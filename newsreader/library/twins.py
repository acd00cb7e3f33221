"""Families of entries that are one story in several feeds: one row, one read state.

``clue`` finds copies by address and by title, ``twin`` says which family an entry belongs to, and
``entry.behind`` which of a family another one stands for in every list but the feed's own. A family has one entry
of a feed at most, and an entry never leaves it.

The one in front is a bookmarked one, else the one that was read, else the first that says more than a line or two.
It gives way when its feed is dropped or it is hidden, and for nothing else.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence

TABLES = (
    "ALTER TABLE entry ADD COLUMN behind INTEGER NOT NULL DEFAULT 0",
    "CREATE TABLE clue (clue INTEGER NOT NULL, story INTEGER NOT NULL, PRIMARY KEY (clue, story)) WITHOUT ROWID",
    "CREATE TABLE twin (story INTEGER PRIMARY KEY, family INTEGER NOT NULL, brief INTEGER NOT NULL)",
    "CREATE INDEX twin_family ON twin (family, story)",
    "DROP INDEX entry_shown",
    "DROP INDEX entry_unread",
    "DROP INDEX entry_bookmarked",
    """
    CREATE INDEX entry_shown ON entry (time, number, width, shown, behind) WHERE shown = 1 AND behind = 0
    """,
    """
    CREATE INDEX entry_unread ON entry (time, number, width, shown, behind, read)
    WHERE shown = 1 AND behind = 0 AND read = 0
    """,
    """
    CREATE INDEX entry_bookmarked ON entry (time, number, width, shown, behind, bookmarked)
    WHERE shown = 1 AND behind = 0 AND bookmarked = 1
    """,
    # What a feed has is counted whole; what stands behind another is taken off where feeds are added up.
    "ALTER TABLE tally ADD COLUMN behind INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE tally ADD COLUMN behind_unread INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE tally ADD COLUMN behind_bookmarked INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE tally ADD COLUMN behind_bookmarked_unread INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TRIGGER behind_changes AFTER UPDATE OF read, bookmarked, hidden, followed, behind ON entry
    WHEN new.behind OR old.behind BEGIN
        UPDATE tally SET
            behind = behind + (new.shown AND new.behind) - (old.shown AND old.behind),
            behind_unread = behind_unread
                + (new.shown AND new.behind AND NOT new.read) - (old.shown AND old.behind AND NOT old.read),
            behind_bookmarked = behind_bookmarked
                + (new.shown AND new.behind AND new.bookmarked)
                - (old.shown AND old.behind AND old.bookmarked),
            behind_bookmarked_unread = behind_bookmarked_unread
                + (new.shown AND new.behind AND new.bookmarked AND NOT new.read)
                - (old.shown AND old.behind AND old.bookmarked AND NOT old.read)
        WHERE feed = new.feed;
    END
    """,
    """
    CREATE TRIGGER behind_goes AFTER DELETE ON entry WHEN old.behind AND old.shown BEGIN
        UPDATE tally SET
            behind = behind - 1,
            behind_unread = behind_unread - NOT old.read,
            behind_bookmarked = behind_bookmarked - old.bookmarked,
            behind_bookmarked_unread = behind_bookmarked_unread - (old.bookmarked AND NOT old.read)
        WHERE feed = old.feed;
    END
    """,
)


def settle(connection: sqlite3.Connection, families: Iterable[int]) -> None:
    """Put one of each family in front."""
    wanted = list(families)
    if wanted:
        connection.execute(
            "UPDATE entry SET behind = place > 1 FROM ("
            " SELECT number AS one, row_number() OVER (PARTITION BY family ORDER BY shown DESC, bookmarked DESC,"
            " (behind = 0 AND read) DESC, brief, number) AS place"
            " FROM twin JOIN entry ON number = story WHERE family IN (SELECT value FROM json_each(?))"
            ") WHERE number = one AND behind <> (place > 1)",
            (json.dumps(wanted),),
        )


def settle_feed(connection: sqlite3.Connection, feed: str) -> None:
    """The same for every family that a feed (by key) has an entry in."""
    rows = connection.execute(
        "SELECT DISTINCT family FROM twin CROSS JOIN entry ON number = story"
        " WHERE feed = (SELECT number FROM feed WHERE key = ?)",
        (feed,),
    )
    settle(connection, [family for (family,) in rows.fetchall()])


def share_read(connection: sqlite3.Connection, families: Iterable[int]) -> None:
    """Give each family one read state: the newest word on any of them."""
    for (family,) in connection.execute(
        "SELECT family FROM twin JOIN entry ON number = story WHERE family IN (SELECT value FROM json_each(?))"
        " GROUP BY family HAVING min(read) <> max(read)",
        (json.dumps(list(families)),),
    ).fetchall():
        word = connection.execute(
            "SELECT value FROM twin JOIN entry ON number = twin.story JOIN mark ON mark.story = entry.id"
            " WHERE family = ? AND field = 'read' ORDER BY stamp DESC, device DESC LIMIT 1",
            (family,),
        ).fetchone()
        connection.execute(
            "UPDATE entry SET read = ?1 WHERE read <> ?1 AND number IN (SELECT story FROM twin WHERE family = ?2)",
            (word[0] if word else 0, family),
        )


def families_of(connection: sqlite3.Connection, ids: Sequence[str]) -> list[int]:
    """The families of those of the stories that have copies."""
    rows = connection.execute(
        "SELECT DISTINCT family FROM entry JOIN twin ON story = number"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return [family for (family,) in rows]


def with_copies(connection: sqlite3.Connection, ids: Sequence[str]) -> list[str]:
    """Stories, and after them all their copies in other feeds."""
    families = families_of(connection, ids)
    if not families:
        return list(ids)
    rows = connection.execute(
        "SELECT id FROM twin JOIN entry ON number = story WHERE family IN (SELECT value FROM json_each(?))"
        " ORDER BY number",
        (json.dumps(families),),
    )
    return list(dict.fromkeys([*ids, *(story for (story,) in rows)]))


def unbookmarked(connection: sqlite3.Connection, ids: Sequence[str]) -> list[str]:
    """Those of the stories that are not bookmarked and have no copy that is."""
    kept = {
        story
        for (story,) in connection.execute(
            "SELECT id FROM entry JOIN twin ON twin.story = number"
            " WHERE id IN (SELECT value FROM json_each(?)) AND EXISTS ("
            "  SELECT 1 FROM twin AS other JOIN entry AS copy ON copy.number = other.story"
            "  WHERE other.family = twin.family AND copy.bookmarked)",
            (json.dumps(list(ids)),),
        )
    }
    return [story for story in ids if story not in kept]


def front(connection: sqlite3.Connection, number: int) -> int:
    """The number of the entry that stands for another one in lists: mostly its own."""
    row = connection.execute(
        "SELECT other.story FROM twin AS mine JOIN twin AS other ON other.family = mine.family"
        " JOIN entry ON entry.number = other.story AND behind = 0 WHERE mine.story = ?",
        (number,),
    ).fetchone()
    return int(row[0]) if row else number


def count(connection: sqlite3.Connection, ids: Sequence[str]) -> int:
    """How many stories these are, copies counted once."""
    in_families = connection.execute(
        "SELECT count(*), count(DISTINCT family) FROM entry JOIN twin ON story = number"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    ).fetchone()
    return len(ids) - int(in_families[0]) + int(in_families[1])
