"""The search for quotes, from marks to speakers."""

import re
from collections.abc import Iterator, Sequence

from newsreader.article.language import language
from newsreader.article.marks import Quote, Speaker
from newsreader.article.patterns import deferred
from newsreader.article.quotes.attribution import OWNED, Attribution
from newsreader.article.quotes.dialogue import DASHES, dialogue, merged, with_set_off
from newsreader.article.quotes.glyphs import is_overcrowded
from newsreader.article.quotes.inside import interposed, quotes_within
from newsreader.article.quotes.interview import ANSWER, Interview
from newsreader.article.quotes.kinds import GUESSES, is_term, is_title
from newsreader.article.quotes.lexicon import Lexicon, load
from newsreader.article.quotes.mentions import Mention
from newsreader.article.quotes.names import Names
from newsreader.article.quotes.pairs import Pair, find_pairs
from newsreader.article.quotes.pronouns import Pronouns
from newsreader.article.quotes.tokens import Tokens, tokenise
from newsreader.article.quotes.walk import CARRIED, LABELLED, Found, walk

_LONGEST_HEADING = 8
_NAMELESS = deferred(r"d?[nemSsT]*[sST]")
_OF = deferred(r"rd?[neNTHSs·]*[nNSs](?![nNTHSsz·])")
_SHORTEST_LIFTED = 20
_MOST_LIFTED = 20
_UNSPACED = frozenset({"ja", "zh"})
"""Languages without spaces between words, which have rules of their own."""
_BREAKS = ("\n\n", "\n")
_OFFICES = frozenset("TSs")
_TRANSCRIPT = deferred(r"([A-Z][A-Z.'’ -]{1,40}[A-Z]):\s")
"""A speaker named in capitals, as transcripts of broadcasts have it."""


_TURNS = deferred(rf"^{_TRANSCRIPT.pattern}", re.MULTILINE)
_LONGEST_TRANSCRIPT = 100_000


def find_quotes(text: str, set_off: Sequence[Sequence[tuple[int, int]]] = ()) -> tuple[Quote, ...]:
    """Every quote of a text, with its speaker.

    Args:
        text: Paragraphs parted by blank lines.
        set_off: The spans of the paragraphs of each quotation that the page sets apart without marks.

    Returns:
        In order of their starts. Quotes of the kinds ``speech`` and ``term`` stand between marks and do not
        overlap, but for a quote within a quote that names its own speaker; ``indirect`` ones overlap none.
    """
    if is_overcrowded(text):
        return ()
    chains = _chains(text)
    code = language(text)
    if code in _UNSPACED:
        from newsreader.article.quotes.cjk import quotes_of  # noqa: PLC0415 - few texts need it

        return quotes_of(text, chains, code)
    lexicon = load(code)
    chains = merged(chains, dialogue(text, lexicon))
    if set_off:
        chains = with_set_off(chains, set_off)
    spans = [(pair.start, pair.end) for chain in chains for pair in chain]
    tokens = tokenise(text, spans, lexicon)
    places = iter(tokens.quotes)
    found = walk(tokens, lexicon, [[next(places) for _ in chain] for chain in chains])
    if not found:
        return ()
    pairs = dict(zip(tokens.quotes, (pair for chain in chains for pair in chain), strict=True))
    names = Names(tokens, lexicon)
    maker = _Maker(text, tokens, lexicon, pairs, names)
    quotes = [quote for each in found for quote in maker.quotes(each)]
    kept = _without_repeats(text, quotes)
    return tuple(sorted(kept, key=lambda quote: (quote.start, -quote.end)))


def _without_repeats(text: str, quotes: list[Quote]) -> list[Quote]:
    """The quotes but those that a page lifts out of its story to set them large."""
    lifted = [
        quote
        for quote in quotes
        if quote.speaker is None
        and len(quote.text) > _SHORTEST_LIFTED
        and text[max(0, quote.start - 2) : quote.start].endswith(_BREAKS)
        and text.startswith(_BREAKS, quote.end)
    ]
    if not lifted:
        return quotes
    said = "\n".join(_plain(quote.text) for quote in quotes if quote not in lifted)
    repeats = [quote for quote in lifted[:_MOST_LIFTED] if _plain(quote.text) in said]
    return [quote for quote in quotes if quote not in repeats] if repeats else quotes


