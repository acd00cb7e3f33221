"""``newsreader extract`` as a script sees it."""

import argparse
import io
import json
import sys
from pathlib import Path

import pytest

from newsreader.cli import extract
from tests.loopback import Loopback

WORDS = "The night ferry left the quay at nine, an hour late, with forty cars and a brass band on board."
PAGE = f"""<html lang="en"><head><title>Ferry leaves late</title><meta name="author" content="Ana Ruiz">
<meta property="og:site_name" content="The Quay"><meta property="article:published_time" content="2024-03-03T09:00Z">
</head><body><nav>Home</nav>
<article><h1>Ferry leaves late</h1><p>{WORDS}</p><p>It was fog, they said.</p></article></body>
</html>""".encode()
KEYS = ["title", "byline", "published", "site", "language", "text", "html"]


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    extract.add_parser(parser.add_subparsers())
    args = parser.parse_args(["extract", *words])
    status: int = args.run(args)
    return status


def write(folder: Path, name: str, data: bytes = PAGE) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_prints_a_readable_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write(tmp_path, "a.html")) == 0
    assert capsys.readouterr().out == (
        f"Ferry leaves late\n\nAna Ruiz · 2024-03-03 09:00 UTC · The Quay\n\n{WORDS}\n\nIt was fog, they said.\n"
    )


def test_json_is_one_document_with_every_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--json", write(tmp_path, "a.html")) == 0
    document = json.loads(capsys.readouterr().out)
    assert list(document) == KEYS
    assert document["published"] == "2024-03-03T09:00:00+00:00"
    assert document["html"] == f"<p>{WORDS}</p><p>It was fog, they said.</p>"


def test_jsonl_is_one_line_a_file_in_order_and_fails_when_one_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [write(tmp_path, "a.html"), str(tmp_path / "none.html"), write(tmp_path, "b.pdf", b"%PDF-1.7")]
    assert run("--jsonl", *names) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["file"] for row in rows] == names
    assert list(rows[0]) == ["file", *KEYS]
    assert [row.get("error") for row in rows[1:]] == [
        f"{names[1]}: cannot be read (No such file or directory)",
        f"{names[2]}: this page is not a page but a PDF",
    ]


def test_many_files_come_in_order_with_their_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [
        write(tmp_path, f"{n}.html", PAGE.replace(b"late", b"late %d" % n) if n % 7 else b"\x89PNG")
        for n in range(extract._MANY + 3)
    ]
    assert run("--jsonl", *names) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["file"] for row in rows] == names
    assert [row.get("title") for row in rows] == [
        f"Ferry leaves late {n}" if n % 7 else None for n in range(len(names))
    ]
    assert all(("a picture" in row.get("error", "")) is not bool(n % 7) for n, row in enumerate(rows))


def test_an_error_without_jsonl_goes_to_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--json", str(tmp_path)) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("newsreader: ")
    assert printed.err.count("\n") == 1


def test_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE)))
    assert run("-") == 0
    assert WORDS in capsys.readouterr().out


def test_fetches_from_private_addresses_only_when_told_to(capsys: pytest.CaptureFixture[str]) -> None:
    with Loopback() as server:
        server.serve("/page", PAGE.replace(b"fog,", b'<a href="/fog">fog</a>,'), "text/html")
        assert run("--jsonl", server.url("/page")) == 1
        assert server.seen == []
        assert run("--jsonl", "--private", server.url("/page")) == 0
        refused, found = (json.loads(line) for line in capsys.readouterr().out.splitlines())
        assert "--private" in refused["error"]
        assert f'href="{server.url("/fog")}"' in found["html"]


def test_help_ends_in_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("--help")
    assert "example:" in capsys.readouterr().out
