"""``import``: copies of stories from files, and files that are none."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader, ids
from tests.cli.running import run
from tests.loopback import rss


def test_an_import_prints_the_id_and_twice_is_once(newsreader: Newsreader, story: Path) -> None:
    said = newsreader("import", str(story))
    assert said.code == 0
    key, title = said.lines[0].split("  ")
    assert title == "Ferry ‘back by May’, says harbour"
    assert newsreader("import", str(story)).out == said.out
    assert ids(newsreader, "--stored").count(key) == 1
    assert newsreader("list", "--limit", "1").lines[0].endswith("(Imported)")
    story.unlink()
    assert newsreader("show", key).code == 0


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "not text"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(400), "not text"),
        ("feed.xml", rss(), "is a feed"),
    ],
)
def test_a_file_that_is_no_story_is_one_line_and_keeps_nothing(
    newsreader: Newsreader, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    before = ids(newsreader)
    for command in ("import", "facts"):
        said = newsreader(command, str(path))
        assert (said.code, said.out) == (1, "")
        assert says in said.err
        assert str(path) in said.err
        assert said.err.count("\n") == 1
    assert ids(newsreader) == before


def test_a_missing_file_and_a_folder_are_one_line_each_and_the_rest_is_kept(
    newsreader: Newsreader, tmp_path: Path, story: Path
) -> None:
    said = newsreader("import", str(tmp_path / "none.txt"), str(tmp_path), str(story))
    assert said.code == 1
    assert said.err.splitlines() == [
        f"newsreader: {tmp_path / 'none.txt'}: there is no such file; check the name",
        f"newsreader: {tmp_path} is a folder; name the story files in it",
    ]
    assert said.out.endswith("Ferry ‘back by May’, says harbour\n")


def test_a_file_of_100_mb_is_refused_without_being_read(newsreader: Newsreader, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    for command in ("import", "facts", "add"):
        said = newsreader(command, str(path))
        assert (said.code, said.out) == (1, "")
        assert "larger than 32 MiB" in said.err
        assert said.err.count("\n") == 1


def test_latin_1_and_windows_line_ends_are_read(newsreader: Newsreader, tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Café ouvert\r\n\r\nPARIS: Le café coûte 3 €, dit « la mairie ».\r\n".encode("cp1252"))
    key = newsreader("import", str(path)).out[:16]
    row = newsreader("show", "--json", key).json()
    assert (row["title"], row["dateline"]) == ("Café ouvert", "PARIS")
    assert row["paragraphs"] == ["Le café coûte 3 €, dit « la mairie »."]


def test_standard_input_is_a_story_too(home: Path, story: Path) -> None:
    key = run(home, "import", "-", stdin=story.read_bytes()).out[:16]
    assert json.loads(run(home, "show", "--json", key).out)["byline"] == "Ines Amaral"
    assert run(home, "import", "-").complaint() == "standard input is empty; there is nothing to read in it"


def test_nothing_in_a_story_reaches_the_terminal_as_a_command(newsreader: Newsreader, tmp_path: Path) -> None:
    path = tmp_path / "evil.txt"
    path.write_text(
        "Evil\x1b]0;owned\x07 title \u202egnp\n\nROME: The \x1b[31mred\x1b[0m\x9b5m “thing” \u2066x.\n",
        encoding="utf-8",
    )
    said = newsreader("import", str(path))
    outputs = [said.out]
    outputs += [newsreader("show", *form, said.out[:16]).out for form in ([], ["--plain"], ["--json"])]
    outputs += [newsreader("list").out, newsreader("facts", str(path)).out]
    assert said.code == 0
    for output in outputs:
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", output)
