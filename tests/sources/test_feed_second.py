from newsreader.sources import feed_second

LOOSE = """<rss version="2.0"><channel><title>Odd &amp; ends</title>
<item><title>One <b>bold</b> thing</title><link>http://example.test/1</link><guid isPermaLink="false">urn:1</guid>
<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><description>&lt;p&gt;Text&lt;/p&gt;</description></item>
</channel></rss>"""


def test_a_document_is_read_by_feedparser_into_our_own_terms() -> None:
    feed = feed_second.feed(LOOSE, "http://example.test/feed")
    assert feed is not None
    assert feed.title == "Odd & ends"
    (entry,) = feed.entries
    assert (entry.guid, entry.link, entry.title) == ("urn:1", "http://example.test/1", "One bold thing")
    assert entry.published is not None
    assert entry.published.isoformat() == "2026-03-02T10:00:00+00:00"
    assert entry.body == "<p>Text</p>"


def test_a_document_without_items_is_no_feed_to_it_either() -> None:
    assert feed_second.feed("<rss><channel></channel></rss>", "") is None
    assert not feed_second.wanted("<rss><channel><title>Nothing yet</title></channel></rss>")


def test_a_string_that_names_a_file_is_never_opened() -> None:
    assert feed_second.feed("/etc/passwd", "") is None
