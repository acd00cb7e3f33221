"""Every command once: its id, keys, what it says in help and palette, and where the status line hints at it.

Bindings, help, hints and palette are all made from this table, so that none can be out of date.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

Pane = Literal["stories", "article", "feeds", "facts"]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the reader can do."""

    id: str
    """What the config's ``[keys]`` calls it; its action is ``action_<id>`` of the reader screen."""
    keys: str
    """Textual's names of its keys, parted by commas; empty for the palette alone."""
    title: str
    """What it does, for help and palette."""
    group: str
    hint: str = ""
    """A word or two for the status line."""
    panes: tuple[Pane, ...] = ()
    """The panes in which the status line hints at it."""
    shown: str = ""
    """How its keys are written, when not as a list of them."""


_ALL: tuple[Pane, ...] = ("stories", "article", "feeds", "facts")

COMMANDS: tuple[Command, ...] = (
    Command("down", "j,down", "Down: the next story, line or row", "Moving"),
    Command("up", "k,up", "Up: the previous story, line or row", "Moving"),
    Command("page_down", "pagedown,ctrl+d", "A screenful down", "Moving"),
    Command("page_up", "pageup,ctrl+u", "A screenful up", "Moving"),
    Command("top", "g,home", "To the top", "Moving"),
    Command("bottom", "G,end", "To the bottom", "Moving"),
    Command("open", "enter,l,right", "Into the article; in a panel, choose", "Moving", "read", ("stories",)),
    Command("back", "h,left", "Back", "Moving", "back", ("article", "feeds", "facts")),
    Command("escape", "escape", "Let go of a mark or a selection; else back", "Moving"),
    Command(
        "advance",
        "space",
        "Scroll on; at the end, the next unread story",
        "Moving",
        "scroll on",
        ("stories", "article"),
    ),
    Command("next_unread", "n", "Next unread story", "Stories", "next unread", ("stories", "article")),
    Command("previous_unread", "p", "Previous unread story", "Stories"),
    Command("toggle_read", "N", "Mark read or unread", "Stories"),
    Command(
        "toggle_bookmark",
        "s,b",
        "Bookmark, or take the bookmark off",
        "Stories",
        "bookmark",
        ("stories", "article"),
    ),
    Command("mark_all_read", "A", "Mark everything in this list read", "Stories"),
    Command("undo", "u", "Undo the last mark, or unsubscribing", "Stories"),
    Command("browser", "o", "Open the story, or the link, in the browser", "Stories"),
    Command("comments", "C", "Open the comments on the story in the browser", "Stories"),
    Command(
        "search",
        "slash",
        "Search titles and texts; in the article, find",
        "Stories",
        "search",
        ("stories",),
    ),
    Command("hide_story", "", "Hide this stored story", "Stories"),
    Command("hide_samples", "", "Hide the sample stories for good", "Stories"),
    Command("show_samples", "", "Show the sample stories again", "Stories"),
    Command(
        "facts", "i", "Facts: what was said and counted", "Reading", "facts", ("stories", "article", "facts")
    ),
    Command(
        "next_mark", "right_square_bracket", "Next quote or figure", "Reading", "next mark", ("article",)
    ),
    Command("previous_mark", "left_square_bracket", "Previous quote or figure", "Reading"),
    Command(
        "copy",
        "y",
        "Copy what is selected or chosen, or the link",
        "Reading",
        "copy",
        ("article", "facts"),
    ),
    Command("select", "V", "Select by keyboard, with the keys of vi", "Reading"),
    Command("highlight", "m", "Highlight what is chosen; again, write a note", "Reading"),
    Command("highlights", "M", "Highlights and notes, in every story", "Reading"),
    Command("write", "w", "Write to a file: Markdown, HTML, plain text", "Reading"),
    Command("pipe", "vertical_line", "Give the story to a command", "Reading"),
    Command("elsewhere", "e", "Who else reports the chosen quote or figure", "Reading"),
    Command("changes", "d", "What the publisher changed in this story", "Reading"),
    Command("sources", "S", "The same story in other feeds", "Reading"),
    Command("quote_book", "Q", "Quote book: who said what, in every story", "Reading"),
    Command("lights", "H", "Lights off or on", "Reading"),
    Command("pictures", "v", "Pictures off or on; Enter shows one in full", "Reading"),
    Command("zen", "z", "The article alone", "Reading", "zen", ("article",)),
    Command("narrower", "minus", "Shorter lines", "Reading"),
    Command("wider", "equals_sign", "Longer lines", "Reading"),
    Command(
        "link_number",
        "1,2,3,4,5,6,7,8,9,0",
        "Choose a link by its number; Enter opens it",
        "Links",
        shown="1 … 9",
    ),
    Command("links", "O", "All links of the story", "Links"),
    Command("read_here", "x", "Read the whole story, or the chosen link, here", "Links"),
    Command("files", "P", "Files: play, download; all downloads", "Links"),
    Command("return", "backspace", "Back to the story before, or from a footnote", "Links"),
    Command("feeds", "f", "Feeds: choose what the list shows", "Feeds", "feeds", ("stories", "feeds")),
    Command("add", "a", "Add feeds", "Feeds", "add feed", ("stories", "feeds")),
    Command(
        "change_feed",
        "c",
        "Change this feed: title, folders, sign-in …",
        "Feeds",
        "change",
        ("feeds",),
    ),
    Command("move_feed_down", "J", "Move this feed or folder down", "Feeds"),
    Command("move_feed_up", "K", "Move this feed or folder up", "Feeds"),
    Command("fold", "", "Open or close this folder (Space in the feed panel)", "Feeds"),
    Command("remove", "D", "Unsubscribe from this feed", "Feeds", "remove", ("feeds",)),
    Command("refresh_feed", "r", "Refresh this feed", "Feeds"),
    Command("refresh_all", "R", "Refresh all feeds", "Feeds", "refresh", ("stories", "feeds")),
    Command(
        "doctor",
        "exclamation_mark",
        "Feed doctor: what ails feeds, and what helps",
        "Feeds",
        "doctor",
        ("feeds",),
    ),
    Command("cancel_refresh", "X", "Stop the refresh that is going on", "Feeds"),
    Command("next_pane", "tab", "The next link; after the last, the next pane", "Program"),
    Command("previous_pane", "shift+tab", "The link before; else the pane before", "Program"),
    Command("help", "question_mark", "Keys and what the colours mean", "Program", "keys", _ALL),
    Command("palette", "ctrl+p", "Every command, by name", "Program"),
    Command("messages", "L", "Messages: what the last line said, in full", "Program"),
    Command("theme", "T", "Dark or light", "Program"),
    Command("quit", "q", "Quit", "Program", "quit", ("stories",)),
)

