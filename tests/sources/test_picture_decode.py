import struct
import time
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from newsreader.sources.picture_decode import LARGEST_SIDE, PictureError, decode, encode
from tests.sources.picture_making import chunk, encoded, long_gif, plain, png

RED = (200, 30, 30)


def near(pixel: object, wanted: tuple[int, ...]) -> bool:
    assert isinstance(pixel, tuple)
    return len(pixel) == len(wanted) and all(abs(a - b) < 12 for a, b in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP"])
def test_the_kinds_that_pages_show_are_decoded(kind: str) -> None:
    image = decode(plain(kind=kind))
    assert image.size == (60, 40)
    assert near(image.convert("RGB").getpixel((30, 20)), RED)


def test_a_picture_of_30000_by_30000_is_refused_by_its_header() -> None:
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(PictureError, match="too large: 30,000 by 30,000 pixels"):
        decode(png(30_000, 30_000, bytes(30_001) * 100))
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert time.process_time() - began < 5


def test_an_extended_webp_is_refused_before_its_decoder_makes_room() -> None:
    canvas = (16_000).to_bytes(3, "little") * 2
    image = encoded(Image.new("RGBA", (60, 40), (1, 2, 3, 100)), "WEBP", lossless=True)[12:]
    head = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x10\0\0\0" + canvas
    large = b"RIFF" + struct.pack("<I", len(head + image)) + head + image
    with pytest.raises(PictureError, match="16,001 by 16,001"):
        decode(large)


def test_only_the_first_frame_of_ten_thousand_is_read() -> None:
    data = long_gif(10_000)
    began = time.process_time()
    assert near(decode(data).convert("RGB").getpixel((1, 1)), (255, 0, 0))
    assert time.process_time() - began < 2


def test_a_text_that_swells_is_refused() -> None:
    bomb = chunk(b"zTXt", b"note\0\0" + zlib.compress(bytes(80_000_000), 9))
    with pytest.raises(PictureError):
        decode(png(40, 40, bytes(41) * 40, bomb))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP"])
@pytest.mark.parametrize("share", [0.2, 0.6])
def test_a_file_that_was_cut_short_is_refused(kind: str, share: float) -> None:
    image = Image.effect_noise((90, 90), 80).convert("RGB")
    data = encoded(image, kind)
    with pytest.raises(PictureError, match="damaged"):
        decode(data[: int(len(data) * share)])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"<html>not found</html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>',
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_no_picture_for_pages_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError, match="damaged, or of a kind"):
        decode(data)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (600, 1)])
def test_what_counts_readers_is_not_shown(size: tuple[int, int]) -> None:
    with pytest.raises(PictureError, match="too small"):
        decode(plain(*size))


def test_it_is_turned_as_the_camera_was_held() -> None:
    image = Image.new("RGB", (60, 40), (255, 255, 255))
    image.paste((0, 0, 255), (0, 0, 60, 20))
    exif = Image.Exif()
    exif[274] = 6
    shown = decode(encoded(image, "JPEG", exif=exif, quality=95))
    assert shown.size == (40, 60)
    assert near(shown.getpixel((35, 30)), (0, 0, 255))
    assert near(shown.getpixel((5, 30)), (255, 255, 255))


def test_cmyk_sixteen_bits_and_palettes_come_out_as_colours() -> None:
    assert near(
        decode(encoded(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG")).getpixel((9, 9)), (254, 0, 0)
    )
    assert near(decode(encoded(Image.new("I;16", (40, 40), 40_000))).getpixel((9, 9)), (156, 156, 156))
    palette = Image.new("RGB", (40, 40), RED).quantize(4)
    assert near(decode(encoded(palette, "GIF")).convert("RGB").getpixel((9, 9)), RED)


def test_transparency_stays_also_that_of_a_palette() -> None:
    image = Image.new("RGBA", (40, 40), (*RED, 255))
    image.paste((0, 0, 0, 0), (0, 0, 20, 40))
    for kind, options in (("PNG", {}), ("GIF", {"transparency": 0}), ("WEBP", {"lossless": True})):
        shown = decode(encoded(image, kind, **options))
        assert shown.mode == "RGBA"
    palette = Image.new("P", (40, 40), 1)
    palette.putpalette([0, 0, 0, *RED])
    shown = decode(encoded(palette, "PNG", transparency=bytes((0, 128))))
    assert shown.getpixel((9, 9)) == (*RED, 128)


def test_a_large_one_is_reduced_and_keeps_its_shape() -> None:
    image = decode(plain(4000, 2000, kind="JPEG"))
    assert max(image.size) <= LARGEST_SIDE
    assert abs(image.width / image.height - 2) < 0.01


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_what_is_written_for_the_cache_reads_back(mode: str) -> None:
    image = decode(encoded(Image.effect_noise((1500, 1500), 90).convert(mode)))
    again = decode(encode(image))
    assert (again.size, again.mode) == (image.size, mode)
    assert not (set(again.info) | set(image.info)) - {"drawn"}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "BMP"]), st.data())
def test_a_damaged_file_is_decoded_or_refused_and_nothing_else(kind: str, data: st.DataObject) -> None:
    whole = bytearray(encoded(Image.radial_gradient("L").resize((24, 24)).convert("RGB"), kind))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        image = decode(bytes(whole))
    except PictureError:
        return
    assert image.mode in {"RGB", "RGBA"}
