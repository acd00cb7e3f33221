"""What is a figure, where it begins and ends, and what it is worth: English."""

from datetime import date
from decimal import Decimal

import pytest

from newsreader.article.figures import find_figures
from newsreader.article.marks import Figure

WRITTEN = date(2025, 12, 2)


def texts(text: str) -> list[str]:
    return [figure.text for figure in find_figures(text, WRITTEN)]


def only(text: str) -> Figure:
    figures = find_figures(text, WRITTEN)
    assert len(figures) == 1, [figure.text for figure in figures]
    return figures[0]


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("Trade reached $63 billion.", "$63 billion", "63000000000", "USD"),
        ("They owe Rs 2,000 crore now.", "Rs 2,000 crore", "20000000000", "INR"),
        ("It cost ₹1.5 lakh.", "₹1.5 lakh", "150000", "INR"),
        ("a €4bn bill", "€4bn", "4000000000", "EUR"),
        ("a US$3.2m flat", "US$3.2m", "3200000", "USD"),
        ("about half a million ringgit", "half a million ringgit", "500000", "MYR"),
        ("a dlrs 220 million loan", "dlrs 220 million", "220000000", "USD"),
        ("a fine of RM50,000 or jail", "RM50,000", "50000", "MYR"),
        ("paid 3 dollars 50 cents for it", "3 dollars 50 cents", "3.5", "USD"),
        ("a 20-cent rise", "20-cent", "0.2", "USD"),
        ("it fell to 60p a share", "60p a share", "0.6", "GBP"),
        ("loses 75 USD million yearly", "75 USD million", "75000000", "USD"),
        ("the sum of 361 million pounds", "361 million pounds", "361000000", "GBP"),
        ("an offer of 5亿元", "5亿元", "500000000", "CNY"),
    ],
)
def test_money_has_its_span_amount_and_code(text: str, span: str, value: str, unit: str) -> None:
    figure = only(text)
    assert (figure.text, figure.kind, figure.unit) == (span, "money", unit)
    assert figure.value == Decimal(value)


def test_money_may_be_vague() -> None:
    figure = only("worth hundreds of millions of dollars to them")
    assert figure.text == "hundreds of millions of dollars"
    assert figure.value == (Decimal(200_000_000), Decimal(900_000_000))


def test_a_rate_is_part_of_its_figure() -> None:
    figure = only("They earn $50 a day there.")
    assert (figure.text, figure.kind, figure.per) == ("$50 a day", "money", "day")


def test_pounds_weigh_unless_paid() -> None:
    assert only("The baby is over two pounds.").kind == "measure"
    assert only("He paid 200 pounds for it.").unit == "GBP"


def test_won_is_a_verb_after_a_small_number() -> None:
    assert [(f.text, f.kind) for f in find_figures("The team of 2010 won again.")] == [("2010", "date")]
    assert only("a debt of 5,000 won").unit == "KRW"


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("It takes 36% of them", "36%", "36", "%"),
        ("rose 36 per cent", "36 per cent", "36", "%"),
        ("one-tenth of 1 percent more", "one-tenth of 1 percent", "0.1", "%"),
        ("half a percentage point", "half a percentage point", "0.5", "percentage point"),
        ("cut by 5 basis points", "5 basis points", "5", "basis point"),
        ("minus five percent", "minus five percent", "-5", "%"),
        ("shrank by -2.5% again", "-2.5%", "-2.5", "%"),
    ],
)
def test_percentages(text: str, span: str, value: str, unit: str) -> None:
    figure = only(text)
    assert (figure.text, figure.kind, figure.value, figure.unit) == (span, "percent", Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("it was -4C outside", "-4C", "-4", "°C"),
        ("it was 68F outside", "68F", "68", "°F"),
        ("a 250,000-square-foot hall", "250,000-square-foot", "250000", "sq ft"),
        ("the 1,500-meter race", "1,500-meter", "1500", "m"),
        ("the 10-year-old pupil", "10-year-old", "10", "year old"),
        ("a 28 - year - old runner", "28 - year - old", "28", "year old"),
        ("says Ana Savic, 65, of Pristina", "65", "65", "year old"),
        ("at the age of 18 she left", "18", "18", "year old"),
        ("ran at 188 miles an hour", "188 miles an hour", "188", "mph"),
        ("a ten-point lead", "ten-point", "10", "point"),
        ("a 14-story tower", "14-story", "14", "story"),
        ("it weighs 5 kg", "5 kg", "5", "kg"),
        ("the 5K run", "5K", "5", "km"),
        ("a reactor of 100 MW", "100 MW", "100", "MW"),
        ("some 10 1/2 miles", "10 1/2 miles", "10.5", "mi"),
        ("it weighs 20 (kg) now", "20 (kg)", "20", "kg"),
    ],
)
def test_measures_include_their_unit(text: str, span: str, value: str, unit: str) -> None:
    figure = only(text)
    assert (figure.text, figure.kind, figure.value, figure.unit) == (span, "measure", Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "span", "feet"),
    [
        ("she is 6ft 6in tall", "6ft 6in", "6.5"),
        ("a 6-foot-3 guard", "6-foot-3", "6.25"),
        ("is 5'6\"", "5'6\"", "5.5"),
    ],
)
def test_smaller_units_are_added_up(text: str, span: str, feet: str) -> None:
    figure = only(text)
    assert (figure.text, figure.value, figure.unit) == (span, Decimal(feet), "ft")


