"""The noun phrase that a figure counts: "12 new towns" -> "new towns"."""

from newsreader.article.figures.page import Page
from newsreader.article.patterns import deferred

_NOUN = deferred(r"[ '-]([^\W\d_](?:[\w\u0900-\u0963]|['.-](?=\w)){0,40})")
_ELIDED = deferred(r" (\w{1,4})(?=')")
_MOST_WORDS = 5


def noun_phrase(page: Page, at: int, joins: frozenset[str] = frozenset()) -> str:
    """The words after ``at`` up to the noun that they lead to; empty where none follows.

    Args:
        page: The text.
        at: Where the figure ends.
        joins: Prepositions that may stand between; without one of them a phrase of their sort is required
            to follow at once.
    """
    low, lexicon = page.low, page.lexicon
    join = _NOUN.match(low, at)
    placed = False
    if join and join[1] in (joins or lexicon.words["of"]):
        at = join.end()
        placed = join[1] not in lexicon.words["of"]
    elif joins:
        return ""
    noun = _past_article(page, at)
    if placed and noun != at:
        return ""  # "$5 in damages", but "$5 in the bank" is where it lies
    at = noun
    start, end = at, at
    stop = lexicon.words["stop"]
    for _ in range(_MOST_WORDS):
        word = _NOUN.match(low, end)
        if word is None or word[1] in stop:
            break
        if start == end:
            start = word.start(1)
        end = word.end()
        if _is_head(page, word.start(1), word[1]):
            break
    return page.text[start:end].replace("\n", " ")


def _past_article(page: Page, at: int) -> int:
    """Where the phrase goes on after "d'", "-odd" and an article."""
    low, words = page.low, page.lexicon.words
    if (elided := _ELIDED.match(low, at)) and elided[1] in words["of"] | words["determiner"]:
        at = elided.end()
    if low[at : at + 1] == "-" and (hyphened := _NOUN.match(low, at)):
        at = hyphened.end()
    article = _NOUN.match(low, at)
    return article.end() if article and article[1] in words["determiner"] else at


def _is_head(page: Page, start: int, word: str) -> bool:
    manner = page.lexicon.nouns
    if manner == "first":
        return True
    if manner == "capital":
        return page.text[start].isupper()
    return is_plural(page, start, word)


def is_plural(page: Page, start: int, word: str) -> bool:
    """Whether an English word looks like a plural noun."""
    words = page.lexicon.words
    if word in words["irregular"] or word.endswith(("children", "women")):
        return True
    return (
        len(word) > 3
        and word[-1] == "s"
        and word[-2] not in "sui'"
        and word not in words["singular"]
        and (
            page.text[start].islower()
            or not page.text[start + len(word) + 1 : start + len(word) + 2].isupper()
        )
    )


def leads_to_noun(page: Page, at: int) -> bool:
    """Whether a noun that can be counted follows within four words."""
    low, stop = page.low, page.lexicon.words["stop"]
    end = at
    for _ in range(4):
        word = _NOUN.match(low, end)
        if word is None or low[end] == "-" or word[1] in stop:
            return False
        if _is_head(page, word.start(1), word[1]):
            return True
        end = word.end()
    return False
