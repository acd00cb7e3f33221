"""Our own reading of feeds loses nothing against feedparser's, which is slower and knows every dialect.

What feedparser has of an entry (title, link, id, dates) we have as well, the same but for how it is written.
Where feedparser is wrong, that is listed here with the reason.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.model import NewsreaderError
from newsreader.sources.dates import parse_date
from newsreader.sources.feed import parse
from tests.sources.parity import Difference, differences

_ATOM_LINKS = (
    "it takes the address of an enclosure for that of the page, against its own expectation in the file"
)
_NO_LINK = "it takes an id that is no address for the link, though there is another"
FEEDPARSER_IS_WRONG = {
    ("InvalidDateFormat.xml", "updated"): "Unix time, which it reads as a year and a month",
    ("entry_link_no_href_link_priority.xml", "link"): _ATOM_LINKS,
    ("entry_link_rel_enclosure_no_href.xml", "link"): _ATOM_LINKS,
    ("atom10_id.xml", "link"): "it takes the id of a picture for the entry's link",
    ("item_category_image.xml", "title"): "it takes the title of the item's picture for the item's",
    ("issue_217_enclosure_children.xml", "title"): "it takes the title of an enclosure for the item's",
    ("entry_title_crazy.xml", "title"): "the test's scripts are no words; unsanitised, it keeps them",
    (
        "rss_channel_item_uri_at_protocol.xml",
        "link",
    ): "an attribute that RSS does not have outdoes the element",
    ("rss-with-item-scoped-html-base.xml", "link"): "the xml:base of one item outlives it",
    ("atom_0.3.xml", "link"): _NO_LINK,
    ("atom_0.3_DC_Sy.xml", "link"): _NO_LINK,
    (
        "atom_0.3_DC_Sy.xml",
        "updated",
    ): "dc:date, which is the last in the document, outdoes Atom's own modified",
    ("feed_rss-2.0_for_file_mock.xml", "title"): "UTF-8 that was encoded twice, which we undo",
}
SUFFIXES = {".xml", ".rss", ".atom", ".rdf", ".html", ".txt", ".json"}


def corpora() -> Path | None:
    """Where collections of real feeds are: not in the repository, as their licences differ."""
    beside = Path(__file__).parents[2].parent / "shared" / "corpora"
    folder = Path(os.environ.get("NEWSREADER_CORPORA", beside)) / "feeds"
    return folder if folder.is_dir() else None


@pytest.mark.skipif(not corpora(), reason="no feeds in $NEWSREADER_CORPORA/feeds or ../shared/corpora/feeds")
def test_nothing_is_lost_of_any_feed_of_the_corpora() -> None:
    found = {
        f"{path}: {one}"
        for path in _files("")
        if "defusedxml" not in path.parts
        for one in differences(path.read_bytes())
        if (path.name, one.field) not in FEEDPARSER_IS_WRONG
    }
    assert not found


@pytest.mark.skipif(not corpora(), reason="no feeds in $NEWSREADER_CORPORA/feeds or ../shared/corpora/feeds")
def test_every_feed_of_feedparsers_own_tests_is_read_or_refused_in_words() -> None:
    files = list(_files("feedparser"))
    assert len(files) > 1700
    for path in files:
        try:
            parse(path.read_bytes(), "http://127.0.0.1/")
        except NewsreaderError as error:
            assert str(error).startswith("http://127.0.0.1/ cannot be read as a feed: "), path  # noqa: PT017


def _files(under: str) -> Iterator[Path]:
    folder = corpora()
    assert folder
    return (
        path for path in sorted((folder / under).rglob("*")) if path.suffix in SUFFIXES and path.is_file()
    )


# Documents of our own, in every dialect

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"])
    | st.sampled_from(" &<>'\"é“”中"),
    max_size=30,
).map(lambda text: " ".join(text.replace("<", "< ").replace("&", "& ").split()))
PATHS = st.from_regex(r"[a-z0-9]{1,8}(/[a-z0-9][a-z0-9-]{0,7}){0,2}(\?[a-z]=[0-9]{1,3})?", fullmatch=True)
MOMENTS = st.integers(631_152_000, 2_840_140_800).map(lambda stamp: datetime.fromtimestamp(stamp, UTC))
ITEMS = st.lists(st.tuples(TEXTS, PATHS, MOMENTS, TEXTS), min_size=1, max_size=4)
DIALECTS = {
    "RSS 0.91": (
        '<?xml version="1.0"?><rss version="0.91"><channel><title>T</title>{}</channel></rss>',
        "<item><title>{title}</title><link>http://a.test/{path}</link><description>{text}</description></item>",
    ),
    "RSS 0.92": (
        '<rss version="0.92"><channel><title>T</title>{}</channel></rss>',
        ('<item><link>http://a.test/{path}</link><description>{text}</description>'
        '<enclosure url="http://a.test/{path}.mp3" length="1" type="audio/mpeg"/></item>'),
    ),
    "RSS 1.0": (
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://a.test/"><title>T</title></channel>'
        "{}</rdf:RDF>"),
        ('<item rdf:about="http://a.test/{path}"><title>{title}</title><link>http://a.test/{path}</link>'
        "<dc:date>{w3c}</dc:date><description>{text}</description></item>"),
    ),
    "RSS 0.90": (
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel>{}</rdf:RDF>'),
        "<item><title>{title}</title><link>http://a.test/{path}</link></item>",
    ),
    "RSS 2.0": (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{}</channel></rss>',
        ('<item><title>{title}</title><guid isPermaLink="false">urn:{path}</guid><link>http://a.test/{path}</link>'
        "<pubDate>{rfc822}</pubDate><content:encoded>{text}</content:encoded></item>"),
    ),
    "RSS 2.0 with permanent links": (
        '<rss version="2.0" xml:base="http://a.test/b/"><channel>{}</channel></rss>',
        "<item><guid>http://a.test/{path}</guid><title><![CDATA[{title}]]></title><pubDate>{rfc822}</pubDate></item>",
    ),
    "RSS 2.0, ill-formed": (
        "<rss version=2.0><channel><title>A & B</title>{}",
        ("<item><title>{title}</title><link>http://a.test/{path}</link><description>{text}&nbsp;<br></description>"
        "<pubDate>{rfc822}</pubDate></item>"),
    ),
    "Atom 0.3": (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title>{}</feed>',
        ('<entry><title>{title}</title><link rel="alternate" type="text/html" href="http://a.test/{path}"/>'
        "<id>tag:a.test,2026:{path}</id><issued>{w3c}</issued><modified>{w3c}</modified></entry>"),
    ),
    "Atom 1.0": (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.test/b/"><title>T</title>{}</feed>',
        ('<entry><title type="text">{title}</title><link href="{path}"/><id>urn:{path}</id>'
        '<link rel="enclosure" href="http://a.test/{path}.mp3"/><updated>{w3c}</updated><published>{w3c}</published>'
        '<content type="html">{text}</content></entry>'),
    ),
    "Atom 1.0 with prefixes": (
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom">{}</a:feed>',
        ('<a:entry><a:id>urn:{path}</a:id><a:link rel="self" href="http://a.test/x"/>'
        '<a:link href="http://a.test/{path}"/><a:title type="html">{title}</a:title>'
        "<a:updated>{w3c}</a:updated></a:entry>"),
    ),
    "JSON Feed 1.1": (
        '{{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{}]}}',
        ('{{"id": "urn:{path}", "url": "http://a.test/{path}", "title": "{title}", "date_published": "{w3c}",'
        ' "content_html": "{text}"}},'),
    ),
}  # fmt: skip


@pytest.mark.parametrize("dialect", DIALECTS)
@given(items=ITEMS)
@settings(max_examples=25)
def test_nothing_is_lost_of_a_feed_in(dialect: str, items: list[tuple[str, str, datetime, str]]) -> None:
    around, inside = DIALECTS[dialect]
    is_json, is_cdata = around.startswith("{"), "CDATA" in inside

    def written(text: str) -> str:
        if is_json:
            return text.replace("\\", "").replace('"', '\\"')
        return text.replace("]]>", "") if is_cdata else escape(text)

    parts = [
        inside.format(
            title=written(title),
            path=path,
            text=written(text),
            w3c=at.isoformat(),
            rfc822=f"{at:%a, %d %b %Y %X GMT}",
        )
        for title, path, at, text in items
    ]
    document = around.format("".join(parts).removesuffix(",")).encode()
    assert differences(document) == []
    entries = parse(document).entries
    base = "http://a.test/b/" if 'href="{path}"' in inside else "http://a.test/"
    assert [entry.link for entry in entries] == [base + path for _, path, _, _ in items]
    if "{w3c}" in inside or "{rfc822}" in inside:
        assert [entry.published for entry in entries] == [at for _, _, at, _ in items]


IN_ENCODINGS = {
    "Größe é ñ": "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le iso-8859-1 windows-1252",
    "中文標題與內容": "utf-8 utf-16 big5 gb18030",
    "中文标题与内容": "utf-8 utf-16-be gbk gb2312",
    "日本語の見出しです": "utf-8 utf-16-le shift_jis euc-jp iso-2022-jp",
    "한국어 제목입니다": "utf-8 utf-32-be euc-kr",
    "Заголовок новости": "utf-8 windows-1251 koi8-r iso-8859-5",
    "Επικεφαλίδα": "utf-8 windows-1253 iso-8859-7",
}


@pytest.mark.parametrize(
    ("title", "encoding"), [(title, name) for title, names in IN_ENCODINGS.items() for name in names.split()]
)
@pytest.mark.parametrize("header", ["", "text/xml; charset=utf-8", "text/xml; charset=windows-1252"])
def test_every_encoding_is_read_whatever_the_server_says_of_it(
    title: str, encoding: str, header: str
) -> None:
    declared = encoding.removesuffix("-sig")
    item = f"<item><title>{title}</title></item>"
    document = f'<?xml version="1.0" encoding="{declared}"?><rss><channel>{item}</channel></rss>'
    assert parse(document.encode(encoding), "", header).entries[0].title == title


@pytest.mark.parametrize("text", ["Thu, 01 Jan 2004 19:48:21 GMT", "Thu, 1 Jan 04 19:48 EST",
                                  "Sun Jan  4 16:29:06 PST 2004",
                                  "2003-12-31T10:14:55.1234Z", "2003-12", "-0312", "031231", "2003335", "2003-335",
                                  "Κυρ, 11 Ιούλ 2004 12:00:00 EST", "Παρ, 02 Απρ 2004 12:00:00 GMT",
                                  "Fri, 2006/09/15 08:19:53 EDT", "Mon, 26 January 2004 16:31:00 AT"])  # fmt: skip
def test_dates_that_feedparser_reads_are_the_same_here(text: str) -> None:
    assert parse_date(text)
    document = f"<rss><channel><item><title>T</title><pubDate>{text}</pubDate></item></channel></rss>"
    assert differences(document.encode()) == []


def test_a_difference_is_seen() -> None:
    """The comparison itself must be able to fail."""
    picture = "<item><image><title>Two</title></image></item>"
    document = f"<rss><channel><item><title>T</title></item>{picture}</channel></rss>".encode()
    assert differences(document) == [Difference("title", "Two", "")]


@pytest.mark.parametrize(
    ("title", "encoding"),
    [
        ("Привет, мир и все новости сегодня", "windows-1251"),
        ("Привет, мир и все новости сегодня", "koi8-r"),
        ("中文新闻标题和内容", "gbk"),
        ("中文新聞標題與內容", "big5"),
        ("日本語のニュース速報です", "shift_jis"),
        ("한국어 제목입니다 오늘의 뉴스", "euc-kr"),
        ("L’été à Zürich – “naïve” café", "windows-1252"),
    ],
)
@pytest.mark.parametrize("header", ["", "text/xml; charset=utf-8"])
def test_an_encoding_that_nobody_names_is_guessed(title: str, encoding: str, header: str) -> None:
    document = f"<rss><channel><title>C</title><item><title>{title}</title></item></channel></rss>"
    assert parse(document.encode(encoding), "", header).entries[0].title == title


def test_a_section_within_a_section_is_its_text() -> None:
    title = "<![CDATA[<![CDATA[Nested]]]]><![CDATA[>]]>"
    document = f"<rss><channel><item><title>{title}</title></item></channel></rss>"
    assert parse(document.encode()).entries[0].title == "Nested"
