"""The tables of quotes and figures, and the triggers that keep their counts right.

A fact's number is its place: the hour or so of its story, counted backwards, then the story, then the fact, in
one integer. So tables and search indexes are in the order in which facts are asked for, the newest first, and
what is found need not be sorted. ``place`` says where each story's facts are. ``quote_words`` is the search
index of quotes, ``passage_words`` that of passages, the sentences in which figures stand. ``entry.facts`` is the
version of the rules that found them. In ``revision`` every change but those of facts is counted, so that lists
need not be read again for the sake of facts.
"""

from typing import Final

ROOM: Final = 1 << 11
"""The numbers each story has for its quotes, and for its figures; what goes beyond is not kept."""
_TOKENS = "tokenize = \"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc So'\""

TABLES = (
    "CREATE TABLE revision (count INTEGER NOT NULL)",
    "INSERT INTO revision VALUES (0)",
    "ALTER TABLE entry ADD COLUMN facts TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX entry_facts ON entry (facts, time, number, shown) WHERE shown = 1",
    """
    CREATE TABLE place (
        story INTEGER PRIMARY KEY,
        base INTEGER NOT NULL UNIQUE,
        headline TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE speaker (
        number INTEGER PRIMARY KEY,
        folded TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        said INTEGER NOT NULL DEFAULT 0,
        told INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX speaker_said ON speaker (said DESC, told DESC, number) WHERE said + told > 0",
    """
    CREATE TABLE quote (
        number INTEGER PRIMARY KEY,
        story INTEGER NOT NULL,
        speaker INTEGER,
        kind TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        name TEXT NOT NULL,
        text TEXT NOT NULL
    )
    """,
    "CREATE INDEX quote_speaker ON quote (speaker, number) WHERE speaker IS NOT NULL",
    """
    CREATE TABLE passage (
        number INTEGER PRIMARY KEY,
        story INTEGER NOT NULL,
        text TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE figure (
        number INTEGER PRIMARY KEY,
        passage INTEGER NOT NULL,
        kind TEXT NOT NULL,
        low REAL,
        high REAL,
        unit TEXT NOT NULL,
        per TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        text TEXT NOT NULL,
        of TEXT NOT NULL
    )
    """,
    "CREATE INDEX figure_kind ON figure (kind, number)",
    f"CREATE VIRTUAL TABLE quote_words USING fts5 (name, words, headline, content = '', columnsize = 0, {_TOKENS})",
    # Without places of words: figures are asked for by words, not by phrases, and it is half the size.
    f"CREATE VIRTUAL TABLE passage_words USING fts5 (words, content = '', columnsize = 0, detail = none, {_TOKENS})",
    """
    CREATE TRIGGER quote_arrives AFTER INSERT ON quote WHEN new.speaker IS NOT NULL BEGIN
        UPDATE speaker SET said = said + (new.kind = 'speech'), told = told + (new.kind = 'indirect')
        WHERE number = new.speaker AND (SELECT shown FROM entry WHERE number = new.story);
    END
    """,
    """
    CREATE TRIGGER quote_goes AFTER DELETE ON quote WHEN old.speaker IS NOT NULL BEGIN
        UPDATE speaker SET said = said - (old.kind = 'speech'), told = told - (old.kind = 'indirect')
        WHERE number = old.speaker AND (SELECT shown FROM entry WHERE number = old.story);
    END
    """,
    f"""
    CREATE TRIGGER entry_shows AFTER UPDATE OF bookmarked, hidden, followed ON entry
    WHEN new.shown <> old.shown AND new.facts <> '' BEGIN
        UPDATE speaker SET
            said = said + (new.shown - old.shown) * (
                SELECT count(*) FROM place JOIN quote ON quote.number BETWEEN base AND base + {ROOM - 1}
                WHERE place.story = new.number AND speaker = speaker.number AND kind = 'speech'
            ),
            told = told + (new.shown - old.shown) * (
                SELECT count(*) FROM place JOIN quote ON quote.number BETWEEN base AND base + {ROOM - 1}
                WHERE place.story = new.number AND speaker = speaker.number AND kind = 'indirect'
            )
        WHERE number IN (
            SELECT speaker FROM place JOIN quote ON quote.number BETWEEN base AND base + {ROOM - 1}
            WHERE place.story = new.number
        );
    END
    """,  # noqa: S608 - our own number
    """
    CREATE TRIGGER entry_renews AFTER UPDATE OF digest, time ON entry
    WHEN new.facts <> '' AND (new.digest <> old.digest OR new.time <> old.time) BEGIN
        UPDATE entry SET facts = '~' WHERE number = new.number;
    END
    """,
)
"""The statements of the migration that makes them."""
