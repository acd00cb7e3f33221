"""Names looked up without holding the program open when the name server is silent."""

import socket

from aiohttp.abc import AbstractResolver, ResolveResult

from newsreader.sources.fetch_threads import in_daemon_thread

_NUMERIC = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV


class Resolver(AbstractResolver):
    """The system's own resolver, one daemon thread for each lookup."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Addresses of ``host``, in the order the system prefers.

        Raises:
            OSError: When there are none (``socket.gaierror``).
        """
        return await in_daemon_thread(_lookup, host, port, family)

    async def close(self) -> None:
        """There is nothing to close."""


def _lookup(host: str, port: int, family: socket.AddressFamily) -> list[ResolveResult]:
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
