"""A real SOCKS proxy on 127.0.0.1 for tests: versions 4, 4a and 5 (RFC 1928, 1929)."""

import select
import socket
import socketserver
import struct
from dataclasses import dataclass, field

from tests.serving import Serving


@dataclass
class SocksProxy(Serving):
    """``with SocksProxy({"feeds.invalid": server.port}) as proxy``: names lead to ports of this machine."""

    hosts: dict[str, int]
    login: tuple[str, str] | None = None
    seen: list[tuple[str, int]] = field(default_factory=list)
    """Host, as it was sent, and port of each connection asked for."""
    logins: list[tuple[str, str]] = field(default_factory=list)

    def new_server(self) -> "_Server":
        return _Server(self)

    def url(self, scheme: str = "socks5", credentials: str = "") -> str:
        at = f"{credentials}@" if credentials else ""
        return f"{scheme}://{at}127.0.0.1:{self.port}"


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, proxy: SocksProxy) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.proxy = proxy


class _Handler(socketserver.BaseRequestHandler):
    request: socket.socket
    server: "_Server"

    def handle(self) -> None:
        version = self._take(1)[0]
        host, port = self._five() if version == 5 else self._four()
        if not host:
            return
        self.server.proxy.seen.append((host, port))
        there = self.server.proxy.hosts.get(host)
        if there is None:
            self.request.sendall(b"\5\4\0\1\0\0\0\0\0\0" if version == 5 else b"\0\x5b\0\0\0\0\0\0")
            return
        with socket.create_connection(("127.0.0.1", there)) as server:
            self.request.sendall(b"\5\0\0\1\0\0\0\0\0\0" if version == 5 else b"\0\x5a\0\0\0\0\0\0")
            self._pass_on(server)

    def _five(self) -> tuple[str, int]:
        methods = self._take(self._take(1)[0])
        wanted = 2 if self.server.proxy.login else 0
        self.request.sendall(bytes([5, wanted if wanted in methods else 255]))
        if wanted not in methods:
            return "", 0
        if self.server.proxy.login:
            self._take(1)
            name = self._take(self._take(1)[0]).decode()
            login = (name, self._take(self._take(1)[0]).decode())
            self.server.proxy.logins.append(login)
            self.request.sendall(bytes([1, login != self.server.proxy.login]))
            if login != self.server.proxy.login:
                return "", 0
        kind = self._take(4)[3]
        host = (
            self._take(self._take(1)[0]).decode()
            if kind == 3
            else socket.inet_ntop(
                *((socket.AF_INET, self._take(4)) if kind == 1 else (socket.AF_INET6, self._take(16)))
            )
        )
        return host, struct.unpack("!H", self._take(2))[0]

    def _four(self) -> tuple[str, int]:
        _, port, address = struct.unpack("!BH4s", self._take(7))
        self._line()
        is_name = address[:3] == b"\0\0\0" and address[3]
        return self._line() if is_name else socket.inet_ntoa(address), port

    def _line(self) -> str:
        found = b""
        while (byte := self._take(1)) != b"\0":
            found += byte
        return found.decode()

    def _take(self, count: int) -> bytes:
        found = b""
        while len(found) < count:
            piece = self.request.recv(count - len(found))
            if not piece:
                raise ConnectionError
            found += piece
        return found

    def _pass_on(self, server: socket.socket) -> None:
        ends = {self.request: server, server: self.request}
        while True:
            for end in select.select(list(ends), [], [])[0]:
                data = end.recv(65536)
                if not data:
                    return
                ends[end].sendall(data)
