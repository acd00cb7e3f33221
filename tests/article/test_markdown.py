"""Markdown becomes the same blocks as HTML."""

from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.html import html_body
from newsreader.article.markdown import markdown_body


def test_markdown_and_html_come_out_alike() -> None:
    text = (
        "# Tide\n\nThe *sea* **rose** [here](/x), ~~not~~ `there`.\n\n> Said\n\n1. one\n2. two\n   - "
        "three\n\n---\n\n![Pier](p.jpg)\n"
    )
    markup = (
        "<h1>Tide</h1><p>The <em>sea</em> <strong>rose</strong> <a href='/x'>here</a>, <s>not</s> "
        "<code>there</code>.</p>"
        "<blockquote>Said</blockquote><ol><li>one<li>two<ul><li>three</ul></ol><hr><img src='p.jpg' alt='Pier'>"
    )
    assert markdown_body(text, "https://e.example/") == html_body(markup, "https://e.example/")


def test_tables_are_read() -> None:
    (block,) = markdown_body("Port | Cranes\n---|---\nOslo | 12\n").blocks
    assert block.rows == (("Port", "Cranes"), ("Oslo", "12"))


def test_code_keeps_its_language() -> None:
    (block,) = markdown_body("```python\na = 1\n```\n").blocks
    assert (block.kind, block.marker, block.text) == ("code", "python", "a = 1")


def test_footnotes_are_notes() -> None:
    blocks = markdown_body(
        "Built in 1911.[^1] And more.[^b]\n\n[^1]: By the *town*.\n[^b]: Much\n    more.\n"
    ).blocks
    assert [(block.kind, block.marker, block.text) for block in blocks] == [
        ("paragraph", "", "Built in 1911.[1] And more.[2]"),
        ("note", "1.", "By the town."),
        ("note", "2.", "Much more."),
    ]


def test_front_matter_is_left_out() -> None:
    assert [block.text for block in markdown_body("---\ntitle: x\n---\nWords.\n").blocks] == ["Words."]


def test_html_in_markdown_is_made_safe() -> None:
    body = markdown_body('A <b>bold</b> <script>x()</script> <a href="javascript:x">word</a>.\n')
    assert (body.blocks[0].text, body.links) == ("A bold word.", ())


def test_lists_nested_deeply_keep_their_words() -> None:
    text = "\n".join("  " * depth + f"- item{depth}" for depth in range(30))
    said = " ".join(block.text for block in markdown_body(text).blocks)
    assert all(f"item{depth}" in said for depth in range(30))


@given(st.text(alphabet=st.sampled_from("ab *_`#>-[]()!|~<&\n1.^:"), max_size=200))
def test_any_text_becomes_blocks(text: str) -> None:
    assert markdown_body(text) is not None


def test_escaped_brackets_are_no_formula_and_formulas_survive_markdown() -> None:
    def text(markdown: str) -> str:
        return " ".join(block.text for block in markdown_body(markdown).blocks)

    assert text(r"He \[sic\] said \(so\).") == "He [sic] said (so)."
    assert text(r"About \(\frac{1}{2}\) of `\(x\)`.") == r"About 1/2 of \(x\)."