BY_ID = {command.id: command for command in COMMANDS}

_SHORT = {
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "question_mark": "?",
    "exclamation_mark": "!",
    "slash": "/",
    "vertical_line": "|",
    "minus": "-",
    "equals_sign": "=",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "backspace": "Backspace",
}


def bindings() -> list[Binding]:
    """A Textual binding for each command that has keys, rebindable by its id."""
    plain = [
        Binding(command.keys, command.id, command.title, show=False, id=command.id)
        for command in COMMANDS
        if command.keys and not command.shown
    ]
    digits = [
        Binding(digit, f"link_number({digit})", BY_ID["link_number"].title, show=False)
        for digit in BY_ID["link_number"].keys.split(",")
    ]
    return plain + digits


def keys_of(command: Command, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a command as they are printed on a keyboard, after the reader's own bindings."""
    if command.shown:
        return (command.shown,)
    keys = keymap.get(command.id, command.keys)
    return tuple(key_name(key.strip()) for key in keys.split(",") if key.strip())


def key_name(key: str) -> str:
    """A key as a person would write it."""
    if key in _SHORT:
        return _SHORT[key]
    *modifiers, last = key.split("+")
    return "+".join([*(modifier.capitalize() for modifier in modifiers), last.upper() if modifiers else last])


def problems(keymap: Mapping[str, str]) -> list[str]:
    """A line for each key binding that can't be: an unknown command, or two commands on one key."""
    lines = [f"[keys] there is no command {name!r}; ? lists them all" for name in keymap if name not in BY_ID]
    used: dict[str, str] = {}
    for command in COMMANDS:
        keys = command.keys.split(",") if command.shown else keys_of(command, keymap)
        for key in keys:
            if key in used:
                lines.append(f"[keys] {key} is bound to both {used[key]} and {command.id}")
            used[key] = command.id
    return lines