@pytest.mark.parametrize(
    ("text", "span", "seconds"),
    [
        ("nearly 20 years", "20 years", 20 * 31556952),
        ("three and a half years", "three and a half years", Decimal("3.5") * 31556952),
        ("a five-year term", "five-year", 5 * 31556952),
        (
            "clocking 2 hours, 32 minutes, 25.3 seconds",
            "2 hours, 32 minutes, 25.3 seconds",
            Decimal("9145.3"),
        ),
        ("skated 4:07.13 again", "4:07.13", Decimal("247.13")),
        ("finished in 1:41.41.2 flat", "1:41.41.2", Decimal("6101.2")),
        ("two or three days", "two or three days", (172800, 259200)),
    ],
)
def test_durations_are_worth_seconds(text: str, span: str, seconds: object) -> None:
    figure = only(text)
    assert (figure.text, figure.kind, figure.value) == (span, "duration", seconds)


@pytest.mark.parametrize(
    ("text", "span", "first", "last"),
    [
        ("on 15 January there", "15 January", "2026-01-15", "2026-01-15"),
        ("on June 11: they", "June 11", "2025-06-11", "2025-06-11"),
        ("on 05 June there", "05 June", "2025-06-05", "2025-06-05"),
        ("on Sept. 1, 1987, he", "Sept. 1, 1987", "1987-09-01", "1987-09-01"),
        ("in the early 1990s it", "1990s", "1990-01-01", "1999-12-31"),
        ("back in the '60s it", "'60s", "1960-01-01", "1969-12-31"),
        ("the deficit for 2024-25 is", "2024-25", "2024-01-01", "2025-12-31"),
        ("in November, 1997, he", "November, 1997", "1997-11-01", "1997-11-30"),
        ("from June 19-July 10, 1999 it", "June 19-July 10, 1999", "1999-06-19", "1999-07-10"),
        ("the 10-15 January 2024 meeting", "10-15 January 2024", "2024-01-10", "2024-01-15"),
        ("on the 3rd of March 2024 it", "3rd of March 2024", "2024-03-03", "2024-03-03"),
        ("on 2024-02-29 at last", "2024-02-29", "2024-02-29", "2024-02-29"),
        ("on 17.05.2024 at last", "17.05.2024", "2024-05-17", "2024-05-17"),
        ("between 1996 and 1998 it", "1996 and 1998", "1996-01-01", "1998-12-31"),
        ("the 19th century saw", "19th century", "1801-01-01", "1900-12-31"),
        ("the '98 season", "'98", "1998-01-01", "1998-12-31"),
        ("in mid-1997 it", "1997", "1997-01-01", "1997-12-31"),
        ("on Monday, 17 May 2024 it", "Monday, 17 May 2024", "2024-05-17", "2024-05-17"),
    ],
)
def test_dates_are_resolved(text: str, span: str, first: str, last: str) -> None:
    figure = only(text)
    assert (figure.text, figure.kind, figure.value) == (span, "date", None)
    assert figure.dates == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_date_without_year_needs_the_storys_own() -> None:
    assert find_figures("on 15 January there")[0].dates is None


def test_a_year_before_brackets_governs_the_days_in_them() -> None:
    figures = find_figures("Four in 2023 (15 January, 20 March and 27 August) took place.", WRITTEN)
    assert [f.dates[0] for f in figures if f.rule == "date.day" and f.dates] == [
        date(2023, 1, 15),
        date(2023, 3, 20),
        date(2023, 8, 27),
    ]


def test_an_impossible_or_ambiguous_day_is_not_resolved() -> None:
    assert only("on 31 February 2024 it").dates is None
    assert only("on 05/06/2024 it").dates is None


@pytest.mark.parametrize(
    ("text", "span", "seconds"),
    [
        ("at 10:30 a.m. sharp", "10:30 a.m.", 37800),
        ("by 3 p.m. GMT today", "3 p.m. GMT", 54000),
        ("at 0900 GMT today", "0900 GMT", 32400),
        ("at 12:15 am today", "12:15 am", 900),
        ("at six o'clock sharp", "six o'clock", 21600),
    ],
)
def test_times_of_day(text: str, span: str, seconds: object) -> None:
    figure = only(text)
    assert (figure.text, figure.kind, figure.value) == (span, "time", seconds)


