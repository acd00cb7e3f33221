"""Entries whole, as the database keeps them: what their source sent, without the full text of their pages."""

import json
import sqlite3

from newsreader.library import codec
from newsreader.model import Entry


def of(connection: sqlite3.Connection, number: int) -> Entry | None:
    """The entry with that number; None when there is none."""
    found = connection.execute("SELECT entry FROM content WHERE number = ?", (number,)).fetchone()
    return codec.entry_from_json(json.loads(found[0])) if found else None
