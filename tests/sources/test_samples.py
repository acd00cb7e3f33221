"""The sample stories: every one reads well, and between them they show all that a story may hold."""

import re
from datetime import UTC
from pathlib import Path

import pytest

from newsreader.article.make import make_article
from newsreader.model import Entry
from newsreader.paths import shipped
from newsreader.sources.samples import digest_of_samples, sample_entries
from newsreader.sources.wire import WireStory, parse_wire

SAMPLES = sample_entries()
BODIES = {entry.guid: parse_wire(entry.body) for entry in SAMPLES}
EVERYTHING = "\n\n".join(paragraph for story in BODIES.values() for paragraph in story.paragraphs)


def story(number: int) -> WireStory:
    """The sample whose file name begins with this number."""
    return next(body for name, body in BODIES.items() if name.startswith(f"{number:02}-"))


def body(number: int) -> str:
    return "\n\n".join(story(number).paragraphs)


def words(number: int) -> int:
    return len(body(number).split())


def test_every_shipped_file_is_a_sample_in_the_order_of_the_names() -> None:
    texts = [path for path in shipped("seeds").iterdir() if path.suffix != ".jpg"]
    assert [entry.guid for entry in SAMPLES] == sorted(path.name for path in texts)
    assert len(SAMPLES) >= 10


def test_a_photograph_belongs_to_its_story_and_needs_no_network() -> None:
    photographs = {path.stem for path in shipped("seeds").glob("*.jpg")}
    assert photographs
    with_picture = {entry.guid.removesuffix(".txt") for entry in SAMPLES if entry.image}
    assert with_picture == photographs
    for entry in SAMPLES:
        lead = make_article(entry).lead
        assert (lead is not None) == bool(entry.image)
        assert lead is None or lead.url.startswith("data:image/jpeg;base64,")
        assert len(entry.image) < 40_000


@pytest.mark.parametrize("entry", SAMPLES, ids=lambda entry: entry.guid)
def test_a_sample_parses_into_title_and_paragraphs(entry: Entry) -> None:
    parsed = parse_wire(entry.body)
    assert entry.source == "Sample"
    assert entry.body_type == "wire"
    assert entry.title == parsed.title
    assert 10 < len(entry.title) < 100
    assert not entry.title.endswith(".")
    assert parsed.paragraphs
    assert all(len(paragraph) > 10 for paragraph in parsed.paragraphs)
    assert entry.published is None or entry.published.tzinfo is UTC


@pytest.mark.parametrize("name", sorted(BODIES))
def test_file_names_are_stable_slugs(name: str) -> None:
    assert re.fullmatch(r"\d\d-[a-z0-9]+(?:-[a-z0-9]+)*\.txt", name)


