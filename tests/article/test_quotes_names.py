"""One name for one person throughout a story, whatever each mention calls them."""

import pytest

from newsreader.article.quotes import find_quotes


def names(text: str) -> list[str]:
    """The speakers' names of all that is no term, in order."""
    return [
        quote.speaker.name if quote.speaker else "" for quote in find_quotes(text) if quote.kind != "term"
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (("Its spokesperson, Dmitry Serov, said talks were “useful to all”.\n\n“It is early,” Serov said. "
         "He added that “nothing is agreed”."), "Dmitry Serov, spokesperson"),
        (("“It is early,” Serov said.\n\nDmitry Serov, Kremlin spokesperson, added that it was “very late”. "
         "“We wait,” he said."), "Dmitry Serov, Kremlin spokesperson"),
        (("Kremlin spokesman Dmitry Serov said it was “a good day for both”.\n\nThe spokesman said there would be "
         "“more to come soon”."), "Dmitry Serov, Kremlin spokesman"),
        ("“It was a shame,” the mayor of Porto, Ana Lima, said. “Never again,” Lima said.",
         "Ana Lima, mayor of Porto"),
        ("“This is fine,” Hassan Karim al-Tayeb said. “It is,” Tayeb said. “All good,” said al-Tayeb.",
         "Hassan Karim al-Tayeb"),
        ("“This is fine,” Omar bin Rashid said. “It is,” bin Rashid said.", "Omar bin Rashid"),
        (("“We must act,” Greta von der Heide said. “Now,” von der Heide added. VON DER HEIDE repeated: "
         "“Act now, all of you.”"), "Greta von der Heide"),
        (("“We are hungry,” said Luiz Inácio Tito da Costa, president of the union. “Very,” Tito said. "
         "“Bread is short,” da Costa added."), "Luiz Inácio Tito da Costa, president of the union"),
        ("“The pipes froze,” said Denise Harlow, 61. “All of them,” Denise said.", "Denise Harlow"),
        ("“You were asked to look,” Mrs Justice Penrose told him. “You did not,” Penrose said.",
         "Mrs Justice Penrose"),
        ("“The file is closed,” said Rupert Linden KC. Linden said it was “over and done with”.",
         "Rupert Linden KC"),
        ("Marta's coach, Béla Farkas, said she was “ready for the final”. “She will win,” he said.",
         "Béla Farkas, Marta's coach"),
        ("“No,” Secretary of State John Farrow said. “Not now,” Farrow said.", "John Farrow, Secretary of State"),
        ("The minister said: “We can't print money.” She added: “I wish we could do so.”", "The minister"),
        ("“They sent the bill twice,” said Walter P. Lind Jr. “Twice,” Lind repeated.", "Walter P. Lind Jr."),
        (("«Мы готовы», — заявил пресс-секретарь президента Дмитрий Серов. По словам Серова, «это вопрос недель». "
         "Ранее с Серовым говорили журналисты. «Переговоры идут», — сказал Серов. «Мы ждем», — добавил он."),
         "Дмитрий Серов, пресс-секретарь президента"),
        ("«Это решено», — сказала Анна Зеленская. По словам Зеленской, «все готово к зиме».", "Анна Зеленская"),
        ("司書の久世あかりさん（38）は「本を運びましょう」と呼びかけた。「重いですね」と久世さんは話した。",
         "久世あかり"),
        ("外交部发言人林静在记者会上表示，“我们反对单边制裁。”林静说：“门是开着的。”她强调，“一直如此。”",
         "外交部发言人林静"),
    ],
)  # fmt: skip
def test_every_mention_has_the_same_name(text: str, name: str) -> None:
    assert set(names(text)) == {name}


def test_an_honorific_tells_two_of_one_surname_apart() -> None:
    text = (
        "Mrs. Harper said “we will win this together”. Mr. Harper said “I will vote for her twice”. "
        "Thomas Harper was a teacher; Alice Harper was a judge."
    )
    assert names(text) == ["Alice Harper", "Thomas Harper"]


def test_who_a_sentence_is_about_is_the_pronoun_of_its_paragraph() -> None:
    text = (
        "“That is sport,” said Anneke Vos.\n\nRovers’ manager, Dougie Strand, was told of the score. "
        "“I’m 61,” he said."
    )
    assert names(text) == ["Anneke Vos", "Dougie Strand, Rovers’ manager"]


def test_i_within_a_quote_is_its_speaker() -> None:
    text = "“I said, ‘Over my dead body,’ and I meant it,” said Leonard Ash."
    assert names(text) == ["Leonard Ash", "Leonard Ash"]


@pytest.mark.parametrize(
    "text",
    [
        "Serov called the work “sensitive areas”, then put a number on their weight.",
        "Serov called the work “sensitive areas”, and the morning went by.",
        "Serov called it “a day of shame for all of us”, a move that hurt.",
    ],
)
def test_what_cannot_speak_is_no_speaker(text: str) -> None:
    assert names(text) == ["Serov"]


def test_with_its_spokesperson_saying_names_the_spokesperson() -> None:
    text = (
        "The Kremlin raised hopes, with its spokesperson, Dmitry Serov, forecasting “big outcomes” in trade."
    )
    assert names(text) == ["Dmitry Serov, spokesperson"]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("首相は会見で「予算は来週提出する」と述べた。", "首相"),
        ("「雨がやまず、眠れなかった」と、住民の山田花子さん（62）は話した。", "山田花子さん"),
        ("気象庁の佐藤誠課長は「土砂災害に警戒してほしい」と呼びかけた。", "佐藤誠課長"),
        ("「川の水位は下がりつつある」。佐藤氏はこう述べた。", "佐藤氏"),
        ("外交部发言人林静在例行记者会上表示，“我们反对任何单边制裁。”", "外交部发言人林静"),
        ("“雨太大了，路都看不见。”司机王强说。", "司机王强"),
        ("“这是我们等了十年的一天，”市长李明告诉记者。", "市长李明"),
    ],
)
def test_chinese_and_japanese_name_their_speakers(text: str, mention: str) -> None:
    (quote,) = find_quotes(text)
    assert quote.kind == "speech"
    assert quote.speaker is not None
    assert text[quote.speaker.start : quote.speaker.end] == quote.speaker.text == mention


@pytest.mark.parametrize("text", ["他们参加了“一带一路”论坛。", "「雪の結晶」という写真集を開いた人がいる。"])
def test_chinese_and_japanese_terms_are_told_from_speech(text: str) -> None:
    (quote,) = find_quotes(text)
    assert (quote.kind, quote.speaker) == ("term", None)


def test_a_line_that_the_page_lifts_out_of_its_story_counts_once() -> None:
    text = (
        "“We never saw the water come over the wall,” said Ana Lima.\n\nIt rained for days.\n\n"
        "The town slept.\n\n“We never saw the water come over the wall”\n\nThe river fell in May."
    )
    assert len(find_quotes(text)) == 1
