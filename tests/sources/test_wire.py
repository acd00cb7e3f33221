"""The wire form of a stored story."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources.wire import WireStory, parse_wire
from newsreader.text import clean

WHOLE = """Categories: News, Harbours

Port of Larvik to double its cranes by spring

The council voted by 9 to 2 for a plan that will cost 84 million kroner.

Published by Ingrid Moe

LARVIK:\u00a0 The harbour will get four new cranes, “the largest on this coast”, its director said on Monday.

Work begins in March.

Per Aas
"""


def test_a_whole_story_comes_out_part_by_part() -> None:
    assert parse_wire(WHOLE) == WireStory(
        categories=("News", "Harbours"),
        title="Port of Larvik to double its cranes by spring",
        standfirst="The council voted by 9 to 2 for a plan that will cost 84 million kroner.",
        byline="Ingrid Moe",
        dateline="LARVIK",
        paragraphs=(
            "The harbour will get four new cranes, “the largest on this coast”, its director said on Monday.",
            "Work begins in March.",
        ),
        sign_off="Per Aas",
    )


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(change: "object") -> None:
    assert callable(change)
    assert parse_wire(change(WHOLE)) == parse_wire(WHOLE)


def test_lines_wrapped_within_a_paragraph_are_joined() -> None:
    story = parse_wire("Headline\n\nThe first line\nruns on here.\n\nAnd so\ndoes this.")
    assert story.paragraphs == ("The first line runs on here.", "And so does this.")


def test_wrapped_lines_of_chinese_are_joined_without_a_space() -> None:
    assert parse_wire("标题\n\n今天下雨\n明天晴。\n\n完了。").paragraphs[0] == "今天下雨明天晴。"


def test_a_head_without_blank_lines_is_told_apart() -> None:
    story = parse_wire(
        "Category: Local\nBridge closed\nBy Ana Ruiz\n\nThe bridge is closed.\n\nIt opens on Friday."
    )
    assert (story.categories, story.title, story.byline) == (("Local",), "Bridge closed", "Ana Ruiz")
    assert story.paragraphs == ("The bridge is closed.", "It opens on Friday.")


def test_lines_without_any_blank_line_are_paragraphs_when_each_ends_a_sentence() -> None:
    story = parse_wire("Rain\nIt rained all day.\nThe river rose.\nNobody was hurt.")
    assert (story.title, len(story.paragraphs)) == ("Rain", 3)


def test_indents_part_paragraphs_where_no_blank_line_does() -> None:
    story = parse_wire("Rain stops play\n  It rained and\nrained.\n  Then it\nstopped.")
    assert story.paragraphs == ("It rained and rained.", "Then it stopped.")


def test_a_single_sentence_is_a_paragraph_and_a_single_line_a_title() -> None:
    assert parse_wire("The tide came in at noon.").paragraphs == ("The tide came in at noon.",)
    assert parse_wire("Tide comes in").title == "Tide comes in"


def test_a_story_without_a_title_keeps_its_first_paragraph() -> None:
    first = "The tide came in at noon. It took the old pier with it. Nobody was there to see it go, the warden said."
    story = parse_wire(f"{first}\n\nThe pier was built in 1911.")
    assert (story.title, story.paragraphs[0]) == ("", first)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
        ("Published by Jane van der Berg", "Jane van der Berg"),
        ("By Jane Doe and John Roe, Science Editor", "Jane Doe and John Roe, Science Editor"),
        ("Author: Jane Doe", "Jane Doe"),
        ("Written by: Jane Doe", "Jane Doe"),
        ("By 山田太郎", "山田太郎"),
        ("Von Erika Mustermann", "Erika Mustermann"),
    ],
)
def test_a_byline_is_found(line: str, name: str) -> None:
    story = parse_wire(f"Headline\n\nA standfirst.\n\n{line}\n\nThe body is here.\n\nIt goes on.")
    assert (story.byline, story.standfirst, len(story.paragraphs)) == (name, "A standfirst.", 2)


@pytest.mark.parametrize(
    "line", ["By Sunday, rain had come.", "By the time it ended, 40 were left.", "Byron was there."]
)
def test_a_sentence_that_begins_with_by_is_no_byline(line: str) -> None:
    story = parse_wire(f"Headline\n\n{line}\n\nIt goes on.")
    assert (story.byline, story.paragraphs) == ("", (line, "It goes on."))


@pytest.mark.parametrize(
    ("label", "moment"),
    [
        ("Date: 3 March 2024", datetime(2024, 3, 3, tzinfo=UTC)),
        ("Published: 2024-03-03 10:30 UTC", datetime(2024, 3, 3, 10, 30, tzinfo=UTC)),
        ("Published on March 3, 2024", datetime(2024, 3, 3, tzinfo=UTC)),
        ("Sunday, 3 March 2024", datetime(2024, 3, 3, tzinfo=UTC)),
    ],
)
def test_a_date_at_the_head_is_read(label: str, moment: datetime) -> None:
    story = parse_wire(f"Headline\n\nBy Jane Doe\n\n{label}\n\nThe body is here.\n\nIt goes on.")
    assert (story.published, story.paragraphs[0]) == (moment, "The body is here.")


def test_a_date_label_without_a_date_is_not_lost() -> None:
    story = parse_wire("Headline\n\nDate: to be settled\n\nThe body is here.")
    assert "Date: to be settled" in (*story.paragraphs, story.standfirst)


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("NEW DELHI: ", "NEW DELHI"),
        ("WASHINGTON — ", "WASHINGTON"),
        ("NAIROBI, Kenya (AP) — ", "NAIROBI, Kenya (AP)"),
        ("MOSCOW, March 3 (Reuters) - ", "MOSCOW, March 3 (Reuters)"),
        ("MEXICO CITY -- ", "MEXICO CITY"),
        ("ST. LOUIS — ", "ST. LOUIS"),
        ("Geneva, 3 March — ", "Geneva, 3 March"),
        ("Paris (AFP) – ", "Paris (AFP)"),
        ("LONDON/PARIS, Dec 1 - ", "LONDON/PARIS, Dec 1"),
        ("МОСКВА, 3 мая — ", "МОСКВА, 3 мая"),
        ("【東京】", "東京"),
    ],
)
def test_a_dateline_opens_the_body(opening: str, place: str) -> None:
    story = parse_wire(f"Headline\n\n{opening}The ministers met.\n\nThey will meet again.")
    assert (story.dateline, story.paragraphs[0]) == (place, "The ministers met.")


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister had one message: Nobody will be left behind.",
        "Money: It makes the world go round.",
        "NOTE: The figures are rounded.",
        "NASA: The launch is off.",
        "Q: What happened next?",
        "Officials — They would not be named — agreed.",
        "Three things matter: speed, price and trust.",
        "12:30 was the time: Nobody came.",
    ],
)
def test_an_ordinary_sentence_with_a_colon_or_dash_is_left_alone(sentence: str) -> None:
    story = parse_wire(f"Headline\n\n{sentence}\n\nIt goes on.")
    assert (story.dateline, story.paragraphs[0]) == ("", sentence)


def test_the_names_before_answers_in_an_interview_are_no_dateline() -> None:
    story = parse_wire(
        "An interview\n\nMARTIN: How did it begin?\n\nOSEI: With a letter.\n\nMARTIN: From whom?"
    )
    assert (story.dateline, len(story.paragraphs)) == ("", 3)


def test_a_block_between_title_and_dateline_is_the_standfirst() -> None:
    assert parse_wire("Headline\n\nIn short.\n\nOSLO: It snowed.\n\nIt thawed.").standfirst == "In short."


@pytest.mark.parametrize("last", ["It ended.", "“It ended”", "- a last point", "Prices: up"])
def test_what_ends_a_sentence_or_a_list_is_no_sign_off(last: str) -> None:
    story = parse_wire(f"Headline\n\nIt began.\n\n{last}")
    assert (story.sign_off, story.paragraphs[-1]) == ("", last)


def test_an_end_mark_does_not_hide_the_sign_off() -> None:
    assert parse_wire("Headline\n\nIt began.\n\nAna Ruiz\n\nENDS").sign_off == "Ana Ruiz"


def test_a_story_in_another_script_is_read_alike() -> None:
    story = parse_wire("नया पुल खुला\n\nपुल सोमवार को खुला।\n\nलोग खुश हैं।\n\nराम कुमार")
    assert (story.title, story.sign_off, len(story.paragraphs)) == ("नया पुल खुला", "राम कुमार", 2)


def test_labels_may_repeat() -> None:
    story = parse_wire("Section: News\nTags: rail, cost\n\nHeadline\n\nThe body is here.\n\nIt goes on.")
    assert story.categories == ("News", "rail", "cost")


def test_control_codes_do_not_pass() -> None:
    story = parse_wire("Head\x1b[31mline\n\nBody \u202etext.\n\nMore.")
    assert (story.title, story.paragraphs[0]) == ("Head[31mline", "Body text.")


@given(st.text(alphabet=st.sampled_from("AaBb .:,—-\n\n\r“()0123:By Date"), max_size=300))
def test_no_word_of_any_text_is_lost(text: str) -> None:
    story = parse_wire(text)
    parts = (
        *story.categories,
        story.title,
        story.standfirst,
        story.byline,
        story.dateline,
        *story.paragraphs,
    )
    told = "".join((*parts, story.sign_off))
    labels = sum(text.count(word) for word in ("By", "Date", "BY"))
    assert labels or sorted(filter(str.isalnum, told)) == sorted(filter(str.isalnum, clean(text)))


@given(st.text(max_size=400))
def test_any_text_is_a_story_of_clean_lines(text: str) -> None:
    story = parse_wire(text)
    assert all(part == clean(part) and part for part in story.paragraphs)
