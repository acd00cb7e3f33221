"""The data files and the copies of them that load fast."""

import json
from pathlib import Path

import pytest

from newsreader.article import tables
from newsreader.article.tables import copied, read_table, write_copies


@pytest.mark.parametrize("name", [*tables.tables()])
def test_every_copy_is_of_the_file_as_it_is(name: str) -> None:
    copy = tables.DATA / "copies" / f"{name.replace('/', '_')}.json"
    assert copy.read_bytes() == copied(name), "run: python -m newsreader.article.tables"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tables, "DATA", tmp_path)
    monkeypatch.setattr(tables, "_COPIES", tmp_path / "copies")
    (tmp_path / "speech_xx.toml").write_text('[verbs]\nsay = ["zei"]\n', "utf-8")
    return tmp_path


def test_an_edited_file_counts_at_once(data: Path) -> None:
    write_copies()
    (data / "speech_xx.toml").write_text('[verbs]\nsay = ["zegt"]\n', "utf-8")
    assert read_table("speech_xx") == {"verbs": {"say": ["zegt"]}}


def test_a_copy_is_read_in_place_of_its_file(data: Path) -> None:
    write_copies()
    copy = data / "copies" / "speech_xx.json"
    mark = copy.read_bytes().split(b"\n", 1)[0]
    copy.write_bytes(mark + b"\n" + json.dumps({"read": "copy"}).encode())
    assert read_table("speech_xx") == {"read": "copy"}


def test_a_missing_or_broken_copy_costs_only_time(data: Path) -> None:
    assert read_table("speech_xx") == {"verbs": {"say": ["zei"]}}
    write_copies()
    copy = data / "copies" / "speech_xx.json"
    copy.write_bytes(copy.read_bytes()[:12])
    assert read_table("speech_xx") == {"verbs": {"say": ["zei"]}}
