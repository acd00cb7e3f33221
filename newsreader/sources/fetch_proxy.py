"""Which proxy a URL goes through: the feed's own, else that of the settings, else that of the environment."""

import ipaddress
from dataclasses import dataclass
from urllib.request import getproxies, proxy_bypass

from yarl import URL

from newsreader.sources.fetch_errors import FetchError
from newsreader.sources.fetch_urls import shown

DIRECT = "none"
"""What goes through no proxy at all is set to this."""

_HTTP = frozenset({"http", "https"})
_SOCKS = frozenset({"socks4", "socks4a", "socks5", "socks5h"})
_SOCKS_PORT = 1080


@dataclass(frozen=True, slots=True)
class Proxies:
    """What was said about proxies, besides what the environment says."""

    own: str = ""
    """The feed's own: a URL, ``none``, or empty to do as for all others."""
    general: str = ""
    """That of the settings, the same way."""


def proxy_for(url: URL, said: Proxies = Proxies()) -> URL | None:
    """The proxy that a URL goes through, or None.

    A feed's own proxy is for whatever that feed is fetched from. Through the others, this machine's own addresses
    never go, nor what ``no_proxy`` names.

    Raises:
        FetchError: When the proxy is of a kind we cannot use: going round it could betray the reader.
    """
    if said.own:
        return None if said.own == DIRECT else _usable(said.own, "it is set for this feed")
    host = url.host or ""
    if is_loopback(host) or said.general == DIRECT:
        return None
    proxies = getproxies()
    address = said.general or proxies.get(url.scheme) or proxies.get("all") or ""
    if not address or proxy_bypass(f"[{host}]:{url.port}" if ":" in host else f"{host}:{url.port}"):
        return None
    return _usable(address, "the settings name it" if said.general else "the environment names it")


def is_socks(proxy: URL) -> bool:
    """Whether a proxy speaks SOCKS."""
    return proxy.scheme in _SOCKS


def resolves_names(proxy: URL) -> bool:
    """Whether names are for the proxy alone to look up, so that the reader's network never hears them."""
    return proxy.scheme in {"socks4a", "socks5h"}


def checked(address: str) -> str:
    """A proxy as a reader gives it (``none``, a URL, or host and port), ready to be kept.

    Raises:
        FetchError: It cannot be used.
    """
    return address if address in {"", DIRECT} else str(_usable(address, "it was given"))


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself, by name or number."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _usable(address: str, who: str) -> URL:
    try:
        proxy = URL(address if "://" in address else f"http://{address}")
        if proxy.scheme == "socks":
            proxy = proxy.with_scheme("socks5")
        if is_socks(proxy) and proxy.port is None and proxy.host:
            proxy = proxy.with_port(_SOCKS_PORT)
        usable = bool(proxy.scheme in _HTTP | _SOCKS and proxy.host and proxy.port)
    except ValueError:
        usable = False
    if not usable:
        raise FetchError(
            f"{shown(address)}: {who} as a proxy, but only http, https, socks4 and socks5 ones can be used"
        )
    return proxy
