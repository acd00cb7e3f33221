from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.ui.page.linebreak import cells
from newsreader.ui.page.lines import lay_lines
from newsreader.ui.page.setting import Paragraph, Tag


def drawn(paragraph: Paragraph, width: int) -> list[str]:
    """The lines as they stand on the page."""
    rows = []
    for line in lay_lines(paragraph, width):
        row = ""
        for piece in line:
            row = row.ljust(piece.x) + paragraph.text[piece.start : piece.end]
        rows.append(row)
    return rows


def table(rows: list[list[str]], *, header: bool = True) -> Paragraph:
    text, spans = "", []
    for row in rows:
        places = []
        for cell in row:
            places.append((len(text), len(text) + len(cell)))
            text += cell + " | "
        spans.append(tuple(places))
    return Paragraph(text, rows=tuple(spans), header=header)


def test_a_heading_leaves_no_single_word_on_its_last_line() -> None:
    title = Paragraph("Kremlin promises outcomes as Putin prepares for talks", "title")
    assert all(len(line.split()) > 1 for line in drawn(title, 48))


def test_a_table_that_fits_is_aligned_in_columns_with_numbers_at_the_right() -> None:
    rows = drawn(table([["Town", "People"], ["Calder Bay", "4,812"], ["Rye", "310"]]), 40)
    assert rows == ["Town        People", "Calder Bay   4,812", "Rye            310"]


def test_a_wide_cell_is_wrapped_in_its_column() -> None:
    rows = drawn(table([["Town", "What happened"], ["Rye", "The harbour wall was raised by two metres"]]), 30)
    assert rows[1].startswith("Rye   The harbour")
    assert rows[2].startswith("      ")


def test_a_table_too_wide_for_the_page_becomes_rows_of_pairs() -> None:
    words = ["constituency", "representative", "registration", "participation"]
    rows = drawn(table([words, ["Calder", "Finch", "4,812", "61%"]]), 30)
    assert rows == [
        "constituency", "  Calder", "representative", "  Finch",
        "registration", "  4,812", "participation", "  61%",
    ]  # fmt: skip


def test_code_keeps_its_lines_and_cuts_what_is_too_long() -> None:
    code = Paragraph("def f():\n    return 1234567890", "code-block", keep_lines=True)
    assert drawn(code, 12) == ["def f():", "    return ", "      123456", "      7890"]


def test_code_that_is_too_long_goes_on_between_words_set_in_from_its_line() -> None:
    code = Paragraph("if x:\n    # a comment of some words\n    y", "code-block", keep_lines=True)
    assert drawn(code, 20) == ["if x:", "    # a comment of ", "      some words", "    y"]


def test_a_right_to_left_paragraph_stands_at_the_right_edge() -> None:
    paragraph = Paragraph("قال الرئيس إن المدينة ستبقى مفتوحة", indent=2, is_right_to_left=True)
    for (piece,) in lay_lines(paragraph, 20):
        assert piece.x + piece.end - piece.start == 18


@given(
    st.lists(st.tuples(st.text("ab אב日 \u0301", min_size=1, max_size=12), st.booleans()), max_size=20),
    st.integers(9, 60),
    st.booleans(),
)
@example(parts=[("aaaaaaaa", True)], width=9, is_right_to_left=True)
def test_numbers_behind_links_take_room_but_no_words_are_lost(
    parts: list[tuple[str, bool]], width: int, is_right_to_left: bool
) -> None:
    text, tags = "", []
    for part, is_link in parts:
        text += part
        if is_link:
            tags.append(Tag(len(text), "¹²", 0))
    paragraph = Paragraph(text, tags=tuple(tags), is_right_to_left=is_right_to_left)
    drawn, numbers = "", []
    for line in lay_lines(paragraph, width):
        x = line[0].x
        for piece in line:
            assert piece.x >= x >= 0
            drawn += text[piece.start : piece.end]
            x = piece.x + cells(text[piece.start : piece.end])
            if piece.tag >= 0:
                numbers.append(piece.tag)
                x += 2
    assert drawn.replace(" ", "") == text.replace(" ", "")
    assert numbers == list(range(len(tags)))
