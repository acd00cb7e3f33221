"""Feeds of every dialect, as they should be."""

from datetime import UTC, datetime

import pytest

from newsreader.model import Author, Enclosure, Entry, Feed
from newsreader.sources.feed import parse

NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def rss(item: str = "", channel: str = "", url: str = "") -> Feed:
    return parse(
        f'<rss version="2.0" {NAMESPACES}><channel>{channel}<item>{item}</item></channel></rss>'.encode(), url
    )


def item(markup: str, url: str = "") -> Entry:
    return rss(markup, url=url).entries[0]


def atom(inside: str, url: str = "", attributes: str = "") -> Feed:
    return parse(f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>{inside}</feed>'.encode(), url)


def entry(markup: str, url: str = "") -> Entry:
    return atom(f"<entry>{markup}</entry>", url).entries[0]


class TestRss:
    def test_every_field_of_an_item(self) -> None:
        got = item(
            "<title>River &amp;amp; sea</title><link>http://a.test/1</link><guid isPermaLink='false'>id-1</guid>"
            "<pubDate>Mon, 02 Mar 2026 12:00:00 GMT</pubDate><dc:creator>Asha Rao</dc:creator>"
            "<category>News</category><category>News</category><dc:subject>Rivers</dc:subject>"
            "<description>Short.</description><content:encoded>&lt;p&gt;Long.&lt;/p&gt;</content:encoded>"
            "<comments>http://a.test/1#c</comments><source url='http://b.test/feed'>The Other</source>"
            "<enclosure url='http://a.test/1.mp3' length='1234' type='audio/mpeg'/>"
            "<itunes:duration>1:02:03</itunes:duration>"
        )
        assert got == Entry(
            guid="id-1",
            link="http://a.test/1",
            title="River & sea",
            authors=(Author("Asha Rao"),),
            published=NOON,
            summary="Short.",
            body="<p>Long.</p>",
            base="http://a.test/1",
            categories=("News", "Rivers"),
            enclosures=(Enclosure("http://a.test/1.mp3", "audio/mpeg", 1234, 3723),),
            comments="http://a.test/1#c",
            source="The Other",
        )

    def test_every_field_of_a_channel(self) -> None:
        got = rss(
            channel="<title>The &lt;i&gt;Daily&lt;/i&gt;</title><link>http://a.test/</link>"
            "<description>All of it</description>"
            "<language>en_GB</language><managingEditor>ed@a.test (Ed Itor)</managingEditor><ttl>30</ttl>"
            "<atom:link rel='self' href='http://a.test/feed'/>"
            "<lastBuildDate>Mon, 02 Mar 2026 12:00:00 GMT</lastBuildDate>"
            "<image><url>http://a.test/i.png</url><title>no</title><link>http://no.test/</link></image>"
        )
        assert (got.title, got.link, got.description, got.language) == (
            "The Daily",
            "http://a.test/",
            "All of it",
            "en-GB",
        )
        assert got.authors == (Author("Ed Itor", email="ed@a.test"),)
        assert (got.icon, got.self_url, got.ttl) == ("http://a.test/i.png", "http://a.test/feed", 1800)
        assert got.updated == NOON

    def test_a_description_alone_is_the_body(self) -> None:
        got = item("<description>&lt;b&gt;All&lt;/b&gt; there is</description>")
        assert (got.body, got.summary, got.body_type) == ("<b>All</b> there is", "", "html")

    def test_a_permanent_guid_stands_in_for_a_missing_link(self) -> None:
        assert item("<guid>http://a.test/7</guid>").link == "http://a.test/7"
        assert item("<guid isPermaLink='false'>http://a.test/7</guid>").link == ""

    def test_a_guid_that_is_no_address_is_no_link(self) -> None:
        got = item("<guid>4711</guid>", "http://a.test/feed")
        assert (got.guid, got.link) == ("4711", "")
        assert (
            item("<guid isPermaLink='true'>7.html</guid>", "http://a.test/feed").link
            == "http://a.test/7.html"
        )

    def test_syndication_period_gives_the_interval(self) -> None:
        got = rss(
            channel="<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
        )
        assert got.ttl == 21_600

    def test_items_without_id_or_date_are_kept_in_order(self) -> None:
        got = parse(
            b"<rss><channel><item><title>a</title></item><item><title>b</title></item></channel></rss>"
        )
        assert [one.title for one in got.entries] == ["a", "b"]
        assert got.entries[0].published is None

    def test_names_in_capitals(self) -> None:
        got = parse(b"<RSS><CHANNEL><TITLE>t</TITLE><ITEM><TITLE>a</TITLE></ITEM></CHANNEL></RSS>")
        assert (got.title, got.entries[0].title) == ("t", "a")

    def test_rdf_has_its_items_beside_the_channel(self) -> None:
        got = parse(
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
            b'<channel rdf:about="x"><title>t</title></channel>'
            b'<item rdf:about="http://a.test/1"><title>a</title><link>http://a.test/1?x</link></item></rdf:RDF>'
        )
        assert got.title == "t"
        assert (got.entries[0].guid, got.entries[0].link) == ("http://a.test/1", "http://a.test/1?x")

    def test_cdf(self) -> None:
        got = parse(
            b'<CHANNEL HREF="http://a.test/"><TITLE>t</TITLE>'
            b'<ITEM HREF="http://a.test/1" LASTMOD="2026-03-02T12:00Z">'
            b"<TITLE>a</TITLE><ABSTRACT>b</ABSTRACT></ITEM></CHANNEL>"
        )
        one = got.entries[0]
        assert (got.link, one.link, one.title, one.body, one.updated) == (
            "http://a.test/",
            "http://a.test/1",
            "a",
            "b",
            NOON,
        )

    def test_an_item_inside_an_item_is_not_lost(self) -> None:
        got = item("<title>a</title><x><item><title>b</title></item></x>")
        assert got.title == "a"
        assert len(rss("<title>a</title><x><item><title>b</title></item></x>").entries) == 2


class TestAtom:
    def test_every_field_of_an_entry(self) -> None:
        got = entry(
            "<id>tag:a.test,2026:1</id><title type='html'>Tea &amp;amp; &lt;b&gt;coffee&lt;/b&gt;</title>"
            "<link rel='alternate' href='http://a.test/1'/>"
            "<link rel='enclosure' href='/1.mp3' length='9' type='audio/mpeg'/>"
            "<link rel='replies' type='text/html' href='http://a.test/1#c'/>"
            "<published>2026-03-02T12:00:00Z</published><updated>2026-03-02T14:00:00+02:00</updated>"
            "<author><name>Asha Rao</name><uri>/asha</uri><email>asha@a.test</email></author>"
            "<category term='t' label='Tea'/><summary>Short</summary>"
            "<content type='html'>&lt;p&gt;Long&lt;/p&gt;</content>"
            "<source><title>Elsewhere</title></source>",
            url="http://a.test/feed",
        )
        assert (got.guid, got.title, got.link) == ("tag:a.test,2026:1", "Tea & coffee", "http://a.test/1")
        assert (got.published, got.updated) == (NOON, NOON)
        assert got.authors == (Author("Asha Rao", "http://a.test/asha", "asha@a.test"),)
        assert (got.summary, got.body, got.body_type) == ("Short", "<p>Long</p>", "html")
        assert got.enclosures == (Enclosure("http://a.test/1.mp3", "audio/mpeg", 9),)
        assert (got.categories, got.comments, got.source) == (("Tea",), "http://a.test/1#c", "Elsewhere")

    def test_plain_text_stays_plain(self) -> None:
        got = entry("<title>Is 1 &lt; 2 &amp; 3?</title><content>one\n\ntwo</content>")
        assert (got.title, got.body, got.body_type) == ("Is 1 < 2 & 3?", "one\n\ntwo", "text")

    def test_xhtml_is_written_without_its_wrapper_and_namespaces(self) -> None:
        got = entry(
            "<content type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'>"
            "<h:p class='x'>a &amp; b<h:br/>c</h:p></h:div></content>"
        )
        assert got.body == '<p class="x">a &amp; b<br>c</p>'

    def test_xml_base_makes_links_absolute_and_is_kept_for_the_body(self) -> None:
        feed = atom(
            "<entry xml:base='2026/'><id>1</id><link href='a.html'/>"
            "<content type='html' xml:base='img/'>x</content></entry>",
            attributes="xml:base='http://a.test/'",
        )
        got = feed.entries[0]
        assert (got.guid, got.link, got.base) == (
            "http://a.test/2026/1",
            "http://a.test/2026/a.html",
            "http://a.test/2026/img/",
        )

    def test_who_wrote_the_feed_wrote_what_names_nobody(self) -> None:
        feed = atom(
            "<author><name>Asha Rao</name></author><entry/><entry><author><name>Bo</name></author></entry>"
            "<entry><source><author><name>Cy</name></author></source></entry>"
        )
        assert [one.authors for one in feed.entries] == [
            (Author("Asha Rao"),),
            (Author("Bo"),),
            (Author("Cy"),),
        ]
        assert rss("", "<managingEditor>Asha Rao</managingEditor>").entries[0].authors == ()

    def test_relations_may_be_written_as_addresses(self) -> None:
        of = "http://www.iana.org/assignments/relation/"
        got = entry(
            f"<link rel='{of}alternate' href='http://a.test/1'/>"
            f"<link rel='{of}enclosure' href='http://a.test/1.ogg' type='audio/ogg'/>"
        )
        assert (got.link, [one.url for one in got.enclosures]) == ("http://a.test/1", ["http://a.test/1.ogg"])

    def test_only_updated_counts_as_published_too(self) -> None:
        assert entry("<updated>2026-03-02T12:00:00Z</updated>").published == NOON

    def test_version_0_3(self) -> None:
        got = parse(
            b'<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en"><tagline>t</tagline>'
            b"<entry><issued>2026-03-02T12:00:00Z</issued>"
            b'<content type="text/html" mode="base64">PGI+aGk8L2I+</content>'
            b"</entry></feed>"
        )
        assert (got.description, got.language) == ("t", "en")
        assert (got.entries[0].published, got.entries[0].body) == (NOON, "<b>hi</b>")

    def test_a_lone_entry_document(self) -> None:
        got = parse(b'<entry xmlns="http://www.w3.org/2005/Atom"><title>a</title></entry>')
        assert [one.title for one in got.entries] == ["a"]


class TestModules:
    def test_media_rss_gives_picture_and_video(self) -> None:
        got = item(
            "<media:group><media:content url='http://a.test/s.jpg' medium='image' width='100'/>"
            "<media:content url='http://a.test/l.jpg' medium='image' width='900'/>"
            "<media:content url='http://a.test/v.mp4' type='video/mp4' fileSize='5' duration='60'>"
            "<media:title>V</media:title>"
            "</media:content></media:group>"
        )
        assert got.image == "http://a.test/l.jpg"
        assert got.enclosures == (Enclosure("http://a.test/v.mp4", "video/mp4", 5, 60, "V"),)

    def test_the_photographer_is_not_the_author(self) -> None:
        credit = "<media:credit>A Photographer</media:credit>"
        assert item(f"<media:content url='http://a.test/1.jpg'>{credit}</media:content>").authors == ()
        assert item("<media:credit role='author'>B</media:credit>").authors == (Author("B"),)

    def test_itunes_fills_what_is_missing(self) -> None:
        got = item(
            "<itunes:title>T</itunes:title><itunes:author>A</itunes:author><itunes:summary>S</itunes:summary>"
            "<itunes:image href='http://a.test/i.png'/><itunes:keywords>x, y</itunes:keywords>"
        )
        assert (got.title, got.authors, got.body) == ("T", (Author("A"),), "S")
        assert (got.image, got.categories) == ("http://a.test/i.png", ("x", "y"))

    @pytest.mark.parametrize(
        ("said", "duration"),
        [
            ("1:02:03", 3723), ("62:03", 3723), (" 3723.5 ", 3723), ("PT1H2M3S", 3723), ("PT45.5S", 45), ("PT", None),
            ("soon", None), ("-5", None), ("", None),
        ],
    )  # fmt: skip
    def test_durations_in_every_form(self, said: str, duration: int | None) -> None:
        got = item(f"<enclosure url='http://a.test/1.mp3'/><itunes:duration>{said}</itunes:duration>")
        assert got.enclosures[0].duration == duration

    def test_namespaces_are_known_though_moved_to_https_or_misspelt(self) -> None:
        got = parse(
            b'<rss xmlns:content="https://purl.org/rss/1.0/modules/content/" xmlns:dc="http://dublincore.test/"'
            b' xmlns:media="http://www.rssboard.org/media-rss"><channel><item><dc:creator>Asha Rao</dc:creator>'
            b"<content:encoded>Long</content:encoded><media:thumbnail url='http://a.test/1.jpg'/></item></channel></rss>"
        ).entries[0]
        assert (got.authors, got.body, got.image) == ((Author("Asha Rao"),), "Long", "http://a.test/1.jpg")

    def test_a_feed_in_a_namespace_of_its_own_is_one_all_the_same(self) -> None:
        got = parse(
            b"<feed xmlns='urn:mine'><title>T</title><entry><id>1</id><title>One</title></entry></feed>"
        )
        assert (got.title, [(one.guid, one.title) for one in got.entries]) == ("T", [("1", "One")])

    def test_dublin_core_date_is_both_dates(self) -> None:
        got = item("<dc:date>2026-03-02T12:00:00Z</dc:date>")
        assert (got.published, got.updated) == (NOON, NOON)

    def test_atom_inside_rss(self) -> None:
        got = item(
            "<atom:author><atom:name>A</atom:name></atom:author><atom:updated>2026-03-02T12:00:00Z</atom:updated>"
        )
        assert (got.authors, got.updated) == ((Author("A"),), NOON)


class TestPlainText:
    @pytest.mark.parametrize(
        ("sent", "shown"),
        [
            ("A&amp;amp;B", "A&B"),
            ("It&amp;#8217;s", "It’s"),
            ("It&#146;s", "It’s"),
            ("&lt;b&gt;Bold&lt;/b&gt; claim", "Bold claim"),
            ("<![CDATA[<em>A</em> &eacute;]]>", "A é"),
            ("vector&lt;int&gt; and 1 &lt; 2", "vector<int> and 1 < 2"),
            ("  two\n lines ", "two lines"),
            ("one&lt;br/&gt;two", "one two"),
            ("GrÃ¼n", "Grün"),
            ("bell&#x202e;txt.exe", "belltxt.exe"),
        ],
    )
    def test_titles(self, sent: str, shown: str) -> None:
        assert item(f"<title>{sent}</title>").title == shown

    @pytest.mark.parametrize(
        "text", ["mail@a.test (Asha Rao)", "Asha Rao (mail@a.test)", "Asha Rao &lt;mail@a.test&gt;"]
    )
    def test_people(self, text: str) -> None:
        assert item(f"<author>{text}</author>").authors == (Author("Asha Rao", email="mail@a.test"),)


class TestAddresses:
    def test_relative_links_are_relative_to_the_feed(self) -> None:
        assert item("<link>/a b</link>", url="http://a.test/x/feed").link == "http://a.test/a%20b"

    @pytest.mark.parametrize("ampersand", ["&amp;", "&amp;amp;", "&amp;#038;", "&amp;#x26;"])
    def test_an_ampersand_that_was_escaped_twice_is_one(self, ampersand: str) -> None:
        assert item(f"<link>http://a.test/?a=1{ampersand}b=2</link>").link == "http://a.test/?a=1&b=2"

    def test_cdata_around_an_address_in_an_attribute_is_none_of_it(self) -> None:
        got = parse(
            b"<rss><channel><item><enclosure url='<![CDATA[http://a.test/1.mp3]]>'/></item></channel></rss>"
        )
        assert [one.url for one in got.entries[0].enclosures] == ["http://a.test/1.mp3"]

    def test_without_a_url_the_site_is_the_base(self) -> None:
        assert (
            rss("<link>/1</link>", channel="<link>http://a.test/</link>").entries[0].link == "http://a.test/1"
        )

    @pytest.mark.parametrize(
        "link", ["javascript:alert(1)", "data:text/html,x", "http://[bad", "file:///etc/passwd"]
    )
    def test_harmful_links_are_dropped(self, link: str) -> None:
        assert item(f"<link>{link}</link>").link == ""


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        ("<s:comments xmlns:s='http://purl.org/rss/1.0/modules/slash/'>12</s:comments>", 12),
        ("<slash:comments>0</slash:comments>", 0),
        ("<t:total xmlns:t='http://purl.org/syndication/thread/1.0'> 3 </t:total>", 3),
        (
            (
                "<link rel='replies' href='http://a.test/c' xmlns:thr='http://purl.org/syndication/thread/1.0'"
                " thr:count='7'/>"
            ),
            7,
        ),
        ("<comments>http://a.test/c</comments>", None),
        ("<slash:comments>many</slash:comments>", None),
    ],
)
def test_the_number_of_comments_is_told(markup: str, count: int | None) -> None:
    assert item(f"<title>T</title>{markup}").comment_count == count
