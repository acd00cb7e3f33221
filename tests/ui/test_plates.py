from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from newsreader.article.blocks import Picture
from newsreader.article.make import make_article
from newsreader.model import Entry
from newsreader.ui.page.half_cells import half_cells
from newsreader.ui.page.lines import Piece
from newsreader.ui.page.plates import Plate, fit, is_told_by_caption, lay_plate, plate_of
from newsreader.ui.page.setting import Paragraph
from newsreader.ui.page.typeset import set_article

PAPER = (10, 20, 30)


@pytest.mark.parametrize(
    ("size", "plate"),
    [
        ((1440, 720), Plate(72, 18)),  # wide: the measure
        ((1440, 1440), Plate(48, 24)),  # square: the height
        ((500, 2000), Plate(12, 24)),
        ((160, 80), Plate(20, 5)),  # small: no larger than on its page
        ((8, 8), Plate(1, 1)),
        ((5000, 10), Plate(72, 1)),
        ((0, 0), Plate(1, 1)),
    ],
)
def test_a_picture_keeps_its_shape_within_the_measure_and_the_height(
    size: tuple[int, int], plate: Plate
) -> None:
    assert fit(size, 72, 24, 2.0) == plate


@given(st.integers(1, 40_000), st.integers(1, 40_000), st.integers(8, 200), st.integers(1, 80))
def test_it_never_leaves_its_room(wide: int, high: int, columns: int, rows: int) -> None:
    plate = fit((wide, high), columns, rows, 2.1)
    assert 1 <= plate.columns <= columns
    assert 1 <= plate.rows <= rows


def test_room_of_a_stated_size_does_not_change_when_the_picture_comes() -> None:
    stated = Picture("u", "", 600, 400)
    before = plate_of(stated, None, 72, 24, 2.0)
    assert before == Plate(72, 24)
    assert plate_of(stated, (1600, 1066), 72, 24, 2.0) == before


@pytest.mark.parametrize("came", [(1600, 900), (1200, 800), (800, 1200), (900, 900)])
def test_room_of_an_unknown_size_keeps_its_height_for_any_usual_photograph(came: tuple[int, int]) -> None:
    before = plate_of(Picture("u"), None, 72, 24, 2.0)
    after = plate_of(Picture("u"), came, 72, 24, 2.0)
    assert before.rows == after.rows
    assert after.columns <= before.columns


def test_what_is_stated_wrongly_gives_way_to_what_came() -> None:
    assert plate_of(Picture("u", "", 100, 4000), (1440, 720), 72, 24, 2.0).columns == 72
    assert plate_of(Picture("u", "", 400, 400), (1440, 720), 72, 24, 2.0) == Plate(72, 18)


def laid(text: str, plate: Plate | None, style: str = "caption", width: int = 30) -> list[list[str]]:
    paragraph = Paragraph(text, style, picture=Picture("u"))
    lines = lay_plate(paragraph, width, plate)
    return [[text[piece.start : piece.end] if piece.start >= 0 else "#" for piece in line] for line in lines]


def test_the_words_of_a_picture_stand_under_it_without_their_label() -> None:
    assert laid("Picture: A pier", None) == [["Picture: A pier"]]
    assert laid("Picture: A pier", Plate(9, 2)) == [["#"], ["#"], ["", "A pier"]]
    assert laid("Picture", Plate(9, 2)) == [["#"], ["#"]]
    assert laid("Picture: A pier at dawn", Plate(9, 1), width=16) == [["#"], ["", "A pier at dawn"]]
    assert laid("Picture: A pier", Plate(9, 1, words=False)) == [["#"]]


def test_words_that_a_caption_follows_are_left_out_unless_something_is_marked_in_them() -> None:
    def told(alt: str, caption: str) -> bool:
        markup = (
            f'<p>One.</p><figure><img src="https://e.example/a.jpg" alt="{alt}">{caption}</figure><p>Two.</p>'
        )
        found = set_article(make_article(Entry(body=markup)), lights=False, clock=datetime.now(UTC))
        index = next(n for n, paragraph in enumerate(found.paragraphs) if paragraph.picture)
        return is_told_by_caption(found, index)

    assert told("A pier", "<figcaption>The pier at dawn</figcaption>")
    assert not told("A pier", "")
    assert not told("A pier of 90 metres", "<figcaption>The pier at dawn</figcaption>")


def test_an_entry_s_own_picture_takes_no_line_until_it_is_shown() -> None:
    assert laid("", None, "lead") == []
    assert laid("", Plate(9, 2), "lead") == [["#"], ["#"], ["#"]]


def test_lines_of_a_picture_count_up_to_the_text_so_that_places_are_in_order() -> None:
    paragraph = Paragraph("Picture: A pier", "caption", picture=Picture("u"))
    lines = lay_plate(paragraph, 30, Plate(9, 3))
    starts = [line[0].start for line in lines]
    assert starts == [-3, -2, -1, 0]
    assert lines[0] == (Piece(0, -3, -3),)


def test_each_cell_shows_two_pixels_and_transparency_shows_the_paper() -> None:
    image = Image.new("RGBA", (2, 2), (255, 0, 0, 255))
    image.putpixel((1, 1), (0, 0, 0, 0))
    rows = half_cells(image, Plate(2, 1), PAPER)
    assert len(rows) == 1
    assert "".join(segment.text for segment in rows[0]) == "▀▀"
    last = rows[0][-1].style
    assert last is not None
    assert last.bgcolor is not None
    assert last.bgcolor.triplet == PAPER


def test_cells_of_one_colour_are_one_segment() -> None:
    rows = half_cells(Image.new("RGB", (400, 200), (9, 9, 9)), Plate(40, 10), PAPER)
    assert [[segment.text for segment in row] for row in rows] == [["▀" * 40]] * 10
