"""What gives blocks their kind: headings, quotes, lists, definitions, captions, notes."""

from dataclasses import replace

from lxml import etree

from newsreader.article.blocks import Block, BlockKind
from newsreader.article.html_flow import DEEPEST, Context, Flow, Undo
from newsreader.article.html_lists import Numbering, numbering
from newsreader.article.html_notes import is_note, is_note_list


class Structure(Flow):
    """Flow that knows the elements that make blocks."""

    def _division(self, element: etree._Element, tag: str) -> Undo:
        self._flush()
        if is_note_list(element):
            self._notes += 1

            def leave() -> None:
                self._flush()
                self._notes -= 1

            return leave
        if tag in {"p", "div", "aside"} and not self._notes and is_note(element):
            return self._within(Context("note", 1))
        return self._flush

    def _heading(self, level: int) -> Undo:
        context = self._contexts[-1]
        if context.kind in {"item", "term", "caption", "note"} and (context.marker or context.kind != "item"):
            return self._strong()
        return self._within(Context("heading", level))

    def _strong(self) -> Undo:
        """Begin a line of strong text that stays what the text around it is."""
        self._flush()
        opened = self._line.open("strong")

        def leave() -> None:
            if opened:
                self._line.close("strong")
            self._flush()

        return leave

    def _quote(self, _element: etree._Element) -> Undo:
        self._flush()
        self._quoted += 1
        self._contexts.append(Context("quote", min(self._quoted, DEEPEST)))

        def leave() -> None:
            self._flush()
            self._contexts.pop()
            self._quoted -= 1

        return leave

    def _rule(self, _element: etree._Element) -> None:
        self._flush()
        if self._outer is None:
            self._blocks.append(Block("rule", quoted=self._quoted))

    def _break(self, _element: etree._Element) -> None:
        if self._contexts[-1].kind in {"heading", "term", "caption"}:
            self._line.add(" ")
        else:
            written = bool(self._line)
            self._flush()
            self._broken = written

    def _term(self, _element: etree._Element) -> Undo:
        return self._within(Context("term", min(max(1, len(self._lists)), DEEPEST)))

    def _caption(self, _element: etree._Element) -> Undo:
        leave = self._within(Context("caption"))
        first = len(self._blocks)

        def end() -> None:
            leave()
            self._drop_alternative(first)

        return end

    def _drop_alternative(self, first: int) -> None:
        """A picture whose alternative text is its caption need not say it twice."""
        caption = next((block.text for block in self._blocks[first:] if block.kind == "caption"), "")
        before = self._blocks[first - 1] if first else None
        if before and caption and before.kind == "media" and before.text.partition(": ")[2] == caption:
            label = before.text.partition(": ")[0]
            styles = tuple(replace(style, end=len(label)) for style in before.styles if style.start == 0)
            self._blocks[first - 1] = replace(before, text=label, styles=styles)

    def _list(self, element: etree._Element) -> Undo:
        self._flush()
        self._lists.append(numbering(element, len(self._lists) + 1))
        noted = is_note_list(element)
        self._notes += noted

        def leave() -> None:
            self._flush()
            self._lists.pop()
            self._notes -= noted

        return leave

    def _item(self, element: etree._Element) -> Undo:
        if self._outer is not None and self._line:
            self._line.part("; ")
        if not self._lists:
            return self._within(Context("item", 1, "•"))
        current = self._lists[-1]
        kind: BlockKind = "note" if self._notes else "item"
        return self._within(Context(kind, min(current.depth, DEEPEST), current.marker(element)))

    def _definitions(self, _element: etree._Element) -> Undo:
        self._flush()
        self._lists.append(Numbering(len(self._lists) + 1))

        def leave() -> None:
            self._flush()
            self._lists.pop()

        return leave

    def _definition(self, _element: etree._Element) -> Undo:
        return self._within(Context("item", min(max(1, len(self._lists)), DEEPEST)))
