"""Stories as agencies write them: what two of them report in other words is found, what only looks alike is not."""

from itertools import combinations

import pytest

from newsreader.article.indexing import figure_fact, quote_fact_of
from newsreader.article.make import make_article
from newsreader.library import alike
from newsreader.model import Entry

SAME = [
    (
        "Brussels fined Novatek $2 billion for abusing its market power. “We defend our shoppers,” said Maria Lopes.",
        "The EU has hit Novatek with a 2bn dollar fine over market abuse. “We defend our shoppers,” Lopes said.",
        2,
    ),
    (
        "Some 36% of voters in Ostrava back the new stadium, a poll by Median showed.",
        "A Median poll found that 36 per cent of Ostrava voters support the new stadium.",
        1,
    ),
    (
        "At least 12 people were killed when a bus plunged into a ravine in northern Peru.",
        "Peru bus crash toll rises: twenty-one people were killed when their bus fell into a ravine in the north.",
        1,
    ),
    (
        "Some 1,500 jobs will go at the Harland yard in Belfast. Ann Reid called it “a painful but necessary step”.",
        "Harland will cut 1,500 jobs at its Belfast yard. “This is a painful but necessary step,” Ann Reid said.",
        2,
    ),
    (
        "The telescope orbits 1.5 million kilometres from the Earth that built it.",
        "The telescope, which sits 1.5m km from Earth, took the picture.",
        1,
    ),
]
OTHERS = [
    "A Danish pension fund bought a forest in Finland for $2 billion.",
    "About 36% of the reservoir is full after the rain, the water board said.",
    "Police in Chile arrested 12 people after a football match in Santiago.",
    "The carmaker will create 1,500 jobs at a new plant in Valencia, chief executive Luis Ferrer said.",
    "“We will defend our title,” said captain Maria Silva.",
    "The film earned $2 billion, 1.5 million dollars of it on the first day.",
]


def found(one: str, other: str) -> int:
    """How many figures and quotes of two stories are told to be the same."""
    first, second = (make_article(Entry(title="Story", body=text, body_type="text")) for text in (one, other))
    figures = (
        alike.figure_likeness(figure_fact(here, first), figure_fact(there, second)) > 0
        for here in first.figures
        for there in second.figures
    )
    said = ([quote_fact_of(quote, story) for quote in story.quotes] for story in (first, second))
    here_said, there_said = said
    quotes = (
        alike.same_quote(here.text, there.text, here.speaker, there.speaker)
        for here in here_said
        for there in there_said
    )
    return sum(figures) + sum(quotes)


@pytest.mark.parametrize(("one", "other", "shared"), SAME)
def test_what_two_stories_report_in_other_words_is_found(one: str, other: str, shared: int) -> None:
    assert found(one, other) == shared


def test_stories_that_only_look_alike_share_nothing() -> None:
    stories = [one for one, _, _ in SAME] + OTHERS
    assert [pair for pair in combinations(stories, 2) if found(*pair)] == []
