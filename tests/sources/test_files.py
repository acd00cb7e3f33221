"""Story files of every kind, and files that are none."""

import contextlib
import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model import Author, NewsreaderError
from newsreader.sources import files
from newsreader.sources.files import entry_from_bytes, read_entry

STORY = (
    "Categories: News\n\nCafé opens\n\nIn short.\n\nPublished by Zoë Ng\n\nOSLO: It opened.\n\nIt is full.\n"
)
PAGE = """<!doctype html><html lang="en"><head><title>Ferry returns | The Quay</title>
<meta property="og:title" content="Ferry returns &amp; stays"><meta name="author" content="By Ana Ruiz">
<meta property="article:published_time" content="2024-03-03T10:00:00+01:00">
<link rel="canonical" href="https://quay.example/ferry"></head><body><header>The Quay</header><nav>Home News</nav>
<article><h1>Ferry returns</h1><p>The ferry is back. %s</p><p>It sails at nine.</p></article>
<footer>All rights reserved</footer><script>track()</script></body></html>""" % ("It ran late. " * 40)


def write(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_plain_text_is_read_in_the_wire_form_and_kept_whole(tmp_path: Path) -> None:
    entry = read_entry(write(tmp_path, "story.txt", STORY.encode()))
    assert (entry.title, entry.authors, entry.categories) == ("Café opens", (Author("Zoë Ng"),), ("News",))
    assert (entry.body, entry.body_type) == (STORY, "wire")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_in_any_usual_encoding_opens_right(encoding: str) -> None:
    assert entry_from_bytes(STORY.encode(encoding), "story.txt").title == "Café opens"


def test_utf_8_with_a_broken_byte_stays_utf_8() -> None:
    entry = entry_from_bytes("Überschrift größer\n\nÄöü ß.\n\nÄöü ".encode() + b"\xff.", "a.txt")
    assert entry.title == "Überschrift größer"


def test_the_identity_follows_the_words_not_the_line_ends() -> None:
    one, two = (
        entry_from_bytes(STORY.encode(), "a.txt"),
        entry_from_bytes(STORY.replace("\n", "\r\n").encode(), "b.txt"),
    )
    assert one.guid == two.guid
    assert one.guid != entry_from_bytes((STORY + "More.").encode(), "a.txt").guid


def test_a_story_without_a_title_is_listed_by_how_it_begins() -> None:
    text = (
        "The tide came in at noon. It took the pier. " + "Nobody was there to see it, the warden said. " * 5
    )
    assert entry_from_bytes(text.encode(), "tide.txt").title.startswith("The tide came in at noon.")


def test_a_date_label_dates_the_entry() -> None:
    entry = entry_from_bytes(b"Headline\n\nDate: 3 March 2024\n\nIt began.\n\nIt ended.", "a.txt")
    assert entry.published == datetime(2024, 3, 3, tzinfo=UTC)


def test_standard_input_is_read_for_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    assert read_entry("-").title == "Café opens"


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.md", "Some words."), ("a", "# Big news\n\nWords."), ("-", "**B**\n\n[a](https://x.y)")],
)
def test_markdown_is_told_by_its_extension_or_its_marks(name: str, text: str) -> None:
    assert entry_from_bytes(text.encode(), name).body_type == "markdown"


def test_front_matter_and_the_first_heading_head_a_markdown_story() -> None:
    text = (
        "---\ntitle: 'Low tide'\nauthor: Ana Ruiz\ndate: 2024-03-03\ntags: [sea, \"pier\"]\n---\n# "
        "Other\n\nWords.\n"
    )
    entry = entry_from_bytes(text.encode(), "a.md")
    assert (entry.title, entry.authors, entry.categories) == (
        "Low tide",
        (Author("Ana Ruiz"),),
        ("sea", "pier"),
    )
    assert entry.published == datetime(2024, 3, 3, tzinfo=UTC)
    assert entry_from_bytes(b"```\n# no\n```\n\nLow *tide*\n====\n", "a.md").title == "Low *tide"


def test_an_ordinary_text_with_a_dash_or_two_stays_plain() -> None:
    assert entry_from_bytes(b"Headline\n\n- a point\n- another\n\nThe end.", "a.txt").body_type == "wire"