def _plain(words: str) -> str:
    return " ".join(words.split()).strip(".,!?…").lower()


def _chains(text: str) -> list[list[Pair]]:
    """The outermost pairs; those that reopen in every paragraph until one closes are together."""
    chains: list[list[Pair]] = []
    pending: Pair | None = None
    for start, end, found in find_pairs(text):
        pairs = [
            pair for pair in found if not _is_markup(text, pair) and not _is_heading(text, pair, start, end)
        ]
        reopens = pending is not None and not text[pending.end : start].strip()
        speaks = _TRANSCRIPT.match(text, start + 1) is not None
        if (
            reopens
            and not speaks
            and pairs
            and pending
            and pairs[0].start == start
            and pairs[0].mark == pending.mark
        ):
            chains[-1].append(pairs[0])
            chains += [[pair] for pair in pairs[1:]]
        else:
            chains += [[pair] for pair in pairs]
        last = pairs[-1] if pairs else None
        pending = last if last and not last.closed and not text[last.end : end].strip() else None
    return chains


def _is_markup(text: str, pair: Pair) -> bool:
    """The value of an attribute that was left of some markup: ``class="lead"``."""
    return pair.start > 0 and text[pair.start - 1] == "=" and pair.mark in "\"'"


def _is_heading(text: str, pair: Pair, start: int, end: int) -> bool:
    """A paragraph of its own in title case: a heading that lifts words out of the story."""
    alone = pair.start == start and not text[pair.end : end].strip()
    return alone and pair.closed and is_title(text[slice(*pair.inner)], most=_LONGEST_HEADING)


def _marks(pairs: Sequence[Pair], *, dashed: bool) -> str:
    """By what a quote was told, for its rule."""
    first = pairs[0].mark
    return (
        f"marks {first}{'' if pairs[-1].closed or dashed else ', never closed'}"
        if first
        else "html.blockquote"
    )


