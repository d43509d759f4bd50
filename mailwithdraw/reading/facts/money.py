"""Sums of money as written: amounts with locale separators, scales and currencies, and ranges of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from mailwithdraw.reading.facts.words import table

_THOUSAND, _LAKH, _MILLION, _CRORE = (Decimal(10) ** power for power in (3, 5, 6, 7))
_SCALES = (
    (r"k|tsd\.?|mil(?:l?es?|a)?|t(?=\s?€)|teur|tausend|duizend|thousand|grand", _THOUSAND),
    (r"lpa|lakhs?|lacs?|l", _LAKH),
    (r"cr(?:ores?)?", _CRORE),
    (r"mn|mi|mio\.?|mill?i?[oó]n(?:es|i|en)?s?|milh(?:ão|ões)|mill?iard\w{0,3}|m|bn|b", _MILLION),
)
_NUMBER = (
    r"\d{1,2}(?:,\d{2}){1,3},\d{3}(?:\.\d{1,2})?(?!\d)"  # 12,50,000
    r"|\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3}){1,4}(?:[.,]\d{1,2})?(?!\d)"  # 65.000 65,000 98'000 65 000,50
    r"|\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
)
_JOIN = r"\s{0,2}(?:(?:rising|going|up|increasing)\sto|-|–|—|‑|~|/|to(?:\sabout|\saround)?|till|and|bis|und|à|a|et|y|e|ai|en|tot|até|aos?)\s{0,2}"


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum or a range, as it stands in the text; `low` and `high` are equal for a single figure."""

    low: Decimal
    high: Decimal
    currency: str | None
    """ISO 4217 where sign, code or word says it; "$" alone gives "$", "kr" gives "kr"."""
    scaled: bool
    """Whether thousands or lakhs are written out (k, L, Cr) or the digits themselves go that far."""
    large: bool
    """Written in millions: no one's pay, but in currencies of small worth."""
    indian: bool
    lakhs_a_year: bool
    """Written as LPA: pay by its very unit."""
    ranged: bool
    open_ended: bool
    """Written with a plus: "60k+"."""
    start: int
    end: int

    @property
    def to_the_cent(self) -> bool:
        """Whether the sum is written with a fraction: 17.80."""
        return not self.scaled and bool(self.low % 1 or self.high % 1)


@cache
def _signs() -> tuple[tuple[re.Pattern[str], str], ...]:
    named = [
        (sign, code)
        for code, entry in table("currencies.toml").items()
        for sign in (*entry["signs"], *(rf"{word}" for word in entry["words"]))
    ]
    longest_first = sorted(named, key=lambda pair: -len(pair[0]))
    bare = [(r"\$", "$"), (r"kr\.?", "kr"), (r"pesos?", "$")]
    kept = [pair for pair in longest_first if pair[0] not in (r"\$", "dollars?")]
    return tuple((re.compile(sign, re.IGNORECASE), code) for sign, code in (*kept, *bare, ("dollars?", "$")))


@cache
def _pattern() -> re.Pattern[str]:
    signs = "|".join(sign.pattern for sign, _ in _signs())

    def one(n: int) -> str:
        scale = f"(?P<scale{n}>{'|'.join(written for written, _ in _SCALES)})"
        return (
            rf"(?:(?P<pre{n}>{signs})\s?)?(?P<num{n}>{_NUMBER})(?:[.,/][-–—]{{1,2}})?"
            rf"(?:\s?(?:{scale})(?![^\W\d_]))?(?P<plus{n}>\+)?(?:\s?(?P<post{n}>{signs})(?![^\W\d_]))?"
        )

    return re.compile(rf"(?<![\w.,:/#@+])(?<![A-Za-z]-){one(1)}(?:{_JOIN}{one(2)})?(?![\d:@])", re.IGNORECASE)


def sums(text: str) -> Iterator[Sum]:
    """Yield the numbers of a text that may be sums of money, joined to ranges where they are."""
    for found in _pattern().finditer(text):
        yield _sum(found)


def _sum(found: re.Match[str]) -> Sum:
    first, last = found["num1"], found["num2"] or found["num1"]
    currency = next(
        (code for part in ("pre1", "post1", "pre2", "post2") if (code := _code(found[part]))), None
    )
    currency = _narrowed(currency, (found["post1"], found["post2"]))
    if currency is None and "teur" in found[0].lower():
        currency = "EUR"
    scale = (_scale(found, "1"), _scale(found, "2"))
    low, high = _number(first), _number(last)
    if found["num2"]:
        shared = scale[1] or Decimal(1)
        inherits = scale[0] is None and low < 1000 and (scale[1] is not None)
        if scale[1] is None and low < 1000 and high > 10_000 and low * 1000 < high:
            low *= _THOUSAND  # 105-115'000
        low *= shared if inherits else (scale[0] or Decimal(1))
        high *= shared if scale[1] else (scale[0] or Decimal(1)) if high < 1000 else Decimal(1)
    else:
        low *= scale[0] or Decimal(1)
        high = low
    factors = [factor for factor in scale if factor]
    return Sum(
        low=low,
        high=high,
        currency=currency,
        scaled=bool(factors) or low >= 10_000,
        large=any(factor == _MILLION for factor in factors),
        indian=any(factor in (_LAKH, _CRORE) for factor in factors)
        or bool(re.match(r"\d{1,2},\d{2},\d{3}", first)),
        lakhs_a_year="lpa" in ((found["scale1"] or "").lower(), (found["scale2"] or "").lower()),
        ranged=found["num2"] is not None,
        open_ended=bool(found["plus1"]) and found["num2"] is None,
        start=found.start(),
        end=found.end(),
    )


def _code(written: str | None) -> str | None:
    if not written:
        return None
    return next((code for sign, code in _signs() if sign.fullmatch(written.strip())), None)


def _narrowed(currency: str | None, after: tuple[str | None, ...]) -> str | None:
    """Let a code after the sum speak for a bare dollar: "$4,850 CAD"."""
    if currency == "$":
        return next((code for part in after if (code := _code(part)) and code != "$"), currency)
    return currency


def _scale(found: re.Match[str], n: str) -> Decimal | None:
    written = found[f"scale{n}"] or ""
    beside = f"{written}€"
    fitting = (factor for scale, factor in _SCALES if re.match(rf"(?:{scale})(?:€|$)", beside, re.IGNORECASE))
    return next(fitting, None) if written else None


def _number(written: str) -> Decimal:
    plain = re.sub(r"['’\u00a0\u202f ]", "", written)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?", plain):
        fraction = re.search(r"[.,](\d{1,2})$", plain)
        whole = plain[: fraction.start()] if fraction else plain
        digits = re.sub(r"[.,]", "", whole)
        return Decimal(f"{digits}.{fraction[1]}" if fraction else digits)
    return Decimal(re.sub(r"[.,](?=\d{0,18}[.,])", "", plain).replace(",", "."))  # "12.345 678,9"
