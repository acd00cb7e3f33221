"""The article pane with its pictures: room for each, what is drawn in it, and a place that stays when one comes."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from newsreader.article.blocks import Picture
from newsreader.ui.page.article_page import Page, lay_out
from newsreader.ui.page.canvas import cell_of
from newsreader.ui.page.disclosing_view import DisclosingView
from newsreader.ui.page.half_cells import Rows
from newsreader.ui.page.linebreak import GLUE
from newsreader.ui.page.lines import left_edge
from newsreader.ui.page.plates import Plate, caption_of, is_told_by_caption, pictures_of, plate_of
from newsreader.ui.page.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHARE = 2 / 3
"""Of the pane's height that a picture may take."""
_SMALLEST_PANE = 6
_ON_ITS_WAY = "· · ·"


class PicturedView(DisclosingView):
    """An article whose pictures stand in it. It fetches none: it says which are near, and is given what to draw."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"article--lead", "article--picture", "article--picture-chosen"}

    @dataclass
    class PicturesNear(Message):
        """Other pictures may be on the screen or near it now: see ``pictures_near``."""

        def can_replace(self, message: Message) -> bool:
            """One at a time says all."""
            return isinstance(message, PicturedView.PicturesNear)

    @dataclass
    class PictureClicked(Message):
        """A picture was clicked."""

        picture: Picture

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shown = False
        self._expected = True
        self._pictures: Mapping[int, Picture] = {}
        self._captioned: set[int] = set()
        self._plates: dict[int, Plate] = {}
        self._sizes: dict[str, tuple[int, int]] = {}
        self._missing: set[str] = set()
        self._drawn: dict[tuple[str, Plate], Rows] = {}
        self._chosen: int | None = None

    # What the screen uses.

    def show_pictures(self, *, shown: bool) -> None:
        """Show pictures, or their words alone."""
        if shown != self._shown:
            self._shown = shown
            self._missing.clear()
            self._lay_out_in_place()

    def forget_pictures(self) -> None:
        """Drop what was drawn, since the terminal lets go of it."""
        self._drawn.clear()

    def expect_pictures(self, *, expected: bool) -> None:
        """Whether to keep room for pictures that have not come: not where there is no network."""
        self._expected = expected

    def pictures_near(self) -> list[tuple[Picture, Plate]]:
        """The pictures on the screen and a screenful around it that are not drawn yet, the nearest first."""
        if self.setting is None or not self._shown or not self.display or not self.size.height:
            return []
        top, height, tops = round(self.scroll_y), self.size.height, self._page.tops
        near = sorted(
            (abs(tops[index] + tops[index + 1] - 2 * top - height), index)
            for index, picture in self._pictures.items()
            if tops[index] <= top + 2 * height
            and tops[index + 1] >= top - height
            and picture.url not in self._missing
            and self._page.lines[index]  # not within closed details
        )
        wanted = [(self._pictures[index], self._plate(index)) for _, index in near]
        return [(picture, plate) for picture, plate in wanted if (picture.url, plate) not in self._drawn]

    def measure_picture(self, picture: Picture, size: tuple[int, int]) -> Plate | None:
        """The room for a picture that has come, in its real shape; None when it is no longer in the article."""
        index = self._index_of(picture)
        if index is None:
            return None
        self._sizes[picture.url] = size
        return self._plate(index)

    def draw_picture(self, picture: Picture, plate: Plate, rows: Rows) -> None:
        """Show what was drawn of a picture; the words that are read stay where they are."""
        self._drawn[picture.url, plate] = rows
        if any(self._plates.get(index) != self._plate(index) for index in self._pictures):
            self._lay_out_in_place()
        else:
            self._draw_anew()

    def miss_picture(self, picture: Picture) -> None:
        """A picture can't be shown: its words are."""
        self._missing.add(picture.url)
        self._lay_out_in_place()

    def picture_at(self, offset: int) -> Picture | None:
        """The picture whose words hold an offset in ``Article.text``."""
        return self._pictures.get(self.setting.locate(offset)[0]) if self.setting is not None else None

    def choose_picture(self, picture: Picture | None) -> None:
        """Mark a picture as chosen, or none, and bring it into view as a whole."""
        chosen = next((index for index, found in self._pictures.items() if found is picture), None)
        if chosen is not None:
            first, last = self._page.tops[chosen], self._page.tops[chosen + 1]
            top = round(self.scroll_y)
            if first < top or last > top + self.size.height:
                self.scroll_to(y=first, animate=False, force=True)
        if chosen != self._chosen:
            self._chosen = chosen
            self._draw_anew()

    def picture_in_view(self) -> Picture | None:
        """The picture that fills most of the pane, if there is one on it."""
        top, bottom = round(self.scroll_y), round(self.scroll_y) + self.size.height
        lines = {
            index: min(bottom, self._page.tops[index + 1]) - max(top, self._page.tops[index])
            for index in self._plates
        }
        best = max(lines, key=lambda index: lines[index], default=None)
        return self._pictures[best] if best is not None and lines[best] > 0 else None

    def words_of(self, picture: Picture) -> str:
        """What is said of a picture: its caption, else its own words."""
        index = self._index_of(picture)
        caption = caption_of(self.setting, index) if self.setting is not None and index is not None else None
        return caption.text.replace(GLUE, " ") if caption is not None else picture.alt

    def _index_of(self, picture: Picture) -> int | None:
        return next((index for index, found in self._pictures.items() if found == picture), None)

    # Layout.

    def show(self, setting: Setting, anchor: tuple[int, int] = (0, 0)) -> None:
        """Show an article and ask for the pictures near its place."""
        pictures = pictures_of(setting)
        if list(pictures.values()) != list(self._pictures.values()):
            self.forget_pictures()
            self._missing.clear()
            self._sizes.clear()
            self._chosen = None
        self._pictures = pictures
        self._captioned = {index for index in self._pictures if is_told_by_caption(setting, index)}
        super().show(setting, anchor)
        self._ask()

    def show_nothing(self, words: str) -> None:
        """Show no article and no picture."""
        self._pictures, self._plates = {}, {}
        super().show_nothing(words)

    def _plate(self, index: int) -> Plate:
        picture = self._pictures[index]
        paragraph = self.setting.paragraphs[index] if self.setting is not None else None
        columns = max(8, self._column.width - (left_edge(paragraph) if paragraph is not None else 0))
        rows = int(max(_SMALLEST_PANE, self.size.height) * _SHARE)
        wide, high = cell_of(self)
        plate = plate_of(picture, self._sizes.get(picture.url), columns, rows, high / wide)
        return replace(plate, words=index not in self._captioned)

    def _laid_out(self, setting: Setting) -> Page:
        self._plates = {
            index: self._plate(index)
            for index, picture in self._pictures.items()
            if self._shown
            and picture.url not in self._missing
            and (self._expected or picture.url in self._sizes)
        }
        return lay_out(setting, self._column.width, self._plates, self.closed)

    def _lay_out_in_place(self) -> None:
        """Set the lines anew; the first words in view that are no picture stay on their line of the screen."""
        if self.setting is None or not self._page.lines:
            return
        top = round(self.scroll_y)
        line = next((y for y in range(top, self._page.height) if self._is_words(y)), top)
        place = self._page.place_at(line) if top else (0, 0)
        self._lay_out()
        self._by_program = True
        now = self._page.line_of(*place) - (line - top) if top else 0
        self.scroll_to(y=max(0, now), animate=False, force=True)
        self._by_program = False
        self._ask()

    def _is_words(self, y: int) -> bool:
        index, within = self._page.find(y)
        return within >= 0 and index not in self._pictures

    def _ask(self) -> None:
        if self._pictures and self._shown:
            self.post_message(self.PicturesNear())

    def details_changed(self) -> None:
        """Details that open may have pictures in them."""
        self._ask()

    def on_resize(self) -> None:
        """A lower pane has lower pictures."""
        if self._plates and any(self._plate(index) != plate for index, plate in self._plates.items()):
            self.watch_measure()
        self._ask()

    def on_show(self) -> None:
        """The pane is there again."""
        self._ask()

    def watch_measure(self) -> None:
        """Another width wants other sizes."""
        super().watch_measure()
        self._ask()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other pictures come near."""
        super().watch_scroll_y(old_value, new_value)
        self._ask()

    def notify_style_update(self) -> None:
        """On another paper transparent pictures look otherwise."""
        super().notify_style_update()
        self._drawn.clear()
        self._ask()

    # Drawing.

    def on_click(self, event: events.Click) -> None:
        """A click on a picture chooses it."""
        picture = self._pictures.get(event.style.meta.get("picture", -1))
        if picture is not None:
            event.prevent_default()
            self.post_message(self.PictureClicked(picture))

    def _draw(self, line: int, y: int, width: int) -> Strip:
        if self.setting is None or not self._plates or not 0 <= line < self._page.height:
            return super()._draw(line, y, width)
        index, within = self._page.find(line)
        plate = self._plates.get(index)
        if plate is None or within < 0:
            return super()._draw(line, y, width)
        lead = self._page.paragraphs[index].style == "lead"
        row = within - lead
        if not 0 <= row < plate.rows:
            return super()._draw(line, y, width)
        return self._picture_row(index, plate, row, width)

    def _picture_row(self, index: int, plate: Plate, row: int, width: int) -> Strip:
        meta = Style.from_meta({"offset": (0, index), "blank": True, "picture": index})
        base = self.rich_style + Style.from_meta({"offset": (0, index), "blank": True})
        bars, edge = self._page.paragraphs[index].bar, left_edge(self._page.paragraphs[index])
        left = self._column.left + edge
        chosen = index == self._chosen
        margin = [
            Segment(" " * self._column.left, base),
            Segment("▎ " * bars, base + self._style("bar")),
            Segment(" " * (edge - 2 * bars), base),
        ]
        if chosen:
            margin = Segment.adjust_line_length(margin, left - 1, base)
            margin.append(Segment("▌", base + self._style("picture-chosen")))
        rows = self._drawn.get((self._pictures[index].url, plate))
        if rows is not None:
            # A segment's own width is known: placeholders are not measured character by character.
            cells = [Segment(text, (style or Style.null()) + meta) for text, style, _ in rows[row]]
        else:
            words = _ON_ITS_WAY if row == plate.rows // 2 and plate.columns >= len(_ON_ITS_WAY) else ""
            cells = [Segment(words.center(plate.columns), base + self._style("picture") + meta)]
        after = width - left - plate.columns
        return Strip([*margin, *cells, Segment(" " * max(0, after), base)], max(width, left + plate.columns))
