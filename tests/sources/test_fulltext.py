"""The story on a page: what is chosen, what is left out, and what hostile pages cannot do."""

import json
import re
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.html import html_body
from newsreader.model import Author
from newsreader.sources.fulltext import LARGEST, ExtractError, Page, entry_of, extract

FIRST = "The night ferry left the quay at nine, an hour late, with forty cars, two lorries and a brass band on board."
SECOND = (
    "Its captain, who has sailed the strait since 1998, said the delay was due to fog, ice and a lost anchor."
)
THIRD = "Passengers were given soup, blankets and, at midnight, a short concert that nobody had asked for."
LIST = "<ul><li>Forty cars came</li><li>Two lorries stayed</li></ul>"
STORY = f"<p>{FIRST}</p><h2>Fog and ice</h2><p>{SECOND}</p>{LIST}<p>{THIRD}</p>"
AROUND = """<!doctype html><html lang="en-GB"><head><title>Ferry leaves late | The Quay</title>
<meta property="og:title" content="Ferry leaves late"><meta property="og:site_name" content="The Quay">
<meta name="author" content="By Ana Ruiz"><meta property="article:published_time" content="2024-03-03T10:00:00+01:00">
%s</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport news today</a></li></ul></nav>
<div id="content"><h1>Ferry leaves late</h1><div class="share-buttons"><a href="/tw">Tell your friends</a></div>%s
<div class="related"><h3>More stories for you</h3><ul><li><a href="/a">Bridge closed for a week, council says</a></li>
<li><a href="/b">Lighthouse sold to a man, his dog and his boat</a></li></ul></div></div>
<footer>Copyright The Quay, all rights reserved, write to us</footer><script>var words = "never shown";</script>
</body></html>"""
URL = "https://quay.example/news/ferry.html"


def page(story: str = STORY, head: str = "") -> str:
    return AROUND % (head, story)


def test_the_story_comes_without_what_is_around_it() -> None:
    text = extract(page(), URL).text
    assert text.split("\n\n") == [
        FIRST, "Fog and ice", SECOND, "Forty cars came\nTwo lorries stayed", THIRD,
    ]  # fmt: skip


def test_the_facts_of_the_page_are_read() -> None:
    found = extract(page(), URL)
    assert (found.title, found.byline, found.site, found.language) == (
        "Ferry leaves late",
        "Ana Ruiz",
        "The Quay",
        "en-GB",
    )
    assert found.published == datetime(2024, 3, 3, 9, tzinfo=UTC)


def test_the_markup_keeps_what_means_something_and_loses_the_rest() -> None:
    story = (
        f'<p style="color:red" onclick="x()" class="lead">{FIRST} '
        '<a href="/map?a=1&amp;b=2">The <em>map</em></a>.</p>'
        '<figure><img src="/f.jpg" alt="A &quot;ferry&quot;">'
        "<figcaption>The ferry at night, seen from land</figcaption></figure>"
        "<table><tr><th>Port</th><th>Time</th></tr><tr><td>Oslo, the harbour</td><td>21:00</td></tr></table>"
        f"<pre>a  = 1\n  b = 2</pre><p>{SECOND}</p><p>{THIRD}</p>"
        "<a href='javascript:x()'>A trap, for the careless reader</a>"
    )
    html = extract(page(story), URL).html
    assert '<a href="https://quay.example/map?a=1&amp;b=2">The <em>map</em></a>' in html
    assert '<img src="https://quay.example/f.jpg" alt="A &quot;ferry&quot;">' in html
    assert "<figcaption>The ferry at night, seen from land</figcaption>" in html
    assert "<tr><td>Oslo, the harbour</td><td>21:00</td></tr>" in html
    assert "a  = 1\n  b = 2" in html
    assert not re.search(r"style|onclick|lead|javascript|<script|Home", html)
    kinds = [block.kind for block in html_body(html).blocks]
    assert {"paragraph", "media", "caption", "table", "code"} <= set(kinds)


def test_late_pictures_get_their_source() -> None:
    story = STORY.replace("<h2>", '<p><img src="data:image/gif;base64,R0" data-src="/late.png"></p><h2>')
    assert '<img src="https://quay.example/late.png">' in extract(page(story), URL).html


def test_the_base_element_counts_for_links() -> None:
    linked = STORY.replace("midnight", '<a href="soup">midnight</a>')
    html = extract(page(linked, '<base href="https://other.example/x/">'), URL).html
    assert 'href="https://other.example/x/soup"' in html


def test_hidden_text_is_left_out_unless_it_is_all_there_is() -> None:
    hidden = '<p style="display: none">A hidden word to the machines that read this, and to nobody else.</p>'
    assert "machines" not in extract(page(STORY + hidden), URL).text
    assert FIRST in extract(f'<body><div style="visibility:hidden">{STORY}</div></body>').text


