"""A feed fetched, as far as it comes."""

from newsreader.sources.fetch import CutShortError, Fetched, Fetcher
from newsreader.sources.sign_in import NOBODY, SignIn


async def fetch_feed(
    fetcher: Fetcher,
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    sign_in: SignIn = NOBODY,
    proxy: str = "",
) -> Fetched:
    """What is at a URL, as far as it comes: the first half of a feed is better than none.

    Raises:
        FetchError: Nothing came.
    """
    try:
        return await fetcher.get(url, etag=etag, last_modified=last_modified, sign_in=sign_in, proxy=proxy)
    except CutShortError as error:
        return error.fetched
