"""The part of a page where its prose is, told by commas, lengths, links and the names of its elements."""

import re

from lxml import etree

from newsreader.sources.file_page_story import ASIDE_ROLES, asides_in, story_part
from newsreader.sources.fulltext_runs import Runs
from newsreader.sources.fulltext_vote import Choice

_AGAINST = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|banner|breadcrumbs?|combx|comments?|community|cookies?|consent|cover-wrap|disqus"
    r"|extra|footer|gdpr|header|legends|menu|modal|nav\w*|newsletter|outbrain|paywall|popup|pager|pagination|promo\w*"
    r"|recirc\w*|recommend\w*|related\w*|remark|replies|rss|share\w*|sharing|shoutbox|sidebar|signup|skyscraper|social"
    r"|sponsor\w*|subscri\w*|supplemental|taboola|teasers?|toolbar|tools|trending|most-?(?:read|popular)|widget\w*"
    r"|yom-remote)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"(?:^|[\s_-])(?:article\w*|body|blog|column|content|entry|hentry|main|page|post|shadow|story|text)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?:^|[\s_-])(?:share|sharing|sharedaddy|social)(?:$|[\s_-])", re.IGNORECASE)
_ASIDE = frozenset({"aside", "footer", "nav", "form", "fieldset"})
_PARAGRAPHS = frozenset(
    {"p", "pre", "blockquote", "li", "dd", "dt", "figcaption", "h2", "h3", "h4", "h5", "h6"}
)
_TAG_WEIGHT = {"div": 5, "blockquote": 3, "pre": 3, "td": 3, "form": -3, "ul": -3, "ol": -3, "dl": -3,
               "address": -3, "h1": -5, "h2": -5, "h3": -5, "h4": -5, "h5": -5, "h6": -5, "th": -5}  # fmt: skip
_DOUBTFUL = frozenset({"div", "section", "ul", "ol", "table", "form", "aside", "header", "footer"})
_NAME_WEIGHT = 25.0
_SHORTEST = 25
_REACH = 5
_SIBLING_SHARE = 0.2
_LEAST_SCORE = 10.0
_ENOUGH = 250
_LINKS_ONLY = 0.9


def choose_prose(body: etree._Element, runs: Runs) -> Choice:
    """The runs of the part with most prose and of its like siblings, less lists of links and share bars."""
    asides = [part for part in runs.spans if _is_aside(part, body)]
    choice = _choose(body, runs, asides)
    if sum(len(text) for text, chosen in zip(runs.texts, choice, strict=True) if chosen) < _ENOUGH:
        return _choose(body, runs, [])
    return choice


def choose_part(body: etree._Element, runs: Runs) -> Choice:
    """The runs of the part that says it holds the story, or holds most of the page's paragraphs."""
    story = story_part(body)
    choice = [False] * len(runs.texts)
    _set(choice, runs.spans[story], value=True)
    for part in asides_in(story):
        if part in runs.spans:
            _set(choice, runs.spans[part], value=False)
    _drop_clutter(choice, story, runs)
    return choice


def _choose(body: etree._Element, runs: Runs, asides: list[etree._Element]) -> Choice:
    open_runs = [True] * len(runs.texts)
    for part in asides:
        _set(open_runs, runs.spans[part], value=False)
    scores = _scores(body, runs, open_runs)
    choice = [False] * len(runs.texts)
    if not scores:
        return open_runs
    top = _common(max(scores, key=lambda part: scores[part]), scores, body)
    for part in _with_siblings(top, scores, runs):
        _set(choice, runs.spans[part], value=True)
        _drop_clutter(choice, part, runs)
    return [chosen and is_open for chosen, is_open in zip(choice, open_runs, strict=True)]


