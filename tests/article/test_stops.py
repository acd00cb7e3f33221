from newsreader.article.article import Article
from newsreader.article.make import make_article
from newsreader.article.stops import Stop, find_stops
from newsreader.model import Entry


def article(body: str) -> Article:
    return make_article(Entry(body=body, link="http://a.example/story"))


def stops(body: str) -> tuple[Stop, ...]:
    return find_stops(article(body))


def test_links_are_numbered_in_the_order_of_the_text() -> None:
    found = stops(
        '<p>One <a href="/b">second</a> and <a href="/a">first</a>.</p><p><a href="/c">Third</a></p>'
    )
    assert [(stop.number, stop.url, stop.text) for stop in found] == [
        (1, "http://a.example/b", "second"),
        (2, "http://a.example/a", "first"),
        (3, "http://a.example/c", "Third"),
    ]


def test_links_to_the_same_address_have_the_same_number() -> None:
    found = stops('<p><a href="/b">one</a> <a href="/c">two</a> <a href="/b">three</a></p>')
    assert [stop.number for stop in found] == [1, 2, 1]


def test_a_link_over_two_paragraphs_is_one_stop_with_two_parts() -> None:
    body = '<a href="/b"><p>One half</p><p>and the other</p></a>'
    (stop,) = stops(body)
    text = article(body).text
    assert [text[low:high] for low, high in stop.parts] == ["One half", "and the other"]


def test_a_footnotes_mark_leads_to_the_note_and_back() -> None:
    found = stops(
        '<p>So it is.<sup><a href="#n1">1</a></sup> Or not.<sup><a href="#n2">2</a></sup></p>'
        '<section class="footnotes"><ol><li id="n1">It is.</li><li id="n2">It is not.</li></ol></section>'
    )
    assert [(stop.kind, stop.text, stop.other) for stop in found] == [
        ("reference", "1", 2),
        ("reference", "2", 3),
        ("note", "1", 0),
        ("note", "2", 1),
    ]


def test_a_number_in_brackets_without_a_note_is_no_footnote() -> None:
    assert stops("<p>In [1] and [2] this is shown.</p>") == ()


def test_notes_in_paragraphs_are_found_by_the_mark_they_begin_with() -> None:
    found = stops('<p>True.<sup><a href="#f">*</a></sup></p><p class="footnote">* Mostly.</p>')
    assert [(stop.kind, stop.other) for stop in found] == [("reference", 1), ("note", 0)]


def test_markdown_footnotes_are_found_too() -> None:
    entry = Entry(body="So it is.[^why]\n\n[^why]: Because.", body_type="markdown")
    assert [(stop.kind, stop.other) for stop in find_stops(make_article(entry))] == [
        ("reference", 1),
        ("note", 0),
    ]


def test_a_footnotes_mark_is_no_figure() -> None:
    body = (
        '<p>There are 12 ships.<sup><a href="#n1">1</a></sup></p>'
        '<section class="footnotes"><ol><li id="n1">All told.</li></ol></section>'
    )
    assert [figure.text for figure in article(body).figures] == ["12"]
