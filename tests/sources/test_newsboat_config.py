"""newsboat's config file, and where its home is."""

from pathlib import Path

import pytest

from newsreader.sources import newsboat
from newsreader.sources.newsboat import Ignored, NewsboatError
from newsreader.sources.newsboat_config import read


def config(folder: Path, text: str) -> Path:
    path = folder / "config"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_has_a_meaning_here_is_taken_and_the_rest_is_listed(tmp_path: Path) -> None:
    found = read(
        config(
            tmp_path,
            'download-timeout 90  # slow\ntext-width 300\nignore-article "*" "title =~ \\"Sport\\""\n'
            "color background white black\nbind-key j down\ninoreader-password hush\ncache-file here.db\n"
            "reload-time 30\nauto-reload yes\nproxy-type socks5\nuse-proxy yes\nproxy 127.0.0.1:9050\n"
            "browser \"firefox --new-tab '%u'\"\nplayer mpv\n",
        )
    )
    assert found.settings == {
        "timeout": 90,
        "measure": 120,
        "browser": "firefox --new-tab {url}",
        "player": "mpv {url}",
        "refresh_every": 30,
        "proxy": "socks5://127.0.0.1:9050",
    }
    assert [(one.key, one.command) for one in found.keys] == [("j", "down")]
    assert found.ignored == [Ignored("*", 'title =~ "Sport"')]
    assert found.not_taken == ["color background white black", "inoreader-password …"]
    assert found.cache_file == tmp_path / "here.db"


@pytest.mark.parametrize(
    ("background", "theme"),
    [("white", "newsprint-light"), ("color231", "newsprint-light"), ("black", None), ("default", None)],
)
def test_a_light_background_chooses_the_light_theme(
    tmp_path: Path, background: str, theme: str | None
) -> None:
    found = read(config(tmp_path, f"color background black {background} bold\n"))
    assert found.settings.get("theme") == theme
    assert bool(found.not_taken) is (theme is None)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "auto-reload no\nuse-proxy no\nreload-time 30\nproxy 127.0.0.1:1\n",
            ["reload-time 30", "proxy 127.0.0.1:1"],
        ),
        ("use-proxy yes\nproxy me:hush@127.0.0.1:1\n", ["use-proxy yes", "proxy …@127.0.0.1:1"]),
        ("use-proxy yes\nproxy 127.0.0.1\n", ["use-proxy yes", "proxy 127.0.0.1"]),
        ("auto-reload yes\nreload-time soon\n", ["auto-reload yes", "reload-time soon"]),
        ('browser "firefox %u; rm x"\n', ["browser firefox %u; rm x"]),
        ('browser "w3m \'%u"\n', ["browser w3m '%u"]),
        ("bind-key j next-dialog\nbind-key 1 open\nbind-key j down podboat\n", None),
    ],
)
def test_what_has_none_is_listed_as_it_stands(tmp_path: Path, text: str, left: list[str] | None) -> None:
    found = read(config(tmp_path, text))
    assert (found.settings, found.keys) == ({}, [])
    assert found.not_taken == (text.splitlines() if left is None else left)


def test_commands_in_backticks_are_not_run(tmp_path: Path) -> None:
    line = f"cache-file `touch {tmp_path}/ran; echo x`"
    found = read(config(tmp_path, line + "\ninclude `touch ran`\n"))
    assert found.cache_file is None
    assert found.not_taken == [line, "include `touch ran`"]
    assert [path.name for path in tmp_path.iterdir()] == ["config"]


def test_included_files_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "more").write_text(
        'download-timeout 7\ninclude "config"\ninclude missing\n', encoding="utf-8"
    )
    assert read(config(tmp_path, "include more\ninclude more\n")).settings == {"timeout": 7}


@pytest.mark.parametrize(
    "text", ["", "download-timeout\n", "download-timeout ten\n", "\0\xff \\", "download-timeout 0"]
)
def test_what_makes_no_sense_changes_nothing(tmp_path: Path, text: str) -> None:
    assert read(config(tmp_path, text)).settings == {}


def test_a_service_is_named(tmp_path: Path) -> None:
    assert read(config(tmp_path, "urls-source local")).service == ""
    assert read(config(tmp_path, 'urls-source "ttrss"')).service == "ttrss"


def test_a_home_has_its_urls_and_its_cache(tmp_path: Path) -> None:
    (tmp_path / "urls").write_bytes("http://127.0.0.1/é ~Été\n".encode("latin-1"))
    (tmp_path / "cache.db").touch()
    home = newsboat.read(tmp_path)
    assert [feed.title for feed in home.feeds] == ["Été"]
    assert home.cache == tmp_path / "cache.db"


def test_an_empty_folder_is_no_home(tmp_path: Path) -> None:
    with pytest.raises(NewsboatError, match="no urls file"):
        newsboat.read(tmp_path)


def test_the_home_is_found_where_newsboat_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    with pytest.raises(NewsboatError, match="name the folder"):
        newsboat.find()
    old, new = tmp_path / ".newsboat", tmp_path / ".config" / "newsboat"
    data = tmp_path / ".local" / "share" / "newsboat"
    for folder in (old, new):
        folder.mkdir(parents=True)
        (folder / "urls").touch()
        data.mkdir(parents=True, exist_ok=True)
    (data / "cache.db").touch()
    assert newsboat.find() == new
    assert newsboat.read(new).cache == data / "cache.db"
    (new / "urls").unlink()
    assert newsboat.find() == old