@pytest.mark.parametrize(
    ("name", "served"), [("page.html", ""), ("-", ""), ("page", "text/html; charset=utf-8")]
)
def test_a_page_gives_its_facts_and_its_story_without_what_is_around_it(name: str, served: str) -> None:
    entry = entry_from_bytes(PAGE.encode(), name, served)
    assert (entry.title, entry.authors, entry.language) == (
        "Ferry returns & stays",
        (Author("Ana Ruiz"),),
        "en",
    )
    assert entry.published == datetime(2024, 3, 3, 9, tzinfo=UTC)
    assert (entry.link, entry.base) == ("https://quay.example/ferry",) * 2
    assert "It sails at nine." in entry.body
    assert not any(word in entry.body for word in ("Home News", "All rights", "track()", "The Quay"))


def test_a_page_without_marked_parts_loses_no_text() -> None:
    page = (
        "<html><body><div><p>One is here.</p><div>Two <b>bold</b> tail</div></div>Three<nav>Menu</nav> "
        "four</body></html>"
    )
    body = entry_from_bytes(page.encode(), "a.html").body
    assert all(word in body for word in ("One", "Two", "bold", "tail", "Three", "four"))
    assert "Menu" not in body


def test_a_page_says_its_own_encoding() -> None:
    page = '<html><head><meta charset="iso-8859-2"><title>Łódź</title></head><body><p>Woda.</p></body></html>'
    assert entry_from_bytes(page.encode("iso-8859-2"), "a.html").title == "Łódź"


def test_a_pages_linked_data_is_read() -> None:
    data = (
        '{"@graph":[{"@type":"NewsArticle","headline":"Tide","author":[{"name":"A B"},{"name":"C '
        'D"}],"datePublished":"2024-03-03"}]}'
    )
    page = f'<html><head><script type="application/ld+json">{data}</script></head><body><p>Words.</p></body></html>'
    entry = entry_from_bytes(page.encode(), "a.html")
    assert (entry.title, [author.name for author in entry.authors]) == ("Tide", ["A B", "C D"])
    assert entry.published == datetime(2024, 3, 3, tzinfo=UTC)


def test_a_fetched_page_links_to_where_it_was() -> None:
    entry = entry_from_bytes(b"<p>Words.</p>", "https://a.example/x/y.html", "text/html")
    assert (entry.link, entry.base) == ("https://a.example/x/y.html",) * 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
        (b"PK\x03\x04" + bytes(50), "ZIP"),
        (bytes(range(256)) * 20, "binary"),
        (b"text\x00\x00\x00more" * 9, "binary"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "is a feed"),
    ],
)
def test_what_is_no_story_is_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(NewsreaderError) as caught:
        entry_from_bytes(data, "some\nname")
    assert words in str(caught.value)
    assert str(caught.value).startswith("some name")
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "is a folder"),
        ("a\0b", "no file can"),
    ):
        with pytest.raises(NewsreaderError, match=words):
            read_entry(str(path))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused_in_one_line(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", b"Words.")
    Path(path).chmod(0)
    with pytest.raises(NewsreaderError, match="not allowed"):
        read_entry(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(NewsreaderError, match="larger than 32 MiB"):
        read_entry(str(path))


def test_standard_input_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1024 * 1024)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"word " * 400_000)))
    with pytest.raises(NewsreaderError, match="larger than"):
        read_entry("-")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_an_endless_device_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1024 * 1024)
    with pytest.raises(NewsreaderError, match="larger than"):
        read_entry("/dev/zero")


@given(st.binary(max_size=600), st.sampled_from(["a.txt", "a.md", "a.html", "-", "https://a.example/b"]))
def test_any_bytes_open_or_are_refused(data: bytes, name: str) -> None:
    try:
        entry = entry_from_bytes(data, name)
    except NewsreaderError:
        with pytest.raises(NewsreaderError, match=r"\A[^\n]+\Z"):
            entry_from_bytes(data, name)
    else:
        assert entry.title
        assert entry.guid


@given(st.text(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_text_opens_or_is_refused(text: str, name: str) -> None:
    with contextlib.suppress(NewsreaderError):
        assert entry_from_bytes(text.encode("utf-8", "replace"), name).guid
