"""The starter list: whole, well formed, and read only when it is asked for."""

import re
import subprocess
import sys
from collections import Counter
from itertools import groupby
from urllib.parse import urlsplit

import pytest

from newsreader.sources.starter import StarterFeed, starter_feeds
from newsreader.text import clean

TOPICS = {"World", "Business", "Science", "Technology", "Sport", "Culture", "Climate & nature", "Long reads"}


def test_the_list_is_long_enough_to_choose_from_and_short_enough_to_read() -> None:
    assert 35 <= len(starter_feeds()) <= 60


def test_each_topic_is_there_with_a_choice_of_feeds() -> None:
    sizes = Counter(feed.topic for feed in starter_feeds())
    assert sizes.keys() >= TOPICS
    assert min(sizes.values()) >= 3


def test_the_feeds_of_a_topic_stand_together() -> None:
    headings = [topic for topic, _ in groupby(feed.topic for feed in starter_feeds())]
    assert len(headings) == len(set(headings))


def test_no_feed_and_no_title_is_offered_twice() -> None:
    feeds = starter_feeds()
    urls = Counter(
        re.sub(r"^www\.", "", feed.url.removeprefix("https://")).rstrip("/").lower() for feed in feeds
    )
    titles = Counter(feed.title.casefold() for feed in feeds)
    assert urls.most_common(1)[0][1] == 1
    assert titles.most_common(1)[0][1] == 1


@pytest.mark.parametrize("feed", starter_feeds(), ids=lambda feed: feed.title)
def test_a_feed_has_secure_addresses_of_a_public_host(feed: StarterFeed) -> None:
    for url in (feed.url, feed.site):
        parts = urlsplit(url)
        assert parts.scheme == "https"
        assert re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", parts.netloc)
        assert parts.path.startswith("/")
        assert url.isascii()
        assert not re.search(r"\s", url)
    assert feed.url != feed.site


@pytest.mark.parametrize("feed", starter_feeds(), ids=lambda feed: feed.title)
def test_a_feed_is_described_in_one_clean_line(feed: StarterFeed) -> None:
    for text in (feed.topic, feed.title, feed.description):
        assert text
        assert text == clean(text)
    assert feed.description.endswith(".")
    assert len(feed.description) <= 90
    assert re.fullmatch(r"[a-z]{2}(?:-[A-Z]{2})?", feed.language)


def test_languages_beyond_english_and_scripts_beyond_latin_are_offered() -> None:
    languages = {feed.language for feed in starter_feeds()}
    assert languages >= {"en", "de", "fr", "es", "it", "pt-BR", "hi", "ru", "ja"}


def test_it_is_read_once() -> None:
    assert starter_feeds() is starter_feeds()


def test_importing_the_module_reads_nothing() -> None:
    code = "import sys; import newsreader.sources.starter; sys.exit('tomllib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
