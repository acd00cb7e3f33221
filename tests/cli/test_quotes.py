"""``newsreader quotes`` and ``newsreader figures``."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from newsreader.__main__ import main
from newsreader.library import samples
from newsreader.library.library import Library
from newsreader.model import Entry
from newsreader.paths import Paths

BODY = (
    "<p>“The [road] is open,” said Anita Rao, head of works. It cost $5 million.</p>"
    "<p>“Two lanes,” Tom Hill said. The bridge cost €40 million. It opens on 3 May 2025.</p>"
)


@pytest.fixture
def home(paths: Paths) -> str:
    library = Library.open(paths)
    samples.install(library)
    library.mark(samples.sample_ids(), "hidden", True)
    entry = Entry(
        title='A "new" road',
        link="https://127.0.0.1/road",
        source="The Courier",
        published=datetime(2025, 3, 2, tzinfo=UTC),
        body=BODY,
    )
    library.keep(entry)
    library.keep(
        Entry(title="Old", published=datetime(2020, 1, 5, tzinfo=UTC), body="<p>“Hm,” said Tom Hill.</p>")
    )
    library.close()
    return str(paths.data.parent)


def run(home: str, *argv: str) -> int:
    return main(["--home", home, *argv])


def rows(home: str, capsys: pytest.CaptureFixture[str], *argv: str) -> list[dict[str, Any]]:
    assert run(home, *argv, "--json") in {0, 1}
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_quotes_are_printed_with_their_citation(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "quotes", "--by", "rao") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("“The [road] is open” — Anita Rao")
    assert printed.endswith('in "A "new" road", The Courier, 2 March 2025, https://127.0.0.1/road\n')


def test_figures_are_printed_with_their_citation_and_sentence(
    home: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "figures", "--kind", "money", "--min", "1e7") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == '€40 million — in "A "new" road", The Courier, 2 March 2025, https://127.0.0.1/road'
    assert second.strip() == "The bridge cost €40 million."


def test_options_narrow_what_is_found(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert [row["text"] for row in rows(home, capsys, "quotes", "--by", "hill")] == ["Two lanes,", "Hm,"]
    assert [row["text"] for row in rows(home, capsys, "quotes", "--by", "hill", "--since", "2025-01-01")] == [
        "Two lanes,"
    ]
    assert len(rows(home, capsys, "quotes", "--limit", "1")) == 1
    assert [row["text"] for row in rows(home, capsys, "figures", "--unit", "usd")] == ["$5 million"]
    assert [row["text"] for row in rows(home, capsys, "figures", "--about", "bridge")] == ["€40 million"]


def test_json_rows_say_where_each_stands(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = rows(home, capsys, "quotes", "--by", "rao")
    assert row["speaker"].startswith("Anita Rao")
    assert row["kind"] == "speech"
    assert (row["start"], row["source"], row["link"]) == (0, "The Courier", "https://127.0.0.1/road")
    assert row["citation"].startswith("“The [road] is open” — Anita Rao")
    (money,) = rows(home, capsys, "figures", "--kind", "money", "--unit", "EUR")
    assert money["value"] == 40_000_000
    (day,) = rows(home, capsys, "figures", "--kind", "date")
    assert day["dates"] == ["2025-05-03", "2025-05-03"]


def test_markdown_is_quoted_and_escaped(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "quotes", "--by", "rao", "--markdown") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("> “The \\[road\\] is open”\n>\n> — Anita Rao")
    assert 'in "[A "new" road](<https://127.0.0.1/road>)", The Courier, 2 March 2025' in printed
    assert run(home, "figures", "--unit", "usd", "--markdown") == 0
    assert capsys.readouterr().out.startswith("- **$5 million**: It cost $5 million.  \n  in ")


def test_nothing_found_is_exit_status_1(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "quotes", "--about", "xyzzy") == 1
    assert run(home, "figures", "--min", "1e20") == 1
    assert capsys.readouterr().out == ""


def test_no_wait_answers_from_what_was_read_before(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert rows(home, capsys, "quotes", "--no-wait") == []
    assert len(rows(home, capsys, "quotes")) == 3
    assert len(rows(home, capsys, "quotes", "--no-wait")) == 3


def test_progress_is_not_told_to_a_file(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(home, "quotes")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "argv",
    [
        ("quotes", "--since", "yesterday"),
        ("quotes", "--since", "0001-01-01T"),
        ("quotes", "--limit", "0"),
        ("figures", "--min", "nan"),
        ("figures", "--min", "many"),
        ("figures", "--kind", "sums"),
        ("quotes", "--json", "--markdown"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(home: str, argv: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as refused:
        run(home, *argv)
    assert refused.value.code == 2


def test_dates_have_no_least_amount(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "figures", "--kind", "date", "--min", "5") == 1
    assert "--min is for amounts" in capsys.readouterr().err
