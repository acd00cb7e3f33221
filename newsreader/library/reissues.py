"""Stories that their publisher gave another id: the same one in other letters, https for http, another campaign.

They would come back as new, unread and without their marks. Only when the old id is no longer in the document and
the title is the same is the story taken for the one that is stored.
"""

import json
import sqlite3
from collections.abc import Sequence

from newsreader.library import clues, codec, identity
from newsreader.library.identity import Claim


def settled(
    connection: sqlite3.Connection, key: str, found: Sequence[Claim], ids: Sequence[str], stored: set[str]
) -> list[str]:
    """The ids of a feed's entries, where one that is new by its id is stored under another: that one.

    Args:
        connection: Where the stories are.
        key: The feed's key.
        found: What tells which stories the entries of the document are.
        ids: The id of each.
        stored: Which ids are stored.
    """
    feed = connection.execute(
        "SELECT number FROM feed WHERE key = ?"
        " AND EXISTS (SELECT 1 FROM entry WHERE feed = feed.number AND shown = 1)",
        (key,),
    ).fetchone()
    if feed is None:
        return list(ids)
    new = {
        at: clue
        for at, (story, one) in enumerate(zip(ids, found, strict=True))
        if story not in stored and _identifier(one) and (clue := clues.title_clue(one.title))
    }
    if not new:
        return list(ids)
    claimed = set(ids)
    settled = list(ids)
    candidates = _candidates(connection, feed[0], set(new.values()))
    for at, clue in new.items():
        for story, one in candidates.get(clue, ()):
            if story not in claimed and clues.is_same_id(_identifier(found[at]), _identifier(one)):
                settled[at] = story
                claimed.add(story)
                break
    return settled


def _candidates(
    connection: sqlite3.Connection, feed: int, wanted: set[int]
) -> dict[int, list[tuple[str, Claim]]]:
    found: dict[int, list[tuple[str, Claim]]] = {}
    for clue, story, written in connection.execute(
        "SELECT clue, id, content.entry FROM clue CROSS JOIN entry ON entry.number = clue.story"
        " JOIN content ON content.number = entry.number"
        " WHERE clue IN (SELECT value FROM json_each(?)) AND feed = ? ORDER BY entry.number",
        (json.dumps(list(wanted)), feed),
    ):
        found.setdefault(clue, []).append((story, identity.claim(codec.entry_from_json(json.loads(written)))))
    return found


def _identifier(one: Claim) -> str:
    return one.guid or one.link
