import contextlib
import gzip
import time
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources.fetch_decode import DecodeError, Decoder, TooLargeError

ENCODE = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "identity": bytes,
}


def decode(coding: str, data: bytes, *, step: int = 10_000, limit: int = 10_000_000) -> bytes:
    decoder = Decoder(coding, limit)
    pieces: list[bytes] = []
    for start in range(0, len(data), step):
        pieces.extend(decoder.feed(data[start : start + step]))
    pieces.extend(decoder.finish())
    return b"".join(pieces)


@given(st.binary(max_size=300), st.lists(st.sampled_from(sorted(ENCODE)), max_size=3), st.integers(1, 70))
def test_every_stack_of_codings_round_trips_however_it_is_cut(
    data: bytes, names: list[str], step: int
) -> None:
    encoded = data
    for name in names:
        encoded = ENCODE[name](encoded)

    assert decode(", ".join(names), encoded, step=step) == data


@pytest.mark.parametrize("data", [b"a" * 2**20, bytes(range(256)) * 2500], ids=["even", "varied"])
@pytest.mark.parametrize("coding", sorted(ENCODE))
def test_long_bodies_come_out_whole(coding: str, data: bytes) -> None:
    assert decode(coding, ENCODE[coding](data), step=4096) == data


@given(st.binary(max_size=400), st.sampled_from(["gzip", "deflate", "br", "gzip, br", "deflate,gzip", "x"]))
def test_whatever_arrives_ends_in_bytes_or_in_a_known_error(data: bytes, coding: str) -> None:
    for body in (data, b"\x1f\x8b" + data, gzip.compress(data) + data, zlib.compress(data)[:-3] + data):
        with contextlib.suppress(DecodeError, TooLargeError):
            assert isinstance(decode(coding, body, step=7), bytes)


@pytest.mark.parametrize("step", [1, 2, 3, 1000])
def test_gzip_has_any_number_of_members(step: int) -> None:
    data = b"".join(gzip.compress(part) for part in (b"one ", b"", b"two ", b"three"))

    assert decode("gzip", data, step=step) == b"one two three"
    assert decode("gzip", data + b"\0" * 9, step=step) == b"one two three"


@pytest.mark.parametrize("step", [1, 1000])
@pytest.mark.parametrize("data", [b"", b"<", b"<rss>never compressed</rss>"])
def test_what_is_called_gzip_and_is_not_passes_through(data: bytes, step: int) -> None:
    assert decode("gzip", data, step=step) == data


@pytest.mark.parametrize("step", [1, 1000])
@pytest.mark.parametrize(
    "data", [zlib.compress(b"text"), gzip.compress(b"text"), zlib.compress(b"text", wbits=-15)]
)
def test_deflate_is_read_in_all_its_dialects(data: bytes, step: int) -> None:
    assert decode("deflate", data, step=step) == b"text"


def test_a_decoder_knows_whether_all_has_come() -> None:
    for coding, data in (("gzip", gzip.compress(b"text" * 99)), ("br", brotli.compress(b"text" * 99))):
        whole, half = Decoder(coding, 1000), Decoder(coding, 1000)
        list(whole.feed(data))
        list(half.feed(data[:-1]))
        assert (whole.complete, half.complete) == (True, False)
    assert Decoder("", 10).complete


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_bomb_never_holds_much_more_than_the_cap(coding: str) -> None:
    bomb = ENCODE[coding](b"\0" * 30_000_000)
    held: list[bytes] = []
    with pytest.raises(TooLargeError):
        held.extend(Decoder(coding, 1_000_000).feed(bomb))
    assert sum(map(len, held)) <= 1_000_000


def test_a_bomb_under_a_coding_that_shrinks_it_ends_too() -> None:
    # The outer coding swells to far more than the cap, the inner one would ignore what follows its end.
    inner = gzip.compress(b"text") + b"\0" * 30_000_000

    with pytest.raises(TooLargeError):
        decode("gzip, gzip", gzip.compress(inner), limit=1_000_000)


def test_millions_of_empty_members_end_soon() -> None:
    started = time.process_time()
    with pytest.raises(DecodeError, match="too many parts"):
        decode("gzip", gzip.compress(b"") * 100_000, step=65_536, limit=2**30)
    assert time.process_time() - started < 20


@pytest.mark.parametrize("coding", ["compress", "zstd", "gzip, zstd", "br,br,br,br"])
def test_codings_that_we_did_not_ask_for_are_refused(coding: str) -> None:
    with pytest.raises(DecodeError):
        Decoder(coding, 10)


@pytest.mark.parametrize("coding", ["", "identity", "none", "utf-8", ",, ,", "text/xml"])
def test_names_that_are_no_compression_are_passed_over(coding: str) -> None:
    assert decode(coding, b"text") == b"text"


def test_the_cap_counts_plain_bodies_too() -> None:
    assert decode("", b"x" * 10, limit=10) == b"x" * 10
    with pytest.raises(TooLargeError):
        decode("", b"x" * 11, step=1, limit=10)
