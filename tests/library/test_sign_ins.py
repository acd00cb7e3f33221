"""Where sign-ins are kept: in a keyring that works, else in a file for the reader alone; never in the journal."""

import json
import os
import stat
import time
from collections.abc import Iterator
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from newsreader.library import keyrings
from newsreader.library.library import Library
from newsreader.library.moving import export_list
from newsreader.library.sign_ins import SignIns
from newsreader.library.update import update
from newsreader.library.wanted import Wanted
from newsreader.model import NewsreaderError
from newsreader.paths import Paths
from newsreader.sources.sign_in import NOBODY, Cookie, SignIn
from tests.library.making import OpenLibrary
from tests.loopback import Exchange, Loopback, rss

KEY = "https://feeds.example.com/a"
WHOLE = SignIn(
    "https://feeds.example.com:443", "me", "hush", cookies=(Cookie("sid", "hush2", "feeds.example.com"),)
)


class Ring(KeyringBackend):
    """A keyring in memory, which can be locked or silent."""

    priority = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False
        self.silent = False

    def _open(self) -> None:
        if self.silent:
            time.sleep(0.5)
        if self.locked:
            raise RuntimeError("locked, with hush in the words")

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        del self.kept[service, username]


@pytest.fixture
def headless(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    found, before = Ring(), keyring.get_keyring()
    keyring.set_keyring(found)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "the reader's own choice")
    yield found
    keyring.set_keyring(before)


@pytest.fixture
def sign_ins(paths: Paths) -> SignIns:
    return SignIns(paths)


def _everything(paths: Paths) -> bytes:
    return b"".join(path.read_bytes() for path in paths.data.rglob("*") if path.is_file())


