"""The names that publishers give to encodings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources.charsets import codec, is_seven_bit
from newsreader.sources.feed import parse
from newsreader.sources.file_charset import decode


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x-sjis", "日本"), ("windows-31j", "日本"), ("x-euc-jp", "日本"), ("ISO-2022-JP", "日本"),
        ("x-gbk", "中国"), ("gb2312", "中国"), ("GB18030", "中国"), ("x-x-big5", "臺灣"), ("cn-big5", "臺灣"),
        ("windows-949", "한국"), ("ks_c_5601-1987", "한국"),
        ("x-cp1251", "Мир"), ("win-1251", "Мир"), ("dos-866", "Мир"), ("x-mac-cyrillic", "Мир"), ("koi", "Мир"),
        ("iso-8859-8-i", "שלום"), ("windows-874", "ไทย"), ("sun_eu_greek", "Νέα"), ("macintosh", "Café"),
    ],
)  # fmt: skip
def test_every_usual_name_is_understood_of_feeds_and_pages(name: str, text: str) -> None:
    encoding = codec(name)
    assert encoding
    feed = f"<?xml version='1.0' encoding='{name}'?><rss><channel><item><title>{text}</title></item></channel></rss>"
    assert [entry.title for entry in parse(feed.encode(encoding)).entries] == [text]
    page = f"<html><head><meta charset='{name}'></head><body>{text}</body></html>"
    assert text in decode(page.encode(encoding))


@pytest.mark.parametrize(
    "name", ["utf-16", "utf-32le", "utf-7", "base64", "rot13", "punycode", "", "klingon", "a\0b"]
)
def test_what_cannot_be_meant_is_none(name: str) -> None:
    assert codec(name) is None


@given(st.text(max_size=40))
def test_any_name_can_be_asked(name: str) -> None:
    found = codec(name)
    assert found is None or "é".encode(found, "replace").decode(found, "replace")


def test_seven_bits() -> None:
    assert is_seven_bit("iso2022_jp")
    assert not is_seven_bit("cp932")
