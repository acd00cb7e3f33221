"""Subscription lists, well-formed ones: what arrives, what is told apart, and that nothing is lost on the way out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources import opml
from newsreader.sources.opml import Aside, ListedFeed, OpmlError, SubscriptionList, is_list, parse, write
from newsreader.sources.opml_lists import HIDDEN
from newsreader.text import clean

HOST = "http://127.0.0.1"


def document(body: str, version: str = "2.0", head: str = "") -> bytes:
    return f'<?xml version="1.0"?><opml version="{version}"><head>{head}</head><body>{body}</body></opml>'.encode()


def feeds(body: str) -> list[ListedFeed]:
    return list(parse(document(body)).feeds)


@pytest.mark.parametrize("version", ["1.0", "1.1", "2.0", ""])
def test_every_version_is_read(version: str) -> None:
    found = parse(document(f'<outline text="A" xmlUrl="{HOST}/a"/>', version))
    assert [(feed.title, feed.url) for feed in found.feeds] == [("A", f"{HOST}/a")]


def test_folders_nest() -> None:
    found = parse(
        document(
            f'<outline text="News"><outline text="World"><outline text="A" xmlUrl="{HOST}/a"/></outline>'
            f'<outline text="B" xmlUrl="{HOST}/b"/></outline><outline text="C" xmlUrl="{HOST}/c"/>'
            '<outline text="Empty"/>'
        )
    )
    assert [feed.folders for feed in found.feeds] == [(("News", "World"),), (("News",),), ((),)]
    assert found.folders == (("News",), ("News", "World"), ("Empty",))


def test_a_feed_that_stands_twice_is_one_in_both_folders() -> None:
    one, two = (f'<outline text="A" category="{c}" xmlUrl="{HOST}/a"/>' for c in ("x,/y", "y"))
    found = parse(document(f'<outline text="F">{one}</outline><outline text="G">{two}</outline>'))
    assert found.named == 2
    assert [(feed.folders, feed.categories) for feed in found.feeds] == [((("F",), ("G",)), ("x", "/y"))]


def test_text_names_a_feed_and_a_title_that_differs_is_kept() -> None:
    blank, both = feeds(
        f'<outline text=" " title="T" xmlUrl=" {HOST}/a "/><outline text="X" title="T" xmlUrl="{HOST}/b"/>'
    )
    assert (blank.title, blank.url, blank.attributes) == ("T", f"{HOST}/a", ())
    assert (both.title, both.attributes) == ("X", (("title", "T"),))


def test_attributes_are_found_however_they_are_spelled() -> None:
    assert [feed.url for feed in feeds(f'<outline TEXT="A" XMLURL="{HOST}/a" htmlURL="{HOST}/"/>')] == [
        f"{HOST}/a"
    ]


@pytest.mark.parametrize(
    ("given_url", "url"),
    [
        ("feed:https://127.0.0.1/a", "https://127.0.0.1/a"),
        ("feed://127.0.0.1/a", "http://127.0.0.1/a"),
        ("http://me:secret@127.0.0.1/a", "http://me:secret@127.0.0.1/a"),
    ],
)
def test_addresses(given_url: str, url: str) -> None:
    assert feeds(f'<outline text="A" xmlUrl="{given_url}"/>')[0].url == url


@pytest.mark.parametrize(
    "outline",
    ['<outline text="A" type="rss" xmlUrl=""/>', '<outline text="A" type="rss"/>', '<outline type="link"/>'],
)
def test_a_feed_without_an_address_is_neither_feed_nor_folder(outline: str) -> None:
    found = parse(document(outline))
    assert (found.feeds, found.folders, found.asides) == ((), (), ())


def test_other_lists_and_pages_come_apart() -> None:
    found = parse(
        document(
            f'<outline text="L" type="lINk" url="{HOST}/l.opml"/><outline text="I" type="include" url="{HOST}/i"/>'
            f'<outline text="S" type="source" xmlUrl="{HOST}/s"/><outline text="P" htmlUrl="{HOST}/"/>'
        )
    )
    assert found.feeds == ()
    assert [(aside.kind, aside.title) for aside in found.asides] == [
        ("list", "L"), ("list", "I"), ("list", "S"), ("page", "P"),
    ]  # fmt: skip


def test_commands_are_text_apart_and_a_filtered_feed_arrives_without_its_filter() -> None:
    found = parse(
        document(
            '<outline text="Pipe" xmlUrl="|touch here"/><outline text="E" xmlUrl="exec:touch here"/>'
            f'<outline text="F" xmlUrl="{HOST}/f" filtercmd="touch here"/>'
            f'<outline text="G" xmlUrl="filter:touch here:{HOST}/g"/><outline text="Q" xmlUrl="query:Q:all"/>'
        )
    )
    assert [(feed.url, feed.attributes) for feed in found.feeds] == [(f"{HOST}/f", ())]
    assert [aside.url for aside in found.asides] == [
        "exec:touch here",
        "exec:touch here",
        f"filter:touch here:{HOST}/f",
        f"filter:touch here:{HOST}/g",
        "query:Q:all",
    ]
    assert b"touch" not in write(found)


def test_the_head_is_kept() -> None:
    found = parse(document("", head="<title>Mine</title><ownerName>Asha</ownerName><ownerEmail/>"))
    assert (found.title, found.head) == ("Mine", (("ownerName", "Asha"),))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"<html><body>no</body></html>", "is not OPML"),
        (b"a story about opml", "is not OPML"),
        (b"<opml>" + b" " * opml.LARGEST, "larger than"),
        (b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hosts">]><opml><body><outline text="&x;"/></body></opml>',
         "outside itself"),
        (b'<!DOCTYPE opml [<!ENTITY a "' + b"aaaaaaaaaa" * 800 + b'"><!ENTITY b "' + b"&a;" * 800
         + b'">]><opml><head><title>&b;</title></head></opml>', "bomb"),
    ],
)  # fmt: skip
def test_what_is_no_list_or_would_do_harm_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(OpmlError, match=f"mine.opml.*{words}"):
        parse(data, "mine.opml")


def test_names_of_characters_are_known() -> None:
    found = feeds(f'<outline text="arch&aelig;ology &#956; &nope;" xmlUrl="{HOST}/a"/>')
    assert found[0].title == "archæology μ &nope;"


@pytest.mark.parametrize(
    ("data", "yes"),
    [
        (b"<opml/>", True),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <html> --><!DOCTYPE opml><opml version='1.0'>", True),
        ("<opml/>".encode("utf-16"), True),
        (b"<rdf:RDF xmlns:foaf='http://xmlns.com/foaf/0.1/'><foaf:Group>", True),
        (b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel>", False),
        (b"\xef\xbb\xbf\xef\xbb\xbf<opml/>", True),
        (b"<!DOCTYPE opml [<!ENTITY a 'b'>]><opml/>", True),
        (b"# How to write <opml>", False),
        (b"<p>about <opml></p>", False),
        (b"", False),
    ],
)
def test_a_list_is_told_by_what_it_begins_with(data: bytes, yes: bool) -> None:
    assert is_list(data) is yes


def test_people_and_their_weblogs_are_a_list_too() -> None:
    found = parse(
        b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:foaf='http://xmlns.com/foaf/0.1/'"
        b" xmlns:rss='http://purl.org/rss/1.0/' xmlns:rdfs='http://www.w3.org/2000/01/rdf-schema#'>"
        b"<foaf:Group><foaf:name>Planet</foaf:name><foaf:member><foaf:Agent><foaf:name>Asha</foaf:name>"
        b"<foaf:weblog><foaf:Document rdf:about='http://127.0.0.1/'><rdfs:seeAlso>"
        b"<rss:channel rdf:about='http://127.0.0.1/feed'/></rdfs:seeAlso></foaf:Document></foaf:weblog>"
        b"<foaf:weblog><foaf:Document rdf:about='http://127.0.0.1/page'/></foaf:weblog>"
        b"</foaf:Agent></foaf:member></foaf:Group></rdf:RDF>"
    )
    assert found.feeds == (ListedFeed("http://127.0.0.1/feed", "Asha", "http://127.0.0.1/", (("Planet",),)),)
    assert found.asides == (Aside("page", "http://127.0.0.1/page", "Asha", ("Planet",)),)


words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8).map(clean).filter(bool)
urls = words.map(lambda word: f"http://127.0.0.1/{word}")
listed = st.builds(
    ListedFeed,
    url=urls,
    title=words,
    site=st.one_of(st.just(""), urls),
    folders=st.lists(st.lists(words, max_size=3).map(tuple), min_size=1, max_size=3, unique=True).map(tuple),
    categories=st.lists(words.filter(lambda word: not set(word) & set(",/")), max_size=3, unique=True).map(
        tuple
    ),
    attributes=st.dictionaries(st.sampled_from(["description", "language", "created", HIDDEN]), words).map(
        lambda found: tuple(found.items())
    ),
)


@given(st.lists(listed, max_size=6, unique_by=lambda feed: feed.url), words)
def test_what_is_written_is_read_again(found: list[ListedFeed], title: str) -> None:
    again = parse(write(SubscriptionList(title, tuple(found))))
    assert again.title == title

    def facts(feed: ListedFeed) -> tuple[object, ...]:
        return (feed.url, feed.title, feed.site, set(feed.folders), feed.categories, dict(feed.attributes))

    assert sorted(map(facts, again.feeds), key=str) == sorted(map(facts, found), key=str)
    assert parse(write(again)) == again


def test_folders_without_feeds_and_other_lists_are_written_too() -> None:
    aside = Aside("list", f"{HOST}/more.opml", "More", ("F",))
    found = SubscriptionList("Mine", (), (("F",), ("F", "G")), (aside,))
    again = parse(write(found))
    assert (again.folders, again.asides) == (found.folders, found.asides)
