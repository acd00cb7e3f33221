import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.code_language import guess_language


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("import os\n\ndef tide(hour):\n    return os.name\n", "python"),
        ("$ git commit -m 'x'\n$ git push", "bash"),
        ("for (let i = 0; i < 3; i++) {\n  console.log(`tide ${i}`);\n}", "javascript"),
        ("SELECT name, height\nFROM tides\nWHERE height > 3;", "sql"),
        ('{"name": "Calder Bay", "height": 3.2}', "json"),
        ('#include <stdio.h>\nint main(void) {\n  printf("tide");\n}', "c"),
        ("fn main() {\n    let mut tide = 3;\n}", "rust"),
        ("package main\n\nfunc main() {\n}", "go"),
        ("<!DOCTYPE html>\n<html><body></body></html>", "html"),
        ("@@ -1,2 +1,2 @@\n-old\n+new", "diff"),
        ("def tide(hour)\n  puts hour\nend", "ruby"),
        (".tide {\n  color: blue;\n}", "css"),
    ],
)
def test_a_language_is_told_by_what_only_it_writes(code: str, language: str) -> None:
    assert guess_language(code) == language


@pytest.mark.parametrize(
    "code",
    [
        "",
        "Roses are red,\nviolets are blue.",
        "HIGH   03:12  4.1 m\nLOW    09:40  0.6 m",
        "x = 1",
        "The class met the public.",
    ],
)
def test_what_may_be_no_code_is_left_plain(code: str) -> None:
    assert guess_language(code) == ""


@given(st.text())
def test_any_text_can_be_asked_about(code: str) -> None:
    guess_language(code)
