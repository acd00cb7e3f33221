"""Reading stories whole: the pages of those that want it, fetched and kept as they arrive."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from newsreader.library import search
from newsreader.library.full_text import Incomplete
from newsreader.library.library import Library
from newsreader.model import Entry
from newsreader.sources.limits import Limits
from newsreader.sources.sign_in import NOBODY

if TYPE_CHECKING:
    from newsreader.sources.pages import PageOutcome, PageRequest

NO_MORE = "The page has no more of the story than the feed sent"
_WHOLE = 3_500
"""Characters of a feed's own text that pass for a story whole: bookmarking it asks for no page."""
_MORE = 1.15
"""How many times longer the text of the page must be to count as more."""


@dataclass(frozen=True, slots=True)
class Completed:
    """How reading one story whole went."""

    id: str
    problem: str
    """Empty when there is a full text now; else plain words."""


_Arrivals: TypeAlias = "queue.SimpleQueue[PageOutcome | BaseException | None]"


def complete_all(
    library: Library,
    stories: Sequence[Incomplete],
    *,
    limits: Limits,
    cancelled: Callable[[], bool],
    on_done: Callable[[Completed], None] = lambda _done: None,
) -> list[Completed]:
    """Fetch the pages of stories and keep their text; takes as long as they do.

    Args:
        library: Where the stories are.
        stories: As ``Library.incomplete`` gives them, or ``asked``.
        limits: How large and how slow a page may be.
        cancelled: Polled from another thread; what was read by then is kept.
        on_done: Called in this thread after each story.

    Returns:
        How it went, for each story that came to an end.

    Raises:
        NewsreaderError: what was read cannot be kept (full disk).
    """
    entries = {story.id: found.entry for story in stories if (found := library.story(story.id))}
    wanted = []
    for story in stories:
        if story.id not in entries:
            continue
        if not story.is_always and _is_whole(entries[story.id]):
            library.complete(story.id, "")
        else:
            wanted.append(story)
    done: list[Completed] = []
    for outcome in _outcomes(_requests(library, wanted), limits, cancelled) if wanted else ():
        ended = Completed(outcome.key, _keep(library, outcome, entries[outcome.key]))
        done.append(ended)
        on_done(ended)
    return done


def asked(library: Library, story: str) -> Incomplete | None:
    """A story that the reader asks to read whole, however much the feed sent; None when it has no page."""
    found = library.story(story)
    if found is None or not found.entry.link.lower().startswith(("http://", "https://")):
        return None
    feed = next((feed for feed in library.subscriptions() if feed.key == found.header.feed), None)
    return Incomplete(
        number=found.header.row,
        id=story,
        link=found.entry.link,
        feed=found.header.feed,
        feed_url=feed.url if feed else "",
        proxy=feed.settings.proxy if feed else "",
        is_always=True,
    )


def _is_whole(entry: Entry) -> bool:
    return len(_words(entry)) >= _WHOLE


def _words(entry: Entry) -> str:
    return " ".join(search.plain(entry.body).split())


def _keep(library: Library, outcome: "PageOutcome", entry: Entry) -> str:
    """Keep what a page gave; say why there is no full text now, if there is none."""
    if outcome.error:
        library.not_completed(outcome.key, outcome.error)
        return outcome.error
    if len(" ".join(outcome.text.split())) < _MORE * len(_words(entry)):
        library.complete(outcome.key, "")
        return NO_MORE
    library.complete(outcome.key, outcome.markup)
    return ""


def _requests(library: Library, stories: Sequence[Incomplete]) -> "list[PageRequest]":
    from newsreader.sources.pages import PageRequest  # noqa: PLC0415 - loads aiohttp

    signed = library.sign_ins.find_all([story.feed for story in stories])
    return [
        PageRequest(story.id, story.link, story.feed_url, story.proxy, signed.get(story.feed, NOBODY))
        for story in stories
    ]


def _outcomes(
    requests: "Sequence[PageRequest]", limits: Limits, cancelled: Callable[[], bool]
) -> "Iterator[PageOutcome]":
    """Outcomes as they arrive, fetched in a thread of their own: storing must not hold up the network."""
    import asyncio  # noqa: PLC0415 - with the fetcher, only where it is used

    from newsreader.sources.pages import read_pages  # noqa: PLC0415

    arrivals: _Arrivals = queue.SimpleQueue()
    stopped = threading.Event()

    def fetch() -> None:
        try:
            asyncio.run(
                read_pages(
                    requests, arrivals.put, limits=limits, cancelled=lambda: stopped.is_set() or cancelled()
                )
            )
        except BaseException as error:
            arrivals.put(error)
        else:
            arrivals.put(None)

    thread = threading.Thread(target=fetch, name="pages", daemon=True)
    thread.start()
    try:
        while (arrived := arrivals.get()) is not None:
            if isinstance(arrived, BaseException):
                raise arrived
            yield arrived
    finally:
        stopped.set()
        thread.join()
