"""What the feed doctor says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsreader.library import remedies
from newsreader.library.feed_settings import FeedSettings
from newsreader.library.health import NOTHING, Remedy, State, Vitals, health, rank, usual_share
from newsreader.library.library import Library
from newsreader.library.schedule import Plan
from newsreader.library.stories import Scope, Subscription, Tally
from tests.library.making import START, URL, entry, outcome

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
OTHER = "http://127.0.0.1/other"
WELL = Subscription(
    URL, URL, "The Example", link="http://127.0.0.1/", checked=NOW, succeeded=NOW, plan=Plan(next_try=1)
)
SINCE = int(NOW.timestamp())
ALIVE = Vitals(Tally(100, 50), 8, SINCE - 3600)
LONG_AGO = NOW - timedelta(days=60)


@pytest.mark.parametrize(
    ("feed", "vitals", "state", "remedy", "words"),
    [
        (WELL, ALIVE, "well", None, ""),
        (replace(WELL, plan=Plan(None, gone=True), error="410"), ALIVE, "gone", "move", "410"),
        (replace(WELL, plan=Plan(1, failures=2), error="no server"), ALIVE, "failing", "retry", "no server"),
        (
            replace(WELL, plan=Plan(1, failures=9), error="no", succeeded=LONG_AGO), ALIVE, "dead", "move",
            "no; nothing since 1 January 2026",
        ),
        (
            replace(WELL, plan=Plan(1, failures=9), error="no", succeeded=None, link=""), NOTHING, "dead", "remove",
            "no; it never worked",
        ),
        (replace(WELL, plan=Plan(1, failures=9), error="no"), ALIVE, "failing", "retry", "no"),
        (replace(WELL, plan=Plan(1, failures=1), error="no", succeeded=LONG_AGO), ALIVE, "failing", "retry", "no"),
        (replace(WELL, warning="It has moved", moving_to=OTHER), ALIVE, "moved", "remove", "It has moved"),
        (replace(WELL, warning="It broke off"), ALIVE, "cut", "retry", "It broke off"),
        (
            replace(WELL, plan=Plan(9_999_999_999, away_until=9_999_999_999), error="429"), ALIVE, "waiting", "slow",
            "429",
        ),
        (WELL, Vitals(Tally(9, 0), 0, SINCE - 800 * 86_400), "silent", "slow", "Nothing new for 2 years"),
        (WELL, Vitals(Tally(9, 0), 0, SINCE - 200 * 86_400), "silent", "slow", "Nothing new for 6 months"),
        (WELL, Vitals(Tally(100, 99), 50, int(NOW.timestamp())), "unread", "remove", "You read 1% of it"),
        (WELL, Vitals(Tally(100, 99), 50, SINCE, SINCE - 27 * 86_400), "well", None, ""),
        (WELL, Vitals(Tally(100, 99), 50, SINCE, SINCE - 29 * 86_400), "unread", "remove", "You read 1% of it"),
        (replace(WELL, checked=None, succeeded=None), NOTHING, "new", None, ""),
        (replace(WELL, settings=FeedSettings(interval=999)), ALIVE, "well", "normal", ""),
        (replace(WELL, moving_to=OTHER), ALIVE, "well", "move", ""),
    ],
)  # fmt: skip
def test_a_verdict(
    feed: Subscription, vitals: Vitals, state: State, remedy: Remedy | None, words: str
) -> None:
    one = health(feed, vitals, NOW)
    assert (one.state, one.words) == (state, words)
    assert next(iter(one.remedies), None) == remedy


def test_who_reads_hardly_anything_yet_neglects_no_feed() -> None:
    unread = Vitals(Tally(100, 99), 50, SINCE)
    assert health(WELL, unread, NOW, usual=0.02).state == "well"
    assert health(WELL, unread, NOW, usual_share([unread, ALIVE])).state == "unread"
    assert usual_share([]) == 0


def test_rates_and_shares_are_of_what_there_is() -> None:
    one = health(WELL, ALIVE, NOW)
    assert (one.weekly, one.read) == (2.0, 0.5)
    assert health(WELL, NOTHING, NOW).read is None


def test_the_worst_come_first() -> None:
    feeds = [
        WELL,
        replace(WELL, plan=Plan(1, failures=1), error="x", title="A"),
        replace(WELL, plan=Plan(1, failures=5), error="x", title="B"),
        replace(WELL, plan=Plan(None, gone=True), error="x"),
    ]
    found = sorted((health(feed, ALIVE, NOW) for feed in feeds), key=rank)
    assert [one.state for one in found] == ["gone", "failing", "failing", "well"]
    assert found[1].feed.title == "B"


def test_the_library_counts_what_the_doctor_asks(library: Library) -> None:
    library.subscribe(URL)
    library.subscribe(OTHER)
    old = tuple(entry(number, published=START - timedelta(days=90 + number)) for number in range(5))
    library.record(outcome(entry(1), entry(2), *(replace(one, guid=f"old-{n}") for n, one in enumerate(old))))
    library.record(outcome(url=OTHER, error="no", feed=None, status=None))
    library.mark([library.list_headers(library_scope())[0].id], "read", True)
    bad, good = library.health(START + timedelta(days=1))
    assert (bad.feed.key, bad.state, bad.newest, bad.read) == (OTHER, "failing", None, None)
    assert (good.weekly, good.newest) == (0.5, START + timedelta(hours=2))
    assert good.read == pytest.approx(1 / 7)


def library_scope() -> Scope:
    return Scope("feed", URL)


def test_every_remedy_can_be_taken_back(library: Library) -> None:
    def now() -> Subscription:
        return library.subscriptions()[0]

    library.subscribe(URL)
    library.record(outcome(entry(0)))
    before = now()
    slowed = remedies.slow(library, now())
    assert now().settings.interval == 7 * 86_400
    eased = remedies.normal(library, now())
    assert now().settings.interval is None
    eased.undo()
    slowed.undo()
    moved = remedies.move(library, now(), OTHER)
    assert moved
    assert now().url == OTHER
    assert remedies.move(library, now(), OTHER) is None
    moved.undo()
    removed = remedies.remove(library, now())
    assert removed
    assert library.subscriptions() == []
    removed.undo()
    assert replace(now(), etag="", plan=before.plan) == replace(before, etag="")
