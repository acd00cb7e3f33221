"""What arrives is often broken, and sometimes made to do harm."""

import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources.feed import NotAFeedError, parse

ITEM = "<item><title>{0}</title><link>http://a.test/{0}</link><description>Text {0}</description></item>"
FEED = (
    "<rss version='2.0'><channel><title>News</title>"
    + "".join(map(ITEM.format, range(5)))
    + "</channel></rss>"
)


def titles(document: str | bytes, content_type: str = "") -> list[str]:
    data = document.encode() if isinstance(document, str) else document
    return [entry.title for entry in parse(data, content_type=content_type).entries]


class TestEncodings:
    @pytest.mark.parametrize(
        "encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
    )
    def test_unicode_with_and_without_byte_order_mark(self, encoding: str) -> None:
        assert titles(FEED.replace(">0<", ">Ärger 新聞<").encode(encoding))[0] == "Ärger 新聞"

    @pytest.mark.parametrize(
        ("encoding", "title"),
        [
            ("big5", "新聞"),
            ("windows-1251", "Новости"),
            ("gb2312", "新闻"),
            ("shift_jis", "ニュース"),
            ("koi8-r", "Вести"),
        ],
    )
    @pytest.mark.parametrize("served", ["", "text/xml; charset=utf-8", "text/xml; charset=ISO-8859-1"])
    def test_the_documents_declaration_beats_a_wrong_server(
        self, encoding: str, title: str, served: str
    ) -> None:
        document = f"<?xml version='1.0' encoding='{encoding}'?>" + FEED.replace(">0<", f">{title}<")
        assert titles(document.encode(encoding), served)[0] == title

    def test_the_server_is_believed_when_the_document_is_silent_or_wrong(self) -> None:
        for declaration in ("", "<?xml version='1.0' encoding='utf-8'?>"):
            document = declaration + FEED.replace(">0<", ">Новости<")
            assert titles(document.encode("cp1251"), "text/xml; charset=windows-1251")[0] == "Новости"

    @pytest.mark.parametrize(
        ("encoding", "title"),
        [
            ("windows-1251", "Новости дня: сегодня хорошая погода"),
            ("koi8-r", "Вести дня: сегодня хорошая погода в Москве"),
            ("iso8859-7", "Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία"),
            ("gb18030", "今天天气很好，我们去公园散步，然后去看新闻报道"),
            ("iso-8859-1", "Müller"),
            ("iso-8859-1", "Réforme : l'été où les députés ont été réservés"),
            ("iso-8859-1", "Þetta er íslenska, það er víst áreiðanlegt að öðru óbreyttu"),
        ],
    )
    def test_a_server_that_says_latin_1_of_everything(self, encoding: str, title: str) -> None:
        document = FEED.replace(">0<", f">{title}<")
        assert titles(document.encode(encoding), "text/xml; charset=ISO-8859-1")[0] == title

    def test_utf_8_declared_as_latin_1_by_the_server(self) -> None:
        assert titles(FEED.replace(">0<", ">Ärger<"), "text/xml; charset=iso-8859-1")[0] == "Ärger"

    def test_a_stray_windows_byte_in_utf_8_spoils_only_itself(self) -> None:
        document = (
            FEED.replace(">0<", ">Ärger über Öl<").replace(">1<", ">it@s<").encode().replace(b"@", b"\x92")
        )
        assert titles(document)[:2] == ["Ärger über Öl", "it’s"]

    def test_an_unknown_encoding_is_no_obstacle(self) -> None:
        assert len(titles("<?xml version='1.0' encoding='x-made-up'?>" + FEED)) == 5

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
    @pytest.mark.parametrize(
        "document",
        [
            "\n<rss><channel><item><title>Мир</title></item></channel></rss>",
            '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "Мир"}]}',
        ],
    )
    def test_unicode_that_neither_mark_nor_declaration_tells(self, document: str, encoding: str) -> None:
        assert titles(document.encode(encoding)) == ["Мир"]

    @pytest.mark.parametrize("marks", ["\ufeff\ufeff", "\ufeff\n\ufeff", "ï»¿", "\ufeffï»¿"])
    @pytest.mark.parametrize(
        "document",
        [
            "<?xml version='1.0'?><rss><channel><item><title>Мир</title></item></channel></rss>",
            '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "Мир"}]}',
        ],
    )
    def test_byte_order_marks_may_be_more_than_one(self, document: str, marks: str) -> None:
        assert titles((marks + document).encode()) == ["Мир"]

    def test_a_few_stray_bytes_are_no_other_script(self) -> None:
        document = (
            "<rss><channel><item><title>Café</title></item><item><title>B</title></item></channel></rss>"
        )
        assert titles(document.encode("latin-1")) == ["Café", "B"]

    def test_a_gzip_file_sent_as_it_is(self) -> None:
        assert len(titles(gzip.compress(FEED.encode()))) == 5


