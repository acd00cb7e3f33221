import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources.download_names import PART, finish, reserve, safe_name


@pytest.mark.parametrize(
    ("title", "url", "media_type", "name"),
    [
        (
            "The keepers of the tide",
            "http://a.example/x/default.MP3?y=1",
            "audio/mpeg",
            "The keepers of the tide.mp3",
        ),
        ("", "http://a.example/x/Episode%2012.mp3", "", "Episode 12.mp3"),
        ("Talk", "http://a.example/play.php?id=4", "audio/mpeg", "Talk.mp3"),
        ("Talk", "http://a.example/stream", "audio/x-m4a; charset=x", "Talk.m4a"),
        ("talk.mp3", "http://a.example/talk.mp3", "", "talk.mp3"),
        ("../../etc/passwd", "http://a.example/x.mp3", "", "etc passwd.mp3"),
        ("-rf ~", "http://a.example/%2e%2e%2f%2e%2e", "", "rf ~"),
        ('a\\b:c*d?e"f<g>h|i', "http://a.example/x.mp3", "", "a b c d e f g h i.mp3"),
        ("CON", "http://a.example/x.mp3", "", "_CON.mp3"),
        ("lpt1.notes", "http://a.example/x.pdf", "", "_lpt1.notes.pdf"),
        ("...", "http://a.example/", "", "download"),
        ("evening\x1b[2J\u202egnp.exe", "http://a.example/x.mp3", "", "evening[2Jgnp.exe.mp3"),
    ],
)
def test_names_are_readable_and_harmless(title: str, url: str, media_type: str, name: str) -> None:
    assert safe_name(title, url, media_type) == name


@given(st.text(), st.text(), st.text())
def test_no_name_leads_out_of_its_folder_or_is_too_long(title: str, path: str, media_type: str) -> None:
    name = safe_name(title, f"http://a.example/{path}", media_type)
    assert name
    assert os.path.basename(name) == name  # noqa: PTH119 - of a name, not of a path
    assert name not in {".", ".."}
    assert not name.startswith((".", "-", "~"))
    assert len(f"{name} (9999){PART}".encode()) <= 255
    assert not set(name) & set('/\\:*?"<>|\0')


def test_nothing_is_ever_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_text("mine")
    name = reserve(tmp_path, "a.mp3")
    assert name == "a (2).mp3"
    assert reserve(tmp_path, "a.mp3") == "a (3).mp3"
    (tmp_path / f"{name}{PART}").write_text("new")
    (tmp_path / name).write_text("came meanwhile")
    assert finish(tmp_path, name) == "a (2) (2).mp3"
    assert (tmp_path / "a.mp3").read_text() == "mine"
    assert (tmp_path / "a (2).mp3").read_text() == "came meanwhile"


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").symlink_to(tmp_path / "elsewhere")
    (tmp_path / f"b.mp3{PART}").symlink_to(tmp_path / "elsewhere")
    assert reserve(tmp_path, "a.mp3") == "a (2).mp3"
    assert reserve(tmp_path, "b.mp3") == "b (2).mp3"
    assert not (tmp_path / "elsewhere").exists()
