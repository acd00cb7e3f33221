"""Quotes that HTML marks, among those that the text marks."""

from newsreader.article.make import make_article
from newsreader.model import Entry


def quotes(body: str) -> list[tuple[str, str, str | None]]:
    found = make_article(Entry(title="Pier", body=body)).quotes
    order = [(quote.start, -quote.end) for quote in found]
    assert order == sorted(order)
    return [(quote.kind, quote.text, quote.speaker.name if quote.speaker else None) for quote in found]


def test_q_stands_in_the_order_of_the_text() -> None:
    body = (
        "<p>“My brother told me, ‘Go home and rest,’ and I went,” said Ana Lima.</p>"
        "<p>They call it <q>the long pier</q> there.</p><p>“It is long,” said Per Aas.</p>"
    )
    assert [text for _, text, _ in quotes(body)] == [
        "My brother told me, ‘Go home and rest,’ and I went,",
        "Go home and rest,",
        "the long pier",
        "It is long,",
    ]


def test_a_blockquote_has_its_speaker_in_its_last_line() -> None:
    body = (
        "<p>A letter came.</p><blockquote><p>It will outlast us all by far.</p><p>— Per Aas</p></blockquote>"
    )
    assert quotes(body) == [("speech", "It will outlast us all by far.", "Per Aas")]


def test_a_pronoun_that_stands_for_nobody_is_no_speaker() -> None:
    assert quotes("<p>“The pier is safe,” he said.</p>") == [("speech", "The pier is safe,", None)]


def test_quotes_within_a_blockquote_are_not_said_twice() -> None:
    body = "<p>Lima wrote:</p><blockquote><p>“It will outlast us all by far,” she wrote.</p></blockquote>"
    assert len(quotes(body)) == 1


def test_a_blockquote_has_the_speaker_who_introduces_it() -> None:
    body = (
        "<p>Ana Lima told the paper:</p><blockquote><p>It was chaos.</p><p>People ran.</p></blockquote>"
        "<p>“I ran too,” she added.</p><p>According to the report,</p>"
        "<blockquote><p>the pier had not been inspected since 1998.</p></blockquote>"
        "<p>The weather was fine.</p><blockquote><p>It will outlast us all by far.</p></blockquote>"
    )
    assert quotes(body) == [
        ("speech", "It was chaos. People ran.", "Ana Lima"),
        ("speech", "I ran too,", "Ana Lima"),
        ("speech", "the pier had not been inspected since 1998.", "the report"),
        ("speech", "It will outlast us all by far.", None),
    ]


def test_nobody_speaks_a_title() -> None:
    assert quotes("<p>Ana Lima called her novel “The Long Pier”. “It is long,” she said.</p>") == [
        ("term", "The Long Pier", None),
        ("speech", "It is long,", "Ana Lima"),
    ]
