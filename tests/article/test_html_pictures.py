import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.blocks import Picture
from newsreader.article.html import html_body
from newsreader.article.make import make_article
from newsreader.model import Entry

HOST = "https://e.example"
DATA = "data:image/png;base64," + base64.b64encode(bytes(range(256)) * 2).decode()


def pictures(markup: str) -> list[Picture]:
    return [block.picture for block in html_body(markup, f"{HOST}/").blocks if block.picture]


def test_a_picture_has_its_address_words_and_stated_size() -> None:
    markup = '<img src="/a.jpg" alt="A pier" width="640" height="480px">'
    assert pictures(markup) == [Picture(f"{HOST}/a.jpg", "A pier", 640, 480)]


def test_a_size_that_is_half_stated_or_a_share_counts_as_none() -> None:
    for size in ('width="640"', 'width="100%" height="50%"', 'width="640" height="auto"'):
        assert pictures(f'<img src="/a.jpg" {size}>') == [Picture(f"{HOST}/a.jpg")]


@pytest.mark.parametrize(
    ("attributes", "chosen"),
    [
        ('src="/t.jpg" srcset="/s.jpg 320w, /m.jpg 1024w, /l.jpg 4000w"', "/m.jpg"),
        ('src="/t.jpg" srcset="/s.jpg 320w, /m.jpg 800w"', "/m.jpg"),
        ('src="/t.jpg" srcset="/s.jpg 150w, /m.jpg 300w"', "/t.jpg"),
        ('src="/t.jpg" srcset="/t2.jpg 2x"', "/t.jpg"),
        ('src="data:image/gif;base64,R0" data-srcset="/m.jpg 1200w"', "/m.jpg"),
        ('src="data:image/gif;base64,R0" data-src="/r.jpg"', "/r.jpg"),
        ('src="/spacer.gif" srcset="/x2.jpg 2x, /x1.jpg 1x"', "/x1.jpg"),
        ('src="/t.jpg" srcset="/odd,name.jpg 900w"', "/odd,name.jpg"),
    ],
)
def test_of_several_the_one_near_a_thousand_pixels_is_taken(attributes: str, chosen: str) -> None:
    assert [found.url for found in pictures(f"<img {attributes}>")] == [f"{HOST}{chosen}"]


@pytest.mark.parametrize("end", [">", "/>", "></source>"])
def test_the_sources_of_a_picture_element_are_looked_at(end: str) -> None:
    sources = f'<source type="image/webp" srcset="/m.webp 1100w"{end}<source srcset="/s.jpg 300w"{end}'
    markup = f'<p>One.</p><picture>{sources}<img src="/t.jpg" alt="Pier"></picture><p>Two.</p>'
    assert [block.text for block in html_body(markup).blocks] == ["One.", "Picture: Pier", "Two."]
    assert pictures(markup) == [Picture(f"{HOST}/m.webp", "Pier")]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/a.gif" width="1" height="1">',
        '<img src="/a.gif" width="0" height="0">',
        '<img src="/a.gif" width="1" height="600">',
        '<img src="/a.gif" width="16" height="16">',
        '<img src="/a.gif" style="width:1px;height:1px">',
        '<img src="/a.gif" style="display:none">',
        '<div hidden><img src="/a.gif"></div>',
        '<img src="https://pixel.wp.com/b.gif?host=x">',
        '<img src="https://pixel.e.example/anything.png" alt="x">',
        '<img src="https://x.list-manage.com/track/open.php?u=1">',
        '<img src="https://stats.e.example/hit?id=7" alt="A hit">',
        '<img src="/img/count.gif" alt="Count">',
        '<img src="/track?id=7">',
        '<img src="/1x1.gif">',
        '<img src="https://vs.dmtracker.example/images/zig.gif?Log=1" alt="x">',
        '<img src="/open.gif?reader=7">',
        '<img src="/a.jpg" style="position:absolute; left: -9999px">',
        '<img src="/chart.svg" alt="A chart">',
        '<img src="/chart.SVGZ?v=2" alt="A chart">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="x">',
        '<img src="data:image/svg+xml;base64,' + "A" * 800 + '" alt="x">',
        '<img src="javascript:alert(1)" alt="x">',
        '<img src="file:///etc/passwd" alt="x">',
        '<svg width="200" height="90"><text>Words</text></svg>',
    ],
)
def test_counters_and_drawings_are_never_to_be_fetched(markup: str) -> None:
    assert pictures(f"<p>Words.</p>{markup}") == []


def test_the_words_of_what_is_not_fetched_stay() -> None:
    blocks = html_body('<img src="/chart.svg" alt="Sales rose 4%">', HOST).blocks
    assert [block.text for block in blocks] == ["Picture: Sales rose 4%"]


def test_a_picture_in_the_page_itself_is_kept() -> None:
    assert pictures(f'<img src="{DATA}" alt="Pier">') == [Picture(DATA, "Pier")]
    assert pictures(f'<img src="{DATA}" data-src="/r.jpg">') == [Picture(f"{HOST}/r.jpg")]


def test_the_picture_beside_a_body_leads_where_the_body_has_none() -> None:
    bare = Entry(title="Pier", body="<p>Words.</p>", image=f"{HOST}/lead.jpg")
    assert make_article(bare).lead == Picture(f"{HOST}/lead.jpg")
    own = Entry(
        title="Pier", body='<p>Words.</p><img src="https://e.example/a.jpg">', image=f"{HOST}/lead.jpg"
    )
    assert make_article(own).lead is None
    for counter in ("https://pixel.wp.com/g.gif", "javascript:x", f"{HOST}/logo.svg", "http://[::1"):
        assert make_article(Entry(title="Pier", body="<p>Words.</p>", image=counter)).lead is None


def test_figures_in_alternative_texts_and_captions_are_found() -> None:
    markup = (
        '<figure><img src="https://e.example/a.jpg" alt="A wall that cost $4.2 million">'
        "<figcaption>It is 12 metres high</figcaption></figure>"
    )
    article = make_article(Entry(title="Wall", body=markup))
    assert [figure.text for figure in article.figures] == ["$4.2 million", "12 metres"]


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=20))
def test_no_attribute_makes_it_fail(src: str, srcset: str, width: str) -> None:
    from lxml.html import builder, tostring

    def safe(text: str) -> str:
        return "".join(letter for letter in text if letter.isprintable())

    image = builder.IMG(src=safe(src), srcset=safe(srcset), width=safe(width))
    for found in pictures(tostring(image, encoding="unicode")):
        assert found.url.startswith(("http://", "https://", "data:image/"))
