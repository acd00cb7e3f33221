"""What kind of story a file holds: by its media type and extension, then by what it begins with."""

import re
from typing import Literal

from newsreader.sources.file_markdown import without_front_matter

FileKind = Literal["wire", "markdown", "html", "feed"]

_EXTENSIONS: dict[str, FileKind] = {
    "html": "html", "htm": "html", "xhtml": "html", "xht": "html", "shtml": "html",
    "md": "markdown", "markdown": "markdown", "mdown": "markdown", "mkd": "markdown", "mdx": "markdown",
}  # fmt: skip
_MEDIA_TYPES: dict[str, FileKind] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown", "text/x-markdown": "markdown",
}  # fmt: skip
_MAGIC = (
    (b"%PDF-", "a PDF"), (b"PK\x03\x04", "a ZIP archive or an office document"), (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "a database"), (b"\x7fELF", "a program"), (b"MZ\x90\x00", "a program"),
    (b"7z\xbc\xaf", "an archive"), (b"BZh", "an archive"), (b"\xfd7zXZ", "an archive"), (b"ID3", "sound"),
    (b"OggS", "sound"), (b"\xd0\xcf\x11\xe0", "an office document"), (b"{\\rtf", "a rich text document"),
)  # fmt: skip
_SAMPLE = 64 * 1024
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,5000}-->\s*|<\?xml-stylesheet[^>]{0,500}\?>\s*)*"
    r"<(?:rss|feed|rdf:RDF|channel)\b|\s*\{\s*\"version\"\s*:\s*\"https?://(?:www\.)?jsonfeed\.org/",
    re.DOTALL,
)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,5000}-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|article|main|section|header|div|h[1-6]|p|table|ul|ol"
    r"|figure|blockquote)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN_SIGNS = (
    re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE),
    re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE),
    re.compile(r"\[[^\]\n]{1,200}\]\((?:https?:|/|#|mailto:)[^)\s]*\)"),
    re.compile(r"(?<!\w)\*\*\S[^*\n]{0,200}\S?\*\*(?!\w)"),
    re.compile(r"^\[[^\]\n]{1,80}\]: +\S", re.MULTILINE),
    re.compile(r"^.{2,80}\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE),
    re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|[-: |\t]*$", re.MULTILINE),
    re.compile(r"^ {0,3}> +\S", re.MULTILINE),
)


def binary_kind(data: bytes) -> str:
    """What a file that is not text seems to be, in words, or an empty string for text.

    UTF-16 and UTF-32 count as text when they can be told.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    sample = data[:_SAMPLE]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return ""
    if (zeros := sample.count(0)) and not _alternating(sample, zeros):
        return "a binary file"
    controls = len(_CONTROLS.findall(sample)) - zeros
    return "a binary file" if controls > 0.02 * len(sample) else ""


def _alternating(sample: bytes, zeros: int) -> bool:
    """Whether the zeros are the empty halves of UTF-16."""
    even = sample[::2].count(0)
    return zeros > 0.25 * len(sample) and (even < 0.05 * zeros or even > 0.95 * zeros)


def kind_of(text: str, name: str, content_type: str = "") -> FileKind:
    """How to read a text: its media type and extension decide, else what it holds."""
    head = text[:_SAMPLE].lstrip("\ufeff")
    if _FEED.match(head):
        return "feed"
    served = _MEDIA_TYPES.get(content_type.split(";", maxsplit=1)[0].strip().lower())
    extension = (
        name.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].rsplit("/", 1)[-1].rpartition(".")[2].lower()
    )
    if known := served or _EXTENSIONS.get(extension):
        return known
    if _HTML_START.match(head):
        return "html"
    if len(without_front_matter(head)) < len(head):
        return "markdown"
    signs = sum(1 for sign in _MARKDOWN_SIGNS if sign.search(head))
    titled = bool(re.match(r"\s*# +\S", head))
    return "markdown" if signs >= 2 or titled else "wire"
