"""Words cut to the room that there is for them."""

from newsreader.ui.page.linebreak import break_lines, cells


def cut_lines(words: str, room: int, most: int) -> list[str]:
    """Words in at most that many lines, cut on a word with an ellipsis when there is more; none for no words."""
    if not words:
        return []
    spans = break_lines(words, room)
    lines = [words[slice(*span)] for span in spans[:most]]
    if len(spans) > most:
        last = words[spans[most - 1][0] :]
        lines[-1] = last[slice(*break_lines(last, room - 1)[0])].rstrip(" ,;:–—-") + "…"
    return lines


def fit(words: str, room: int, tail: str) -> str:
    """Words shortened in the middle so that their tail stays, in at most ``room`` cells."""
    if cells(words) <= room:
        return words
    head = words[: len(words) - len(tail)]
    while head and cells(head) + 1 + cells(tail) > room:
        head = head[:-1]
    return f"{head.rstrip()}…{tail}"
