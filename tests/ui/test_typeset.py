from datetime import UTC, datetime

from newsreader.article.make import make_article
from newsreader.model import Entry
from newsreader.ui.page.linebreak import GLUE
from newsreader.ui.page.setting import Setting
from newsreader.ui.page.typeset import set_article

NOW = datetime(2025, 6, 18, 12, 0, tzinfo=UTC)
WIRE = """Categories: News

Harbour wall to be raised

By Ines Calder

CALDER BAY: The wall will cost $4.2 million, Mayor Ada Finch said on Monday.

“We are ready,” Finch told reporters. “It will take 18 months.”

“Nobody asked the fishermen,” said Tom Reed, who has fished here for 30 years.
"""


def setting(*, lights: bool = True, body: str = WIRE, body_type: str = "wire") -> Setting:
    entry = Entry(title="Harbour wall to be raised", body=body, body_type=body_type)  # type: ignore[arg-type]
    return set_article(make_article(entry, "Evening Ledger"), lights=lights, clock=NOW)


def runs(found: Setting) -> set[tuple[str, str]]:
    return {
        (run.style, paragraph.text[run.start : run.end].replace(GLUE, " "))
        for paragraph in found.paragraphs
        for run in paragraph.runs
    }


def test_nothing_stands_blank_above_a_story_without_a_title() -> None:
    found = set_article(make_article(Entry(body="<p>A post.</p>"), "Evening Ledger"), lights=True, clock=NOW)
    assert (found.paragraphs[0].text, found.paragraphs[0].before) == ("Evening Ledger", 0)


def test_the_head_has_category_title_byline_and_how_much_was_said_and_counted() -> None:
    words = [paragraph.text for paragraph in setting().paragraphs[:5]]
    assert words[0] == "NEWS"
    assert words[1] == "Harbour wall to be raised"
    assert words[2] == "By Ines Calder · Evening Ledger"
    assert words[3] == "1 min read"
    assert words[4] == "3 quotes · 3 figures"


def test_quotes_speakers_and_figures_are_runs_at_their_words() -> None:
    found = runs(setting())
    assert ("money", "$4.2 million") in found
    assert ("quote", "“Nobody asked the fishermen,”") in found
    assert ("speaker", "Tom Reed") in found
    assert ("dateline", "CALDER BAY — ") in found


def test_the_margin_names_a_speaker_where_another_begins_to_speak() -> None:
    notes = [note.text for paragraph in setting().paragraphs for note in paragraph.notes]
    assert len(notes) == 2
    assert "Finch" in notes[0]
    assert notes[1] == "Tom Reed"


def test_without_lights_the_words_are_the_same_and_nothing_is_lit() -> None:
    lit, dark = setting(), setting(lights=False)
    assert [paragraph.text for paragraph in lit.paragraphs[5:]] == [
        paragraph.text for paragraph in dark.paragraphs[5:]
    ]
    assert not {style for style, _ in runs(dark)} & {"quote", "money", "speaker", "duration"}


def test_an_offset_of_the_text_is_found_in_its_paragraph() -> None:
    found = setting()
    for mark in found.marks:
        paragraph, inside = found.locate(mark.start)
        words = found.article.text[mark.start : mark.start + 5]
        assert found.paragraphs[paragraph].text[inside:].replace(GLUE, " ").startswith(words)


def test_lists_quotes_and_code_are_set_apart() -> None:
    html = (
        "<p>Before</p><ol><li>One</li><li>Two</li></ol><blockquote>Said</blockquote><pre>a = 1\nb = 2</pre>"
    )
    body = {paragraph.text: paragraph for paragraph in setting(body=html, body_type="html").paragraphs}
    assert body["One"].marker == "1."
    assert body["One"].indent > 0
    assert body["Said"].bar == 1
    assert body["a = 1\nb = 2"].keep_lines


def test_a_figure_is_not_broken_over_two_lines_nor_what_the_publisher_glued_together() -> None:
    body = "<p>Dr.\u00a0Finch paid 4.2 million.</p>"
    for lights in (True, False):
        (text,) = (
            part.text
            for part in setting(lights=lights, body=body, body_type="html").paragraphs
            if part.source == 0
        )
        assert text.split(" ") == ["Dr.\u00a0Finch", "paid", "4.2\u00a0million."]


def test_a_paragraph_knows_which_way_it_runs() -> None:
    body = "<p>قال الرئيس في 3 مايو</p><p>He said “قال” twice.</p><pre>قال</pre>"
    found = setting(body=body, body_type="html")
    assert [part.is_right_to_left for part in found.paragraphs if part.source is not None] == [
        True,
        False,
        False,
    ]


def test_markers_hang_aligned_and_nested_items_stand_under_the_text_of_theirs() -> None:
    ten = "".join(f"<li>{number}" for number in "abcdefghi")
    body = f"<ol>{ten}<li>j<ul><li>inner</ul></ol><dl><dt>Term<dd>Meaning</dl>"
    items = [part for part in setting(body=body, body_type="html").paragraphs if part.source is not None]
    assert {part.indent for part in items[:10]} == {4}
    assert (items[10].indent, items[10].marker) == (6, "◦")
    assert [(part.text, part.indent, part.before) for part in items[11:]] == [
        ("Term", 0, 1),
        ("Meaning", 2, 0),
    ]


def test_a_footnote_keeps_its_number_and_a_reference_to_it_is_no_figure() -> None:
    body = (
        '<p>A wall<sup><a href="#fn2">2</a></sup> of 3 m<sup>2</sup>.</p>'
        '<section class="footnotes"><ol start="2"><li id="fn2">Stone.</ol></section>'
    )
    found = setting(body=body, body_type="html")
    assert [part.marker for part in found.paragraphs if part.style == "footnote"] == ["2."]
    assert "2" not in {mark.text for mark in found.marks}
