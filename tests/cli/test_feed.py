"""The command ``feed``: what is set for one feed, and that nothing secret is ever printed."""

import io
from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.paths import Paths
from newsreader.sources.sign_in import SignIn
from tests.cli.conftest import Newsreader
from tests.loopback import Exchange, Loopback, rss

KEY = "http://127.0.0.1:9/feed"


@pytest.fixture(autouse=True)
def headless(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def followed(home: Path) -> Path:
    library = Library.open(Paths.default(home))
    library.subscribe(KEY)
    library.close()
    return home


def _sign_in(home: Path, key: str = KEY) -> SignIn:
    library = Library.open(Paths.default(home))
    try:
        return library.sign_ins.find(key)
    finally:
        library.close()


@pytest.mark.usefixtures("followed")
def test_everything_is_set_and_shown(newsreader: Newsreader) -> None:
    said = newsreader(
        "feed", KEY, "--title", "Mine", "--folder", "News/World", "--folder", "Work", "--tag", "daily",
        "--every", "2h", "--full-text", "on", "--hidden", "on", "--proxy", "socks5://me:hush@127.0.0.1", "--json",
    )  # fmt: skip
    assert said.code == 0, said.err
    row = said.json()
    assert (row["title"], row["folders"], row["tags"]) == ("Mine", [["News", "World"], ["Work"]], ["daily"])
    assert (row["every"], row["full_text"], row["hidden"]) == ("2h", True, True)
    assert row["proxy"] == "socks5://127.0.0.1:1080"
    assert row["sign_in"]["proxy"] is True
    assert "hush" not in said.out + said.err
    assert newsreader("feeds", "--json").json() == [row]
    shown = newsreader("feed", "Mine")
    assert "News/World, Work" in shown.out
    assert "hush" not in shown.out


@pytest.mark.usefixtures("followed")
def test_an_empty_value_takes_a_thing_away(newsreader: Newsreader) -> None:
    newsreader(
        "feed", KEY, "--title", "Mine", "--folder", "A", "--tag", "t", "--every", "1d", "--proxy", "none"
    )
    row = newsreader(
        "feed", KEY, "--title", "", "--folder", "", "--tag", "", "--every", "auto", "--proxy", "", "--json"
    ).json()
    assert (row["title"], row["folders"], row["tags"], row["every"], row["proxy"]) == (KEY, [], [], "", "")


def test_a_password_comes_from_standard_input_and_goes_nowhere_else(
    newsreader: Newsreader, followed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("hush hush\n"))
    said = newsreader("feed", KEY, "--user", "me")
    assert _sign_in(followed) == SignIn("http://127.0.0.1:9", "me", "hush hush")
    assert "as me, password" in said.out
    assert "sign-ins.json" in said.err
    assert "hush" not in said.out + said.err
    journals = (followed / "data" / "state").iterdir()
    assert all(b"hush" not in path.read_bytes() for path in journals)
    newsreader("feed", KEY, "--sign-out")
    assert _sign_in(followed) == SignIn()


def test_a_token_and_cookies_come_from_files(newsreader: Newsreader, followed: Path, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("abc.def\n")
    (tmp_path / "cookies.txt").write_text("127.0.0.1\tFALSE\t/\tFALSE\t0\tsid\thush\n")
    newsreader(
        "feed", KEY, "--token-from", str(tmp_path / "token"), "--cookies-from", str(tmp_path / "cookies.txt")
    )
    said = newsreader("feed", KEY, "--cookie", "theme=dark; sid=2")
    found = _sign_in(followed)
    assert found.token == "abc.def"
    assert {cookie.name: cookie.value for cookie in found.cookies} == {"sid": "2", "theme": "dark"}
    assert "token, 2 cookies" in said.out


@pytest.mark.usefixtures("followed")
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--every", "soon"), "no interval"),
        (("--proxy", "ftp://me:hush@p"), "socks5"),
        (("--cookie", "hush"), "no cookies"),
        (("--cookies-from", "none.txt"), "cannot be read"),
        (("--user", "a", "--token-from", "-"), "exclude"),
    ],
)
def test_what_makes_no_sense_is_told_and_changes_nothing(
    newsreader: Newsreader, options: tuple[str, ...], words: str
) -> None:
    said = newsreader("feed", KEY, "--title", "Mine", *options)
    assert said.code != 0
    assert words in said.err
    assert "hush" not in said.err
    assert newsreader("feed", KEY, "--json").json()["title"] == KEY


def test_a_feed_behind_a_password_is_added_with_it(
    newsreader: Newsreader, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(exchange: Exchange) -> None:
        allowed = exchange.headers.get("authorization") == "Basic bWU6aHVzaA=="
        exchange.answer(200 if allowed else 401, rss() if allowed else b"", {"Content-Type": "text/xml"})

    with Loopback() as server, Loopback() as other:
        server.route("/feed", answer)
        other.serve("/feed", rss("Elsewhere"))
        server.redirect("/moved", other.url("/feed"), 301)
        assert "newsreader feed (or add) URL --user NAME" in newsreader("add", server.url("/feed")).err
        monkeypatch.setattr("sys.stdin", io.StringIO("hush\n"))
        said = newsreader("add", server.url("/feed"), "--user", "me")
        assert (said.code, said.err) == (0, "")
        assert "kept apart" in said.out
        assert _sign_in(home, server.url("/feed")).password == "hush"
        monkeypatch.setattr("sys.stdin", io.StringIO("hush\n"))
        newsreader("add", server.url("/moved"), "--user", "me")
        assert not any("authorization" in seen.headers for seen in other.seen)


def test_a_feed_behind_a_password_is_read_once_it_is_given(
    newsreader: Newsreader, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(exchange: Exchange) -> None:
        allowed = exchange.headers.get("authorization") == "Basic bWU6aHVzaA=="
        exchange.answer(200 if allowed else 401, rss() if allowed else b"", {"Content-Type": "text/xml"})

    with Loopback() as server:
        server.route("/feed", answer)
        key = server.url("/feed")
        library = Library.open(Paths.default(home))
        library.subscribe(key)
        library.close()
        before = newsreader("refresh")
        assert "newsreader feed (or add) URL --user NAME" in before.err
        monkeypatch.setattr("sys.stdin", io.StringIO("hush\n"))
        newsreader("feed", key, "--user", "me")
        after = newsreader("refresh")
        assert (after.code, after.err) == (0, "")
    assert newsreader("feeds", "--json").json()[0]["total"] == 2
