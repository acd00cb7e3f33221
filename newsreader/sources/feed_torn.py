"""Whether a feed broke off before its end: then what came of it is taken, but not for the whole."""

import re

_GZIP = b"\x1f\x8b"
_HEAD = 65_536
_ROOT = re.compile(rb"<((?:[\w.-]+:)?(?:rss|feed|rdf|channel))\b(?:[^>]*(/)>)?", re.IGNORECASE)


def is_torn(body: bytes) -> bool:
    """Whether an XML feed's outermost element is never closed.

    What stands behind the end is no matter: many servers put comments and scripts there.

    Args:
        body: As received, in any encoding whose ASCII characters are one, two or four bytes.
    """
    if body.startswith(_GZIP):
        return False
    if b"\x00" in body[:64]:  # UTF-16 and UTF-32: what is left are the ASCII characters in their order
        body = body.replace(b"\x00", b"")
    root = _ROOT.search(body, 0, _HEAD)
    if root is None or root[2]:
        return False
    return body.rfind(b"</" + root[1]) < root.end()
