"""An Article as a page of HTML that stands alone: everything escaped, no script, nothing fetched when it opens."""

import re
from collections.abc import Sequence
from html import escape as _escape

from newsreader.article.article import Article
from newsreader.article.blocks import Block, Link, Style
from newsreader.article.inline import TAGS, cell_spans, marked_up
from newsreader.text import long_day

_SHEET = (
    "body{max-width:40em;margin:2em auto;padding:0 1em;font:1.05em/1.6 Georgia,serif;color:#1c1a17;"
    "background:#fffdf8}"
    "header{border-bottom:1px solid #d4cbb8;margin-bottom:1.5em}h1{line-height:1.2}.standfirst{font-style:italic}"
    ".facts,.caption,footer{color:#645d52;font-size:.9em}blockquote{border-left:3px solid #d4cbb8;margin-left:0;"
    "padding-left:1em}pre{overflow:auto;background:#f1ebde;padding:.8em}table{border-collapse:collapse}td,th{border:"
    "1px solid #d4cbb8;padding:.2em .6em;text-align:left;vertical-align:top}.dateline{font-weight:bold}"
    "@media(prefers-color-scheme:dark){body{color:#d8d2c6;background:#1b1a18}a{color:#c9a66b}pre{background:#2a2824}}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_NUMBER = re.compile(r"(\d{1,9})[.)]")


def article_html(article: Article) -> str:
    """The whole story as one page (HTML Living Standard)."""
    title = _text(article.title or "Untitled")
    day = long_day(article.published) if article.published else ""
    facts = [f"By {_text(article.byline)}" if article.byline else "", _text(article.source), _text(day)]
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f'<meta name="author" content="{_text(article.byline)}">' if article.byline else "",
        f'<link rel="canonical" href="{_text(article.link)}">' if _is_web(article.link) else "",
        f"<style>{_SHEET}</style>",
    ]
    published = (
        f'<meta property="article:published_time" content="{article.published.isoformat()}">'
        if article.published
        else ""
    )
    page = [
        "<!doctype html>",
        "<html><head>",
        *(line for line in [*head, published] if line),
        "</head><body><article>",
        "<header>",
        f"<h1>{title}</h1>" if article.title else "",
        f'<p class="standfirst">{_text(article.standfirst)}</p>' if article.standfirst else "",
        f'<p class="facts">{" · ".join(fact for fact in facts if fact)}</p>' if any(facts) else "",
        "</header>",
        body_html(article.blocks, article.links, article.dateline),
        f"<p><em>{_text(article.sign_off)}</em></p>" if article.sign_off else "",
        f'<footer><p><a href="{_text(article.link)}">{_text(article.link)}</a></p></footer>'
        if _is_web(article.link)
        else "",
        "</article></body></html>",
    ]
    return "\n".join(line for line in page if line) + "\n"


def body_html(blocks: Sequence[Block], links: Sequence[Link], dateline: str = "") -> str:
    """Blocks as HTML."""
    return _Writer(links).write(blocks, dateline)


