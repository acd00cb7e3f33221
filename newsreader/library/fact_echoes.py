"""What a story says in several feeds counts once: the triggers that know what the copies behind it say again."""

from newsreader.library.fact_tables import ROOM

_QUOTES = (
    f"SELECT count(*) FROM place JOIN quote ON quote.number BETWEEN base AND base + {ROOM - 1}"  # noqa: S608 - our own number
    " WHERE place.story = new.number AND speaker = speaker.number AND kind = "
)

TABLES = (
    "ALTER TABLE speaker ADD COLUMN said_again INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE speaker ADD COLUMN told_again INTEGER NOT NULL DEFAULT 0",
    """
    CREATE INDEX speaker_once ON speaker (said - said_again DESC, told - told_again DESC, number)
    WHERE said + told > said_again + told_again
    """,
    """
    CREATE TRIGGER quote_arrives_again AFTER INSERT ON quote
    WHEN new.speaker IS NOT NULL AND (SELECT shown AND behind FROM entry WHERE number = new.story) BEGIN
        UPDATE speaker SET
            said_again = said_again + (new.kind = 'speech'), told_again = told_again + (new.kind = 'indirect')
        WHERE number = new.speaker;
    END
    """,
    """
    CREATE TRIGGER quote_goes_again AFTER DELETE ON quote
    WHEN old.speaker IS NOT NULL AND (SELECT shown AND behind FROM entry WHERE number = old.story) BEGIN
        UPDATE speaker SET
            said_again = said_again - (old.kind = 'speech'), told_again = told_again - (old.kind = 'indirect')
        WHERE number = old.speaker;
    END
    """,
    f"""
    CREATE TRIGGER entry_echoes AFTER UPDATE OF bookmarked, hidden, followed, behind ON entry
    WHEN (new.shown AND new.behind) <> (old.shown AND old.behind) AND new.facts <> '' BEGIN
        UPDATE speaker SET
            said_again = said_again
                + ((new.shown AND new.behind) - (old.shown AND old.behind)) * ({_QUOTES} 'speech'),
            told_again = told_again
                + ((new.shown AND new.behind) - (old.shown AND old.behind)) * ({_QUOTES} 'indirect')
        WHERE number IN (
            SELECT speaker FROM place JOIN quote ON quote.number BETWEEN base AND base + {ROOM - 1}
            WHERE place.story = new.number
        );
    END
    """,  # noqa: S608 - as above
    f"""
    UPDATE speaker SET said_again = found.said, told_again = found.told FROM (
        SELECT quote.speaker AS who, sum(quote.kind = 'speech') AS said, sum(quote.kind = 'indirect') AS told
        FROM entry CROSS JOIN place ON place.story = entry.number
        CROSS JOIN quote ON quote.number BETWEEN base AND base + {ROOM - 1}
        WHERE entry.shown AND entry.behind AND quote.speaker IS NOT NULL GROUP BY quote.speaker
    ) AS found WHERE speaker.number = found.who
    """,  # noqa: S608 - as above
)
"""The statements of the migration that makes them."""

ONCE = (
    "(entry.behind = 0 OR NOT EXISTS (SELECT 1 FROM twin AS mine JOIN twin AS other ON other.family = mine.family"
    " JOIN entry AS front ON front.number = other.story AND front.behind = 0"
    " JOIN place ON place.story = front.number WHERE mine.story = entry.number))"
)
"""The condition on ``entry`` that its facts are not those of the copy that stands for it.

Where that one is a teaser without any, the copies behind it speak.
"""
