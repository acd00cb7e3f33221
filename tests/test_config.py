"""Settings, whole and damaged."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.config import Config, load, save
from newsreader.model import NewsreaderError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


def put(file: Path, text: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_without_a_file_everything_is_as_it_comes(file: Path) -> None:
    assert load(file) == (Config(), ())
    assert not file.parent.exists()


def test_each_setting_is_taken(file: Path) -> None:
    put(
        file,
        'theme = "nord"\nlights = false\nmeasure = 60\nread_after = 0\nmax_size = 1\ntimeout = 5\n'
        '[keys]\nquit = "Q"\n',
    )
    config, notices = load(file)
    assert notices == ()
    assert config == Config(
        "nord", lights=False, measure=60, read_after=0.0, max_size=1, timeout=5, keys={"quit": "Q"}
    )
    assert isinstance(config.read_after, float)


@pytest.mark.parametrize(
    "damage", ["theme = ", "[[[", "\x00", b"\xff\xfe", "a = 1\na = 2", b"\xef\xbb\xbftheme", "= 3"]
)
def test_a_damaged_file_gives_the_defaults_and_one_line(file: Path, damage: str | bytes) -> None:
    put(file, damage)
    config, notices = load(file)
    assert config == Config()
    assert len(notices) == 1
    assert notices[0].startswith(f"{file}: ")
    assert "\n" not in notices[0]


def test_a_folder_in_its_place_is_one_line(file: Path) -> None:
    file.mkdir(parents=True)
    config, notices = load(file)
    assert config == Config()
    assert len(notices) == 1


@pytest.mark.parametrize(
    "line",
    ["theme = 3", "lights = 1", 'measure = "wide"', "measure = 39", "measure = 121", "measure = true",
     "read_after = -1", "read_after = nan", "read_after = inf", "max_size = 0", "timeout = 4", "timeout = 601",
     "timeout = 5.5", "keys = 3", "keys = { quit = 1 }", "colour = 1", "theme = 1979-05-27"],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_told_and_the_others_are_taken(file: Path, line: str) -> None:
    put(file, f"{line}\n{'' if line.startswith('lights') else 'lights = false'}\n")
    config, notices = load(file)
    assert len(notices) == 1
    assert line.split(" ", maxsplit=1)[0] in notices[0]
    assert "\n" not in notices[0]
    assert config == Config(lights=line.startswith("lights"))


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)


@given(SCALARS | st.lists(SCALARS, max_size=2) | st.dictionaries(st.text(max_size=3), SCALARS, max_size=2))
def test_no_value_of_any_kind_breaks_the_settings(value: object) -> None:
    from newsreader.config import _checked

    for name in (*(item.name for item in fields(Config)), "else"):
        config, notices = _checked({name: value}, Path("config.toml"))
        assert config == Config() or not notices
        assert not any("\n" in notice for notice in notices)


def test_one_setting_is_saved_and_comments_and_order_stay(file: Path) -> None:
    put(file, '# mine\nmeasure = 60 # narrow\n\n[keys]\n# odd\nquit = "Q"\n')
    save(file, "measure", 64)
    save(file, "theme", "newsprint-light")
    text = file.read_text()
    assert text.startswith("# mine\nmeasure = 64 # narrow\n")
    assert '# odd\nquit = "Q"\n' in text
    config, notices = load(file)
    assert notices == ()
    assert (config.measure, config.theme, config.keys) == (64, "newsprint-light", {"quit": "Q"})


def test_the_first_setting_makes_the_file_for_its_owner_alone(file: Path) -> None:
    save(file, "lights", value=False)
    assert load(file) == (Config(lights=False), ())
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("damage", ["theme = ", b"\xff\xfe", "[keys]\n[keys]\n"])
def test_a_damaged_file_is_never_written_over(file: Path, damage: str | bytes) -> None:
    put(file, damage)
    before = file.read_bytes()
    with pytest.raises(NewsreaderError, match="theme was not saved"):
        save(file, "theme", "nord")
    assert file.read_bytes() == before


def test_a_link_to_the_settings_elsewhere_stays_a_link(tmp_path: Path, file: Path) -> None:
    real = put(tmp_path / "dotfiles" / "newsreader.toml", "measure = 60\n")
    file.parent.mkdir(parents=True)
    file.symlink_to(real)
    save(file, "measure", 64)
    assert file.is_symlink()
    assert real.read_text() == "measure = 64\n"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('browser = ["firefox", "--new-tab", "{url}"]', ("firefox", "--new-tab", "{url}")),
        ("browser = \"firefox -P 'my news' {url}\"", ("firefox", "-P", "my news", "{url}")),
        ('browser = ""', ()),
        ("browser = []", ()),
    ],
)
def test_a_command_is_a_line_or_a_list_of_words(tmp_path: Path, line: str, words: tuple[str, ...]) -> None:
    file = tmp_path / "config.toml"
    file.write_text(line)
    config, notices = load(file)
    assert (config.browser, notices) == (words, ())


@pytest.mark.parametrize(
    "line", ["player = 3", 'player = "mpv \'x"', 'player = ["mpv", 3]', 'player = ["a\\u0000"]']
)
def test_a_command_that_makes_no_sense_is_told_and_passed_over(tmp_path: Path, line: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(line)
    config, notices = load(file)
    assert config.player == ()
    assert len(notices) == 1
    assert "player" in notices[0]


def test_how_pictures_are_shown_is_one_of_a_few_words(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('pictures = "sixel"\npicture_cache = 0\n')
    config, notices = load(path)
    assert (config.pictures, config.picture_cache, notices) == ("sixel", 0, ())
    path.write_text('pictures = "on"\npicture_cache = -1\n')
    config, notices = load(path)
    assert (config.pictures, config.picture_cache) == ("auto", 200)
    assert "pictures should be one of auto, off, half, kitty, sixel; using 'auto'" in notices[0]
    assert "picture_cache should be between 0 and 100000" in notices[1]
