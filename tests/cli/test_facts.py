"""``newsreader facts``."""

import argparse
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from newsreader.cli import facts
from newsreader.model import NewsreaderError

STORY = (
    "A road opens\n\nPUNE: “The road is open,” said Anita Rao. It cost $5 million.\n\n"
    "Rao said the work took two years.\n"
)


def run(*argv: str) -> int:
    parser = argparse.ArgumentParser()
    facts.add_parser(parser.add_subparsers())
    args = parser.parse_args(["facts", *argv])
    return int(args.run(args))


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


def answers(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_line_is_answered_in_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"id": "b", "text": "“The road is open,” said Anita Rao."},
        {"id": "a", "text": "It cost $5 million."},
    ]
    feed(monkeypatch, "".join(json.dumps(row) + "\n" for row in rows).encode())
    assert run("--jsonl") == 0
    first, second = answers(capsys)
    assert (first["id"], second["id"]) == ("b", "a")
    assert first["quotes"] == [
        {
            "parts": [[0, 19]],
            "text": "The road is open,",
            "kind": "speech",
            "speaker": {"start": 25, "end": 34, "text": "Anita Rao", "name": "Anita Rao"},
        }
    ]
    assert second["quotes"] == []
    assert [(figure["text"], figure["kind"]) for figure in second["figures"]] == [("$5 million", "money")]


def test_a_bad_line_is_answered_with_its_error_and_the_others_still(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        b"nonsense",
        b'{"id": 3}',
        b"[1]",
        b"\xff\xfe",
        b'{"id": 4, "text": 5}',
        b'{"id": 5, "text": "Go on."}',
    ]
    feed(monkeypatch, b"\n".join(lines))
    assert run("--jsonl") == 1
    found = answers(capsys)
    assert [row["id"] for row in found] == [None, 3, None, None, 4, 5]
    assert ["error" in row for row in found] == [True, True, True, True, True, False]


def test_deeply_nested_json_is_an_error_and_no_crash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, b"[" * 100_000)
    assert run("--jsonl") == 1
    assert "error" in answers(capsys)[0]


def test_lines_come_from_a_file_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text('{"id": 1, "text": ""}\n', encoding="utf-8")
    assert run("--jsonl", str(path)) == 0
    assert answers(capsys) == [{"id": 1, "quotes": [], "figures": []}]


def test_a_missing_file_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(NewsreaderError, match="can't read"):
        run("--jsonl", str(tmp_path / "none.jsonl"))


def test_explain_names_the_rules(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    feed(monkeypatch, '{"id": 1, "text": "“The road is open,” said Anita Rao."}'.encode())
    run("--jsonl", "--explain")
    assert answers(capsys)[0]["quotes"][0]["rule"] == "marks “; said NAME"


def test_the_table_groups_quotes_by_speaker_and_figures_by_kind(
    story: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(story) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == ["A road opens", "", "Anita Rao", "  “The road is open,”"]
    assert "  the work took two years" in lines
    assert "Money" in lines
    assert any(line.startswith("  $5 million") and "USD" in line for line in lines)


def test_a_story_without_facts_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "story.txt"
    path.write_text("A road opens\n\nThe road is open.\n", encoding="utf-8")
    run(str(path))
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing here was put in quotation marks or counted."


def test_json_has_the_text_that_offsets_count_in(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--json", story) == 0
    document = json.loads(capsys.readouterr().out)
    start, end = document["quotes"][0]["parts"][0]
    assert document["text"][start:end] == "“The road is open,”"


def test_help_ends_in_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("--help")
    assert "newsreader facts --jsonl" in capsys.readouterr().out.splitlines()[-1]


def test_the_table_has_durations_in_seconds_and_times_of_day_as_a_clock(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "story.txt"
    path.write_text("A road opens\n\nThe work took 2 hours and ended at 3 p.m. that day.\n", encoding="utf-8")
    assert run(str(path)) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["2", "hours", "7200", "s"] in lines
    assert ["3", "p.m.", "15:00"] in lines


def test_a_line_alone_is_text_and_no_headline(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, "“Sales rose 12%,” said Anita Rao.\n".encode())
    assert run("--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert [figure["text"] for figure in document["figures"]] == ["12%"]
    assert [quote["speaker"]["name"] for quote in document["quotes"]] == ["Anita Rao"]


def test_plain_text_that_opens_with_a_sentence_has_no_headline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plain.txt"
    path.write_text(
        "“It is not safe,” Rao told reporters.\n\nIt cost $4 million.\n\nWork starts soon.\n", "utf-8"
    )
    run(str(path), "--json")
    document = json.loads(capsys.readouterr().out)
    assert document["title"] == ""
    assert [quote["speaker"]["name"] for quote in document["quotes"]] == ["Rao"]
