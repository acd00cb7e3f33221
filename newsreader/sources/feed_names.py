"""Element names of every feed vocabulary, folded to one short spelling each."""

from functools import lru_cache

_CORE = ""
"""RSS and Atom share one set of names: the meaning of ``title`` does not hang on who defined it."""

_NAMESPACES = {
    "": _CORE,
    "http://my.netscape.com/rdf/simple/0.9": _CORE,
    "http://channel.netscape.com/rdf/simple/0.9": _CORE,
    "http://purl.org/rss/1.0": _CORE,
    "http://purl.org/net/rss1.1": _CORE,
    "http://purl.org/atom/ns": _CORE,
    "http://purl.org/pie": _CORE,
    "http://example.com/newformat": _CORE,
    "http://example.com/necho": _CORE,
    "http://purl.org/echo": _CORE,
    "uri/of/echo/namespace": _CORE,
    "http://www.w3.org/2005/atom": _CORE,
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf:",
    "http://purl.org/dc/elements/1.0": "dc:",
    "http://purl.org/dc/elements/1.1": "dc:",
    "http://purl.org/dc/terms": "dcterms:",
    "http://purl.org/rss/1.0/modules/content": "content:",
    "http://purl.org/rss/1.0/modules/syndication": "sy:",
    "http://purl.org/rss/1.0/modules/slash": "slash:",
    "http://purl.org/syndication/thread/1.0": "thr:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.rssboard.org/media-rss": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://www.itunes.com/dtds/podcast-1.0": "itunes:",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://www.google.com/schemas/play-podcasts/1.0": "itunes:",
    "http://wellformedweb.org/commentapi": "wfw:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://webfeeds.org/rss/1.0": "webfeeds:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}
_PREFIXES = {
    "a10": "http://www.w3.org/2005/Atom",
    "atom": "http://www.w3.org/2005/Atom",
    "atom10": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rss": "",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def conventional(prefix: str) -> str:
    """The namespace that an undeclared prefix stands for by custom, or one of its own."""
    return _PREFIXES.get(prefix.lower(), f"urn:undeclared:{prefix}")


def meant(prefix: str | None, namespace: str) -> str:
    """The namespace that a declaration means: where nobody knows it, what the prefix stands for by custom."""
    if not short(f"{{{namespace}}}x").startswith("?:"):
        return namespace
    return _PREFIXES.get(prefix.lower(), namespace) if prefix else namespace


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """Lower-case ``name`` for RSS and Atom, ``prefix:name`` for known modules, ``?:name`` for the rest.

    Args:
        tag: A name as lxml spells it: ``{namespace}name`` or ``name``.
    """
    namespace, _, local = tag.rpartition("}")
    folded = namespace.lstrip("{").strip().lower().rstrip("/#")
    if folded.startswith(
        "https://"
    ):  # a name, not an address; but publishers who moved to https moved it too
        folded = "http://" + folded[8:]
    prefix = _NAMESPACES.get(folded)
    if prefix is None:
        prefix = _CORE if folded.rsplit("/", 1)[-1].startswith(("rss", "atom")) else "?:"
    return prefix + local.lower()


@lru_cache(maxsize=4096)
def in_atom(tag: str) -> bool:
    """Whether a name is Atom's, where text without a type is plain (RFC 4287, 3.1.1)."""
    return tag.startswith(
        ("{http://www.w3.org/2005/Atom}", "{https://www.w3.org/2005/Atom}", "{http://purl.org/atom/ns#}")
    )
