"""Names looked up without holding the program open when the name server is silent."""

import socket

from aiohttp.abc import AbstractResolver, ResolveResult

from newsreader.sources.fetch_threads import in_daemon_thread
from newsreader.sources.private_addresses import AddressGuard, PrivateAddressError

_NUMERIC = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV


class Resolver(AbstractResolver):
    """The system's own resolver, one daemon thread for each lookup.

    Connections go to the very addresses that come from here, so those that a guard refuses cannot be reached,
    whatever the name means a moment later.
    """

    def __init__(self, guard: AddressGuard | None = None) -> None:
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Addresses of ``host``, in the order the system prefers.

        Raises:
            OSError: When there are none (``socket.gaierror``).
            PrivateAddressError: When the guard refuses all of them.
        """
        found = await in_daemon_thread(lookup, host, port, family)
        if self._guard is None:
            return found
        allowed = [result for result in found if self._guard.allows(host, result["host"])]
        if found and not allowed:
            raise PrivateAddressError(host)
        return allowed

    async def close(self) -> None:
        """There is nothing to close."""


def lookup(host: str, port: int, family: socket.AddressFamily) -> list[ResolveResult]:
    """Ask the system for the addresses of a host, and wait for it."""
    found = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, 0, socket.AI_ADDRCONFIG)
    return [
        ResolveResult(
            hostname=host,
            # getnameinfo keeps the zone of link-local IPv6 addresses
            host=socket.getnameinfo(address, _NUMERIC)[0],
            port=port,
            family=kind,
            proto=protocol,
            flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
        )
        for kind, _, protocol, _, address in found
    ]
