"""An Article as Markdown: CommonMark with tables, strikethrough and footnotes, which our own reader sets the same."""

import re
from collections.abc import Callable, Sequence

from newsreader.article.article import Article
from newsreader.article.blocks import Block, Link, Style
from newsreader.article.inline import TAGS, cell_spans, marked_up
from newsreader.article.markdown_words import address, escape, escape_beginning, escape_signs, front_matter

_SIGNS = {"strong": "**", "emphasis": "*", "delete": "~~"}
_OPENING = " \n([{“‘«„\"'—–"
_CLOSING = " \n.,;:!?)]}”’»\"'—–…"
_ORDERED = re.compile(r"\d{1,9}[.)]")
_REFERENCE = re.compile(r"<sup>\\\[(\d{1,4})\\\]</sup>")
_JOINABLE = frozenset({"paragraph", "item", "quote"})
_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")


def article_markdown(article: Article) -> str:
    """The whole story: facts as YAML front matter, the headline, the text; ends in a line end."""
    parts = [
        front_matter(
            [
                ("title", article.title),
                ("author", article.byline),
                ("date", article.published.isoformat() if article.published else ""),
                ("source", article.source),
                ("link", article.link),
                ("categories", list(article.categories)),
            ]
        )
    ]
    if article.title:
        parts.append(f"# {escape(article.title)}\n")
    if article.standfirst:
        parts.append(f"*{escape_signs(article.standfirst)}*\n")
    body = body_markdown(article.blocks, article.links, article.dateline)
    if body:
        parts.append(body)
    if article.sign_off:
        parts.append(f"*{escape_signs(article.sign_off)}*\n")
    return "\n".join(parts)


def body_markdown(blocks: Sequence[Block], links: Sequence[Link], dateline: str = "") -> str:
    """Blocks as Markdown, ending in a line end; empty for none."""
    lead = f"**{escape_signs(dateline)}** — " if dateline else ""
    return _Writer(links, frozenset(_note_number(block) for block in blocks)).write(blocks, lead)


def _note_number(block: Block) -> str:
    number = block.marker.rstrip(".)")
    return number if block.kind == "note" and number.isdecimal() and number.isascii() else ""


