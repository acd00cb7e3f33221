"""Quotes and speakers in Chinese and Japanese, whose words no space parts.

The rules look at the characters beside a quote: in Japanese ``Aは「…」と述べた`` and ``「…」とAは述べた``,
in Chinese ``A表示：“…”`` and ``“…”，A说``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from newsreader.article.marks import Quote, Speaker
from newsreader.article.patterns import deferred
from newsreader.article.quotes.pairs import Pair
from newsreader.article.tables import read_table

_REACH = 160
"""How many characters beside a quote are looked at."""
_SENTENCE = deferred(r"[。！？!?\n]")
_IDEOGRAPH = "一-鿿々〆ァ-ヺー・A-Za-zＡ-Ｚａ-ｚ"
_WITHOUT_KANA = deferred(rf"[{_IDEOGRAPH}]+\Z")
_LINKED = deferred(rf"(?<=[{_IDEOGRAPH}])の(?=[{_IDEOGRAPH}])")
_CLEFT = deferred(rf"のは、?([{_IDEOGRAPH}]{{2,20}}?)(?:だ|で|、|$)")
"""「…」と話したのは大谷翔平選手だ。"""
_ONE_OF = deferred(rf"[{_IDEOGRAPH}]{{2,10}}の\Z")
_ONE = frozenset({"一人", "1人", "１人", "ひとり"})
_SPLIT = deferred(r"[，,]([^，,。！？；\n“”]{1,24})[，,]\Z")
"""“…，”张伟说，“…”"""
_FINAL = tuple("。！？!?…，")


@dataclass(slots=True)
class _Rules:
    """The patterns of one language."""

    speaker: re.Pattern[str]
    """Japanese: a name or noun, an age, and the particle of a subject."""
    verb: re.Pattern[str]
    naming: re.Pattern[str]
    according: re.Pattern[str] | None
    cut: re.Pattern[str] | None
    """Chinese: what ends the speaker before the verb."""
    manner: re.Pattern[str]
    honorific: re.Pattern[str]
    office: re.Pattern[str]
    noun: re.Pattern[str]
    pronouns: frozenset[str]
    longest: int


@dataclass(slots=True)
class _Known:
    """Whom the text has named so far."""

    last: str = ""
    names: list[str] = field(default_factory=list)

    def full(self, mention: str, rules: _Rules) -> str:
        """The fullest name given for a mention."""
        if mention in rules.pronouns:
            return self.last
        bare = rules.honorific.sub("", mention) or mention
        fitting = [name for name in self.names if name.startswith(bare) or name.endswith(bare)]
        best = max([bare, *fitting], key=len)
        if len(self.names) < _MOST and best == bare and bare not in self.names:
            self.names.append(bare)
        return best


_MOST = 60


def quotes_of(text: str, chains: Sequence[Sequence[Pair]], code: str) -> tuple[Quote, ...]:
    """The quotes of a text in one of ``CODES``, from its pairs of marks."""
    rules = _rules(code)
    known = _Known()
    found: list[Quote] = []
    paragraph = -1
    spoke: Speaker | None = None
    for at, chain in enumerate(chains):
        first, last = chain[0], chain[-1]
        begin = text.rfind("\n\n", 0, first.start) + 1
        if begin != paragraph:
            paragraph, spoke = begin, None
        low = chains[at - 1][-1].end if at else 0
        high = chains[at + 1][0].start if at + 1 < len(chains) else len(text)
        words = " ".join(text[slice(*pair.inner)].strip() for pair in chain)
        if not words:
            continue
        if code == "ja":
            span, rule = _japanese(text, rules, first, last, low=max(begin, low), high=high)
        else:
            span, rule = _chinese(text, rules, first, last, low=max(begin, low), high=high)
        speaker = None
        if span is not None:
            mention = text[slice(*span)]
            speaker = Speaker(*span, mention, known.full(mention, rules))
            spoke, known.last = speaker, speaker.name or known.last
        named = rule == _NAMED
        said = rule == _SAID or (not named and text[first.inner[0] : last.inner[1]].endswith(_FINAL))
        said = said or (not named and len(words) > rules.longest)
        if speaker is None and said and spoke is not None:
            speaker, rule = spoke, "speaker carried on"
        parts = tuple((pair.start, pair.end) for pair in chain)
        if found and span is not None and _splits(text, rules, found[-1], parts[0][0]):
            whole = found.pop()
            parts, words, speaker = (*whole.parts, *parts), f"{whole.text}{words}", whole.speaker
        found.append(
            Quote(parts, words, "speech" if said else "term", speaker, f"marks {first.mark}; {rule}")
        )
    return tuple(found)


def _splits(text: str, rules: _Rules, quote: Quote, start: int) -> bool:
    """Whether nothing but the attribution stands between a quote and what begins at ``start``."""
    if quote.speaker is None or start - quote.end > _REACH or text[quote.end - 2] not in "，,":
        return False
    between = _SPLIT.match("，" + text[quote.end : start])
    verb = rules.verb.search(between[1]) if between else None
    return between is not None and verb is not None and verb.end() == len(between[1])


_SAID, _NAMED, _BARE = "verb of saying", "named so", "no verb of saying"


def _japanese(  # noqa: PLR0911 - one for each rule
    text: str, rules: _Rules, first: Pair, last: Pair, *, low: int, high: int
) -> tuple[tuple[int, int] | None, str]:
    after = text[last.end : min(high, last.end + _REACH)]
    if after.startswith("。"):
        behind = rules.speaker.match(after, 1)
        if behind and rules.manner.match(after, behind.end()) and rules.verb.search(after, behind.end()):
            return _person(text, rules, last.end + behind.start(1), last.end + behind.end(1)), _SAID
    if not after.startswith("と"):
        source = (
            rules.according.search(text, max(low, first.start - _REACH), first.start)
            if rules.according
            else None
        )
        return (_person(text, rules, *source.span(1)), _BARE) if source else (None, _BARE)
    if rules.naming.match(after, 1):
        return None, _NAMED
    sentence = _SENTENCE.split(after, 1)[0]
    verb = rules.verb.search(sentence, 1)
    if not verb:
        return None, _BARE
    if cleft := _CLEFT.search(sentence, verb.start()):
        return _person(text, rules, last.end + cleft.start(1), last.end + cleft.end(1)), _SAID
    behind = rules.speaker.match(sentence, 1) or rules.speaker.match(sentence, 2)
    if behind:
        return _person(text, rules, last.end + behind.start(1), last.end + behind.end(1)), _SAID
    start = max(low, first.start - _REACH)
    before = text[start : first.start]
    opens = [stop.end() for stop in _SENTENCE.finditer(before)]
    ahead = list(rules.speaker.finditer(before, opens[-1] if opens else 0))
    if not ahead and opens:
        ahead = list(rules.speaker.finditer(before))[-1:]
    if not ahead:
        return None, _SAID
    topic = next((each for each in reversed(ahead) if each.group(2) == "は"), ahead[-1])
    return _person(text, rules, start + topic.start(1), start + topic.end(1)), _SAID


def _person(text: str, rules: _Rules, start: int, end: int) -> tuple[int, int]:
    """The name in a description: ``久世志乃さん`` in 司書の久世志乃さん."""
    if rules.noun.fullmatch(text, start, end):
        return start, end
    if text[start:end] in _ONE and (group := _ONE_OF.search(text, max(0, start - 12), start)):
        return group.start(), end
    office = rules.office.search(text, start, end)
    suffix = office or rules.honorific.search(text, start, end)
    bare = suffix.start() if suffix else end
    run = _WITHOUT_KANA.search(text, start, bare)
    if run is None and office:
        return office.span()
    if run is None:
        linked = [found.end() for found in _LINKED.finditer(text, start, bare)]
        return (linked[-1] if linked else start), end
    return run.start(), end


def _chinese(
    text: str, rules: _Rules, first: Pair, last: Pair, *, low: int, high: int
) -> tuple[tuple[int, int] | None, str]:
    start = max(low, first.start - _REACH)
    before = text[start : first.start]
    if rules.naming.search(before[-4:]):
        return None, _NAMED
    lead = before.rstrip("：，:, ")
    clause = max(lead.rfind(stop) for stop in "。！？；\n，,、”’") + 1
    verb = rules.verb.search(lead, clause)
    if verb and (lead != before or verb.end() == len(lead)):
        if verb.start() == clause and clause:
            clause = max(lead.rfind(stop, 0, clause - 1) for stop in "。！？；\n，,、”’") + 1
        return _cut(lead, rules, clause, verb.start(), start), _SAID
    after = text[last.end : min(high, last.end + 40)].lstrip("，, ")
    skipped = len(text[last.end : min(high, last.end + 40)]) - len(after)
    tail = re.split(r"[。！？；：\n，,]", after, maxsplit=1)[0]
    behind = rules.verb.search(tail)
    inside = text[last.inner[1] - 1 : last.inner[1]]
    if not behind and (earlier := _earlier(rules, before)):
        return _cut(before, rules, earlier[0], earlier[1], start), _SAID
    if behind and behind.start() and (skipped or inside in _FINAL):
        return _cut(tail, rules, 0, behind.start(), last.end + skipped), _SAID
    return None, _BARE


def _earlier(rules: _Rules, before: str) -> tuple[int, int] | None:
    """The clause, up to its verb, that a comma parts from what is said: 目击者称，爆炸声“像打雷一样”."""
    opens = max(before.rfind(stop) for stop in "。！？；\n”") + 1
    for comma in re.finditer("[，,：:]", before[opens:]):
        end = opens + comma.start()
        verbs = [verb for verb in rules.verb.finditer(before, opens, end) if verb.end() == end]
        if verbs and verbs[0].start() > opens:
            clause = max(before.rfind(stop, opens, verbs[0].start()) for stop in "，,") + 1
            return max(opens, clause), verbs[0].start()
    return None


def _cut(clause: str, rules: _Rules, start: int, end: int, offset: int) -> tuple[int, int] | None:
    """The speaker at the head of a clause that ends with its verb."""
    while start < end and clause[start].isspace():
        start += 1
    if rules.cut is not None:
        stop = rules.cut.search(clause, start + 1, end)
        end = stop.start() if stop else end
    return (offset + start, offset + end) if 0 < end - start <= 20 else None


@cache
def _rules(code: str) -> _Rules:
    data: dict[str, Any] = read_table(f"speech_{code}")
    speaker = data["speaker"]
    office = _any(speaker.get("office", ()))
    honorific, noun, subject = (_any(speaker[key]) for key in ("honorific", "noun", "subject"))
    name = rf"[{_IDEOGRAPH}][{_IDEOGRAPH}ぁ-ん]{{0,9}}?" if code == "ja" else ""
    age = r"(?:（[^（）\n]{1,14}）)?"
    whom = rf"((?:{name}(?:{honorific}|{office})|{noun}|[{_IDEOGRAPH}]{{2,14}}))"
    japanese = code == "ja"
    return _Rules(
        speaker=deferred(rf"(?<![{_IDEOGRAPH}]){whom}{age}({subject})、?") if japanese else deferred("(?!)"),
        verb=deferred(_any(data["verbs"]["say"])),
        naming=deferred(_any(data["verbs"]["naming"]) + ("" if japanese else "$")),
        according=deferred(rf"(?<![{_IDEOGRAPH}]){whom}{age}{_any(speaker['according'])}")
        if japanese
        else None,
        cut=None if japanese else deferred(subject),
        manner=deferred(_any(speaker.get("manner", ()))),
        noun=deferred(noun),
        office=deferred(rf"{office}\Z"),
        honorific=deferred(rf"{honorific}\Z" if japanese else "(?!)"),
        pronouns=frozenset(speaker.get("pronoun", ())),
        longest=data["terms"]["longest"],
    )


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")" if words else "(?!)"
