import pytest

from newsreader.article.enclosures import duration_words, file_name, files_of, size_words, told
from newsreader.model import Enclosure


def test_a_file_is_told_in_one_line() -> None:
    assert told(Enclosure("http://a.example/x", "audio/mpeg", 32_100_000, 2052)) == "Audio · 34 min · 32 MB"
    assert told(Enclosure("http://a.example/x.pdf")) == "PDF"
    assert told(Enclosure("http://a.example/x", "application/x-odd", 0, 0)) == "File"


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_400, "1.4 kB"),
        (9_990, "10 kB"),
        (32_100_000, "32 MB"),
        (2_500_000_000, "2.5 GB"),
    ],
)
def test_sizes_are_told_in_round_numbers(size: int, words: str) -> None:
    assert size_words(size) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(40, "40 s"), (60, "1 min"), (2052, "34 min"), (3600, "1 h"), (3900, "1 h 5 min")]
)
def test_durations_are_told_in_minutes(seconds: int, words: str) -> None:
    assert duration_words(seconds) == words


def test_pictures_repeats_and_other_schemes_are_not_listed() -> None:
    files = files_of(
        (
            Enclosure("http://a.example/a.mp3", "audio/mpeg"),
            Enclosure("http://a.example/a.mp3", "audio/mpeg", 5),
            Enclosure("http://a.example/a.jpg", ""),
            Enclosure("javascript:alert(1)", "audio/mpeg"),
        )
    )
    assert [file.url for file in files] == ["http://a.example/a.mp3"]


def test_a_file_without_a_title_is_called_by_its_address() -> None:
    assert file_name(Enclosure("http://a.example/x/Episode%2012.mp3?y")) == "Episode 12.mp3"