class _Maker:
    """Turns what the walk found into quotes, in the order of the text."""

    def __init__(
        self, text: str, tokens: Tokens, lexicon: Lexicon, pairs: dict[int, Pair], names: Names
    ) -> None:
        self.text, self.tokens, self.lexicon, self.pairs, self.names = text, tokens, lexicon, pairs, names
        self.pronouns = Pronouns(tokens, lexicon, names)
        self.interview = Interview(text, tokens, names)
        self.described: dict[str, str] = {}
        """The longest description so far by its last word, for scripts that tell no names by capitals."""
        self.last = ""
        """Who spoke last."""

    def quotes(self, found: Found) -> Iterator[Quote]:
        """The quote that was found, and those within it."""
        attribution = found.attribution
        rule = attribution.rule if attribution else "no speaker"
        if found.reported is not None:
            start, end = self.tokens.span(found.reported.first, found.reported.end - 1)
            words = self.text[start:end]
            speaker = self.speaker(attribution, found.reported.first)
            yield Quote(((start, end),), words, "indirect", speaker, f"reported; {rule}")
            return
        pairs = [self.pairs[part] for part in found.parts]
        words = " ".join(self.text[slice(*pair.inner)].strip() for pair in pairs)
        if not words:
            return
        speaker = self.speaker(attribution, found.parts[0])
        if rule == LABELLED and speaker and speaker.text == ANSWER and self.interview.answering:
            speaker = speaker._replace(name=self.interview.answering)
        elif rule == LABELLED and attribution and not self.labels(attribution.mention):
            # "Analysis: “...”" is no speaker.
            speaker, rule = None, "no speaker"
        inside = self.inside(pairs[0], words, rule)
        if inside is not None:
            speaker, rule = inside
        dashed = pairs[0].mark in DASHES or not pairs[0].mark
        term = (
            len(pairs) == 1 and not dashed and is_term(self.tokens, self.lexicon, found.parts[0], words, rule)
        )
        if term and rule == CARRIED:
            speaker, rule = None, "no speaker"
        marks = _marks(pairs, dashed=dashed)
        parts = tuple((pair.start, pair.end) for pair in pairs)
        yield Quote(parts, words, "term" if term else "speech", speaker, f"{marks}; {rule}")
        for pair in pairs:
            for inner in quotes_within(self.text, pair, self.lexicon):
                span = (inner.pair.start, inner.pair.end)
                words = self.text[slice(*inner.pair.inner)].strip()
                within = self.named(inner.speaker)
                if speaker and self.lexicon.pronoun(within.text) == "i":
                    within = within._replace(name=speaker.name)
                yield Quote((span,), words, "speech", within, f"within a quote; {inner.rule}")

    def inside(self, pair: Pair, words: str, rule: str) -> tuple[Speaker, str] | None:
        """The speaker whom the words between the marks name themselves, and by which rule."""
        label = _TRANSCRIPT.match(words)
        if label is not None:
            start = self.text.index(label.group(1), pair.start)
            return self.named((start, start + len(label.group(1)))), "NAME: in a transcript"
        between = interposed(self.text, pair, self.lexicon) if rule in GUESSES else None
        if between is None:
            return None
        speaker = self.named(between)
        if self.last and self.lexicon.pronoun(speaker.text) in {"he", "she", "polite"}:
            speaker = speaker._replace(name=self.last)
        return speaker, "NAME put between"

    def labels(self, mention: Mention) -> bool:
        """Whether somebody speaks under this label: a known name, an office, or capitals at the start of a line."""
        start, end = self.tokens.span(mention.first, mention.last)
        office = self.tokens.tags[mention.last] in _OFFICES
        shouted = (
            self.text[start:end].isupper() and len(_TURNS.findall(self.text, 0, _LONGEST_TRANSCRIPT)) > 1
        )
        return office or shouted or self.names.is_known(mention)

    def described_whole(self, attribution: Attribution) -> Mention:
        """The mention with whom or what it is of: ``a spokesman for the ministry``."""
        mention, tags = attribution.mention, self.tokens.tags
        if tags[mention.last] not in "sST" or not _NAMELESS.fullmatch(tags, mention.first, mention.last + 1):
            return mention
        found = _OF.match(tags, mention.last + 1)
        if found is None or self.tokens.word(mention.last + 1).lower() not in self.lexicon.linking:
            return mention
        return mention._replace(last=found.end() - 1)

    def named(self, span: tuple[int, int]) -> Speaker:
        """The speaker whom a span inside a quote names."""
        text = self.text[slice(*span)]
        full = self.names.by_words(text)
        return Speaker(*span, text, full or ("" if self.lexicon.pronoun(text) else " ".join(text.split())))

    def speaker(self, attribution: Attribution | None, at: int) -> Speaker | None:
        """Who says what begins at token ``at``."""
        if attribution is None:
            return None
        mention = self.described_whole(attribution)
        start, end = self.tokens.span(mention.first, mention.last)
        text = self.text[start:end]
        kind = self.lexicon.pronoun(text) if mention.first == mention.last else ""
        if kind == "polite" and self.last:
            return Speaker(start, end, text, self.last)
        person = self.names.person(mention)
        if kind == "i" and text.lower() not in self.lexicon.you and (label := self.interview.label(start)):
            return Speaker(start, end, text, label)
        if person is None and kind in {"he", "she", "it"}:
            person = self.pronouns.person(kind, mention.first)
        if person is not None:
            if attribution.rule != OWNED:
                self.pronouns.speaks(person, at)
                self.last = person.label
            return Speaker(start, end, text, person.label)
        if kind or (mention.first == mention.last and text.lower() in self.lexicon.nobody):
            return Speaker(start, end, text, "")
        name = self.described.get(text.rsplit(" ", 1)[-1], "")
        if len(name) <= len(text) or not name.endswith(text):
            name = " ".join(text.split())
        self.described[name.rsplit(" ", 1)[-1]] = self.last = name
        if attribution.rule != OWNED:
            self.pronouns.describes(name, at)
        return Speaker(start, end, text, name)
