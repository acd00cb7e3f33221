"""Pictures of bookmarked stories, fetched before anyone looks: later may be on a train."""

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Any

from newsreader.article.make import plain_article
from newsreader.library.library import Library
from newsreader.library.stories import Story, Subscription
from newsreader.model import NewsreaderError
from newsreader.sources.sign_in import NOBODY

if TYPE_CHECKING:
    from newsreader.sources.pictures import PictureLoader

MOST_OF_ONE = 40
"""Pictures of one story that are fetched ahead."""
_POLL = 0.2


def keep_pictures(
    library: Library,
    new_loader: "Callable[[], PictureLoader]",
    *,
    cancelled: Callable[[], bool],
    most: int = 50,
) -> int:
    """Fetch the pictures of bookmarked stories into the cache; takes as long as that does.

    Args:
        library: Where the stories are.
        new_loader: Makes what gets pictures, when there are any to get.
        cancelled: Polled; what came by then is kept.
        most: Stories in one go.

    Returns:
        How many stories were seen to. One whose pictures nothing answered for is tried again some time later.

    Raises:
        NewsreaderError: what was done cannot be remembered.
    """
    waiting = library.unpictured(most)
    if not waiting:
        return 0
    feeds = {feed.key: feed for feed in library.subscriptions()}
    loader = new_loader()
    done = 0
    try:
        for id_ in waiting:
            story = library.story(id_)
            answered = story is None or _fetch(
                library, loader, story, feeds.get(story.header.feed), cancelled
            )
            if cancelled():
                break
            library.pictures_tried(id_, answered=answered)
            done += 1
            if not answered:
                break  # nor would anything answer for the next one
    finally:
        loader.close()
    return done


def pictures_of(story: Story) -> list[str]:
    """The addresses of a story's pictures as it is read, each once, those in the page itself left out."""
    article = plain_article(story.as_read)
    pictures = [article.lead, *(block.picture for block in article.blocks)]
    urls = dict.fromkeys(picture.url for picture in pictures if picture is not None)
    return [url for url in urls if not url.startswith("data:")][:MOST_OF_ONE]


def _fetch(
    library: Library,
    loader: "PictureLoader",
    story: Story,
    feed: Subscription | None,
    cancelled: Callable[[], bool],
) -> bool:
    """Whether anything answered."""
    sign_in = library.sign_ins.find(feed.key) if feed else NOBODY
    url, proxy = (feed.url, feed.settings.proxy) if feed else ("", "")
    waiting = [loader.get(picture, url, sign_in=sign_in, proxy=proxy) for picture in pictures_of(story)]
    far = sum(_is_far(future, cancelled) for future in waiting)
    if cancelled():
        _cancel(waiting)
    return not waiting or far < len(waiting)


def _is_far(future: "Future[Any]", cancelled: Callable[[], bool]) -> bool:
    """Whether nothing answered for a picture."""
    from newsreader.sources.fetch_errors import FetchError  # noqa: PLC0415 - loads aiohttp
    from newsreader.sources.private_addresses import PrivateAddressError  # noqa: PLC0415 - with it

    while not cancelled():
        try:
            future.result(timeout=_POLL)
        except TimeoutError:
            continue
        except PrivateAddressError:
            return False
        except FetchError as error:
            return error.status is None
        except (NewsreaderError, CancelledError):
            return False
        return False
    return False


def _cancel(futures: "Sequence[Future[Any]]") -> None:
    for future in futures:
        future.cancel()
