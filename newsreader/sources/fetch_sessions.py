"""The connections of a fetcher: straight to servers, to HTTP proxies, and one set through each SOCKS proxy."""

import asyncio
import contextlib
from typing import Any

import aiohttp
from yarl import URL

from newsreader.sources.fetch_proxy import is_socks, resolves_names
from newsreader.sources.fetch_resolve import Resolver
from newsreader.sources.private_addresses import AddressGuard, PrivateAddressError, is_local_name

_KEEP_ALIVE = 3.0
"""Seconds: long enough for the next feed of a host, short enough that 500 hosts do not use up all sockets."""


class Sessions:
    """Opens what is needed when it is needed; ``close`` ends all of it."""

    def __init__(self, **facts: Any) -> None:
        """Open nothing yet; ``facts`` are for every ``aiohttp.ClientSession``."""
        self._facts = facts
        self._open: dict[tuple[str, AddressGuard | None], aiohttp.ClientSession] = {}

    async def through(self, url: URL, proxy: URL | None, guard: AddressGuard | None) -> aiohttp.ClientSession:
        """The connections for a URL that ``guard`` watches over.

        The guard watches those to servers; a proxy may be at any address. A proxy looks names up itself, so all
        that can be done is to look at what they mean here, or, where the reader's network must not hear them, at
        the names alone.

        Raises:
            PrivateAddressError: The guard forbids it.
        """
        if proxy is None:
            return self._session("direct", guard)
        if guard is not None:
            await self._look(url, proxy, guard)
        return self._session(str(proxy), None, proxy) if is_socks(proxy) else self._session("direct", None)

    async def _look(self, url: URL, proxy: URL, guard: AddressGuard) -> None:
        host = url.host or ""
        if is_local_name(host) and not guard.allows(host, ""):
            raise PrivateAddressError(host)
        if resolves_names(proxy):
            return
        with contextlib.suppress(OSError):  # some networks leave every name to their proxy
            await Resolver(guard).resolve(host, url.port or 0)

    def _session(
        self, name: str, guard: AddressGuard | None, socks: URL | None = None
    ) -> aiohttp.ClientSession:
        session = self._open.get((name, guard))
        if session is None:
            facts: dict[str, Any] = {"limit": 0, "keepalive_timeout": _KEEP_ALIVE}
            connector = (
                _socks(socks, facts) if socks else aiohttp.TCPConnector(resolver=Resolver(guard), **facts)
            )
            session = self._open[name, guard] = aiohttp.ClientSession(connector=connector, **self._facts)
        return session

    async def close(self) -> None:
        """End every connection."""
        sessions, self._open = list(self._open.values()), {}
        await asyncio.gather(*(session.close() for session in sessions))


def _socks(proxy: URL, facts: dict[str, Any]) -> aiohttp.BaseConnector:
    from newsreader.sources.fetch_socks import SocksConnector  # noqa: PLC0415 - few readers have such a proxy

    return SocksConnector(proxy, **facts)