@pytest.mark.parametrize(
    ("text", "span", "value", "of"),
    [
        ("12 new towns were built", "12", "12", "new towns"),
        ("some 200 of her relatives fled", "200", "200", "relatives"),
        ("Fifty-six people left", "Fifty-six", "56", "people"),
        ("one hundred and twenty soldiers", "one hundred and twenty", "120", "soldiers"),
        ("more than a dozen demonstrators", "dozen", "12", "demonstrators"),
        ("nation of around 17 million people", "17 million", "17000000", "people"),
        ("5m people watched", "5m", "5000000", "people"),
        ("the one in five children", "one in five", "0.2", "children"),
        ("half of the workers", "Half", "0.5", "workers"),
        ("１２３ people came", "１２３", "123", "people"),
        ("Some 1 234 567 people", "1 234 567", "1234567", "people"),
        ("some 1'234'567 people", "1'234'567", "1234567", "people"),
        ("a crowd of 3万人", "3万", "30000", ""),
    ],
)
def test_a_count_leaves_out_its_noun_and_names_it(text: str, span: str, value: str, of: str) -> None:
    figure = only(text)
    assert (figure.text.lower(), figure.kind, figure.of) == (span.lower(), "count", of)
    assert figure.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("The aid will build 12 new towns.", ["12"]),
        ("They agreed to release 1,000 prisoners and build 3 schools.", ["1,000", "3"]),
        ("It did not train 500 soldiers or issue 40 visas.", ["500", "40"]),
        ("It runs on build 2200, and release 12 of it came in train 7.", []),
        ("They moved to release 12 of the program and to build 7.", []),
    ],
)
def test_a_verb_before_what_is_counted_is_no_label(text: str, spans: list[str]) -> None:
    assert texts(text) == spans


def test_percentages_and_measures_say_of_what() -> None:
    assert only("36% of India’s defence imports").of == "India’s defence imports"
    assert only("5kg of cocaine was").of == "cocaine"


def test_where_money_lies_is_not_what_it_is_for() -> None:
    assert only("lost $3 million in damages").of == "damages"
    assert only("has $3 million in the bank").of == ""
    assert only("spent $3 million of the grants").of == "grants"


@pytest.mark.parametrize(
    ("text", "span", "low", "high"),
    [
        ("between 3 and 5 million people", "3 and 5 million", "3000000", "5000000"),
        ("from $2bn to $4bn", "$2bn to $4bn", "2000000000", "4000000000"),
        ("a $2-4 billion deal", "$2-4 billion", "2000000000", "4000000000"),
        ("a 5-15 percent discount", "5-15 percent", "5", "15"),
        ("in five to 10 branches", "five to 10", "5", "10"),
        ("some 15-20 people", "15-20", "15", "20"),
        ("ages 12 to 18", "12 to 18", "12", "18"),
        ("for 18- to 24-year-olds", "18- to 24-year-olds", "18", "24"),
        ("several million people", "several million", "3000000", "9000000"),
    ],
)
def test_a_range_is_one_figure(text: str, span: str, low: str, high: str) -> None:
    figure = only(text)
    assert (figure.text, figure.value) == (span, (Decimal(low), Decimal(high)))


def test_where_something_went_is_no_range() -> None:
    assert texts("It rose 5 percent to 20 percent.") == ["5 percent", "20 percent"]


@pytest.mark.parametrize("score", ["3-1", "6-4, 7-5", "6-3, 7-6 (7-5)", "52-48", "1-for-4"])
def test_scores_and_votes_are_counts_in_one_span(score: str) -> None:
    figure = only(f"They had {score} there.")
    assert (figure.text, figure.kind) == (score, "count")


def test_a_suspended_unit_comes_from_the_next_number() -> None:
    figures = find_figures("her 7- and 8-year-old boys")
    assert [(f.text, f.kind, f.unit) for f in figures] == [
        ("7", "measure", "year old"),
        ("8-year-old", "measure", "year old"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "the S-400 system and a Su-57 jet",
        "the G20 on COVID-19",
        "a Boeing 737 and an iPhone 15",
        "under Article 370 of it",
        "along Route 66 westward",
        "since the 9/11 attacks",
        "at 10 Downing Street today",
        "at 131 West 23rd Street today",
        "it may help them one day",
        "the post 778257943577919488",
        "1. First of all\n\n2. Then more",
        "call +44 20 7946 0958 or (202) 555-0100 now",
        "call 1-800-555-0199 now",
        "see https://example.org/2024/05/17/a-5-b?x=3 there",
        "a host at 10.0.0.1 or version 3.2.1 of it",
        "No one knew; another one left; this one stayed",
        "wait a second in the second half",
        "Last year, on Monday, in May, today",
        "He came third, she 20th",
        "the Nasdaq 100 and the S&P 500 rose",
        "the Big Ten and the Seven Sisters said",
        "agent 007 reports",
        "the twenty-first time around",
    ],
)
def test_names_lists_and_identifiers_are_no_figures(text: str) -> None:
    assert texts(text) == []