class _Writer:
    """Writes blocks one after another; it remembers which elements are open."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._links = links
        self._parts: list[str] = []
        self._open: list[str] = []
        """The closing tags of what is open: quotes, then lists and items, or a list of terms, or of notes."""

    def write(self, blocks: Sequence[Block], dateline: str) -> str:
        lead = f'<span class="dateline">{_text(dateline)}</span> — ' if dateline else ""
        for block in blocks:
            self._make_room(block)
            words = self._inline(block)
            if lead and block.kind == "paragraph":
                words, lead = lead + words, ""
            self._parts.append(self._block(block, words))
        self._close_to(0)
        return "\n".join(self._parts)

    # What stands around a block.

    def _make_room(self, block: Block) -> None:
        """Close and open quotes and lists, so that the block stands where it should."""
        bars = max(block.quoted, block.kind == "quote")
        quotes = sum(tag == "</blockquote>" for tag in self._open)
        if quotes != bars:
            self._close_to(min(quotes, bars))
            for _ in range(bars - min(quotes, bars)):
                self._enter("<blockquote>", "</blockquote>")
        if block.kind == "item":
            self._make_item(block, bars)
        elif block.kind in {"term", "note"}:
            opening, closing = (
                ("<dl>", "</dl>") if block.kind == "term" else ('<ol class="footnotes">', "</ol>")
            )
            if len(self._open) <= bars or self._open[bars] != closing:
                self._close_to(bars)
                self._enter(opening, closing)
            elif block.kind == "note" and block.marker:
                self._close_to(bars + 1)
        else:
            self._close_to(bars)

    def _make_item(self, block: Block, bars: int) -> None:
        level = max(1, block.level)
        is_list = len(self._open) > bars and self._open[bars] in {"</ul>", "</ol>"}
        if not block.marker:
            if is_list:
                self._close_to(min(len(self._open), bars + 2 * level))
            elif not (len(self._open) > bars and self._open[bars] == "</dl>"):
                self._close_to(bars)
            return
        if not is_list:
            self._close_to(bars)
        self._close_to(min(len(self._open), bars + 2 * level - 1))
        number = _NUMBER.fullmatch(block.marker)
        tag = "ol" if number else "ul"
        if len(self._open) == bars + 2 * level - 1 and self._open[-1] != f"</{tag}>":
            self._close_to(len(self._open) - 1)
        while len(self._open) < bars + 2 * level - 1:
            self._enter(f"<{tag}>", f"</{tag}>")
            if len(self._open) < bars + 2 * level - 1:
                self._enter("<li>", "</li>")
        self._enter(f'<li value="{number[1]}">' if number else "<li>", "</li>")

    def _enter(self, opening: str, closing: str) -> None:
        self._parts.append(opening)
        self._open.append(closing)

    def _close_to(self, depth: int) -> None:
        while len(self._open) > depth:
            self._parts.append(self._open.pop())

    # The block itself.

    def _block(self, block: Block, words: str) -> str:  # noqa: C901, PLR0911 - one line for each kind
        match block.kind:
            case "heading":
                level = max(1, min(6, block.level))
                return f"<h{level}>{words}</h{level}>"
            case "rule":
                return "<hr>"
            case "code":
                language = re.sub(r"[^\w+#.-]", "", block.marker)
                named = f' class="language-{_text(language)}"' if language else ""
                return f"<pre><code{named}>{_escape(block.text)}</code></pre>"
            case "table" if block.rows:
                return self._table(block)
            case "media" if block.picture is not None and _is_web(block.picture.url):
                return f'<p><a href="{_text(block.picture.url)}">{_text(block.text)}</a></p>'
            case "caption":
                return f'<p class="caption">{words}</p>'
            case "term":
                return f"<dt>{words}</dt>"
            case "note" if block.marker:
                self._enter("<li>", "</li>")
                return f"<p>{words}</p>"
            case "item" if not block.marker and self._open[-1:] == ["</dl>"]:
                return f"<dd>{words}</dd>"
            case "item" if block.marker and not _NUMBER.fullmatch(block.marker) and len(block.marker) > 1:
                return f"<p>{_text(block.marker)} {words}</p>"
            case _:
                return f"<p>{words}</p>"

    def _table(self, block: Block) -> str:
        rows = []
        for number, spans in enumerate(cell_spans(block)):
            tag = "th" if block.header and not number else "td"
            rows.append(
                f"<tr>{''.join(f'<{tag}>{self._inline(block, span)}</{tag}>' for span in spans)}</tr>"
            )
        return f"<table>{''.join(rows)}</table>"

    def _inline(self, block: Block, span: tuple[int, int] | None = None) -> str:
        return marked_up(
            block.text,
            [style for style in block.styles if style.name != "quote"],
            span or (0, len(block.text)),
            words=lambda part, _: _escape(part),
            tags=self._tags,
        )

    def _tags(self, style: Style, before: str, after: str) -> tuple[str, str]:
        del before, after
        if style.name == "link":
            url = self._links[style.link].url if 0 <= style.link < len(self._links) else ""
            return (f'<a href="{_text(url)}">', "</a>") if _is_web(url) else ("", "")
        return f"<{TAGS[style.name]}>", f"</{TAGS[style.name]}>"


def _text(words: str) -> str:
    return _escape(words, quote=True)


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://", "mailto:"))
