"""Money: signs, codes and names of currencies, before and after the amount."""

from decimal import Decimal

from newsreader.article.figures.lexicon import Money
from newsreader.article.figures.nouns import noun_phrase
from newsreader.article.figures.numbers import read_number
from newsreader.article.figures.page import Found, Number, Page, after, before
from newsreader.article.figures.rates import rate
from newsreader.article.patterns import deferred

_GAP = deferred(r"'| ?-? ?")
_CODE = deferred(r"(M)?([A-Z]{3,4}|[a-z]{3})(?![^\W_])")
_LETTER = deferred(r" ?(mm|[kmbt])(?![^\W_])")
_MINOR = deferred(r",? (?:and )?(?=\w)")
_LONGEST_SIGN = 6
_LARGE = 1_000_000
_TOKENISED = {"us", "u.s", "u.s.", "hk", "nz", "c", "nt", "can", "aus", "r", "s"}
_SPACED_SIGN = deferred(r"(?<!\w)(us|u\.s\.?|hk|nz|nt|can|[crs]) \$ $")
_COIN = deferred(r"[pc¢](?![^\W_]|\.\w)")
_SMALL = deferred(r"\d{1,2}(?!\d|[.,]\d)")
_LINES = {Decimal(lines) for lines in (144, 240, 360, 480, 576, 720, 1080, 1440, 2160)}


def money(page: Page, number: Number) -> Found | None:
    """An amount of money, with what it is by and what it is in."""
    sign = _sign_before(page, number.start) or _letter_before(page, number)
    if sign:
        return _signed(page, number, *sign)
    return _code_after(page, number) or _named(page, number)


def _sign_before(page: Page, at: int) -> tuple[int, str] | None:
    text, low, lexicon = page.text, page.low, page.lexicon
    end = at - 1 if at > 1 and low[at - 1] in " -" else at
    if low[end:at] == "-" and text[end - 1].isalnum():
        return None
    last = text[end - 1 : end]
    if last.isalpha():
        return _word_before(page, end, at)
    if last != "." and last not in lexicon.sign_ends:
        return None
    spaced = _SPACED_SIGN.search(low, max(0, at - 9), at) if last == "$" and end < at else None
    if spaced:
        sign = spaced[1].replace(".", "").upper() + "$"
        return spaced.start(), lexicon.signs.get(sign, "USD")
    for size in range(min(_LONGEST_SIGN, end), 0, -1):
        start = end - size
        code = _sign(page, text[start:end], apart=end < at)
        if code and (not text[start].isalpha() or start == 0 or not text[start - 1].isalnum()):
            return start, code
    return _word_before(page, end, at) if last == "." else None


def _letter_before(page: Page, number: Number) -> tuple[int, str] | None:
    """The N of N1,500 and the R of R12.5bn; a name such as N95 has neither thousands nor scale."""
    at = number.start - 1
    code = page.lexicon.letter_signs.get(page.text[at : at + 1]) if at >= 0 else None
    if code is None or (at and (page.text[at - 1].isalnum() or page.text[at - 1] in "-/.")):
        return None
    large = number.scale > 1 or (not number.bare and number.value >= 1000)
    return (at, code) if number.digits and large else None


def _word_before(page: Page, end: int, at: int) -> tuple[int, str] | None:
    """Signs and codes of letters alone, and names of money that may stand first: Rs, EUR, dlrs."""
    word = before(page, at)
    code = _sign(page, page.text[word.start : end], apart=end < at)
    if code is None and word.word in page.lexicon.words["prefix_money"]:
        hit = page.lexicon.money.match(page.low, word.start)
        code = hit[1].code if hit else None
    small = end == at and word.word in page.lexicon.words["glued_names"] and _SMALL.match(page.low, at)
    return (word.start, code) if code and not small else None


def _sign(page: Page, written: str, *, apart: bool) -> str | None:
    """The code of a sign in its own case; signs that are no plain letters may be in lower case, and some codes."""
    lexicon = page.lexicon
    if written in lexicon.signs:
        return lexicon.signs[written]
    if not written.isalpha():
        return lexicon.signs.get(written.upper()) if len(written) > 1 else None
    if len(written) not in {3, 4} or (apart and written.lower() in lexicon.words["not_codes"]):
        return None
    return _code(page, written)


def _code(page: Page, written: str) -> str | None:
    lexicon = page.lexicon
    if written in lexicon.codes:
        return written
    if written in lexicon.small_codes:
        return "CNY" if written == "rmb" else written.upper()
    return None


def _signed(page: Page, number: Number, start: int, code: str) -> Found:
    low = page.low
    value, end, high = number.value, number.end, number.high
    if number.digits and number.scale == 1 and (letter := _LETTER.match(low, end)):
        factor = page.lexicon.letters[letter[1]]
        value, end = value * factor, letter.end()
    if start and low[start - 1] == "-" and (start == 1 or low[start - 2] in " ("):
        start, value = start - 1, -value
    name = page.lexicon.money.match(low, end + 1) if low[end : end + 1] == " " else None
    if name and name[1].code == code and name[1].ratio == 1:
        end = name[0]
    return _finish(page, (start, end), (value, high), code, "money.sign")


