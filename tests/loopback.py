"""A real HTTP server on 127.0.0.1 for tests, which can misbehave in every way that a server can."""

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import quote, urlsplit

from tests.serving import Serving

RSS = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<rss version="2.0"><channel><title>{title}</title><link>http://example.test/</link>'
    "<description>News for tests</description>{items}</channel></rss>"
)


def rss(title: str = "The Example", items: int = 2) -> bytes:
    """A small RSS feed."""
    entries = "".join(
        f"<item><guid>{title}-{n}</guid><title>Story {n}</title><link>http://example.test/{quote(title)}/{n}</link>"
        f"<pubDate>Mon, 02 Mar 2026 1{n % 10}:00:00 GMT</pubDate><description>Text {n}.</description></item>"
        for n in range(items)
    )
    return RSS.format(title=title, items=entries).encode()


@dataclass(frozen=True)
class Seen:
    """A request that arrived."""

    method: str
    target: str
    """Path and query as sent; a whole URL when we are used as a proxy."""
    headers: Mapping[str, str]
    """Names in lower case."""


class Exchange:
    """One request being answered: what a handler works with."""

    def __init__(self, handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        self._handler = handler
        self.seen = seen

    @property
    def headers(self) -> Mapping[str, str]:
        return self.seen.headers

    def send(self, data: bytes) -> None:
        """Raw bytes onto the connection, which the server closes afterwards."""
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def answer(self, status: int = 200, body: bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        """A whole answer; the headers may overrule Content-Length."""
        lines = {"Content-Length": str(len(body)), **(headers or {})}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.send(
            f"HTTP/1.1 {status} Told\r\n{head}\r\n".encode("latin-1") + (b"" if status == 304 else body)
        )
        self._handler.close_connection = False


Answer = Callable[[Exchange], None]


@dataclass
class Loopback(Serving):
    """``with Loopback() as server: server.serve("/feed", rss()); server.url("/feed")``.

    Paths that nobody set answer 404. Every request is kept in ``seen``.
    """

    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    seen: list[Seen] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    """Set when the server stops: handlers that wait should wait for this."""

    def new_server(self) -> "_Server":
        self._routes: dict[str, Answer] = {}
        self._everything: Answer | None = None
        return _Server(self)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        super().__exit__(kind, error, trace)

    @property
    def place(self) -> str:
        """``host:port``, as in URLs."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def url(self, path: str = "/", credentials: str = "") -> str:
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{credentials + '@' if credentials else ''}{self.place}{path}"

    def route(self, path: str, answer: Answer) -> None:
        """Answer a path (without its query) with a function."""
        self._routes[path] = answer

    def route_all(self, answer: Answer) -> None:
        """Answer every path that has no route of its own."""
        self._everything = answer

    def serve(
        self, path: str, body: bytes, content_type: str = "application/rss+xml", **headers: str
    ) -> None:
        """Answer a path with a body; ``etag`` and ``last_modified`` also make conditional requests work."""
        fields = {
            "Content-Type": content_type,
            **{n.replace("_", "-").title(): v for n, v in headers.items()},
        }

        def answer(exchange: Exchange) -> None:
            etag, date = headers.get("etag"), headers.get("last_modified")
            asked_etag, asked_date = (exchange.headers.get(n) for n in ("if-none-match", "if-modified-since"))
            if (etag and asked_etag == etag) or (date and not etag and asked_date == date):
                exchange.answer(304, headers={"Content-Length": "0"})
            else:
                exchange.answer(200, body, fields)

        self.route(path, answer)

    def redirect(self, path: str, target: str, status: int = 302, **headers: str) -> None:
        """Answer a path with a redirect."""
        fields = {"Location": target, **{n.replace("_", "-").title(): v for n, v in headers.items()}}
        self.route(path, lambda exchange: exchange.answer(status, b"gone elsewhere", fields))

    def fail(self, path: str, status: int, **headers: str) -> None:
        """Answer a path with an error."""
        fields = {n.replace("_", "-").title(): v for n, v in headers.items()}
        self.route(path, lambda exchange: exchange.answer(status, b"<html>sorry</html>", fields))

    def hold(self, _: Exchange) -> None:
        """An answer that never comes: the connection stays open until the server stops."""
        self.closing.wait()

    def targets(self) -> list[str]:
        """What was asked for, in order."""
        return [seen.target for seen in self.seen]

    def _answer(self, exchange: Exchange) -> None:
        self.seen.append(exchange.seen)
        path = urlsplit(exchange.seen.target).path or "/"
        answer = self._routes.get(path) or self._everything
        if answer is None:
            exchange.answer(404, b"<html><title>Nothing here</title></html>")
        else:
            answer(exchange)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, loopback: Loopback) -> None:
        self.address_family = socket.AF_INET6 if ":" in loopback.host else socket.AF_INET
        super().__init__((loopback.host, 0), _handler(loopback))
        if loopback.tls is not None:
            self.socket = loopback.tls.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )

    def server_bind(self) -> None:
        # HTTPServer looks its own name up, which can be slow
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are what these tests are about."""


def _handler(loopback: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            # A handler that sends raw bytes ends the connection; answer() keeps it.
            self.close_connection = True
            loopback._answer(Exchange(self, Seen(self.command, self.path, headers)))

        do_CONNECT = do_HEAD = do_POST = do_GET  # noqa: N815 - the names are the base class's

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
            """Keep the test output clean."""

    return Handler
