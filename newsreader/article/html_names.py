"""What HTML's elements are to the page."""

from newsreader.article.blocks import StyleName

STYLES: dict[str, StyleName] = {
    "b": "strong", "strong": "strong",
    "i": "emphasis", "em": "emphasis", "cite": "emphasis", "dfn": "emphasis", "var": "emphasis", "u": "emphasis",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    "del": "delete", "s": "delete", "strike": "delete",
    "ins": "insert", "mark": "mark", "sub": "sub", "sup": "sup", "small": "small",
}  # fmt: skip

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu",
    "nav", "ol", "optgroup", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul", "xmp"
})  # fmt: skip
"""Elements that begin and end a line of their own."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}

UNSEEN = frozenset({
    "script", "style", "head", "title", "template", "link", "meta", "base", "noframes", "noembed",
    "datalist", "param", "area", "map", "button", "select", "textarea", "input",
    "option", "optgroup", "progress", "meter", "canvas", "rp", "desc", "metadata", "defs"
})  # fmt: skip
"""Elements without text of the story in them."""

PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})

MEDIA = frozenset(
    {"img", "video", "audio", "iframe", "object", "embed", "svg", "amp-img", "amp-video", "image"}
)
