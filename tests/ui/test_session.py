from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsreader.library.stories import Scope
from newsreader.ui.session import Session, load_session, save_session


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    session = Session(Scope("feed", "http://127.0.0.1/"), "0123", {"0123": (4, 17)}, False, True, 38)
    save_session(tmp_path / "a" / "session.json", session)
    assert load_session(tmp_path / "a" / "session.json") == session


def test_only_the_newest_places_are_kept(tmp_path: Path) -> None:
    places = {f"{n:04}": (n, 0) for n in range(900)}
    save_session(tmp_path / "session.json", Session(places=places))
    kept = load_session(tmp_path / "session.json").places
    assert len(kept) == 500
    assert "0899" in kept


def test_a_missing_file_is_a_fresh_session(tmp_path: Path) -> None:
    assert load_session(tmp_path / "none.json") == Session()


@given(
    st.one_of(
        st.binary(), st.text().map(str.encode), st.sampled_from([b"{}", b"[]", b'{"scope": {"kind": 3}}'])
    )
)
def test_a_damaged_file_is_a_fresh_session(data: bytes) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "session.json"
        path.write_bytes(data)
        assert load_session(path) == Session()
