"""What a publisher changed, as values for JSON."""

from typing import Any

from newsreader.article.changes import Changes
from newsreader.article.wording_changes import Piece


def changes_json(changes: Changes) -> dict[str, Any]:
    """Headline first, then figures, quotes and paragraphs, each as what it was and what it is."""
    return {
        "headline": _pieces(changes.headline),
        "figures": [
            {"kind": one.kind, "before": one.before or None, "after": one.after or None, "of": one.of}
            for one in changes.figures
        ],
        "quotes": [
            {
                "before": one.before or None,
                "after": one.after or None,
                "speaker_before": one.speaker_before,
                "speaker_after": one.speaker_after,
            }
            for one in changes.quotes
        ],
        "paragraphs": [{"change": one.kind, "words": _pieces(one.pieces)} for one in changes.passages],
    }


def _pieces(pieces: tuple[Piece, ...]) -> list[dict[str, str]]:
    return [{"change": piece.kind, "text": piece.text} for piece in pieces]