def _code_after(page: Page, number: Number) -> Found | None:
    if not number.digits and number.end >= len(page.text):
        return None
    text, lexicon = page.text, page.lexicon
    at = number.end
    if text[at : at + 1] in {" ", "\u00a0", "\u202f", "\u2009", "-"}:
        at += 1
    value, end = number.value, 0
    code: str | None = None
    if (hit := lexicon.after_signs.match(text, at)) and not _ordinary(text, at, hit[0]):
        end, code = hit
    elif text[at : at + 3].isalpha() and (written := _CODE.match(text, at)):
        code = _code(page, written[2])
        end = written.end()
        if code and written[1]:
            value *= 1_000_000
    if code is None:
        return _small_coin(page, number)
    scale = after(page, end)
    if scale.gap in {" ", "-"} and number.scale == 1:
        entry = lexicon.numbers.get(scale.word)
        if entry and entry.sort == "scale":
            value, end = value * entry.value, scale.end
    return _finish(page, (number.start, end), (value, number.high), code, "money.code")


def _small_coin(page: Page, number: Number) -> Found | None:
    """60p and 75c, where the language has such a coin and no picture has that many lines."""
    sign = page.low[number.end : number.end + 1]
    hit = _COIN.match(page.low, number.end) if sign in page.lexicon.words["coins"] else None
    if hit is None or number.value in _LINES:
        return None
    code = "GBP" if hit[0] == "p" else "USD"
    return _finish(page, (number.start, hit.end()), (number.value / 100, None), code, "money.coin")


def _ordinary(text: str, start: int, end: int) -> bool:
    """Signs of letters stand before their amount in English ("Re", "Tk"); after it only unmistakable ones do."""
    return (
        text[start:end].isascii()
        and text[start].isalpha()
        and text[start:end] not in {"zl", "kr", "Ft", "RMB"}
    )


def _named(page: Page, number: Number) -> Found | None:
    low, lexicon = page.low, page.lexicon
    at = number.end
    large = number.scale != 1 or number.high is not None
    for of in lexicon.words["of"] if large else ():
        if low.startswith((f" {of} ", f" {of}'"), at):
            at += len(of) + 1
            break
    gap = _GAP.match(low, at)
    hit = lexicon.money.match(low, gap.end()) if gap and gap.end() > at else None
    if hit is None or gap is None:
        return _pounds(page, number, at)
    end, coin = hit
    if (
        low[gap.end() : end] in lexicon.words["not_money"]
        and not large
        and (number.bare or not number.digits)
    ):
        return None
    value = number.value / coin.ratio
    if coin.ratio == 1:
        end, value = _minor(page, end, value, coin)
    high = number.high / coin.ratio if number.high is not None else None
    return _finish(page, (number.start, end), (value, high), coin.code, "money.name")


def _minor(page: Page, end: int, value: Decimal, coin: Money) -> tuple[int, Decimal]:
    """Three dollars and fifty cents."""
    join = _MINOR.match(page.low, end)
    if join is None:
        return end, value
    first = page.low[join.end()]
    if not (first.isdigit() or page.lexicon.scan.match(page.low, join.end())):
        return end, value
    number = read_number(page, join.end())
    if number is None or number.value >= 100 or number.high is not None:
        return end, value
    hit = (
        page.lexicon.money.match(page.low, number.end + 1)
        if page.low[number.end : number.end + 1] == " "
        else None
    )
    shared = hit is not None and page.low[hit[0] - 5 : hit[0]].strip() in page.lexicon.words["shared_coins"]
    if hit and hit[1].ratio > 1 and (hit[1].code == coin.code or shared):
        return hit[0], value + number.value / hit[1].ratio
    if page.low[number.end : number.end + 1] in {"", ".", ","} and number.value == int(number.value) > 9:
        return number.end, value + number.value / 100
    return end, value


def _pounds(page: Page, number: Number, at: int) -> Found | None:
    """Pounds weigh, unless there are millions of them or somebody pays them."""
    words = page.lexicon.words
    name = after(page, at)
    if name.word not in words["heavy_money"] or len(name.gap) != 1:
        return None
    earlier = page.low[max(0, number.start - 30) : number.start].split()
    paid = any(word in words["money_before"] for word in earlier)
    if number.scale < _LARGE and number.value < _LARGE and not paid:
        return None
    return _finish(page, (number.start, name.end), (number.value, number.high), "GBP", "money.pounds")


def _finish(
    page: Page, span: tuple[int, int], ends: tuple[Decimal, Decimal | None], code: str, rule: str
) -> Found:
    after, per = rate(page, span[1])
    of = noun_phrase(page, after, page.lexicon.words["money_of"])
    value, high = ends
    return Found(span[0], after, "money", value if high is None else (value, high), code, rule, of, per)
