"""Tables of data as rows; tables that only place things as flow."""

from newsreader.article.blocks import Block
from newsreader.article.html import html_body
from newsreader.article.html_table import CELL_SEPARATOR


def table(markup: str) -> Block:
    return next(block for block in html_body(markup).blocks if block.kind == "table")


def test_cells_come_row_by_row_and_joined() -> None:
    block = table("<table><tr><th>Port<th>Cranes<tr><td>Oslo<td>12<tr><td>Moss<td></table>")
    assert block.rows == (("Port", "Cranes"), ("Oslo", "12"), ("Moss", ""))
    assert block.text == CELL_SEPARATOR.join(["Port", "Cranes", "Oslo", "12", "Moss"])
    assert block.header


def test_spans_fill_the_grid() -> None:
    block = table("<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f<tr><td>g<td>h</table>")
    assert block.rows == (("a", "b", "", "c"), ("", "d", "e", "f"), ("g", "h"))
    assert not block.header


def test_styles_and_links_in_cells_keep_their_place() -> None:
    body = html_body('<table><tr><th>A<th>B<tr><td>x<td>to <a href="https://e.example/">there</a></table>')
    (block,) = body.blocks
    assert [block.text[style.start : style.end] for style in block.styles] == ["there"]


def test_a_caption_stands_before_its_table() -> None:
    kinds = [
        block.kind
        for block in html_body("<table><caption>Ports</caption><tr><td>a<td>b<tr><td>c<td>d</table>").blocks
    ]
    assert kinds == ["caption", "table"]


def test_a_list_in_a_cell_is_one_line() -> None:
    block = table("<table><tr><th>Crew<td><ul><li>Ana<li>Per</ul><tr><th>Built<td>1911</table>")
    assert block.rows[0] == ("Crew", "Ana; Per")


def test_layout_tables_are_read_as_flow() -> None:
    for markup in (
        "<table><tr><td><p>One.</p><td><table><tr><td>Two.</table></table>",
        "<table role=presentation><tr><td>One.<td>Two.<tr></table>",
        "<table><tr><td>One.<tr><td>Two.</table>",
    ):
        assert [(block.kind, block.text) for block in html_body(markup).blocks] == [
            ("paragraph", "One."),
            ("paragraph", "Two."),
        ]


def test_spans_of_any_size_stay_bounded() -> None:
    block = table("<table>" + "<tr><td rowspan=60000 colspan=99999>a<td>b" * 200 + "</table>")
    assert max(map(len, block.rows)) < 200


def test_text_outside_of_cells_is_not_lost() -> None:
    said = " ".join(
        block.text for block in html_body("<table><tr>loose<td>a<td>b<tr><td>c<td>d</table>").blocks
    )
    assert "loose" in said
