"""``notes``: highlights from scripts, and as files that other programs keep."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.as_notes import file_name, is_ours, notes_markdown, safe_name, story_file
from newsreader.article.markdown import markdown_body
from newsreader.library.highlights import Highlight, Origin, Passage
from newsreader.sources.file_markdown import markdown_head, without_front_matter
from newsreader.text import clean, clean_lines
from tests.cli.conftest import Newsreader, ids

STAMP = "2026-03-01T10:00:00.000000Z"


def _story(newsreader: Newsreader, story: Path) -> str:
    newsreader("import", str(story))
    return str(
        next(row["id"] for row in newsreader("list", "--json").json() if row["title"].startswith("Ferry"))
    )


def test_words_are_highlighted_listed_noted_and_taken_away(newsreader: Newsreader, story: Path) -> None:
    found = _story(newsreader, story)
    added = newsreader("notes", "add", found[:6], "penguins sang in the bay", "--note", "who pays?")
    assert added.code == 1
    assert "don't stand in the story" in added.err
    added = newsreader(
        "notes", "add", found[:6], "the repair  cost $2.5 million", "--note", "who pays?\nthe port"
    )
    assert added.code == 0
    one = added.out.strip()
    listed = newsreader("notes")
    assert listed.code == 0
    assert listed.lines[0].startswith(
        f'{one}  “The repair cost $2.5 million” — Ines Amaral, in "Ferry ‘back by May’'
    )
    assert listed.lines[1:] == ["    who pays?", "    the port"]
    row = newsreader("notes", "--json", "--story", found).json()[0]
    assert (row["id"], row["words"], row["note"]) == (
        one,
        "The repair cost $2.5 million",
        "who pays?\nthe port",
    )
    assert row["before"].endswith("Teles. ")
    assert newsreader("notes", "edit", one[:5], "settled").out == "Note kept\n"
    assert "settled" in newsreader("notes", "--markdown").out
    assert newsreader("notes", "--since", "2999-01-01").code == 1
    assert newsreader("notes", "rm", "ffff").code == 1
    assert newsreader("notes", "rm", one).out == "1 taken away\n"
    assert newsreader("notes").code == 1


def test_the_same_words_are_highlighted_once(newsreader: Newsreader, story: Path) -> None:
    found = _story(newsreader, story)
    first = newsreader("notes", "add", found, "36% of the crew")
    assert newsreader("notes", "add", found, "36% of the crew").out == first.out


def test_a_folder_is_brought_up_to_date_and_nothing_is_lost(
    newsreader: Newsreader, story: Path, tmp_path: Path
) -> None:
    found = _story(newsreader, story)
    sample = ids(newsreader)[0]
    vault = tmp_path / "vault"
    newsreader("notes", "add", found, "36% of the crew")
    assert newsreader("notes", "--to", str(vault)).out == f"1 written, 0 unchanged in {vault}\n"
    (path,) = vault.iterdir()
    assert path.name.startswith("Ferry ‘back by May’")
    assert path.stem.endswith(found[:8])
    before = path.stat().st_mtime_ns
    assert "0 written, 1 unchanged" in newsreader("notes", "--to", str(vault)).out
    assert path.stat().st_mtime_ns == before
    renamed = path.rename(path.with_name(f"My ferry {found[:8]}.md"))
    newsreader("notes", "add", found, "We will sail on 4 May", "--note", "on time?")
    assert "1 written" in newsreader("notes", "--to", str(vault)).out
    assert list(vault.iterdir()) == [renamed]
    text = renamed.read_text()
    assert text.index("We will sail") < text.index("36% of the crew")
    renamed.write_text(text + "\nmy own thoughts\n")
    newsreader("notes", "add", found, "had left", "--note", "!")
    said = newsreader("notes", "--to", str(vault))
    assert "changed by hand" in said.out
    assert "my own thoughts" in renamed.read_text()
    newsreader("notes", "--to", str(vault), "--overwrite")
    assert "my own thoughts" not in renamed.read_text()
    assert sample


line = st.text(max_size=40).map(clean)
highlights = st.builds(
    Highlight,
    id=st.just("a" * 16),
    story=st.just("b" * 16),
    passage=st.builds(Passage, words=st.text(min_size=1, max_size=60).map(clean_lines).filter(str.strip)),
    note=st.text(max_size=60).map(lambda words: clean_lines(words).strip()),
    origin=st.builds(Origin, title=line, source=line, author=line, link=line),
    made=st.just(STAMP),
)


@given(st.lists(highlights, min_size=1, max_size=3))
def test_a_file_is_ours_and_no_words_get_out_of_their_place(found: list[Highlight]) -> None:
    text = story_file(found)
    assert is_ours(text)
    assert not is_ours(text + "x")
    front, _, _ = text.partition("\n---\n")
    names = [line.split(":")[0] for line in front.split("\n") if not line.startswith(("---", "  - "))]
    assert len(names) == len(set(names))
    assert set(names) <= {
        "title", "source", "author", "published", "link", "highlighted", "newsreader", "tags", "digest",
    }  # fmt: skip
    assert markdown_head(text).title == (found[0].origin.title or "Untitled")
    body = markdown_body(without_front_matter(text))
    quoted = "".join("".join(block.text.split()) for block in body.blocks if block.quoted)
    assert len(quoted) <= sum(len("".join(one.passage.words.split())) for one in found)
    assert not any(
        style.name in {"strong", "emphasis", "delete"} for block in body.blocks for style in block.styles
    )


@given(st.text(max_size=300))
def test_a_file_s_name_is_safe_everywhere(title: str) -> None:
    name = safe_name(title)
    assert name
    assert name == name.strip(". ")
    assert len(name.encode()) <= 130
    assert not set(name) & set('\\/:*?"<>|#^[]\0\n')
    one = Highlight("a" * 16, "b" * 16, Passage("x"), "", Origin(clean(title)), STAMP)
    assert Path(file_name(one)).name == file_name(one)


def test_one_document_has_all_stories(newsreader: Newsreader) -> None:
    first, second = (
        Highlight(c * 16, c * 16, Passage(f"words {c}"), "*note*", Origin(f"Title {c}"), STAMP) for c in "ab"
    )
    text = notes_markdown([first, second])
    assert text.count("\n## ") == 2
    assert r"\*note\*" in text
    assert newsreader("notes", "--json").out == json.dumps([]) + "\n"
