"""HTML becomes blocks."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.blocks import Block, Body
from newsreader.article.html import html_body
from newsreader.text import clean


def texts(markup: str) -> list[str]:
    return [block.text for block in html_body(markup).blocks]


def only(markup: str, base: str = "") -> Block:
    (block,) = html_body(markup, base).blocks
    return block


def shape(markup: str) -> list[tuple[str, int, str, str]]:
    return [(block.kind, block.level, block.marker, block.text) for block in html_body(markup).blocks]


def styled(block: Block, name: str) -> list[str]:
    return [block.text[style.start : style.end] for style in block.styles if style.name == name]


def test_nothing_gives_no_blocks() -> None:
    assert html_body("") == html_body(" \n") == html_body("<p> </p><div><br></div>") == Body()


def test_white_space_folds_as_in_a_browser() -> None:
    assert texts("<p>\n  One \n<b> two</b> <i> three </i>\t.\u00a0Four\u00ad teen</p>") == [
        "One two three . Four teen"
    ]


def test_words_that_touch_across_elements_stay_one_word() -> None:
    assert texts("<p>un<b>bel</b>ievable<script>x</script>!</p>") == ["unbelievable!"]


def test_blocks_part_what_inline_elements_do_not() -> None:
    assert texts("a<div>b<span>c</span></div>d<p>e<br>f") == ["a", "bc", "d", "e", "f"]


def test_headings_keep_their_level() -> None:
    assert shape("<h1>A<br>b</h1><h6>C</h6>") == [("heading", 1, "", "A b"), ("heading", 6, "", "C")]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("b", "strong"), ("em", "emphasis"), ("kbd", "code"), ("s", "delete"), ("ins", "insert"), ("mark", "mark"),
        ("sub", "sub"), ("sup", "sup"), ("small", "small"), ("span style='font-weight: bold'", "strong"),
    ],
)  # fmt: skip
def test_inline_styles_cover_their_words_without_the_space_around(tag: str, name: str) -> None:
    assert styled(only(f"<p>x <{tag}> y z </{tag.split(maxsplit=1)[0]}> w</p>"), name) == ["y z"]


def test_a_style_goes_on_over_a_line_break() -> None:
    blocks = html_body("<p><b>one<br>two</b></p>").blocks
    assert [styled(block, "strong") for block in blocks] == [["one"], ["two"]]


def test_links_are_absolute_and_safe() -> None:
    body = html_body(
        '<base href="/dir/"><p><a href="a b?c=1">x</a> <a href="mailto:a@b.example">m</a></p>',
        "https://e.example/q",
    )
    assert [link.url for link in body.links] == ["https://e.example/dir/a%20b?c=1", "mailto:a@b.example"]
    assert styled(body.blocks[0], "link") == ["x", "m"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVa\tscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "#top",
        "",
        "http://[",
        "/relative",
        "vbscript:x",
    ],
)
def test_links_that_leave_the_web_become_text(address: str) -> None:
    body = html_body(f'<p><a href="{address}">word</a></p>')
    assert (body.links, body.blocks[0].text, body.blocks[0].styles) == ((), "word", ())


def test_a_link_over_two_blocks_is_one_link() -> None:
    body = html_body('<a href="https://e.example/"><p>one</p><p>two</p></a>')
    assert [(link.url, link.text) for link in body.links] == [("https://e.example/", "one two")]


def test_lists_nest_and_number() -> None:
    markup = (
        '<ol start="3"><li>a<ul><li>b<p>more</p></ul><li value="9">c<li>d</ol><ol type="i" reversed>'
        "<li>x<li>y</ol>"
    )
    assert shape(markup) == [
        ("item", 1, "3.", "a"), ("item", 2, "◦", "b"), ("item", 2, "", "more"), ("item", 1, "9.", "c"),
        ("item", 1, "10.", "d"), ("item", 1, "ii.", "x"), ("item", 1, "i.", "y"),
    ]  # fmt: skip


def test_task_boxes_are_shown() -> None:
    markup = "<ul><li><input type=checkbox checked> done<li><p><input type=checkbox> open</p></ul>"
    assert [block.marker for block in html_body(markup).blocks] == ["☑", "☐"]


def test_definition_lists_are_terms_and_items() -> None:
    assert shape("<dl><dt>Tide<dd>Water<dd>Moon</dl>") == [
        ("term", 1, "", "Tide"),
        ("item", 1, "", "Water"),
        ("item", 1, "", "Moon"),
    ]


def test_block_quotes_nest() -> None:
    blocks = html_body("<blockquote>a<blockquote><p>b</blockquote><ul><li>c</ul></blockquote>d").blocks
    assert [(block.kind, block.quoted) for block in blocks] == [
        ("quote", 1),
        ("quote", 2),
        ("item", 1),
        ("paragraph", 0),
    ]


def test_code_keeps_its_lines_and_language() -> None:
    block = only('<pre class="x"><code class="language-Python">\ndef f():\n\treturn  1\n\n</code></pre>')
    assert (block.kind, block.marker, block.text) == ("code", "python", "def f():\n    return  1")


def test_code_with_a_line_in_each_element_keeps_its_lines() -> None:
    assert texts('<pre><span class="lineno">1</span><div>a</div><div>b</div>c<br>d</pre>') == ["a\nb\nc\nd"]


def test_rules_part_only_what_is_there() -> None:
    assert [block.kind for block in html_body("<hr>a<hr><hr>b<hr>").blocks] == [
        "paragraph",
        "rule",
        "paragraph",
    ]


def test_q_gets_its_marks() -> None:
    block = only("<p>She said <q>he said <q>no</q></q>.</p>")
    assert (block.text, styled(block, "quote")) == ("She said “he said ‘no’”.", ["“he said ‘no’”"])
    assert texts("<p><q>“Already marked.”</q></p>") == ["“Already marked.”"]


def test_ruby_reads_in_brackets() -> None:
    assert texts("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby><ruby>字<rt>ji</rt></ruby>") == [
        "漢(kan)字(ji)"
    ]


def test_a_picture_is_one_line_and_never_splits_a_sentence() -> None:
    body = html_body('<p>One <img src="/a.jpg" alt="A pier"> two.</p>', "https://e.example/")
    assert [(block.kind, block.text) for block in body.blocks] == [
        ("paragraph", "One two."),
        ("media", "Picture: A pier"),
    ]
    assert body.links[0].url == "https://e.example/a.jpg"


def test_a_picture_in_a_link_leads_to_both() -> None:
    body = html_body('<a href="https://e.example/story"><img src="https://e.example/a.jpg" alt="Pier"></a>')
    assert [link.url for link in body.links] == ["https://e.example/a.jpg", "https://e.example/story"]


def test_a_picture_without_words_in_a_link_names_where_it_leads() -> None:
    body = html_body('<a href="https://e.example/story"><img src="https://e.example/a.jpg"></a>')
    assert body.blocks[0].text == "Picture: e.example"
    assert [link.url for link in body.links] == ["https://e.example/a.jpg", "https://e.example/story"]


def test_a_caption_that_repeats_the_alternative_text_is_said_once() -> None:
    markup = (
        '<figure><img src="https://e.example/a.jpg" alt="A pier"><figcaption>A pier</figcaption></figure>'
    )
    assert shape(markup) == [("media", 0, "", "Picture"), ("caption", 0, "", "A pier")]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="https://e.example/a.gif" width="1" height="1" alt="x">',
        '<img src="https://e.example/a.gif" style="height:1px;width:1px">',
        '<img src="https://feeds.feedburner.com/~r/x/~4/y">',
        '<iframe src="https://e.example/t" width="0" height="0"></iframe>',
        "<script>alert(1)</script><style>p{}</style><template>t</template>",
        '<p style="display: none">x</p><p hidden>y</p><span class="sr-only">z</span>',
        '<div class="sharedaddy"><a href="https://x.example">Share this</a></div>',
        "<button>Subscribe</button><select><option>a</select><textarea>b</textarea>",
        "<!-- a comment --><?php echo 1 ?>",
        "<noscript>Please turn on scripts</noscript>",
    ],
)
def test_what_is_not_the_story_vanishes(markup: str) -> None:
    assert html_body(f"<p>before</p>{markup}<p>after</p>") == html_body("<p>before</p><p>after</p>")


def test_lazy_pictures_show_their_real_address() -> None:
    for attributes in (
        'src="data:image/gif;base64,R0" data-src="https://e.example/r.jpg"',
        'src="/blank.gif" srcset="https://e.example/s.jpg 100w, https://e.example/r.jpg 900w"',
    ):
        assert html_body(f"<img {attributes}>").links[0].url == "https://e.example/r.jpg"


def test_emoji_pictures_are_their_character() -> None:
    assert texts('<p>Hi <img class="emoji" src="https://e.example/1.png" alt="🙂"> there</p>') == [
        "Hi 🙂 there"
    ]


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        (
            '<iframe src="https://www.youtube.com/embed/x" title="Tides explained"></iframe>',
            "Video: Tides explained (YouTube)",
        ),
        ('<iframe src="//player.vimeo.com/video/1"></iframe>', "Video: Vimeo"),
        ('<video src="https://e.example/v/tide.mp4">old</video>', "Video: tide.mp4"),
        ('<audio title="Waves"><source src="https://e.example/w.mp3"></audio>', "Audio: Waves"),
        ('<iframe src="https://maps.e.example/x"></iframe>', "Page: maps.e.example"),
        ("<svg><title>t</title><text>12 boats</text></svg>", "Drawing: 12 boats"),
    ],
)
def test_video_sound_and_frames_are_one_labelled_line(markup: str, line: str) -> None:
    block = only(markup)
    assert (block.kind, block.text) == ("media", line)


def test_footnotes_and_their_references() -> None:
    markup = (
        '<p>In 1911<sup><a href="#fn1">2</a></sup>.</p><section class="footnotes"><ol><li>A note. <a '
        'href="#r" class="footnote-backref">↩</a></ol></section>'
    )
    assert shape(markup) == [("paragraph", 0, "", "In 1911[2]."), ("note", 1, "1.", "A note.")]


def test_mathematics_reads_as_text() -> None:
    markup = (
        "<p><math><mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><msqrt><mi>x</mi></msqrt></mfrac>"
        "<mo>=</mo><msup><mi>y</mi><mn>2</mn></msup></math></p>"
    )
    assert texts(markup) == ["(a + 1)/√x = y²"]


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\(\frac{a+b}{2}\)", "(a + b)/2"),
        (r"\[x_{i+1} \leq 10^{-3}\]", "xᵢ₊₁ ≤ 10⁻³"),
        (r"$$\sum_{n=0}^\infty x_n$$", "∑ₙ₌₀^∞ xₙ"),
        (r"\(O(n \log n)\)", "O(n log n)"),
        (r"\({{{\)", r"\({{{\)"),
        (r"\(\nosuchthing{x}\)", r"\(\nosuchthing{x}\)"),
        ("It cost $$5, then $$6.", "It cost $$5, then $$6."),
        (r"<code>\(x\)</code>", r"\(x\)"),
    ],
)
def test_formulas_in_tex_read_as_text_and_stay_as_they_are_where_they_cannot(tex: str, text: str) -> None:
    assert texts(f"<p>{tex}</p>") == [text]


@given(st.text(alphabet="\\{}^_ab12()$&\n", max_size=60))
def test_no_formula_loses_the_story(tex: str) -> None:
    assert texts(f"<p>Before</p><p>\\({tex}\\)</p><p>After</p>")[-1] == "After"


def test_details_are_open() -> None:
    assert shape("<details><summary>More</summary>Words</details>") == [
        ("term", 0 + 1, "", "More"),
        ("paragraph", 0, "", "Words"),
    ]


def test_words_beside_a_picture_in_a_line_do_not_run_together() -> None:
    assert texts('<p>one<img src="https://e.example/a.png">two<svg></svg>three</p>')[0] == "one two three"


@pytest.mark.parametrize(
    "tag",
    [
        "div",
        "b",
        "ul><li",
        "ol reversed><li",
        "blockquote",
        "table><tr><td",
        "q",
        "ruby><rt",
        "dl><dd",
        "a href=/x",
    ],
)
def test_deep_nesting_loses_nothing_and_takes_no_time(tag: str) -> None:
    began = time.process_time()
    body = html_body(f"<{tag}>x " * 20_000 + "end", "https://e.example/")
    said = " ".join(block.text for block in body.blocks)
    assert said.count("x") == 20_000
    assert "end" in said
    assert time.process_time() - began < 10


_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<a",
        "href='x'>",
        "</a>",
        "<ul>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td>",
        "<td",
        "rowspan=9",
        "colspan=3>",
        "</table>",
        "<blockquote>",
        "</blockquote>",
        "<pre>",
        "</pre>",
        "<q>",
        "</q>",
        "<br>",
        "<hr>",
        "<img",
        "src=a",
        "alt=b>",
        "<sup>",
        "</sup>",
        "<math>",
        "<mfrac>",
        "</math>",
        "<svg>",
        "<text>",
        "</svg>",
        "<h2>",
        "</h2>",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
        "<figure>",
        "<figcaption>",
        "</figure>",
        "<noscript>",
        "</noscript>",
        "<ruby>",
        "<rt>",
        "</ruby>",
        "<!--",
        "-->",
        "<details>",
        "<summary>",
        "</details>",
        "<iframe",
        "src=//x.y>",
        "</iframe>",
        "word",
        "&",
        "&amp;",
        "<",
        ">",
        "\u202e",
        "\x1b",
        "\xad",
    ]
)


@given(st.lists(_PIECES | st.text(max_size=5), max_size=40))
def test_any_markup_becomes_safe_blocks(pieces: list[str]) -> None:
    body = html_body(" ".join(pieces), "https://e.example/")
    for block in body.blocks:
        assert block.kind == "code" or block.text == clean(block.text)
        assert block.text or block.kind == "rule"
        for style in block.styles:
            assert 0 <= style.start < style.end <= len(block.text)
            assert -1 <= style.link < len(body.links)
    assert all(link.url.startswith(("http://", "https://", "mailto:")) for link in body.links)


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "<div>",
                "<b>",
                "</b>",
                "<li>",
                "<ul>",
                "</ul>",
                "<h2>",
                "</h2>",
                "<td>",
                "<q>",
                "one",
                "two",
                "three",
            ]
        )
    )
)
def test_no_word_is_lost_or_out_of_order(pieces: list[str]) -> None:
    said = (
        " ".join(texts(" ".join(pieces)))
        .replace("“", " ")
        .replace("”", " ")
        .replace("‘", " ")
        .replace("’", " ")
    )
    assert said.split() == [piece for piece in pieces if not piece.startswith("<")] or "•" in said


def test_a_space_that_no_line_may_end_at_is_known_and_mixed_white_space_is_not() -> None:
    block = only("<p>10&nbsp;km, a &nbsp; b,&#8239;c <b>d</b>&nbsp;<i>e</i>&nbsp;</p>")
    assert block.text == "10 km, a b, c d e"
    assert [block.text[at - 1 : at + 2] for at in block.glue] == ["0 k", ", c", "d e"]
