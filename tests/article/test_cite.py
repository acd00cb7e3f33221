from dataclasses import replace
from datetime import UTC, datetime

from newsreader.article.cite import cite_quote
from newsreader.article.make import make_article
from newsreader.model import Entry

ENTRY = Entry(
    title="Harbour wall to be raised",
    link="http://127.0.0.1/1",
    published=datetime(2025, 12, 2, 9, 30, tzinfo=UTC),
    body="<p>“We are ready,” said Ada Finch. It costs $4.2 million.</p>",
)


def test_a_quote_is_cited_with_speaker_title_source_day_and_link() -> None:
    article = make_article(ENTRY, "Evening Ledger")
    assert cite_quote(article.quotes[0], article) == (
        '“We are ready” — Ada Finch, in "Harbour wall to be raised", Evening Ledger, 2 December 2025, '
        "http://127.0.0.1/1"
    )


def test_a_speaker_is_cited_by_name_alone() -> None:
    body = "<p>“We are ready,” said Ada Finch, the harbour master.</p>"
    article = make_article(replace(ENTRY, body=body), "Evening Ledger")
    assert article.quotes[0].speaker is not None
    assert article.quotes[0].speaker.name == "Ada Finch, harbour master"
    assert cite_quote(article.quotes[0], article).startswith('“We are ready” — Ada Finch, in "Harbour wall')


def test_a_figure_is_cited_with_where_it_stands() -> None:
    article = make_article(ENTRY, "Evening Ledger")
    assert cite_quote(article.figures[0], article).startswith('$4.2 million — in "Harbour wall to be raised"')


def test_a_share_is_cited_as_a_part_of_the_whole() -> None:
    article = make_article(
        replace(ENTRY, body="<p>About 36 percent of shops were shut.</p>"), "Evening Ledger"
    )
    assert cite_quote(article.figures[0], article).startswith("36 percent of shops — in ")


def test_what_is_not_known_is_left_out() -> None:
    article = make_article(Entry(body="“Go.”", body_type="text"))
    assert cite_quote(article.quotes[0], article) == "“Go.”"
