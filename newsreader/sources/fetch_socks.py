"""Connections through a SOCKS proxy. Loaded where there is such a proxy."""

from typing import Any

import aiohttp
from aiohttp.client_reqrep import ClientRequest
from aiohttp.connector import Connection
from aiohttp.tracing import Trace
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError, ProxyType
from yarl import URL

from newsreader.sources.fetch_errors import FetchError
from newsreader.sources.fetch_urls import where
from newsreader.text import clean


class SocksConnector(ProxyConnector):
    """Connects through one proxy, which looks names up itself unless it is too old for that (SOCKS 4)."""

    def __init__(self, proxy: URL, **facts: Any) -> None:
        """Connect through ``proxy``, which has a port; ``facts`` are what ``aiohttp.TCPConnector`` takes."""
        super().__init__(
            host=proxy.host or "",
            port=proxy.port or 0,
            proxy_type=ProxyType.SOCKS4 if proxy.scheme.startswith("socks4") else ProxyType.SOCKS5,
            username=proxy.user,
            password=proxy.password,
            rdns=proxy.scheme != "socks4",
            **facts,
        )

    async def connect(
        self,
        req: ClientRequest,
        traces: list[Trace],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - aiohttp's own interface
    ) -> Connection:
        """A connection, with what goes wrong at the proxy in plain words.

        Raises:
            FetchError: The proxy makes none.
        """
        try:
            return await super().connect(req, traces, timeout)
        except ProxyConnectionError as error:
            words = "the proxy cannot be reached; check the proxy settings"
            raise FetchError(f"{where(req.url)}: {words}") from error
        except ProxyTimeoutError as error:
            raise FetchError(f"{where(req.url)}: the proxy is too slow; try again later") from error
        except ProxyError as error:
            words = f"the proxy made no connection ({clean(str(error)).rstrip('.')})"
            raise FetchError(f"{where(req.url)}: {words}") from error
