"""``show --diff`` and stories that several feeds have, for scripts."""

from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.paths import Paths
from tests.cli.conftest import Newsreader
from tests.library.making import START, URL, entry, outcome

BODIES = (
    "<p>At least 12 people were hurt.</p><p>“All is well,” said Asha Rao.</p>",
    "<p>At least 14 people were hurt.</p><p>“All is well,” said Asha Rao.</p>",
    "<p>At least 15 people were hurt.</p><p>“All will be well,” said Asha Rao.</p>",
)


@pytest.fixture
def changed(home: Path) -> str:
    """The id of a story that was changed twice."""
    library = Library.open(Paths.default(home))
    library.subscribe(URL)
    for hours, body in enumerate(BODIES):
        story = entry(1, title=f"Quake hurts {12 + hours}", body=body)
        library.record(outcome(story, checked=START + timedelta(days=2, hours=hours)))
    (header,) = library.list_headers(Scope("feed", URL))
    library.close()
    return header.id


def test_show_diff_tells_headline_figures_quotes_and_words(newsreader: Newsreader, changed: str) -> None:
    lines = newsreader("show", changed, "--diff", "--plain").out.splitlines()
    assert lines[0].startswith("What changed since the original, replaced on 3 March 2026")
    assert [line for line in lines[1:] if line] == [
        "Headline",
        "  Quake hurts [-12-]{+14+}",
        "Figures",
        "  12 → 15 people",
        "Quotes",
        "  Asha Rao: All [-is-] {+will be+} well",
        "Text",
        "  At least [-12-] {+15+} people were hurt.",
        "  “All [-is-] {+will be+} well,” said Asha Rao.",
    ]


def test_show_diff_as_json_compares_with_the_version_asked_for(newsreader: Newsreader, changed: str) -> None:
    found = newsreader("show", changed, "--diff", "--from", "2", "--json").json()
    assert found["compared_with"] == 2
    assert [version["number"] for version in found["versions"]] == [1, 2]
    assert found["figures"] == [{"kind": "count", "before": "14", "after": "15", "of": "people"}]
    assert found["headline"][-1] == {"change": "added", "text": "14"}
    assert found["quotes"][0]["speaker_after"] == "Asha Rao"


def test_show_diff_of_a_story_that_never_changed_says_so(newsreader: Newsreader) -> None:
    story = newsreader("list", "--json").json()[0]["id"]
    assert newsreader("show", story, "--diff").out == "This story reads as it did when it came\n"
    assert newsreader("show", story, "--diff", "--json").json()["versions"] == []


def test_a_version_that_is_not_there_is_one_line(newsreader: Newsreader, changed: str) -> None:
    assert "the newest earlier version kept is 2" in newsreader("show", changed, "--diff", "--from", "3").err
    assert "--diff" in newsreader("show", changed, "--from", "1").err


def test_a_list_names_the_other_sources_of_a_story(newsreader: Newsreader, home: Path) -> None:
    library = Library.open(Paths.default(home))
    for name in ("one", "two"):
        library.subscribe(f"http://127.0.0.1/{name}", f"Feed {name}")
        library.record(outcome(entry(1), url=f"http://127.0.0.1/{name}"))
    library.close()
    (row,) = [row for row in newsreader("list", "--json").json() if row["source"] == "Feed one"]
    assert [other["source"] for other in row["others"]] == ["Feed two"]
    assert "(Feed one · also Feed two)" in newsreader("list").out