class TestAlmostXml:
    @pytest.mark.parametrize(
        ("healthy", "broken"),
        [
            ("</title>", " & co</title>"),
            ("</title>", " &nbsp;&eacute;</title>"),
            ("</title>", " 1 < 2</title>"),
            ("</title>", "</title></b></p>"),
            ("</title>", "</title><dc:creator>A</dc:creator><made:up/>"),
            ("</title>", "\x0b\x02</title>"),
            ("</description>", "<p>one<br>two</description>"),
            ("<description>", "<description lang=en checked>"),
            ("</channel></rss>", ""),
            ("<rss", "\n<b>Warning</b>: something in line 3<br />\n<rss"),
            (
                "<rss",
                "<!-- x -->\n<!DOCTYPE rss PUBLIC '-//N//DTD RSS 0.91//EN' 'http://a.test/rss.dtd'><rss",
            ),
        ],
    )
    def test_no_item_and_no_link_is_lost(self, healthy: str, broken: str) -> None:
        entries = parse(FEED.replace(healthy, broken).encode()).entries
        assert [entry.link for entry in entries] == [f"http://a.test/{n}" for n in range(5)]
        assert all(entry.title.startswith(str(n)) for n, entry in enumerate(entries))

    def test_entities_without_a_declaration_are_those_of_html(self) -> None:
        assert (
            titles(FEED.replace(">0<", ">caf&eacute; &hellip; &unknown; &amp;<"))[0] == "café … &unknown; &"
        )

    def test_a_title_that_is_never_closed_ends_where_the_next_field_begins(self) -> None:
        entry = parse(FEED.replace("0</title>", "0").encode()).entries[0]
        assert (entry.title, entry.link) == ("0", "http://a.test/0")

    def test_cdata_within_cdata(self) -> None:
        document = FEED.replace("Text 0", "<![CDATA[a <![CDATA[b]]> c]]>")
        entries = parse(document.encode()).entries
        assert (entries[0].body, len(entries)) == ("a b c", 5)

    def test_cdata_that_is_never_closed_ends_with_its_element(self) -> None:
        feed = parse(
            b"<rss><channel><item><title><![CDATA[One</title><link>http://a.test/1</link></item>"
            b"<item><title><![CDATA[Two]]></title></item><item><title><![CDATA[Three</title></item></channel></rss>"
        )
        assert [(one.title, one.link) for one in feed.entries] == [
            ("One", "http://a.test/1"),
            ("Two", ""),
            ("Three", ""),
        ]

    @pytest.mark.parametrize("unclosed", ["id", "updated", "summary", "g:unknown", "category"])
    def test_fields_after_one_that_is_never_closed_are_the_items(self, unclosed: str) -> None:
        feed = parse(
            f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><{unclosed}>text <title>One</title>"
            "<published>2026-03-02T12:00:00Z</published><link href='http://a.test/1'/></entry>"
            "<entry><title>Two</title></entry></feed>".encode()
        )
        assert [(one.title, one.link) for one in feed.entries] == [("One", "http://a.test/1"), ("Two", "")]
        assert feed.entries[0].published is not None

    def test_a_link_that_is_never_closed_ends_where_anything_begins(self) -> None:
        feed = parse(
            b"<rss><channel><item><link>http://a.test/1\n<g:picture>http://a.test/p</g:picture></item></rss>"
        )
        assert feed.entries[0].link == "http://a.test/1"

    @pytest.mark.parametrize("inside", ["<!--", "<![CDATA[", "a < b", "<b>bold</b>"])
    def test_markup_in_an_attribute_is_its_value(self, inside: str) -> None:
        feed = parse(
            f'<rss><channel><item><enclosure title="{inside}" url="http://a.test/1.mp3"/><title>One</title></item>'
            "<item><title>Two</title></item></channel></rss>".encode()
        )
        assert [one.title for one in feed.entries] == ["One", "Two"]
        assert feed.entries[0].enclosures[0].url == "http://a.test/1.mp3"

    def test_unescaped_html_in_a_description_is_kept(self) -> None:
        assert (
            parse(FEED.replace("Text 0", "a <b>c</b> & d").encode()).entries[0].body == "a <b>c</b> &amp; d"
        )

    def test_a_truncated_feed_keeps_its_whole_items(self) -> None:
        assert titles(FEED[: FEED.index("Text 3")])[:3] == ["0", "1", "2"]

    @given(st.integers(min_value=70, max_value=len(FEED)))
    def test_cut_anywhere_every_whole_item_is_there(self, length: int) -> None:
        cut = FEED[:length]
        whole = cut.count("</item>")
        assert titles(cut)[:whole] == [str(n) for n in range(whole)]

    def test_a_feed_wrapped_in_a_page_is_found(self) -> None:
        assert len(titles("<!DOCTYPE html><html><body>" + FEED + "</body></html>")) == 5