class _Writer:
    """Writes blocks one after another; it remembers which lists are open."""

    def __init__(self, links: Sequence[Link], notes: frozenset[str]) -> None:
        self._links = links
        self._notes = notes
        self._lines: list[str] = []
        self._indents: list[int] = []
        """For each level of the list that is open, the column in which its items' words begin."""
        self._before: Block | None = None

    def write(self, blocks: Sequence[Block], lead: str) -> str:
        for block in blocks:
            if not block.text.strip() and block.kind not in {"rule", "item"}:
                continue
            first, rest = self._margins(block)
            lines = self._block(block)
            if lead and block.kind == "paragraph":
                lines[0] = lead + lines[0].removeprefix("\\")
                lead = ""
            self._part(block)
            self._lines += [
                f"{rest if number else first}{line}".rstrip() for number, line in enumerate(lines)
            ]
            self._before = block
        return "\n".join([*self._lines, ""]) if self._lines else ""

    def _part(self, block: Block) -> None:
        """What stands between two blocks: a hard break, nothing, or a blank line within the quotes both stand in."""
        before = self._before
        if before is None:
            return
        if (
            block.joined
            and before.kind == block.kind
            and block.kind in _JOINABLE
            and self._lines[-1].strip(" >")
        ):
            self._lines[-1] += "\\"
        elif not (
            block.kind == before.kind == "item"
            and block.marker
            and before.marker
            and _bars(block) == _bars(before)
            and (not _is_ordered(block) or (_is_ordered(before) and block.level <= before.level))
            and (_is_ordered(block) or not _is_ordered(before) or block.level != before.level)
        ):
            self._lines.append(("> " * min(_bars(block), _bars(before))).rstrip())

    def _margins(self, block: Block) -> tuple[str, str]:
        """What stands before the first line of a block and before the others."""
        bar = "> " * _bars(block)
        if block.kind == "note":
            number = _note_number(block)
            return f"[^{number}]: " if number else "    ", "    "
        if self._before is not None and _bars(self._before) != _bars(block):
            self._indents.clear()
        if block.kind != "item":
            self._indents.clear()
            return bar, bar
        level = max(1, block.level)
        if not block.marker:
            del self._indents[level:]
            indent = self._indents[level - 1] if len(self._indents) >= level else 0
            return bar + " " * indent, bar + " " * indent
        del self._indents[level - 1 :]
        lead = self._indents[-1] if self._indents else 0
        self._indents += [lead] * (level - 1 - len(self._indents))
        sign = block.marker if _is_ordered(block) else "-"
        self._indents.append(lead + len(sign) + 1)
        return f"{bar}{' ' * lead}{sign} ", bar + " " * self._indents[-1]

    def _block(self, block: Block) -> list[str]:  # noqa: PLR0911 - one line for each kind
        match block.kind:
            case "heading":
                words = re.sub("(#+)$", r"\\\1", self._inline(block).rstrip())
                return [f"{'#' * max(1, min(6, block.level))} {words}"]
            case "rule":
                return ["---"]
            case "code":
                longest = max((len(run) for run in re.findall("`+", block.text)), default=0)
                fence = "`" * max(3, longest + 1)
                language = block.marker if _LANGUAGE.fullmatch(block.marker) else ""
                return [f"{fence}{language}", *block.text.split("\n"), fence]
            case "table" if block.rows:
                return self._table(block)
            case "media" if block.picture is not None and not block.picture.url.startswith("data:"):
                alt = escape_signs(block.picture.alt or block.text)
                return [f"![{alt}](<{address(block.picture.url)}>)"]
            case "caption":
                return [f"*{escape_signs(block.text)}*"]
            case "term":
                return [f"**{escape_signs(block.text)}**"]
            case "item" if block.marker in {"☐", "☑"}:
                return [f"{block.marker} {self._inline(block)}"]
            case _:
                return [escape_beginning(self._inline(block))]

    def _table(self, block: Block) -> list[str]:
        columns = max(len(row) for row in block.rows)
        rows = []
        for spans in cell_spans(block):
            cells = [self._inline(block, span).replace("|", "\\|") for span in spans]
            rows.append(f"| {' | '.join([*cells, *[''] * (columns - len(cells))])} |")
        head = [rows.pop(0)] if block.header else [f"|{'  |' * columns}"]
        return [*head, f"|{' --- |' * columns}", *rows]

    def _inline(self, block: Block, span: tuple[int, int] | None = None) -> str:
        text = block.text
        markup = marked_up(
            text, [style for style in block.styles if style.name != "quote"], span or (0, len(text)),
            words=lambda part, is_code: part if is_code else escape_signs(part), tags=self._tags(block),
        )  # fmt: skip
        if not self._notes:
            return markup
        return _REFERENCE.sub(lambda found: f"[^{found[1]}]" if found[1] in self._notes else found[0], markup)

    def _tags(self, block: Block) -> Callable[[Style, str, str], tuple[str, str]]:
        def tags(style: Style, before: str, after: str) -> tuple[str, str]:
            words = block.text[style.start : style.end]
            if style.name == "link":
                url = self._links[style.link].url if 0 <= style.link < len(self._links) else ""
                return ("[", f"](<{address(url)}>)") if url else ("", "")
            if style.name == "code":
                return _code_signs(words)
            if (
                style.name in _SIGNS
                and words[:1].isalnum()
                and words[-1:].isalnum()
                and (not before or before in _OPENING)
                and (not after or after in _CLOSING)
            ):
                return _SIGNS[style.name], _SIGNS[style.name]
            tag = TAGS[style.name]
            return f"<{tag}>", f"</{tag}>"

        return tags


def _code_signs(words: str) -> tuple[str, str]:
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    sign = "`" * (longest + 1)
    gap = " " if words.startswith("`") or words.endswith("`") or words[:1] == words[-1:] == " " else ""
    return f"{sign}{gap}", f"{gap}{sign}"


def _bars(block: Block) -> int:
    return max(block.quoted, block.kind == "quote")


def _is_ordered(block: Block) -> bool:
    return bool(_ORDERED.fullmatch(block.marker))
