from pathlib import Path

import pytest

from newsreader.writing import write_whole


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(target, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