class TestEntities:
    def declared(self, subset: str, title: str) -> list[str]:
        return titles(f"<?xml version='1.0'?><!DOCTYPE rss [{subset}]>" + FEED.replace(">0<", f">{title}<"))

    def test_small_ones_of_the_document_are_put_in_place(self) -> None:
        assert (
            self.declared('<!ENTITY who "Rao &#38; Co"><!ENTITY us "by &who;">', "Tea &us;")[0]
            == "Tea by Rao & Co"
        )

    def test_a_list_of_entities_that_lies_elsewhere_is_not_needed(self) -> None:
        subset = '<!ENTITY % latin PUBLIC "-//W3C//ENTITIES Latin 1//EN" "http://127.0.0.1:1/x.ent"> %latin;'
        assert self.declared(subset, "caf&eacute;")[0] == "café"

    @pytest.mark.parametrize("place", ["file:///etc/passwd", "http://127.0.0.1:1/x"])
    def test_a_file_from_outside_is_refused(self, place: str) -> None:
        with pytest.raises(NotAFeedError, match="outside itself"):
            self.declared(f'<!ENTITY x SYSTEM "{place}">', "&x;")

    def test_bombs_are_refused_without_harm(self) -> None:
        laughs = '<!ENTITY a "ha">' + "".join(
            f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
        )  # fmt: skip
        quadratic = f'<!ENTITY a "{"B" * 50_000}">'
        tracemalloc.start()
        for subset, title in [
            (laughs, "&m;"),
            (quadratic, "&a;" * 5_000),
            ('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;"),
        ]:
            with pytest.raises(NotAFeedError, match="bomb"):
                self.declared(subset, title)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 20_000_000

    def test_many_small_ones_are_a_bomb_too(self) -> None:
        with pytest.raises(NotAFeedError, match="bomb"):
            self.declared(f'<!ENTITY a "{"B" * 5_000}">', "&a;" * 5_000)

    def test_xinclude_reads_nothing(self) -> None:
        include = (
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
        )
        assert titles(FEED.replace(">0<", f">{include}z<"))[0] == "z"


class TestNotAFeed:
    @pytest.mark.parametrize(
        ("document", "reason"),
        [
            ("", "empty"),
            ("  \n", "empty"),
            ("hello", "not a feed"),
            ("<!doctype html><html><head><title>x</title></head><body>rss</body></html>", "web page"),
            ("<html><body><item>x</item></body></html>", "web page"),
            ("<opml version='2.0'><body><outline text='x'/></body></opml>", "OPML"),
            ("<urlset><url><loc>x</loc></url></urlset>", "not a feed"),
            ('{"name": "x"}', "not a JSON Feed"),
            ("{", "damaged JSON"),
            ("[" * 100_000, "damaged JSON"),
        ],
    )
    def test_says_in_one_line_what_it_is(self, document: str, reason: str) -> None:
        with pytest.raises(NotAFeedError, match=reason) as caught:
            parse(document.encode(), "http://a.test/feed")
        assert str(caught.value).startswith("http://a.test/feed")
        assert "\n" not in str(caught.value)

    def test_binary_junk(self) -> None:
        with pytest.raises(NotAFeedError):
            parse(bytes(range(256)) * 100)


@pytest.mark.parametrize(
    "body",
    [
        "<a>" * 20_000,
        "<a" * 20_000,
        "<!--" * 20_000,
        "</x>" * 20_000,
        "<![CDATA[" * 20_000,
        '<a b="' * 20_000,
        "<a " + " ".join(f"a{n}=1" for n in range(20_000)),
        "&lt;!--" * 20_000,
        "&" * 100_000,
        " " * 200_000 + "<",
        "</title><author>" + "a" * 50_000 + "@" + "a-" * 20_000,
        "</title><pubDate>" + "Jan 1 " * 20_000,
    ],
    ids=[
        "deep",
        "open tags",
        "comments",
        "ends",
        "cdata",
        "quotes",
        "attributes",
        "title",
        "amps",
        "space",
        "mail",
        "date",
    ],
)
def test_a_document_made_to_be_slow_is_read_like_any_other(body: str) -> None:
    assert len(parse(f"<rss><channel><item><title>{body}".encode()).entries) == 1


@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    try:
        parse(data)
    except NotAFeedError as error:
        refused = str(error)
        assert "\n" not in refused


SCRAPS = [
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&x;",
    "&",
    "<",
    ">",
    '"',
]
SCRAPS += ["a", "<link/>", "</", "<?", "<!DOCTYPE", "["]


@given(st.lists(st.sampled_from(SCRAPS)))
def test_no_scramble_of_markup_raises(parts: list[str]) -> None:
    parse(("<rss><channel>" + "".join(parts)).encode())


@pytest.mark.parametrize(
    "reference", ["&#65534;", "&#xFFFF;", "&#1;", "&#x1F;", "&#99999999;", "&#xD800;", "&#0;"]
)
def test_references_to_characters_that_xml_does_not_have_cost_nothing_else(reference: str) -> None:
    document = f"<rss><channel><item a='{reference}'><title>One{reference} two</title></item>"
    (entry,) = parse(document.encode()).entries
    assert entry.title.replace("\ufffd", "").replace(reference, "") == "One two"
