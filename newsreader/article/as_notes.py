"""Highlights and notes as Markdown, with their citations: for Obsidian and whatever else reads it."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from newsreader.article.markdown_words import address, escape, front_matter
from newsreader.library.highlights import Highlight
from newsreader.text import clean, long_day, shorten

_UNSAFE = re.compile(r"[\\/:*?\"<>|#^\[\]%{}$!`'@=&+,;\x00-\x1f\x7f]+")
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}
)
_LONGEST_NAME = 120
"""Bytes, so that a name fits on every file system with its ending."""
_DIGEST = re.compile(r"^digest: \"([0-9a-f]{16})\"\n", re.MULTILINE)


def by_story(found: Iterable[Highlight]) -> dict[str, list[Highlight]]:
    """Highlights by the ids of their stories, both as first met."""
    stories: dict[str, list[Highlight]] = {}
    for one in found:
        stories.setdefault(one.story, []).append(one)
    return stories


def notes_markdown(found: Sequence[Highlight]) -> str:
    """Highlights of any number of stories in one document; those of a story stand together, as first met."""
    parts = ["# Highlights and notes\n"]
    for highlights in by_story(found).values():
        parts += [f"## {escape(_title(highlights[0]))}\n", f"{_where(highlights[0])}\n", *_bodies(highlights)]
    return "\n".join(parts)


def story_file(found: Sequence[Highlight]) -> str:
    """A file for the highlights of one story, in the order of its text: YAML front matter, then a quote for each.

    The front matter's ``digest`` is over all that follows it, so that it can be told whether somebody else wrote in
    the file since.
    """
    ordered = sorted(found, key=lambda one: (one.passage.start, one.made))
    first, origin = ordered[0], ordered[0].origin
    body = "\n".join([f"# {escape(_title(first))}\n", f"{_where(first)}\n", *_bodies(ordered)])
    head = front_matter(
        [
            ("title", _title(first)),
            ("source", origin.source),
            ("author", origin.author),
            ("published", origin.published.date().isoformat() if origin.published else ""),
            ("link", origin.link),
            ("highlighted", min(one.made for one in ordered)[:10]),
            ("newsreader", first.story),
            ("tags", ["newsreader"]),
            ("digest", _digest(body)),
        ]
    )
    return f"{head}\n{body}"


def is_ours(text: str) -> bool:
    """Whether a file is as ``story_file`` wrote it."""
    found = _DIGEST.search(text[:20_000])
    _, end, body = text.partition("\n---\n\n")
    return bool(found and end) and found is not None and found[1] == _digest(body)


def file_name(highlight: Highlight) -> str:
    """A name for the file of a story: its title, safe on every system, and the beginning of its id."""
    return f"{safe_name(_title(highlight))} {highlight.story[:8]}.md"


def safe_name(words: str) -> str:
    """Words as the name of a file, without its ending: safe on every system, and never hidden."""
    name = _UNSAFE.sub(" ", unicodedata.normalize("NFC", clean(words)))
    name = clean(name).strip(". -")
    while len(name.encode()) > _LONGEST_NAME:
        name = shorten(name, len(name) - 1 - (len(name.encode()) - _LONGEST_NAME) // 4).rstrip("… .")
    return f"{name} story" if name.lower() in _RESERVED else name or "Untitled"


def _bodies(found: Iterable[Highlight]) -> list[str]:
    parts = []
    for one in found:
        paragraphs = [clean(part) for part in re.split(r"\n\s*\n", one.passage.words)]
        quoted = "\n>\n".join(f"> {escape(part)}" for part in paragraphs if part)
        parts.append(f"{quoted}\n")
        if one.note:
            parts.append(
                "\n".join(f"{escape(line)}" if line.strip() else "" for line in _lines(one.note)) + "\n"
            )
        parts.append(f"^{one.id}\n")
    return parts


def _lines(note: str) -> list[str]:
    """The lines of a note; those of one paragraph are kept apart by a hard break."""
    lines = note.split("\n")
    return [
        f"{line.strip()}" + ("  " if n + 1 < len(lines) and line.strip() and lines[n + 1].strip() else "")
        for n, line in enumerate(lines)
    ]


def _where(one: Highlight) -> str:
    origin = one.origin
    title = escape(_title(one))
    parts = [f"[{title}](<{address(origin.link)}>)" if origin.link else title]
    parts += [escape(words) for words in (origin.author, origin.source) if words]
    parts += [long_day(origin.published)] if origin.published else []
    return f"From {', '.join(parts)}."


def _title(one: Highlight) -> str:
    return clean(one.origin.title) or "Untitled"


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]
