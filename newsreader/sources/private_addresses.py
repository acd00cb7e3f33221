"""Which network addresses are public, and which lead into the reader's own network.

A page may name any address. Fetching it must not let a stranger reach routers, cloud metadata services or other
machines that trust whoever is inside (server-side request forgery).
"""

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from newsreader.sources.fetch_errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 addresses as translators write them (RFC 6052)."""
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_LOCAL_NAMES = (
    ".local",
    ".localhost",
    ".lan",
    ".home",
    ".home.arpa",
    ".internal",
    ".intranet",
    ".corp",
    ".private",
)
"""Domains that nobody can register (RFC 6762, 8375 and the names that the root zone keeps free)."""
_NEVER_PUBLIC = (
    ipaddress.ip_network("192.0.0.0/24"),
    ipaddress.ip_network("64:ff9b:1::/48"),
    ipaddress.ip_network("fec0::/10"),
)
"""What some versions of Python call global: protocol assignments, local translation, site-local addresses."""


def is_public(address: str) -> bool:
    """Whether an IP address can belong to any server in the world (IANA special-purpose registries).

    An IPv6 address that carries an IPv4 address is as public as that one. What is no address is not public.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(map(_is_global, _forms(parsed)))


def numeric_host(host: str) -> str:
    """The IP address that a host is, however it is written (``0x7f.1``, ``2130706433``); empty for a name."""
    bare = host.strip("[]").rstrip(".")
    try:
        return str(ipaddress.ip_address(bare.partition("%")[0]))
    except ValueError:
        pass
    import socket  # noqa: PLC0415 - only for what looks odd

    parts = bare.split(".")
    if not 1 <= len(parts) <= 4 or not all(part and part[0].isdigit() for part in parts):
        return ""
    try:
        return str(ipaddress.IPv4Address(socket.inet_aton(bare)))
    except (OSError, ValueError):
        return ""


def is_local_name(host: str) -> bool:
    """Whether a host's name can mean nothing outside the reader's own network."""
    host = _folded(host)
    return bool(host) and ":" not in host and ("." not in host or host.endswith(_LOCAL_NAMES))


class AddressGuard:
    """What a fetch may connect to: public addresses, and hosts that were allowed by name to be anywhere."""

    def __init__(self, allowed_hosts: Collection[str] = ()) -> None:
        self._allowed = frozenset(map(_folded, allowed_hosts))

    @classmethod
    def for_feed(cls, url: str) -> "AddressGuard":
        """The guard for pages that a feed links to: they may live in a private network if the feed does.

        A name that anyone can register gives no such right, as its owner could point it at the reader's network
        from one moment to the next (DNS rebinding).

        Args:
            url: Of the feed.
        """
        host = _private_host(url)
        return cls([host] if host else [])

    def allows(self, host: str, address: str) -> bool:
        """Whether a connection to ``host`` may go to ``address``, which is what its name means now."""
        return _folded(host) in self._allowed or is_public(address)

    def check_host(self, host: str, place: str) -> None:
        """Refuse hosts that are addresses themselves and not public, before anything is sent.

        Args:
            host: Of the URL.
            place: How errors name it.

        Raises:
            FetchError: It may not be connected to.
        """
        address = numeric_host(host)
        local = _folded(host) == "localhost" or _folded(host).endswith(".localhost")
        if (address or local) and not self.allows(host, address):
            raise PrivateAddressError(place)


class PrivateAddressError(FetchError):
    """A page asks for an address in the reader's own network."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place}: this address is in a private network; it is only fetched for feeds that live there"
        )


def _private_host(url: str) -> str:
    """The host of a URL if it is in a private network for certain, else ""."""
    try:
        host = _folded(urlsplit(url).hostname or "")
    except ValueError:
        return ""
    address = numeric_host(host)
    return host if is_local_name(host) or (address and not is_public(address)) else ""


def _forms(address: Address) -> list[Address]:
    """An address and the IPv4 addresses inside it."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    last = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address in _TRANSLATED:
        return [last]
    inside: list[Address] = [address]
    if address.sixtofour is not None:
        inside.append(address.sixtofour)
    if address.teredo is not None:
        inside += address.teredo
    if address in _COMPATIBLE:
        inside.append(last)
    return inside


def _is_global(address: Address) -> bool:
    if address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local:
        return False
    if any(address in network for network in _NEVER_PUBLIC if network.version == address.version):
        return False
    return address.is_global


def _folded(host: str) -> str:
    return host.strip("[]").rstrip(".").lower()


STRANGER = AddressGuard()
"""For addresses that come from anywhere in the world."""


def guard_after(url: str) -> AddressGuard | None:
    """The guard for another host that ``url`` redirects to.

    None when ``url`` is in a private network itself: whoever is inside may lead around there.
    """
    return None if _private_host(url) else STRANGER
