"""The data files of the languages."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from newsreader.article import quotes
from newsreader.article.language import language
from newsreader.article.quotes.lexicon import load

DATA = Path(quotes.__file__).parent.parent / "data"
CODES = sorted(path.stem.removeprefix("speech_") for path in DATA.glob("speech_*.toml"))


def test_ten_languages_have_a_file() -> None:
    assert CODES == ["de", "en", "es", "fr", "hi", "it", "ja", "pt", "ru", "zh"]


@pytest.mark.parametrize("code", CODES)
def test_a_file_has_words_in_lower_case_and_verbs_of_saying(code: str) -> None:
    data = tomllib.loads((DATA / f"speech_{code}.toml").read_text(encoding="utf-8"))
    words = [word for table in data.values() if isinstance(table, dict) for value in table.values()
             if isinstance(value, list) for word in value]  # fmt: skip
    assert [word for word in words if word != word.lower()] == []
    assert "v" in load(code).tags.values()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ministry said that the road is open and that it was so for days.", "en"),
        ("Die Regierung hat das nicht gesagt, und der Minister ist mit dem Plan nicht einverstanden.", "de"),
        ("Le ministre a dit que les routes sont ouvertes dans le nord et pour tous.", "fr"),
        ("El ministro dijo que las carreteras del norte no se abren para los coches.", "es"),
        ("O ministro disse que as estradas do norte não foram abertas para os carros.", "pt"),
        ("Il ministro ha detto che le strade del nord non sono aperte per gli autobus.", "it"),
        ("Министр сказал, что дороги открыты.", "ru"),
        ("मंत्री ने कहा कि सड़कें खुली हैं।", "hi"),
        ("大臣は道路が開いていると述べた。", "ja"),
        ("部长表示，道路已经开放。", "zh"),
        ("“Now,” said Ursula von der Leyen of the way they have to go.", "en"),
        ("", "en"),
        ("12345 !!!", "en"),
    ],
)
def test_the_language_is_told_by_its_common_words(text: str, code: str) -> None:
    assert language(text) == code


def test_an_unknown_language_is_read_as_english() -> None:
    assert load("xx") is load("en")


def test_importing_reads_no_data_file() -> None:
    code = "import sys, newsreader.article.quotes; sys.exit('tomllib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
