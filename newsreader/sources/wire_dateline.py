"""The dateline that opens a wire story: ``NEW DELHI:``, ``NAIROBI, Kenya (AP) —``, ``Geneva, 3 March —``."""

import re

_LONGEST = 70
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\.?"
)
_DATE = re.compile(
    rf"(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})(?:,?\s+\d{{4}})?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"\((?P<agency>[^()]{2,40})\)$")
_OPENING = re.compile(rf"(?P<head>[^:\n]{{2,{_LONGEST}}}?)(?P<mark>\s*:\s+|\s*[—–]\s*|\s+(?:--?|_)\s+)(?=\S)")
_XINHUA = re.compile(r"(?P<head>\S{2,12}?\d{1,2}月\d{1,2}日[電电])\s*(?:[（(][^()（）]{1,30}[)）])?\s*")
_BRACKETED = re.compile(r"[【［\[](?P<head>[^【】［］\[\]]{1,16})[】］\]]\s*")
_TRANSCRIPT = re.compile(r"[^\W\d_a-z][^a-z:]{0,40}:\s")
_NOT_A_PLACE = frozenset({
    "NOTE", "NB", "UPDATE", "UPDATED", "BREAKING", "EXCLUSIVE", "WATCH", "LISTEN", "READ", "OPINION",
    "ANALYSIS", "CORRECTION", "CLARIFICATION", "EDITORIAL", "COMMENT", "VIDEO", "PHOTOS", "GALLERY", "LIVE",
    "REVIEW", "INTERVIEW", "QUESTION", "ANSWER", "FAQ", "TIP", "WARNING", "ALERT", "SOURCE", "SOURCES",
    "SUMMARY", "BACKGROUND", "CONTEXT", "EXPLAINER", "FACTBOX", "PROFILE", "TIMELINE", "QUOTE", "QUOTES",
    "URGENT", "FLASH", "SPOILER", "TLDR", "PS", "EDIT", "TODO", "NASA", "NATO", "WHO", "FIFA", "UEFA",
    "UNESCO", "UNICEF", "OPEC", "IAEA", "ASEAN", "BRICS", "CNN", "BBC", "AND", "BUT", "THE", "THIS", "THAT"
})  # fmt: skip
_SMALL = frozenset({
    "of", "the", "de", "la", "le", "el", "al", "del", "da", "do", "di", "du", "an", "am", "au", "sur",
    "les", "in", "on", "upon", "near", "and", "y"
})  # fmt: skip


def split_dateline(blocks: list[str]) -> tuple[str, list[str]]:
    """The dateline of the first block and the blocks without it; an empty string when it has none.

    A sentence that merely has a colon or a dash keeps it: a place is set in capitals, or comes with an agency, a
    date or its country, and what follows begins a sentence.
    """
    if not blocks:
        return "", blocks
    first = blocks[0]
    found = _XINHUA.match(first) or _BRACKETED.match(first)
    if found and found.end() < len(first):
        return found["head"], [first[found.end() :], *blocks[1:]]
    found = _OPENING.match(first)
    if not found:
        return "", blocks
    head, mark, rest = found["head"].strip(), found["mark"].strip(), first[found.end() :]
    if not _begins_sentence(rest) or not _is_dateline(head, mark):
        return "", blocks
    if mark == ":" and any(_TRANSCRIPT.match(block) for block in blocks[1:]):
        return "", blocks  # an interview, each answer behind its speaker's name
    return head, [rest, *blocks[1:]]


def _begins_sentence(rest: str) -> bool:
    first = rest.lstrip("\"'“”‘’«„‹([¿¡「『")[:1]
    return bool(first) and not first.islower()


def _is_dateline(head: str, mark: str) -> bool:
    agency = _AGENCY.search(head)
    place = head[: agency.start()].strip() if agency else head
    place, dated = _without_date(place)
    if agency and not _is_agency(agency["agency"]):
        return False
    parts = [part.strip() for part in place.replace("/", ",").split(",")]
    if not all(parts) or len(parts) > 4 or not all(_is_place(part) for part in parts):
        return False
    if _capitals(parts[0]):
        return _stands_alone(parts[0], mark, alone=not (agency or dated or len(parts) > 1))
    if mark == ":":
        return dated or bool(agency)
    return bool(agency) or dated or (len(parts) == 2 and len(place.split()) <= 4)


def _stands_alone(place: str, mark: str, *, alone: bool) -> bool:
    """Capitals before a colon are a place, unless they are short (an acronym) or a word such as NOTE."""
    words = place.replace(".", "").split()
    if words[0] in _NOT_A_PLACE:
        return False
    return not (alone and mark == ":" and sum(map(len, words)) < 4)


def _without_date(place: str) -> tuple[str, bool]:
    found = _DATE.search(place)
    if not found or found.end() != len(place) or not found.start():
        return place, False
    return place[: found.start()].rstrip(" ,"), True


def _is_agency(value: str) -> bool:
    words = value.replace("/", " ").split()
    return len(words) <= 5 and not any(word[0].islower() for word in words)


def _capitals(part: str) -> bool:
    letters = [character for character in part if character.isalpha()]
    return len(letters) > 1 and all(character.isupper() for character in letters)


def _is_place(part: str) -> bool:
    words = part.split()
    if not 1 <= len(words) <= 5 or any(character.isdigit() for character in part):
        return False
    if re.search(r"[!?;\"“”«»()]|\w{6,}\.", part):
        return False
    return all(not word[0].islower() or word in _SMALL for word in words) and not words[0][0].islower()