def test_a_page_made_by_scripts_gives_its_linked_data() -> None:
    linked = json.dumps(
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebPage", "name": "x"},
                {
                    "@type": "NewsArticle",
                    "headline": "Ferry, late again",
                    "author": [{"name": "Ana Ruiz"}, {"name": "Bo Li"}],
                    "publisher": {"name": "The Quay"},
                    "datePublished": "2024-03-03",
                    "articleBody": f"{FIRST}\n\n{SECOND}\n{THIRD} &lt;b&gt;",
                },
            ],
        }
    )
    found = extract(
        f'<script type="application/ld+json"><![CDATA[{linked}]]></script><div id="app">Loading the page</div>'
    )
    assert (found.title, found.byline, found.site) == ("Ferry, late again", "Ana Ruiz, Bo Li", "The Quay")
    assert found.text.startswith(f"{FIRST}\n\n{SECOND}\n{THIRD}")
    assert found.html.startswith(f"<p>{FIRST}</p><p>{SECOND}</p>")


def test_a_byline_on_the_page_loses_its_date() -> None:
    story = '<article><p class="byline">By Ana Ruiz, 3 March 2024 at 10:02</p>' + STORY + "</article>"
    markup = page(story).replace('<meta name="author" content="By Ana Ruiz">', "")
    assert extract(markup, URL).byline == "Ana Ruiz"


def test_bytes_are_decoded_as_served() -> None:
    markup = f"<title>Łódź</title><p>{FIRST} Łódź.</p>"
    assert "Łódź" in extract(markup.encode("iso-8859-2"), URL, "text/html; charset=iso-8859-2").text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x00\x01\x02" * 50, "a binary file"),
        (b"<rss version='2.0'><channel/></rss>", "is a feed"),
        (b"<html><body><script>x</script></body></html>", "there is no text"),
        (b" " * (LARGEST + 1), "larger than"),
    ],
)
def test_what_is_no_page_is_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(ExtractError, match=words) as caught:
        extract(data, URL)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 50_000 + STORY,
        "<ul><li>" * 3_000 + STORY,
        "<table><tr><td>" * 500 + STORY,
        "<div class='share'>x, y</div>" * 20_000 + STORY,
        "<p>" + "<b>a</b> " * 30_000,
        "<div " + " ".join(f"a{n}=1" for n in range(60_000)) + ">" + STORY,
        "<div " + "".join(f"a{n}='>'" for n in range(60_000)) + ">" + STORY,
        f"<script type='application/ld+json'>{'[' * 300_000}</script>{STORY}",
        f"<title>{' | ' * 100_000}</title><span class=author>{'by ' * 50_000}</span>{STORY}",
        f"<div class='{'share ' * 100_000}' style='{'display ' * 100_000}'>{STORY}</div>",
        "<" * 500_000,
    ],
    ids=range(11),
)
def test_pages_built_to_hurt_end_soon(markup: str) -> None:
    started = time.process_time()
    extract(markup)
    assert time.process_time() - started < 20


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>", "</p>", "<div class=story>", "</div>", "<table>", "<tr>", "<td>", "</table>",
                "<ul>", "<li>", "</ul>",
                "<a href='/x'>", "</a>", "<pre>", "</pre>", "<br>", "<img src=a.png>", "<math>", "</math>",
                "<!--", "-->",
                "<noscript>", "</noscript>", "<span hidden>", "</span>", "<h1>", "</h1>", "word, word. ",
                "&lt;b&gt;", "\u202e",
                "<svg>", "</svg>", "<body>", "</html>", "<form>", FIRST,
            ]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_markup_gives_safe_text_and_well_formed_markup(parts: list[str]) -> None:
    try:
        found = extract("".join(parts), URL)
    except ExtractError:
        return
    assert found.text.strip()
    assert not re.search(r"[\x00-\x08\u202e]", found.text)
    again = extract(found.html or "<p>x", URL)
    assert "hidden" not in again.html


def test_a_formula_that_is_told_is_shown() -> None:
    assert (
        extract(f"<math><span hidden>{FIRST}</span></math>", URL).html == f"<math><span>{FIRST}</span></math>"
    )


def test_an_entry_is_made_of_a_page() -> None:
    entry = entry_of(extract(page(), URL), URL)
    assert (entry.guid, entry.link, entry.base, entry.title) == (URL, URL, URL, "Ferry leaves late")
    assert entry.authors == (Author("Ana Ruiz"),)
    assert (entry.body_type, entry.source) == ("html", "The Quay")
    assert [author.name for author in entry_of(Page(byline="Ana Ruiz, Bo Li and Cy Oh", text="x"), "").authors] == [
        "Ana Ruiz", "Bo Li", "Cy Oh",
    ]  # fmt: skip