@pytest.mark.usefixtures("headless")
def test_without_a_keyring_the_file_is_for_the_reader_alone(sign_ins: SignIns, paths: Paths) -> None:
    where = sign_ins.keep(KEY, WHOLE)
    assert sign_ins.find(KEY) == WHOLE
    file = paths.data / "sign-ins.json"
    assert where == str(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert paths.journals not in file.parents


def test_with_a_keyring_the_secret_is_there_and_not_in_the_file(
    sign_ins: SignIns, paths: Paths, ring: Ring
) -> None:
    assert "keyring" in sign_ins.keep(KEY, WHOLE)
    assert sign_ins.find(KEY) == WHOLE
    assert b'"hush"' not in _everything(paths)
    sign_ins.keep(KEY, NOBODY)
    assert not ring.kept
    assert sign_ins.find(KEY) == NOBODY


def test_a_keyring_that_takes_nothing_leaves_it_to_the_file(
    sign_ins: SignIns, ring: Ring, paths: Paths
) -> None:
    ring.locked = True
    assert sign_ins.keep(KEY, WHOLE) == str(paths.data / "sign-ins.json")
    assert sign_ins.find(KEY) == WHOLE


def test_a_keyring_that_is_locked_later_is_told_without_the_secret(sign_ins: SignIns, ring: Ring) -> None:
    sign_ins.keep(KEY, WHOLE)
    ring.locked = True
    found = sign_ins.find(KEY)
    assert found.problem
    assert "hush" not in found.problem
    assert not found.password


def test_a_silent_keyring_is_not_waited_for(
    sign_ins: SignIns, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_ins.keep(KEY, WHOLE)
    ring.silent = True
    monkeypatch.setattr(keyrings, "_LONGEST", 0.05)
    assert "did not answer" in sign_ins.find(KEY).problem


@pytest.mark.usefixtures("headless")
def test_what_may_be_shown_has_no_secret(sign_ins: SignIns) -> None:
    sign_ins.keep(KEY, WHOLE)
    sign_ins.keep("https://b.test/", SignIn("https://b.test:443", token="hush"))
    sign_ins.keep("https://c.test/", SignIn("https://c.test:443", user="hush"))
    shown = sign_ins.shown()
    assert "hush" not in repr(shown)
    assert (shown[KEY].user, shown[KEY].password, shown[KEY].cookies) == ("me", True, 1)
    assert shown["https://b.test/"].token


@pytest.mark.usefixtures("headless")
@pytest.mark.parametrize("content", ["{", "[]", '{"a": 1}', f'{{"{KEY}": {{"cookies": [1]}}}}', "\0"])
def test_a_damaged_file_is_no_end(sign_ins: SignIns, paths: Paths, content: str) -> None:
    paths.data.mkdir(parents=True)
    (paths.data / "sign-ins.json").write_text(content)
    assert sign_ins.find(KEY) == NOBODY
    sign_ins.keep(KEY, WHOLE)
    assert sign_ins.find(KEY) == WHOLE


@pytest.mark.usefixtures("headless")
def test_credentials_in_an_address_are_moved_out_of_it(library: Library, paths: Paths) -> None:
    feed = library.subscribe("https://me:hush@feeds.example.com/a")
    assert (feed.key, feed.url) == (KEY, KEY)
    assert library.sign_ins.find(KEY) == SignIn("https://feeds.example.com:443", "me", "hush")
    library.subscribe_all([Wanted("https://you:hush3@feeds.example.com/b")])
    assert all(b"hush" not in path.read_bytes() for path in paths.journals.iterdir())
    assert b"hush" not in paths.database.read_bytes()
    assert library.subscribe("https://me:hush@feeds.example.com/a").key == KEY
    assert [feed.url for feed in export_list(library).found.feeds] == [KEY, "https://feeds.example.com/b"]
    whole = export_list(library, with_passwords=True)
    assert [feed.url for feed in whole.found.feeds] == [
        "https://me:hush@feeds.example.com/a",
        "https://you:hush3@feeds.example.com/b",
    ]
    assert whole.secret == 0


@pytest.mark.usefixtures("headless")
def test_two_accounts_at_one_address_are_two_feeds(library: Library) -> None:
    library.subscribe_all(
        [Wanted("https://me:one@feeds.example.com/a"), Wanted("https://you:two@feeds.example.com/a")]
    )
    keys = [feed.key for feed in library.subscriptions()]
    assert keys == [KEY, "https://you@feeds.example.com/a"]
    assert [library.sign_ins.find(key).password for key in keys] == ["one", "two"]
    library.subscribe_all([Wanted("https://you:two@feeds.example.com/a")])
    assert [feed.key for feed in library.subscriptions()] == keys


def _fetch(library: Library) -> list[tuple[str, str]]:
    report = update(library, library.subscriptions(), on_progress=lambda _: None, cancelled=lambda: False)
    return list(report.failed)


@pytest.mark.usefixtures("headless")
def test_a_refresh_signs_in_and_keeps_renewed_cookies(library: Library) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.answer(
            200, rss(), {"Set-Cookie": f"sid={len(server.seen)}; Path=/", "Content-Type": "text/xml"}
        )

    with Loopback() as server:
        server.route("/a", answer)
        server.route("/b", answer)
        signed = library.subscribe(server.url("/a", "me:hush")).key
        library.subscribe(server.url("/b"))
        assert _fetch(library) == _fetch(library) == []
    asked = {path: [seen.headers for seen in server.seen if seen.target == path] for path in ("/a", "/b")}
    assert all(headers["authorization"] == "Basic bWU6aHVzaA==" for headers in asked["/a"])
    assert [("cookie" in headers) for headers in asked["/a"]] == [False, True]
    assert not any({"cookie", "authorization"} & set(headers) for headers in asked["/b"])
    assert library.sign_ins.find(signed).cookies[0].name == "sid"


def test_a_feed_whose_password_cannot_be_had_says_so(library: Library, ring: Ring) -> None:
    with Loopback() as server:
        key = library.subscribe(server.url("/a", "me:hush")).key
        ring.locked = True
        failed = _fetch(library)
        assert not server.seen
    assert failed[0][0] == key
    assert "cannot be had" in failed[0][1]


@pytest.mark.usefixtures("headless")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written_is_told(paths: Paths) -> None:
    paths.data.mkdir(parents=True)
    paths.data.chmod(0o500)
    with pytest.raises(NewsreaderError, match="cannot be written"):
        SignIns(paths).keep(KEY, WHOLE)


@pytest.mark.usefixtures("headless")
def test_sign_ins_stay_on_their_device(open_library: OpenLibrary, paths: Paths) -> None:
    open_library().subscribe("https://me:hush@feeds.example.com/a")
    found = b"".join(path.read_bytes() for path in paths.journals.iterdir())
    lines: list[Any] = [json.loads(line) for line in found.splitlines()]
    assert [line["url"] for line in lines] == [KEY]


@pytest.mark.usefixtures("headless")
def test_a_feed_that_is_moved_by_hand_keeps_no_password_in_its_address(
    library: Library, paths: Paths
) -> None:
    key = library.subscribe("https://feeds.example.com/a").key
    library.move(key, "https://me:hush@new.example.com/b")
    assert [feed.url for feed in library.subscriptions()] == ["https://new.example.com/b"]
    assert library.sign_ins.find(key) == SignIn("https://new.example.com:443", "me", "hush")
    assert all(b"hush" not in path.read_bytes() for path in paths.journals.iterdir())
