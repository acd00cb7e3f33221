"""One entry becomes one article."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.make import make_article
from newsreader.model import Author, Entry


def test_a_wire_story_keeps_its_parts() -> None:
    body = (
        "Categories: News\n\nPier reopens\n\nIn short.\n\nBy Ana Ruiz\n\nMOSS: The pier is “safe "
        "again”, Per Aas said.\n\nIt cost $3 million.\n\nIda Lie"
    )
    article = make_article(Entry(title="Pier reopens", body=body, body_type="wire"), "Stored")
    assert (article.title, article.standfirst, article.byline, article.dateline, article.sign_off) == (
        "Pier reopens", "In short.", "Ana Ruiz", "MOSS", "Ida Lie",
    )  # fmt: skip
    assert [block.text for block in article.blocks] == [
        "The pier is “safe again”, Per Aas said.",
        "It cost $3 million.",
    ]
    assert (article.categories, article.source, article.words) == (("News",), "Stored", 12)
    assert [quote.text for quote in article.quotes] == ["safe again"]
    assert [figure.text for figure in article.figures] == ["$3 million"]


def test_a_story_listed_by_its_beginning_does_not_say_it_twice() -> None:
    first = "The tide came in at noon. It took the old pier with it. " * 3
    article = make_article(Entry(title="The tide came in at noon…", body=first, body_type="wire"))
    assert (article.title, len(article.blocks)) == ("", 1)


def test_offsets_count_in_the_joined_text() -> None:
    article = make_article(Entry(body="<p>One.</p><hr><ul><li>Two</ul><pre>a\nb</pre>"))
    assert [
        article.text[at : at + len(block.text)]
        for at, block in zip(article.starts, article.blocks, strict=True)
    ] == [block.text for block in article.blocks]


def test_a_heading_that_repeats_the_title_is_dropped() -> None:
    article = make_article(Entry(title="Pier reopens", body="<p>News</p><h1>Pier Reopens!</h1><p>Words.</p>"))
    assert [block.text for block in article.blocks] == ["News", "Words."]


def test_a_short_summary_is_the_standfirst() -> None:
    article = make_article(
        Entry(title="T", summary="<p>In <b>short</b>.</p>", body="<p>The story is here.</p>")
    )
    assert (article.standfirst, len(article.blocks)) == ("In short.", 1)


def test_a_summary_that_repeats_the_beginning_is_left_out() -> None:
    body = "<p>The pier in Moss has been opened again after two years of work.</p><p>More.</p>"
    for summary in (
        "The pier in Moss has been opened again […]",
        "The pier in Moss has been opened again after two years of work. More.",
    ):
        assert make_article(Entry(title="T", summary=summary, body=body)).standfirst == ""


def test_a_summary_stands_in_for_a_missing_body_or_a_teaser() -> None:
    summary = "<p>The whole story.</p><p>All of it.</p>"
    for body in ("", '<a href="https://e.example/">The whole story.</a>'):
        article = make_article(Entry(title="T", summary=summary, body=body))
        assert ([block.text for block in article.blocks], article.standfirst) == (
            ["The whole story.", "All of it."],
            "",
        )


def test_plain_text_has_paragraphs_and_links() -> None:
    article = make_article(Entry(body="One\nline (see https://e.example/a_(b)).\n\nTwo.", body_type="text"))
    assert [block.text for block in article.blocks] == ["One line (see https://e.example/a_(b)).", "Two."]
    assert [link.url for link in article.links] == ["https://e.example/a_(b)"]


def test_plain_text_sent_as_html_keeps_its_paragraphs() -> None:
    article = make_article(Entry(body="Fish &amp; chips.\n\nTwo."))
    assert [block.text for block in article.blocks] == ["Fish & chips.", "Two."]


def test_markdown_is_read_as_such() -> None:
    assert [block.kind for block in make_article(Entry(body="# A\n\nb", body_type="markdown")).blocks] == [
        "heading",
        "paragraph",
    ]


def test_authors_are_joined_as_a_byline() -> None:
    authors = (Author("By Ana"), Author("Per"), Author("Ida"), Author("Per"))
    assert make_article(Entry(authors=authors, body="x")).byline == "Ana, Per and Ida"


def test_q_and_blockquote_are_quotes() -> None:
    body = (
        "<p>They call it <q>the long pier</q> there.</p><blockquote><p>It will outlast us all by far."
        "</p><p>— Ida Lie, harbour master</p></blockquote>"
    )
    article = make_article(Entry(body=body))
    set_off = next(quote for quote in article.quotes if quote.rule == "html.blockquote")
    assert set_off.text == "It will outlast us all by far."
    assert set_off.speaker is not None
    assert article.text[set_off.speaker.start : set_off.speaker.end] == "Ida Lie"
    assert any("the long pier" in quote.text for quote in article.quotes)
    assert list(article.quotes) == sorted(article.quotes, key=lambda quote: quote.start)


def test_quotes_in_markup_are_not_found_twice() -> None:
    body = "<blockquote><p>“We will build it,” said Ida Lie of the harbour.</p></blockquote>"
    spans = [quote.parts for quote in make_article(Entry(body=body)).quotes if quote.kind != "indirect"]
    assert len(spans) == 1


def test_the_date_is_handed_on() -> None:
    moment = datetime(2024, 3, 3, tzinfo=UTC)
    assert make_article(Entry(body="x", updated=moment)).published == moment


def test_chinese_counts_by_characters() -> None:
    assert make_article(Entry(body="今天下雨了", body_type="text")).words == 3


@given(st.text(max_size=200), st.sampled_from(["html", "text", "markdown", "wire"]), st.text(max_size=60))
def test_any_entry_becomes_an_article(body: str, body_type: str, summary: str) -> None:
    entry = Entry(title=summary, body=body, body_type=body_type, summary=summary)  # type: ignore[arg-type]
    article = make_article(entry)
    assert len(article.starts) == len(article.blocks)
    for quote in article.quotes:
        assert 0 <= quote.start < quote.end <= len(article.text)
