from textual.color import Color

from newsreader.paths import Paths
from tests.ui.screens import fill, running


async def test_the_readers_own_style_sheet_wins_over_ours(tmp_path: object) -> None:
    paths = Paths.default(str(tmp_path))
    fill(paths)
    paths.config.mkdir(parents=True, exist_ok=True)
    (paths.config / "mine.tcss").write_text(
        ".article--quote { color: #ff0000; text-style: bold; }", encoding="utf-8"
    )
    async with running(paths) as (_, reader):
        style = reader.article_view.get_component_rich_style("article--quote", partial=True)
        assert style.color is not None
        assert Color.from_rich_color(style.color) == Color.parse("#ff0000")


async def test_a_damaged_style_sheet_is_named_with_its_line_and_the_program_runs(tmp_path: object) -> None:
    paths = Paths.default(str(tmp_path))
    fill(paths)
    paths.config.mkdir(parents=True, exist_ok=True)
    for name, words in {
        "a.tcss": "#article {\n  colour: red;\n}",
        "b.tcss": "}}} {{ $nothing",
        "c.tcss": ".article--quote { color: $no-such-colour; }",
        "d.tcss": ".article--title { color: #00ff00; }",
    }.items():
        (paths.config / name).write_text(words, encoding="utf-8")
    (paths.config / "e.tcss").write_bytes(b"\xff\xfe\x00")
    async with running(paths, (400, 30)) as (_, reader):
        said = reader.status.message
        for name in ("a.tcss: line 2", "b.tcss", "c.tcss", "e.tcss"):
            assert name in said
        assert "d.tcss" not in said
