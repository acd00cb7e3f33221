"""Pictures, videos, sound and frames, each told in one line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import etree

from newsreader.article.blocks import Picture
from newsreader.article.html_hidden import is_tracker
from newsreader.article.html_links import host, web
from newsreader.article.html_pictures import picture, picture_url
from newsreader.text import clean

_SMALL = re.compile(r"\s*(?:[12]?\d|3[0-2])(?:px)?\s*")
_EMOJI_CLASS = frozenset({"emoji", "wp-smiley", "twemoji", "smiley", "emoticon", "latex", "math", "tex"})
_FILE_NAME = re.compile(r"[\w.%-]+\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)", re.IGNORECASE)
_SERVICES = {
    "youtube.com": ("Video", "YouTube"), "youtube-nocookie.com": ("Video", "YouTube"),
    "youtu.be": ("Video", "YouTube"), "vimeo.com": ("Video", "Vimeo"),
    "dailymotion.com": ("Video", "Dailymotion"), "twitch.tv": ("Video", "Twitch"),
    "tiktok.com": ("Video", "TikTok"), "rumble.com": ("Video", "Rumble"), "ted.com": ("Video", "TED"),
    "brightcove.net": ("Video", "Brightcove"), "jwplayer.com": ("Video", "JW Player"),
    "bilibili.com": ("Video", "Bilibili"), "archive.org": ("Page", "Internet Archive"),
    "spotify.com": ("Audio", "Spotify"), "soundcloud.com": ("Audio", "SoundCloud"),
    "bandcamp.com": ("Audio", "Bandcamp"), "podcasts.apple.com": ("Audio", "Apple Podcasts"),
    "acast.com": ("Audio", "Acast"), "libsyn.com": ("Audio", "Libsyn"),
    "simplecast.com": ("Audio", "Simplecast"), "megaphone.fm": ("Audio", "Megaphone"),
    "buzzsprout.com": ("Audio", "Buzzsprout"), "twitter.com": ("Post", "X"), "x.com": ("Post", "X"),
    "instagram.com": ("Post", "Instagram"), "facebook.com": ("Post", "Facebook"),
    "mastodon.social": ("Post", "Mastodon"), "reddit.com": ("Post", "Reddit"), "bsky.app": ("Post", "Bluesky"),
    "google.com": ("Page", "Google"), "datawrapper.dwcdn.net": ("Chart", "Datawrapper"),
    "flourish.studio": ("Chart", "Flourish"), "infogram.com": ("Chart", "Infogram"),
    "scribd.com": ("Document", "Scribd"), "documentcloud.org": ("Document", "DocumentCloud"),
}  # fmt: skip
_UNDRAWN = frozenset({"title", "desc", "style", "script", "metadata"})
_LOOKED_THROUGH = 200


@dataclass(frozen=True, slots=True)
class Media:
    """One thing to see or hear."""

    label: str
    """``Picture``, ``Video``, ``Audio`` and the like."""
    text: str
    """What it shows: the alternative text or title; may be empty."""
    url: str
    """Where it is: http or https, else empty."""
    inline: bool = False
    """A character drawn as a picture: its text stands in the line."""
    picture: Picture | None = None
    """What to fetch and show."""


def media_of(element: etree._Element, tag: str, base: str) -> Media | None:
    """What a media element shows; None when it is a tracker or shows nothing that can be told."""
    match tag:
        case "img" | "amp-img" | "image":
            return _picture(element, base)
        case "svg":
            return _drawing(element)
        case "video" | "amp-video":
            return _played("Video", element, base)
        case "audio":
            return _played("Audio", element, base)
    return _frame(_attributes(element), base)


def is_picture_file(url: str) -> bool:
    """Whether a URL is of a picture itself, as the full size of a small one, rather than of a page."""
    return bool(_FILE_NAME.search(url.partition("?")[0].rpartition("/")[2]))


def _picture(element: etree._Element, base: str) -> Media | None:
    attributes = _attributes(element)
    url = picture_url(attributes, element, base)
    if is_tracker(attributes, url):
        return None
    text = clean(attributes.get("alt", "") or attributes.get("title", "") or attributes.get("aria-label", ""))
    if _FILE_NAME.fullmatch(text):
        text = ""
    names = set(attributes.get("class", "").lower().split())
    if any(name.startswith("mwe-math-fallback") for name in names):
        return None
    sizes = [attributes.get("width", ""), attributes.get("height", "")]
    if names & _EMOJI_CLASS or all(_SMALL.fullmatch(size) for size in sizes):
        return Media("", text, "", inline=True) if text else None
    shown = picture(attributes, url, text)
    return Media("Picture", text, url, picture=shown) if url or text or shown else None


def _played(label: str, element: etree._Element, base: str) -> Media | None:
    attributes = _attributes(element)
    url = web(attributes.get("src", ""), base)
    if not url:
        sources = (
            web(source.get("src", ""), base)
            for source in islice(element.iterchildren("source"), _LOOKED_THROUGH)
        )
        url = next(filter(None, sources), "")
    text = clean(attributes.get("title", "") or attributes.get("aria-label", "") or attributes.get("alt", ""))
    if not text and url:
        text = clean(unquote(PurePosixPath(urlsplit(url).path).name)) or host(url)
    return Media(label, text, url)


def _frame(attributes: Mapping[str, str], base: str) -> Media | None:
    address = next(
        (attributes[name] for name in ("src", "data-src", "data-lazy-src", "data") if attributes.get(name)),
        "",
    )
    url = web(address, base)
    if not url or is_tracker(attributes, url):
        return None
    where = host(url)
    label, service = next(
        (known for name, known in _SERVICES.items() if f".{where}".endswith(f".{name}")), ("Page", where)
    )
    if label == "Page" and re.match(r"(?:video|image|audio)/", attributes.get("type", "")):
        label = {"v": "Video", "i": "Picture", "a": "Audio"}[attributes["type"][0]]
    title = clean(attributes.get("title", "") or attributes.get("aria-label", ""))
    return Media(
        label, f"{title} ({service})" if title and title.lower() != service.lower() else service, url
    )


def _drawing(element: etree._Element) -> Media | None:
    """A drawing with words in it, such as a chart; icons are nothing to read."""
    words = clean(" ".join(_drawn_words(element)))
    if not words:
        return None
    title = clean(element.get("aria-label", ""))
    return Media("Drawing", f"{title}: {words}" if title and title not in words else words, "")


def _drawn_words(element: etree._Element) -> Iterator[str]:
    for part in element.iter():
        if isinstance(part.tag, str) and part.tag not in _UNDRAWN:
            yield part.text or ""
        if part is not element:
            yield part.tail or ""


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}