def _scores(body: etree._Element, runs: Runs, open_runs: Choice) -> dict[etree._Element, float]:
    """How much prose each element holds near it; elements with much of their text in links score less."""
    scores: dict[etree._Element, float] = {}
    for number, text in enumerate(runs.texts):
        if not open_runs[number] or len(text) < _SHORTEST:
            continue
        worth = 1 + runs.commas[number + 1] - runs.commas[number] + min(len(text) // 100, 3)
        element = runs.holders[number]
        part = element.getparent() if element.tag in _PARAGRAPHS and element is not body else element
        for level in range(_REACH):
            if part is None:
                break
            if part not in scores:
                scores[part] = _name_weight(part) + _TAG_WEIGHT.get(part.tag, 0)
            scores[part] += worth / (1, 2, 6, 9, 12)[level]
            if part is body:
                break
            part = part.getparent()
    return {part: score * (1 - runs.link_density(part)) for part, score in scores.items()}


def _common(top: etree._Element, scores: dict[etree._Element, float], body: etree._Element) -> etree._Element:
    """The element around ``top`` and its equals, when the story is cut into several parts."""
    equals = [part for part, score in scores.items() if score >= 0.75 * scores[top] and part is not top]
    part = top.getparent() if top is not body else None
    while part is not None and part is not body and len(equals) >= 3:
        inside = sum(any(outer is part for outer in other.iterancestors()) for other in equals)
        if inside >= 3:
            top = part
            break
        part = part.getparent()
    last = scores.get(top, 0.0)
    least = last / 3
    part = top.getparent() if top is not body else None
    while part is not None and part is not body:
        score = scores.get(part)
        if score is not None and score < least:
            break
        if score is not None and score > last:
            top = part
            break
        last = score if score is not None else last
        part = part.getparent()
    while (
        top is not body
        and (parent := top.getparent()) is not None
        and parent is not body
        and len(parent) == 1
    ):
        top = parent
    return top


def _with_siblings(
    top: etree._Element, scores: dict[etree._Element, float], runs: Runs
) -> list[etree._Element]:
    parent = top.getparent()
    if parent is None or parent not in runs.spans:
        return [top]
    least = max(_LEAST_SCORE, scores.get(top, 0.0) * _SIBLING_SHARE)
    chosen = []
    for part in parent.iterchildren():
        if part not in runs.spans:
            continue
        bonus = (
            scores.get(top, 0.0) * _SIBLING_SHARE
            if part.get("class") and part.get("class") == top.get("class")
            else 0
        )
        if part is top or (part in scores and scores[part] + bonus >= least):
            chosen.append(part)
        elif part.tag == "p":
            length, density = runs.length(part), runs.link_density(part)
            if (length > 80 and density < 0.25) or (length and density == 0):
                chosen.append(part)
    return chosen


def _drop_clutter(choice: Choice, part: etree._Element, runs: Runs) -> None:
    for inner in part.iterdescendants(*_DOUBTFUL):
        if inner in runs.spans and not _holds_prose(inner, runs):
            _set(choice, runs.spans[inner], value=False)


def _holds_prose(part: etree._Element, runs: Runs) -> bool:
    """Whether a part inside the story belongs to it: not when it is a list of links, a form or a share bar."""
    length = runs.length(part)
    if not length:
        return True
    weight = _name_weight(part)
    if weight < 0 or (_SHARE.search(_names(part)) and length < 500):
        return False
    if runs.comma_count(part) >= 10 or _is_data(part):
        return True
    density = runs.link_density(part)
    if part.tag in {"ul", "ol"}:
        return density <= _LINKS_ONLY
    if part.tag == "table":
        return density <= 0.5 or length > 500
    return density <= (0.5 if weight > 0 else 0.2) or length > 1000


def _is_data(part: etree._Element) -> bool:
    """Whether a table holds figures rather than the layout of the page."""
    return part.tag == "table" and next(part.iter("caption", "thead", "th", "tfoot", "col"), None) is not None


def _is_aside(part: etree._Element, body: etree._Element) -> bool:
    if part is body or part.tag in {"a", "article", "main"}:
        return False
    if part.tag in _ASIDE or part.get("role") in ASIDE_ROLES:
        return True
    names = _names(part)
    return bool(names and _AGAINST.search(names) and not _FOR.search(names))


def _name_weight(part: etree._Element) -> float:
    weight = 0.0
    for name in (part.get("class", "")[:500], part.get("id", "")[:500]):
        if name:
            weight += _NAME_WEIGHT * (bool(_FOR.search(name)) - bool(_AGAINST.search(name)))
    return weight


def _names(part: etree._Element) -> str:
    return f"{part.get('class', '')[:500]} {part.get('id', '')[:500]}".strip()


def _set(choice: Choice, span: tuple[int, int], *, value: bool) -> None:
    start, end = span
    choice[start:end] = [value] * (end - start)
