"""Quotes and their speakers, as the reader sees them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.article.marks import Quote
from newsreader.article.quotes import find_quotes


def only(text: str) -> Quote:
    quotes = [quote for quote in find_quotes(text) if quote.kind != "indirect"]
    assert len(quotes) == 1, quotes
    return quotes[0]


def speaker(text: str) -> str | None:
    found = only(text).speaker
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("“We are ready to talk,” said Ms. Rao.", "Ms. Rao"),
        ("“We are ready to talk,” Rao said on Monday.", "Rao"),
        ("“We are ready to talk,” he said.", "he"),
        ("Rao said: “We are ready to talk.”", "Rao"),
        ("Rao told reporters in Delhi that talks were “a matter of weeks”.", "Rao"),
        ("Talks are “a matter of weeks, not of months”, according to Anita Rao.", "Anita Rao"),
        ("According to the ministry, talks are “a matter of weeks, not of months”.", "the ministry"),
        ("“We are ready to talk,” Rao, who has led the council since May, told the radio.", "Rao"),
        ("“We are ready,” Lee Chan (D-Ohio), a member of the panel, said in an interview.", "Lee Chan"),
        ("“We are ready to talk,” said a spokesman for the ministry.", "a spokesman for the ministry"),
        (
            "A spokesman for the ministry said the talks were “a matter of weeks”.",
            "A spokesman for the ministry",
        ),
        ("The report said the bridge was “in a poor state of repair”.", "The report"),
        ("Rao was quoted as saying that “nobody was ready for this”.", "Rao"),
        ("The plan was described by Rao as “a gift to the rich”.", "Rao"),
        ("Rao left the hall, adding that “nobody was ready for this”.", "Rao"),
        ("Rao wrote on X: “Nobody was ready for this.”", "Rao"),
        ("The judge rejected Rao's claim that “nobody was ready for this”.", "Rao"),
        ("“Nobody was ready for this.” — Anita Rao", "Anita Rao"),
        ("Rao thanked the crowd and called the vote “a day to remember for us all”.", "Rao"),
        ("“Was anybody ready for this?” asked Rao.", "Rao"),
        ("Speaking in Pune, Rao called the vote “a day to remember for us all”.", "Rao"),
    ],
)
def test_the_speaker_is_the_mention_beside_the_quote(text: str, mention: str) -> None:
    assert speaker(text) == mention


def test_a_name_is_the_fullest_that_the_story_gives_with_its_description() -> None:
    text = (
        "The visit will yield “significant outcomes”, Kremlin spokesperson Dmitry Peskov said.\n\n"
        "“It is a rare chance for both of us,” Peskov added."
    )
    last = find_quotes(text)[-1]
    assert last.speaker is not None
    assert (last.speaker.text, last.speaker.name) == ("Peskov", "Dmitry Peskov, Kremlin spokesperson")


def test_a_pronoun_stands_for_the_person_of_its_gender() -> None:
    text = (
        "“The road is open,” said Anita Rao.\n\n“The road is closed,” said David Miller.\n\n"
        "“I drove on it myself this morning,” she said."
    )
    last = find_quotes(text)[-1].speaker
    assert last is not None
    assert (last.text, last.name) == ("she", "Anita Rao")


def test_a_body_is_it_and_a_title_makes_a_person() -> None:
    text = (
        "The River Times reported that two men were held. “Nobody was hurt by it,” it added.\n\n"
        "President Marsh spoke in Pune. “We are not done with this,” he said."
    )
    names = [quote.speaker.name if quote.speaker else None for quote in find_quotes(text)]
    assert names == ["River Times", "River Times", "President Marsh"]


def test_a_headline_in_title_case_lends_nobody_its_words() -> None:
    text = "Angry Farmers Corner Miller.\n\nDavid Miller left early. “I was not well that day,” Miller said."
    found = only(text).speaker
    assert found is not None
    assert found.name == "David Miller"


def test_quoting_somebody_else_does_not_change_who_he_is() -> None:
    text = (
        "“The road is open,” David Miller said. Miller welcomed Peter Hall's remark that “nobody was ready”.\n\n"
        "He said the work would go on until May."
    )
    last = find_quotes(text)[-1].speaker
    assert last is not None
    assert last.name == "David Miller"


def test_a_heading_in_quotes_and_an_attribute_are_no_quotes() -> None:
    assert find_quotes("Nobody came.\n\n'All Bets Are Off'\n\nIt rained.") == ()
    assert find_quotes('Left over: <b class="a long list of classes">') == ()


def test_a_quote_split_by_its_attribution_is_one_of_two_parts() -> None:
    text = "“We are ready,” he said, “to talk at any time.”"
    quote = only(text)
    assert [text[start:end] for start, end in quote.parts] == ["“We are ready,”", "“to talk at any time.”"]
    assert quote.text == "We are ready, to talk at any time."


def test_a_new_sentence_after_the_attribution_is_a_quote_of_its_own_with_the_same_speaker() -> None:
    first, second = find_quotes("“We are ready,” Rao said. “They know where to find us.”")
    assert first.speaker is not None
    assert first.speaker == second.speaker


def test_paragraphs_that_reopen_are_one_quote() -> None:
    text = "Rao said: “The first part is long.\n\n“The second part is short.”\n\nNobody answered."
    quote = only(text)
    assert len(quote.parts) == 2
    assert quote.text == "The first part is long. The second part is short."


def test_a_quote_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = "Rao said: “The first part is long.\n\nNobody answered."
    assert text[only(text).start : only(text).end] == "“The first part is long."


def test_a_speaker_is_carried_on_until_another_is_named() -> None:
    text = (
        "“The road is open,” Rao said.\n\n“It has been so since May. Nobody told me.”\n\n"
        "“That is wrong,” Lee said."
    )
    names = [quote.speaker.text if quote.speaker else None for quote in find_quotes(text)]
    assert names == ["Rao", "Rao", "Lee"]


def test_a_quote_without_anybody_near_has_no_speaker() -> None:
    assert speaker("“Nobody knows where the road will lead us in the end.”") is None


def test_a_quote_within_a_quote_is_found_where_it_names_its_speaker() -> None:
    text = "\"My brother told me, 'Go home and rest,' and I went,\" said Rao."
    outer, inner = find_quotes(text)
    assert outer.speaker is not None
    assert inner.speaker is not None
    assert (outer.speaker.text, inner.speaker.text) == ("Rao", "My brother")
    assert outer.start < inner.start < inner.end < outer.end


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("He sang in the film “The Long Road Home” last year.", "The Long Road Home"),
        ("Anthony “Tony” Rao opened the shop.", "Tony"),
        ("The so-called “experts” were in the hall.", "experts"),
        ("She played on “The Steve Miller Morning Show” twice.", "The Steve Miller Morning Show"),
    ],
)
def test_titles_nicknames_and_scare_quotes_are_terms(text: str, term: str) -> None:
    quote = only(text)
    assert (quote.kind, quote.text) == ("term", term)


def test_a_few_words_that_were_said_are_speech() -> None:
    assert only("Peskov described the talks as “sensitive areas”.").kind == "speech"


@pytest.mark.parametrize(
    ("text", "said", "by"),
    [
        (
            "Peskov said discussions may also cover the corridor.",
            "discussions may also cover the corridor",
            "Peskov",
        ),
        ("Rao told reporters in Delhi that the road was open.", "the road was open", "Rao"),
        ("The road is open again, Rao said on Monday.", "The road is open again", "Rao"),
        ("According to the ministry, the road is open again.", "the road is open again", "the ministry"),
    ],
)
def test_reported_speech_without_marks_is_indirect(text: str, said: str, by: str) -> None:
    (quote,) = find_quotes(text)
    assert quote.speaker is not None
    assert (quote.kind, quote.text, quote.speaker.text) == ("indirect", said, by)


def test_a_sentence_that_reports_nothing_is_not_indirect() -> None:
    assert find_quotes("The president went to Pune. The road was open. He had said so before.") == ()


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        (
            "„Wir müssen jetzt handeln“, sagte Kanzlerin Angela Merkel.",
            "Kanzlerin Angela Merkel",
            "Angela Merkel",
        ),
        ("« Nous allons gagner », a déclaré la ministre Anne Petit.", "la ministre Anne Petit", "Anne Petit"),
        ("« C'est une erreur, a-t-il dit, et nous le savons de longue date. »", "il", ""),
        (
            "«No vamos a permitirlo», dijo el presidente Pedro Ruiz en Madrid.",
            "el presidente Pedro Ruiz",
            "Pedro Ruiz",
        ),
        (
            "“Não vamos aceitar isso”, disse a ministra Marina Costa na terça-feira.",
            "a ministra Marina Costa",
            "Marina Costa",
        ),
        (
            "«Non accetteremo ricatti», ha detto la premier Anna Neri a Roma.",
            "la premier Anna Neri",
            "Anna Neri",
        ),
        ("«Мы готовы к переговорам», — заявил Дмитрий Серов.", "Дмитрий Серов", "Дмитрий Серов"),
        ("मोहन वर्मा ने कहा, “यह सड़क आज खुली है और कल भी।”", "मोहन वर्मा", "मोहन वर्मा"),
    ],
)
def test_other_languages_have_their_own_verbs(text: str, mention: str, name: str) -> None:
    found = only(text).speaker
    assert found is not None
    assert mention in found.text
    assert name in found.name


def test_a_pronoun_that_stands_for_nobody_has_no_name() -> None:
    found = only("“The road is open,” he said.").speaker
    assert found is not None
    assert (found.text, found.name) == ("he", "")


def test_every_quote_tells_its_rules() -> None:
    assert only("“We are ready to talk,” said Ms. Rao.").rule == "marks “; said NAME"


def test_a_transcript_names_its_speakers_inside_the_marks() -> None:
    text = 'A partial transcript follows.\n\n"WALLACE: Will you go there?\n\n"PENCE: I will, of course."'
    names = [quote.speaker.text if quote.speaker else None for quote in find_quotes(text)]
    assert names == ["WALLACE", "PENCE"]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "'", "‘", "’", "«", "»", "„", "「", "」", "said", "Rao", "he", ",", ".", "?", "\n\n", " ",
             "—", "(", ")", "according to", "who", "that", "the", "5", "'s", "ने", "сказал", "dit-elle",
             "\x00", "\ud800"]
        ),
        max_size=60,
    )
)  # fmt: skip
def test_any_text_gives_valid_spans_in_order(pieces: list[str]) -> None:
    text = " ".join(pieces) if len(pieces) % 2 else "".join(pieces)
    quotes = find_quotes(text)
    assert [quote.start for quote in quotes] == sorted(quote.start for quote in quotes)
    for quote in quotes:
        edges = [edge for part in quote.parts for edge in part]
        assert edges == sorted(edges)
        assert edges[0] >= 0
        assert edges[-1] <= len(text)
        assert all(start < end for start, end in quote.parts)
        if quote.speaker:
            assert text[quote.speaker.start : quote.speaker.end] == quote.speaker.text


@settings(deadline=None, max_examples=100)
@given(st.text())
def test_no_text_raises(text: str) -> None:
    find_quotes(text)
