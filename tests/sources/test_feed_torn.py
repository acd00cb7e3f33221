"""Whether a feed broke off."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources.feed_torn import is_torn
from tests.loopback import rss

ATOM = b'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title></feed>\n'
RDF = b'<rdf:RDF xmlns:rdf="x"><channel/><item></item></rdf:RDF>'


@pytest.mark.parametrize(
    "body",
    [
        rss(),
        ATOM,
        RDF,
        ATOM + b"<!-- served in 0.1 seconds --><script>count()</script>",
        ATOM.decode().encode("utf-16"),
        ATOM.decode().encode("utf-32"),
        b"<feed/>",
        b'{"version": "https://jsonfeed.org/version/1.1"}',
        b"",
        gzip.compress(ATOM)[:-5],
    ],
    ids=(
        "rss",
        "atom",
        "rdf",
        "with-a-tail",
        "utf-16",
        "utf-32",
        "empty-feed",
        "json",
        "empty",
        "compressed",
    ),
)
def test_whole_ones_and_those_that_cannot_be_told_are_not_torn(body: bytes) -> None:
    assert not is_torn(body)


@pytest.mark.parametrize("body", [rss(items=3), ATOM, RDF, ATOM.decode().encode("utf-16")])
def test_one_cut_off_is_torn(body: bytes) -> None:
    assert is_torn(body[:-20])
    assert is_torn(body[: len(body) * 2 // 3])


@given(st.binary(max_size=300))
def test_any_bytes_will_do(body: bytes) -> None:
    is_torn(body)
    assert is_torn(b"<rss>" + body.replace(b"</", b"")) in {True, False}
