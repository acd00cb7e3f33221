"""Which proxy a URL goes through, by the environment."""

import ipaddress
from urllib.request import getproxies, proxy_bypass

from yarl import URL

from newsreader.sources.fetch_errors import FetchError
from newsreader.sources.fetch_urls import shown


def proxy_for(url: URL) -> URL | None:
    """The proxy that ``http_proxy``, ``https_proxy``, ``all_proxy`` and ``no_proxy`` name, or None.

    This machine's own addresses never go through one.

    Raises:
        FetchError: When the proxy is of a kind we cannot use: going round it could betray the reader.
    """
    host = url.host or ""
    if is_loopback(host):
        return None
    proxies = getproxies()
    address = proxies.get(url.scheme) or proxies.get("all")
    if not address or proxy_bypass(f"[{host}]:{url.port}" if ":" in host else f"{host}:{url.port}"):
        return None
    try:
        proxy = URL(address if "://" in address else f"http://{address}")
        usable = bool(proxy.scheme in {"http", "https"} and proxy.host and proxy.port)
    except ValueError:
        usable = False
    if not usable:
        raise FetchError(
            f"{shown(address)}: the environment names this proxy, but only http and https ones can be used"
        )
    return proxy


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself, by name or number."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
