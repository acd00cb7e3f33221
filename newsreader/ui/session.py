"""Where the reader was: kept in a small file at each change of story and at the end."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, get_args

from newsreader.library.stories import Scope, ScopeKind
from newsreader.writing import write_whole

_PLACES = 500


@dataclass(frozen=True, slots=True)
class Session:
    """The last scope, story, places in stories, and which panes were open."""

    scope: Scope = field(default_factory=Scope)
    story: str = ""
    """The id of the story that was shown."""
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    """What older versions kept here: the paragraph and character at the top. The library keeps places now."""
    feeds_open: bool = True
    facts_open: bool = False
    sidebar: int = 0
    """Columns the reader gave the story list; 0 for a share of the width."""
    turned: tuple[str, ...] = ()
    """Folders of the feed panel that were closed, and folds that were opened."""


def load_session(path: Path) -> Session:
    """The last session; a fresh one when there is none or it can't be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        scope = found["scope"]
        kinds: dict[str, ScopeKind] = {kind: kind for kind in get_args(ScopeKind)}
        kind = kinds.get(scope["kind"], "all")
        places = {str(story): (int(at[0]), int(at[1])) for story, at in dict(found["places"]).items()}
        return Session(
            _scope(kind, scope),
            str(found["story"]),
            places,
            bool(found["feeds_open"]),
            bool(found["facts_open"]),
            int(found["sidebar"]),
            tuple(map(str, found.get("turned", ()))),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return Session()


def _scope(kind: ScopeKind, scope: dict[str, Any]) -> Scope:
    # Sessions of older versions know neither folders nor names.
    folder = tuple(map(str, scope.get("folder", ())))
    return Scope(kind, str(scope["feed"]), folder, str(scope.get("name", "")))


def save_session(path: Path, session: Session) -> None:
    """Keep a session.

    Raises:
        OSError: the file can't be written.
    """
    kept = dict(list(session.places.items())[-_PLACES:])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps({**asdict(session), "places": kept}, ensure_ascii=False))
