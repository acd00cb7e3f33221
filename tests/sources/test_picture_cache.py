import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from newsreader.sources.picture_cache import PictureCache


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def aged(cache: PictureCache, url: str, seconds: int) -> None:
    path = max(files(cache.folder), key=lambda found: found.stat().st_mtime_ns)
    os.utime(path, (1_000_000 - seconds, 1_000_000 - seconds))
    assert cache.folder in path.parents, url


def test_what_was_put_is_there_and_nothing_of_the_url_is_in_its_name(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path / "pictures", 10_000)
    assert cache.get("https://e.example/../a") is None
    cache.put("https://e.example/../a", b"pixels")
    assert cache.get("https://e.example/../a") == b"pixels"
    assert [len(path.name) for path in files(cache.folder)] == [64]


def test_a_damaged_file_is_dropped(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path, 10_000)
    cache.put("u", b"pixels" * 50)
    path = files(tmp_path)[0]
    path.write_bytes(path.read_bytes()[:-1])
    assert cache.get("u") is None
    assert files(tmp_path) == []


def test_the_least_lately_shown_go_above_the_cap(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path, 5_000)
    for number in range(4):
        cache.put(f"u{number}", bytes(1_000))
        aged(cache, f"u{number}", 100 - number)
    assert cache.get("u0")  # shown again, so u1 is now the least lately shown
    cache.put("u4", bytes(1_000))
    kept = [number for number in range(5) if cache.get(f"u{number}")]
    assert kept == [0, 2, 3, 4]
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 5_000


def test_what_is_larger_than_the_cap_is_not_kept_and_none_keeps_nothing(tmp_path: Path) -> None:
    for cap in (0, 1_000):
        cache = PictureCache(tmp_path / str(cap), cap)
        cache.put("u", bytes(1_000))
        assert cache.get("u") is None
        assert not cache.folder.exists()


def test_a_folder_that_cannot_be_made_is_an_empty_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = PictureCache(tmp_path / "file" / "pictures", 10_000)
    cache.put("u", b"pixels")
    assert cache.get("u") is None


def test_many_writers_and_readers_never_see_half_a_picture(tmp_path: Path) -> None:
    def work(number: int) -> set[bytes]:
        cache = PictureCache(tmp_path, 30_000)
        seen = set()
        for turn in range(25):
            cache.put(f"u{turn % 5}", bytes([turn % 5]) * 4_000)
            if (found := cache.get(f"u{(turn + number) % 5}")) is not None:
                seen.add(found)
        return seen

    with ThreadPoolExecutor(6) as pool:
        seen = set().union(*pool.map(work, range(6)))
    assert seen <= {bytes([number]) * 4_000 for number in range(5)}
    assert not list(tmp_path.glob("*.new"))
