"""Sign-ins of feeds: kept on this device alone, in the system's keyring or else in a file of the reader's own.

The file (``sign-ins.json``, mode 0600, outside the folder that is synced) says for each feed where its name and
password may go, and holds the cookies. The secret itself is in the keyring where there is one that works.
"""

import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from newsreader import text
from newsreader.library import keyrings, secret_file
from newsreader.library.keyrings import KeyringError
from newsreader.paths import Paths
from newsreader.sources.sign_in import NOBODY, Cookie, SignIn, signed_in, with_credentials

_SECRETS = ("password", "token", "proxy")
_COOKIE = tuple(item.name for item in fields(Cookie))


@dataclass(frozen=True, slots=True)
class SignInShown:
    """What may be shown of a sign-in."""

    user: str = ""
    password: bool = False
    token: bool = False
    cookies: int = 0
    """How many."""
    proxy: bool = False
    """Whether the feed's own proxy wants a name and password."""


class SignIns:
    """What feeds are signed in with, by key. Methods may be called from any thread; those that write may wait."""

    def __init__(self, paths: Paths) -> None:
        self._path = paths.data / "sign-ins.json"

    def shown(self) -> dict[str, SignInShown]:
        """What may be shown of the sign-ins, by the feed's key."""
        return {key: _shown(kept) for key, kept in self._all().items()}

    def find(self, key: str) -> SignIn:
        """What a feed is signed in with; where the keyring does not give the secret, ``problem`` says why."""
        kept = self._all().get(key)
        return NOBODY if kept is None else _whole(kept)

    def find_all(self, keys: list[str]) -> dict[str, SignIn]:
        """The same for those of the feeds that are signed in."""
        kept = self._all()
        return {key: _whole(kept[key]) for key in keys if key in kept}

    def keep(self, key: str, sign_in: SignIn) -> str:
        """Sign a feed in, or with ``NOBODY`` out; say where the secret is now, in plain words.

        Raises:
            NewsreaderError: it cannot be kept.
        """
        if sign_in == NOBODY and key not in self._all():
            return str(self._path)
        hidden = {name: value for name in _SECRETS if (value := getattr(sign_in, name))}
        reference = _to_keyring(key, hidden) if hidden else ""
        with secret_file.changing(self._path) as found:
            before = found.pop(key, None)
            if sign_in != replace(NOBODY, origin=sign_in.origin):
                found[key] = {
                    "origin": sign_in.origin,
                    "user": sign_in.user,
                    "has": list(hidden),
                    "cookies": [asdict(cookie) for cookie in sign_in.cookies],
                    **({"keyring": reference} if reference else hidden),
                }
        _drop_from_keyring(before)
        return "the system's keyring" if reference else str(self._path)

    def take_from(self, addresses: Iterable[str], followed: Collection[str] = ()) -> dict[str, str]:
        """Take the credentials out of feeds' addresses and keep them here.

        Args:
            addresses: As they were typed, or stood in a list.
            followed: What is subscribed to already: such an address stays as it is.

        Returns:
            The address without them for each that had some. Two accounts at one address are two feeds: the
            second one keeps its name.

        Raises:
            NewsreaderError: they cannot be kept.
        """
        taken: dict[str, str] = {}
        for address in addresses:
            bare, sign_in = signed_in(address)
            if sign_in == NOBODY or address in followed or address in taken:
                continue
            bare, known = self._account(bare, sign_in)
            kept = replace(known, origin=sign_in.origin, user=sign_in.user, password=sign_in.password)
            if kept != known:
                self.keep(bare, replace(kept, token="", problem=""))
            taken[address] = bare
        return taken

    def addresses(self, addresses: Sequence[str], followed: Collection[str] = ()) -> list[str]:
        """What ``take_from`` made of these; nothing new is kept."""
        return [
            address if sign_in == NOBODY or address in followed else self._account(bare, sign_in)[0]
            for address, (bare, sign_in) in ((address, signed_in(address)) for address in addresses)
        ]

    def _account(self, bare: str, sign_in: SignIn) -> tuple[str, SignIn]:
        known = self.find(bare)
        if not known.has_credentials or known.user == sign_in.user:
            return bare, known
        bare = with_credentials(bare, sign_in.user, "")
        return bare, self.find(bare)

    def keep_cookies(self, key: str, cookies: tuple[Cookie, ...]) -> None:
        """Have a feed that is signed in come with these cookies from now on.

        Raises:
            NewsreaderError: they cannot be kept.
        """
        with secret_file.changing(self._path) as found:
            if isinstance(found.get(key), dict):
                found[key]["cookies"] = [asdict(cookie) for cookie in cookies]

    def _all(self) -> dict[str, Mapping[str, Any]]:
        found = secret_file.read(self._path)
        return {key: kept for key, kept in found.items() if isinstance(kept, dict)}


def _to_keyring(key: str, hidden: Mapping[str, str]) -> str:
    """Give secrets to the keyring; the name that they are under there, or nothing when it does not take them."""
    reference = f"{key} ({secrets.token_hex(4)})"
    try:
        if keyrings.is_there():
            keyrings.keep(reference, json.dumps(hidden))
            return reference
    except KeyringError:
        pass
    return ""


def _drop_from_keyring(kept: object) -> None:
    if isinstance(kept, dict) and (reference := _line(kept, "keyring")):
        with suppress(KeyringError):  # nothing refers to it any more
            keyrings.forget(reference)


def _shown(kept: Mapping[str, Any]) -> SignInShown:
    has = kept.get("has")
    names = {name for name in has if isinstance(name, str)} if isinstance(has, list) else set()
    known = _open_part(kept)
    user = text.clean(known.user) if "password" in names else ""  # alone it may well be a token
    return SignInShown(user, "password" in names, "token" in names, len(known.cookies), "proxy" in names)


def _open_part(kept: Mapping[str, Any]) -> SignIn:
    cookies = kept.get("cookies")
    found = [_cookie(item) for item in cookies] if isinstance(cookies, list) else []
    return SignIn(_line(kept, "origin"), _line(kept, "user"), cookies=tuple(filter(None, found)))


def _whole(kept: Mapping[str, Any]) -> SignIn:
    shown = _open_part(kept)
    reference = _line(kept, "keyring")
    if reference:
        try:
            kept = json.loads(keyrings.find(reference))
        except (KeyringError, ValueError) as error:
            return replace(shown, problem=f"The password or token of this feed cannot be had: {error}")
    if not isinstance(kept, dict):
        return shown
    return replace(
        shown, password=_line(kept, "password"), token=_line(kept, "token"), proxy=_line(kept, "proxy")
    )


def _cookie(item: object) -> Cookie | None:
    if not isinstance(item, dict):
        return None
    try:
        cookie = Cookie(**{name: item[name] for name in _COOKIE})
    except KeyError:
        return None
    texts = (cookie.name, cookie.value, cookie.domain, cookie.path)
    good = all(isinstance(value, str) for value in texts) and isinstance(cookie.secure, bool)
    return cookie if good and (cookie.expires is None or isinstance(cookie.expires, int)) else None


def _line(kept: Mapping[str, Any], name: str) -> str:
    value = kept.get(name, "")
    return value if isinstance(value, str) else ""
