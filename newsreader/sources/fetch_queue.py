"""The order of a refresh: as asked, but never more than a few at a time from one host."""

from collections import Counter, deque
from collections.abc import Sequence
from urllib.parse import urlsplit

from newsreader.sources.outcome import Request


class HostQueue:
    """Requests waiting their turn, hosts taking turns; every call takes constant time.

    Args:
        requests: In the reader's order.
        per_host: How many of one host may run at the same time.
    """

    def __init__(self, requests: Sequence[Request], per_host: int) -> None:
        self._per_host = per_host
        self._waiting: dict[str, deque[Request]] = {}
        for request in requests:
            self._waiting.setdefault(host_of(request.url), deque()).append(request)
        self._turns = deque(self._waiting)
        self._running = Counter[str]()

    def take(self) -> Request | None:
        """The next request that may start now; None when none may, or none is left."""
        if not self._turns:
            return None
        host = self._turns.popleft()
        request = self._waiting[host].popleft()
        self._running[host] += 1
        if self._may_go_on(host):
            self._turns.append(host)
        return request

    def done(self, request: Request) -> None:
        """A request that was taken has ended."""
        host = host_of(request.url)
        was_full = self._running[host] == self._per_host
        self._running[host] -= 1
        if was_full and self._may_go_on(host):
            self._turns.append(host)

    def _may_go_on(self, host: str) -> bool:
        return bool(self._waiting[host]) and self._running[host] < self._per_host


def host_of(url: str) -> str:
    """The host of a URL, lower case; empty for files and for what is no URL."""
    try:
        return urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""