@pytest.mark.parametrize("path", sorted(shipped("seeds").glob("*.txt")), ids=lambda path: path.name)
def test_a_seed_is_utf8_in_lines_without_stray_white_space(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


def test_the_labels_of_the_wire_form_are_all_used() -> None:
    summit = story(1)
    assert summit.categories[0] == "News"
    assert summit.standfirst
    assert summit.byline == "Nandini Khurana"
    assert summit.dateline == "NEW DELHI"
    assert summit.sign_off == "Rohan Sethi"
    assert [entry.guid for entry in SAMPLES if entry.published] == [
        entry.guid for entry in SAMPLES if not entry.guid.startswith("10-")
    ]


@pytest.mark.parametrize(
    ("number", "byline"), [(2, "Eleanor Vance and Sameer Kulkarni"), (12, "Jasper Thomsen")]
)
def test_bylines_of_two_writers_and_of_another_language_are_there(number: int, byline: str) -> None:
    assert story(number).byline == byline


def test_datelines_end_with_a_colon_or_a_dash() -> None:
    assert story(5).dateline == "ASHMINSTER"
    assert story(8).dateline == "HARROWDEAN"


def test_one_sample_has_no_label_at_all() -> None:
    bare = story(10)
    assert (bare.categories, bare.standfirst, bare.byline, bare.dateline, bare.sign_off) == (
        (),
        "",
        "",
        "",
        "",
    )
    assert bare.published is None
    assert len(bare.paragraphs) > 5


def test_the_summit_preview_has_the_facts() -> None:
    for fact in (
        "$63 billion", "$100 billion by 2030", "36%", "11 conversations", "15 January", "20 March",
        "05 June", "27 August", "30 June", "28 August", "Dmitry Peskov", "Narendra Modi", "S-400",
        "“significant outcomes”",
        "“this is not an era of war”", "“in every field as far as India allows”",
    ):  # fmt: skip
        assert fact in body(1) + story(1).standfirst


def test_short_and_long_samples_are_there() -> None:
    assert words(11) <= 70
    assert words(8) >= 1200


@pytest.mark.parametrize(
    "pattern",
    [
        r"“[^”]+”",
        r'"[^"]+"',
        r"(?<!\w)‘[^’]+",
        r"(?<!\w)'[A-Z][^']+'",
        r"«\s?[^»]+»",
        r"‹\s?[^›]+›",
        r"„[^“]+“",
        r"‚[^‘]+‘",
        r"「[^」]+」",
        r"『[^』]+』",
    ],
)
def test_every_kind_of_quotation_mark_quotes_somewhere(pattern: str) -> None:
    assert re.search(pattern, EVERYTHING)


@pytest.mark.parametrize(
    "pattern",
    [
        r"“[^”\n]*‘[^’]+[,.]?’[^”\n]*”",  # a quote in a quote
        r"「[^」\n]*『[^』]+』[^」\n]*」",
        r"«[^»\n]*‹[^›]+›[^»\n]*»",
        r"(?:^|\n\n)“[^”\n]+\n\n“[^”\n]+\n\n“[^”]+”",  # three paragraphs that each reopen
        r",” (?:said|\w+ said)[^“\n]*, “",  # split by its attribution
        r"so-called “[^”]+”",  # a term
        r"\d'\d\"",  # feet and inches, which quote nothing
        r"(?<!\w)’\d\d",  # an apostrophe that opens a year
        r"\nQ: [^\n]+\n\nA: ",  # question and answer
    ],
)
def test_the_hard_cases_of_quotation_are_there(pattern: str) -> None:
    assert re.search(pattern, EVERYTHING)


@pytest.mark.parametrize(
    "pattern",
    [
        # money
        r"\$\d+(?:\.\d+)? billion", r"€\d+bn", r"£\d[\d,]*", r"¥\d+bn", r"US\$\d", r"\$\d\.\dm",
        r"₹[\d.]+ lakh", r"Rs [\d,]+ crore", r"करोड़", r"億.*万円", r"RM\d+m", r"half a million ringgit",
        r"hundreds of millions of dollars", r"from \$\d\w* to \$", r"\$50 a month", r"Swiss francs",
        r"\d,\d\d? Euro", r"\d+ francs",
        # percent
        r"\d%", r"\d per cent", r"percentage points", r"basis points", r"one-tenth of 1 percent",
        r"Two-thirds", r"[Oo]ne in five", r"nine in ten", r"１５％", r"\d[ \u202f]%", r"\d+,\d Prozent",
        r"प्रतिशत",
        # dates and times
        r"\d+ January", r"05 June", r"Sept\. 1, 1987", r"the 1990s", r"2028-29", r"\d+\. Dezember",
        r"１９６４年", r"\d\d:\d\d", r"\d\.\d\dam", r"\d+\.\d\d Uhr", r"午後３時",
        # durations and ages
        r"three and a half years", r"10-year", r"4:07\.13", r"3hr 52min", r"\d+-year-old",
        r"fast 15 Jahre", r"６時間半",
        # measures
        r"-4C", r"\(55F\)", r"°C", r"minus 18 degrees Fahrenheit", r"氷点下２度", r"km/h", r"\d+mph",
        r"\d mm", r"6ft 2in", r"2,400-square-foot", r"1,500 metres", r"\d tonnes", r"kWh", r"terabytes",
        r"hPa", r"46[ \u202f]000 m²", r"sq km", r"９２０平方メートル",
        # counts
        r"4-6, 7-6, 7-5", r"52 votes to 48", r"2-2", r"\d,\d{3} homes", r"[Bb]etween \d+ and \d+",
        r"\d+-\d+ cm", r"２万３０００冊",
    ],
)  # fmt: skip
def test_every_kind_of_figure_is_counted_somewhere(pattern: str) -> None:
    assert re.search(pattern, EVERYTHING)


def test_scripts_beyond_latin_are_there() -> None:
    assert re.search(r"[\u3040-\u30ff\u4e00-\u9fff]{10}", body(9))
    assert re.search(r"[０-９]{2}", body(9))
    assert re.search(r"[\u0900-\u097f]{4}", body(14))


def test_french_spacing_is_kept_in_the_seed_itself() -> None:
    raw = next(entry.body for entry in SAMPLES if entry.guid.startswith("13-"))
    for pattern in (r"\d\u202f\d{3}", r"\d\u202f%", r"«\u00a0\w", r"\w\u00a0»"):
        assert re.search(pattern, raw)


def test_a_seed_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "01-good.txt").write_text("A title\n\nA paragraph that says something.\n", encoding="utf-8")
    (tmp_path / "02-empty.txt").write_bytes(b"")
    (tmp_path / "03-binary.txt").write_bytes(b"\x7fELF" + bytes(64))
    (tmp_path / "04-folder.txt").mkdir()
    (tmp_path / "05-gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "notes.md").write_text("# Not a seed\n", encoding="utf-8")
    assert [entry.guid for entry in sample_entries(tmp_path)] == ["01-good.txt"]


def test_without_a_folder_there_are_no_samples(tmp_path: Path) -> None:
    assert sample_entries(tmp_path / "missing") == ()


def test_a_sample_keeps_its_identity_when_its_text_is_corrected(tmp_path: Path) -> None:
    seed = tmp_path / "01-good.txt"
    seed.write_text("A title\n\nA paragraph with a mistke in it.\n", encoding="utf-8")
    (before,) = sample_entries(tmp_path)
    seed.write_text("A title\n\nA paragraph without a mistake in it.\n", encoding="utf-8")
    (after,) = sample_entries(tmp_path)
    assert before.body != after.body
    assert before.guid == after.guid


def test_the_digest_changes_with_a_sample_and_with_its_name(tmp_path: Path) -> None:
    seen = {digest_of_samples(tmp_path / "missing"), digest_of_samples(tmp_path)}
    assert len(seen) == 1
    for name, words in [("a.txt", "One"), ("a.txt", "Two"), ("b.txt", "Two")]:
        (tmp_path / name).write_text(words)
        seen.add(digest_of_samples(tmp_path))
    assert len(seen) == 4
    assert digest_of_samples(tmp_path) in seen
