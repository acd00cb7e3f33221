"""``newsreader parse`` as a script sees it."""

import argparse
import io
import json
import sys
from pathlib import Path

import pytest

from newsreader.cli import parse
from tests.loopback import Loopback, rss

GOOD = b"<rss version='2.0'><channel><title>News</title><item><title>One</title></item></channel></rss>"


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    parse.add_parser(parser.add_subparsers())
    args = parser.parse_args(["parse", *words])
    status: int = args.run(args)
    return status


def test_prints_one_document_by_default(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "good.xml"
    file.write_bytes(GOOD)
    assert run(str(file)) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["title"], document["items"][0]["title"]) == ("News", "One")


def test_prints_one_line_a_file_in_order_and_fails_when_one_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [str(tmp_path / name) for name in ("good.xml", "page.html", "missing.xml", "good.xml")]
    Path(names[0]).write_bytes(GOOD)
    Path(names[1]).write_bytes(b"<html></html>")
    assert run("--jsonl", *names) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["file"] for row in rows] == names
    assert [sorted(row) for row in rows] == [
        ["feed", "file"],
        ["error", "file"],
        ["error", "file"],
        ["feed", "file"],
    ]
    assert rows[2]["error"] == f"{names[2]}: cannot be read (No such file or directory)"


def test_an_error_without_jsonl_goes_to_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--json", str(tmp_path)) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("newsreader: ")
    assert printed.err.count("\n") == 1


def test_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD)))
    assert run("-") == 0
    assert json.loads(capsys.readouterr().out)["title"] == "News"


def test_fetches_a_url(capsys: pytest.CaptureFixture[str]) -> None:
    with Loopback() as server:
        server.serve("/feed", rss("Fetched"))
        assert run("--jsonl", server.url("/feed"), server.url("/none")) == 1
    good, bad = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert good["feed"]["title"] == "Fetched"
    assert good["feed"]["feed_url"] == good["file"]
    assert "404" in bad["error"]


def test_help_ends_in_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("--help")
    assert "example:" in capsys.readouterr().out