def test_the_library_loads_only_when_a_page_is_read() -> None:
    code = "import sys, newsreader.sources.fulltext; print('trafilatura' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_quotation_keeps_whoever_its_footer_names_and_tasks_keep_their_boxes() -> None:
    words = " ".join(["The council met at dawn, as it does, and spoke of the harbour."] * 12)
    page = extract(
        f"<article><h1>News</h1><p>{words}</p><blockquote><p>We are ready, all of us.</p>"
        "<footer>— Ada Finch</footer></blockquote><ol reversed><li>Two</li><li>One</li></ol>"
        "<ul><li><input type=checkbox checked> Done</li></ul>"
        "<section class=footnotes><ol><li>A note.</li></ol></section></article><footer>Imprint</footer>"
    )
    assert "— Ada Finch" in page.html
    assert "Imprint" not in page.html
    assert "<ol reversed>" in page.html
    assert '<input type="checkbox" checked="">' in page.html
    assert 'class="footnotes"' in page.html


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("Written by Ana Ruiz, edited by Bo Li", "Ana Ruiz"),
        ("By Ana Ruiz Photographs by Bo Li", "Ana Ruiz"),
        ("Why is the ferry late? The Quay answers", ""),
        ("Ana Ruiz", "Ana Ruiz"),
    ],
)
def test_a_byline_holds_names_and_nothing_else(line: str, byline: str) -> None:
    assert extract(f'<div class="author">{line}</div><p>{STORY}</p>', URL).byline == byline


def test_the_authors_of_other_stories_beside_this_one_did_not_write_it() -> None:
    others = "".join(f'<li class="author">{name} Ruiz</li>' for name in ("Ana", "Bo", "Cy", "Di"))
    assert extract(f"<article>{STORY}</article><ul>{others}</ul>", URL).byline == ""


@pytest.mark.parametrize(
    "hostile", ["\x01", "&#1;", "&#x1F;", "\x0c", "&#65534;", "￿", "&#00011", "&#XFFFE;"]
)
def test_characters_that_xml_does_not_have_cost_nothing_else(hostile: str) -> None:
    story = f"<div hidden>no</div>{hostile}{STORY}<p>{hostile}Late{hostile} ferry</p><span hidden>no</span>{hostile}"
    markup = f"<article>{story}</article>"
    assert "Late ferry" in extract(markup, URL).text


LINKED = (
    '<script type="application/ld+json">{"@type": "Article", "datePublished": "2024-03-03T10:00Z"}</script>'
)
BARE = "<!doctype html><html><head><title>Ferry leaves late</title>%s</head><body>%s</body></html>"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta name="ptime" content="20240303100000">', ""),
        ("", '<span class="meta pubTime">2024年3月3日10:00</span>'),
        ("", '<div class="posted-on">Posted on March 3, 2024 10:00</div>'),
        ("", '<span itemprop="datePublished" content="2024-03-03T10:00Z">on Sunday</span>'),
        (LINKED + '<meta property="article:published_time" content="2024-05-05T10:00Z">', ""),
    ],
)  # fmt: skip
def test_when_it_was_published_is_found_wherever_it_stands(head: str, body: str) -> None:
    assert extract(BARE % (head, body + STORY), URL).published == datetime(2024, 3, 3, 10, tzinfo=UTC)


def test_a_day_without_a_year_beside_the_story_is_no_date() -> None:
    assert extract(BARE % ("", f'<span class="post-date">3 March</span>{STORY}'), URL).published is None


@pytest.mark.parametrize(
    ("said", "publisher", "site"),
    [
        ("The Quay - News of the harbour, daily", "", "The Quay"),
        ("Quay.example – What goes on", "Quay.example", "Quay.example"),
        ("Quay - Harbour", "", "Quay - Harbour"),
        ("", "The Quay | All the news of the harbour", "The Quay"),
    ],
)
def test_a_site_has_a_name_and_no_slogan(said: str, publisher: str, site: str) -> None:
    linked = json.dumps({"@type": "Article", "publisher": {"@type": "Organization", "name": publisher}})
    head = (
        f'<meta property="og:site_name" content="{said}"><script type="application/ld+json">{linked}</script>'
    )
    assert extract(BARE % (head, STORY), URL).site == site


def test_of_many_names_the_one_under_the_headline_wrote_it() -> None:
    others = "".join(
        f'<li><b class="author-name">Reader {name}</b></li>' for name in ("One", "Two", "Three", "Four")
    )
    body = f'<ul>{others}</ul><h1>Ferry leaves late</h1><div><span class="author-name">Ana Ruiz</span></div>{STORY}'
    assert extract(BARE % ("", body), URL).byline == "Ana Ruiz"
