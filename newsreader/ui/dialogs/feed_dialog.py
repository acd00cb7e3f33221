"""Changing a feed: its title, where it stands, how it is fetched, and what it is signed in with."""

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Checkbox, Input, Label, Static

from newsreader.library import feed_words
from newsreader.library.changing import FeedChange, signed
from newsreader.library.feed_settings import FeedSettings
from newsreader.library.stories import Subscription
from newsreader.model import NewsreaderError
from newsreader.sources.sign_in import NOBODY, SignIn
from newsreader.text import clean
from newsreader.ui.dialogs.dialog import Dialog

_KEYS = "Enter keeps it · Tab to the next · Space ticks · Esc closes"


class Tick(Checkbox):
    """A tick or a dot, whatever colours there are."""

    BUTTON_LEFT = ""
    BUTTON_RIGHT = ""

    def __init__(self, label: str, value: bool, *, id: str) -> None:  # noqa: A002
        super().__init__(label, value, id=id, compact=True)
        self.watch_value()

    def watch_value(self) -> None:
        """Show what it is set to."""
        self.BUTTON_INNER = "✓" if self.value else "·"
        super().watch_value()


class FeedDialog(Dialog[FeedChange | None]):
    """Gives what is to change; None for nothing. What is secret is never shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Close"),
        Binding("ctrl+s,enter", "keep", "Keep", priority=True),
        Binding("down", "app.focus_next", "Next"),
        Binding("up", "app.focus_previous", "Previous"),
    ]

    def __init__(self, feed: Subscription, own_title: str, sign_in: SignIn) -> None:
        super().__init__()
        self._feed = feed
        self._own_title = own_title
        self._sign_in = sign_in

    def compose(self) -> ComposeResult:
        """A line for each thing that can be changed."""
        feed, settings, sign_in = self._feed, self._feed.settings, self._sign_in
        folders = feed_words.items_words([feed_words.folder_words(one) for one in feed.folders])
        publishers = "" if self._own_title else feed.title
        kept = "kept: leave empty to keep it" if sign_in.password or sign_in.problem else "none"
        token = "kept: leave empty to keep it" if sign_in.token else "in place of name and password"
        every = feed_words.interval_words(settings.interval)
        with Vertical(id="dialog"):
            yield Static(feed.url, id="dialog-title", markup=False)
            yield self._line("Title", "title", self._own_title, publishers or "the publisher's")
            yield self._line("Folders", "folders", folders, "News/World, Science")
            yield self._line("Tags", "tags", feed_words.items_words(feed.tags), "long reads, work")
            yield self._line("Fetch every", "every", every, "as it needs: or 30m, 2h, 1d")
            yield self._line("Proxy", "proxy", settings.proxy, "as the settings say: or a URL, or none")
            yield self._line("Name", "user", sign_in.user, "to sign in with")
            yield self._line("Password", "password", "", kept, secret=True)
            yield self._line("Token", "token", "", token, secret=True)
            yield Tick("Read every story whole", settings.full_text, id="full-text")
            yield Tick("Leave it out of the list", feed.hidden, id="hidden")
            yield Static(self._note(), id="said", markup=False)
            yield Static(_KEYS, id="dialog-keys", markup=False)

    def _line(self, label: str, name: str, value: str, hint: str, *, secret: bool = False) -> Horizontal:
        field = Input(clean(value), placeholder=clean(hint), password=secret, id=name, compact=True)
        return Horizontal(Label(label), field, classes="field")

    def _note(self) -> str:
        if self._sign_in.problem:
            return self._sign_in.problem
        cookies = len(self._sign_in.cookies)
        return f"{cookies} cookie{'s' * (cookies != 1)} kept for it" if cookies else ""

    def begin(self) -> None:
        """The title has the keys."""
        self.query_one("#title").focus()

    def action_keep(self) -> None:
        """Keep what was changed, if it makes sense."""
        try:
            self.dismiss(self._wanted())
        except NewsreaderError as error:
            self.query_one("#said", Static).update(str(error))

    def action_cancel(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)

    def _wanted(self) -> FeedChange:
        from newsreader.sources.fetch_proxy import checked  # noqa: PLC0415 - brings in aiohttp

        proxy = self._value("proxy")
        return FeedChange(
            title=self._value("title"),
            folders=tuple(filter(None, map(feed_words.folder_of, self._items("folders")))),
            tags=self._items("tags"),
            hidden=self.query_one("#hidden", Checkbox).value,
            settings=FeedSettings(
                feed_words.seconds_of(self._value("every")),
                self.query_one("#full-text", Checkbox).value,
                proxy if proxy == self._feed.settings.proxy else checked(proxy),
            ),
            sign_in=self._signed(),
        )

    def _signed(self) -> SignIn | None:
        user, password, token = self._value("user"), self._value("password"), self._value("token")
        before = self._sign_in
        if user == before.user and not password and not token:
            return None
        if not (user or password or token):  # the name was taken away: signed out
            return replace(NOBODY, cookies=before.cookies, proxy=before.proxy)
        if token:
            found = signed(self._feed, token=token)
        elif not password and before.problem:
            raise NewsreaderError("Give the password again: the one that is kept cannot be had now")
        else:
            found = signed(self._feed, user=user, password=password or before.password)
        return replace(found, cookies=before.cookies, proxy=before.proxy)

    def _items(self, name: str) -> tuple[str, ...]:
        return feed_words.items_of(self._value(name))

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()
