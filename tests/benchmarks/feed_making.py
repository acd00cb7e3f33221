"""Feeds of the size that real ones have, and a server for them: what the refresh benchmark stands on."""

import asyncio
import hashlib
import random
import sys
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

_START = datetime(2026, 1, 1, tzinfo=UTC)
_WORDS_IN_PARAGRAPH = 46
_PARAGRAPHS = 6


def write_feeds(folder: Path, feeds: int, entries: int) -> int:
    """Write ``feeds`` files ``0.xml`` ..., RSS and Atom by turns; say how many bytes they have together."""
    made = random.Random(1)
    words = [f"{made.choice(_HEADS)}{made.choice(_TAILS)}{number % 977 or ''}" for number in range(20_000)]
    weights = [1 / (rank + 8) for rank in range(len(words))]
    size = 0
    for feed in range(feeds):
        pool = made.choices(words, weights, k=entries * _PARAGRAPHS * _WORDS_IN_PARAGRAPH)
        bodies = [_body(pool, entry, made) for entry in range(entries)]
        document = (_rss if feed % 2 else _atom)(feed, bodies).encode()
        (folder / f"{feed}.xml").write_bytes(document)
        size += len(document)
    return size


_HEADS = [
    "stad",
    "mark",
    "pres",
    "river",
    "coal",
    "plan",
    "vote",
    "train",
    "harb",
    "court",
    "minis",
    "health",
    "price",
    "farm",
    "school",
    "light",
]
_TAILS = [
    "s",
    "ing",
    "ed",
    "er",
    "ation",
    "ment",
    "ity",
    "al",
    "ive",
    "ous",
    "ern",
    "ward",
    "less",
    "ful",
    "ist",
    "ism",
]


def _body(pool: list[str], entry: int, made: random.Random) -> str:
    start = entry * _PARAGRAPHS * _WORDS_IN_PARAGRAPH
    parts = []
    for paragraph in range(_PARAGRAPHS):
        low = start + paragraph * _WORDS_IN_PARAGRAPH
        line = pool[low : low + _WORDS_IN_PARAGRAPH]
        line[20] = f'<a href="https://example.test/{made.randrange(10**6)}?a=1&amp;b=2">{line[20]}</a>'
        line[40] = f"“<em>{line[40]}</em>” – {line[41]}"
        parts.append(f"<p>{' '.join(line)}.</p>")
    return "\n".join(parts)


def _rss(feed: int, bodies: list[str]) -> str:
    items = "".join(
        f"<item><title>Story {entry} of feed {feed}: {_headline(body)}</title>"
        f"<link>https://example.test/{feed}/{entry}</link>"
        f'<guid isPermaLink="false">urn:story:{feed}:{entry}</guid>'
        f"<pubDate>{_when(feed, entry):%a, %d %b %Y %H:%M:%S +0000}</pubDate>"
        f"<dc:creator>Writer {entry % 7}</dc:creator><category>News</category>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded></item>"
        for entry, body in enumerate(bodies)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Feed {feed}</title><link>https://example.test/{feed}/</link>"
        f"<description>Made</description>{items}</channel></rss>"
    )


def _atom(feed: int, bodies: list[str]) -> str:
    entries = "".join(
        f"<entry><title>Story {entry} of feed {feed}: {_headline(body)}</title>"
        f'<link href="https://example.test/{feed}/{entry}"/><id>urn:story:{feed}:{entry}</id>'
        f"<updated>{_when(feed, entry):%Y-%m-%dT%H:%M:%SZ}</updated>"
        f"<author><name>Writer {entry % 7}</name></author>"
        f'<content type="html">{escape(body)}</content></entry>'
        for entry, body in enumerate(bodies)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Feed {feed}</title><id>urn:feed:{feed}</id><updated>2026-01-01T00:00:00Z</updated>"
        f'<link href="https://example.test/{feed}/"/>{entries}</feed>'
    )


def _headline(body: str) -> str:
    return " ".join(body[3:90].split()[:7])


def _when(feed: int, entry: int) -> datetime:
    return _START - timedelta(minutes=37 * entry + feed)


async def serve(bodies: dict[str, bytes]) -> None:
    """Serve files, by name, on loopback, and print the port.

    ``/v/`` has validators and answers 304; ``/n/`` has none and sends everything every time.
    """
    etags = {name: f'"{hashlib.sha256(body).hexdigest()[:16]}"' for name, body in bodies.items()}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode("latin-1").split("\r\n")
                _, kind, name = lines[0].split(" ")[1].split("/")
                headers = {
                    key.lower(): value for key, _, value in (line.partition(": ") for line in lines[1:])
                }
                tag = f"ETag: {etags[name]}\r\n" if kind == "v" else ""
                if tag and headers.get("if-none-match") == etags[name]:
                    writer.write(f"HTTP/1.1 304 Not Modified\r\n{tag}\r\n".encode())
                    continue
                body = bodies[name]
                length = f"Content-Type: application/xml\r\nContent-Length: {len(body)}\r\n"
                writer.write(f"HTTP/1.1 200 OK\r\n{tag}{length}\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve({path.name: path.read_bytes() for path in Path(sys.argv[1]).glob("*.xml")}))
