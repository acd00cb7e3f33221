"""What kind of file an enclosure is."""

from urllib.parse import urlsplit

from newsreader.model import Enclosure

_KINDS = {"audio": "Audio", "video": "Video", "text": "Text", "font": "Font", "model": "Model"}
_TYPES = {"application/pdf": "PDF", "application/epub+zip": "Book", "application/zip": "Archive"}
_BY_ENDING = {
    "mp3": "Audio", "m4a": "Audio", "aac": "Audio", "ogg": "Audio", "oga": "Audio", "opus": "Audio",
    "flac": "Audio", "wav": "Audio", "mp4": "Video", "m4v": "Video", "webm": "Video", "mov": "Video",
    "mkv": "Video", "pdf": "PDF", "epub": "Book", "zip": "Archive", "jpg": "Picture", "jpeg": "Picture",
    "png": "Picture", "gif": "Picture", "webp": "Picture",
}  # fmt: skip


def kind_of(enclosure: Enclosure) -> str:
    """``Audio``, ``Video``, ``PDF`` and the like, by media type, else by the address; ``File`` when unknown."""
    media_type = enclosure.media_type.partition(";")[0].strip().lower()
    if media_type in _TYPES:
        return _TYPES[media_type]
    family = media_type.partition("/")[0]
    if family == "image":
        return "Picture"
    return _KINDS.get(family) or _BY_ENDING.get(_ending(enclosure.url), "File")


def _ending(url: str) -> str:
    try:
        return urlsplit(url).path.rpartition(".")[2].lower()
    except ValueError:
        return ""
