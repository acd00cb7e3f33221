import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsreader.text import clean, width
from newsreader.ui.cell_widths import count_spacing_signs

SAMPLES = (
    "The council met at dawn",
    "図書館の「本」を運ぶ",
    "대통령은 말했다",
    "प्रधानमंत्री ने कहा कि हम आगे बढ़ेंगे",
    "প্রধানমন্ত্রী বলেছেন",
    "முதலமைச்சர் கூறினார்",
    "നമസ്കാരം മലയാളം",
    "นายกรัฐมนตรีกล่าวว่าเศรษฐกิจดีขึ้น",
    "قال الرئيس إن المدينة ستبقى مفتوحة",
    "ראש הממשלה אמר",
    "e\u0301 n\u0303 o\u0308 combining",
    "👩\u200d👩\u200d👧 🇬🇧 👍🏽 ☁\ufe0f ❤\ufe0f emoji",
    "—…“”‘’«»•◦▪☑☐₹€£¥½¾⅓°′″×÷≤≥√",
    "H₂O mc² xⁿ⁺¹",
)
_ASK = """
import json, os, re, sys, termios, tty
tty.setraw(0)
found, heard = [], b""
for text in json.load(open(sys.argv[1], encoding="utf-8")):
    os.write(1, b"\\r\\x1b[2K" + text.encode() + b"\\x1b[6n")
    while not (answer := re.search(rb"\\x1b\\[\\d+;(\\d+)R", heard)):
        heard += os.read(0, 4096)
    found.append(int(answer[1]) - 1)
    heard = heard[answer.end():]
with open(sys.argv[2] + ".new", "w") as file:
    json.dump(found, file)
os.rename(sys.argv[2] + ".new", sys.argv[2])
"""


@pytest.fixture
def terminal_widths(tmp_path: Path) -> list[int]:
    """How far a real terminal moves its cursor for each sample."""
    tmux = shutil.which("tmux")
    if tmux is None:
        pytest.skip("tmux is not installed: there is no terminal to ask")
    ask, texts, answer = tmp_path / "ask.py", tmp_path / "texts.json", tmp_path / "answer.json"
    ask.write_text(_ASK, encoding="utf-8")
    texts.write_text(json.dumps([clean(text) for text in SAMPLES]), encoding="utf-8")
    environ = {**os.environ, "LC_ALL": "C.UTF-8", "TMUX_TMPDIR": str(tmp_path), "TERM": "xterm-256color"}
    environ.pop("TMUX", None)
    server = [tmux, "-u", "-f", "/dev/null"]
    command = [
        *server,
        "new",
        "-d",
        "-x",
        "120",
        "-y",
        "24",
        sys.executable,
        str(ask),
        str(texts),
        str(answer),
    ]
    subprocess.run(command, env=environ, check=True)
    try:
        for _ in range(600):
            if answer.exists():
                return list(json.loads(answer.read_text(encoding="utf-8")))
            time.sleep(0.05)
        raise AssertionError("the terminal did not answer")
    finally:
        subprocess.run([*server, "kill-server"], env=environ, check=False, capture_output=True)


def test_text_is_as_wide_as_a_real_terminal_draws_it(terminal_widths: list[int]) -> None:
    count_spacing_signs({})
    counted = [cell_len(clean(text)) for text in SAMPLES]
    assert dict(zip(SAMPLES, counted, strict=True)) == dict(zip(SAMPLES, terminal_widths, strict=True))


def test_the_story_list_counts_as_the_article_does() -> None:
    count_spacing_signs({})
    assert [width(clean(text)) for text in SAMPLES] == [cell_len(clean(text)) for text in SAMPLES]


def test_kitty_draws_vowel_signs_within_the_letter_before_them() -> None:
    try:
        count_spacing_signs({"TERM": "xterm-kitty"})
        assert cell_len("की") == 1
        count_spacing_signs({"TERM": "xterm-kitty", "TMUX": "somewhere"})
        assert cell_len("की") == 2
    finally:
        count_spacing_signs({})
