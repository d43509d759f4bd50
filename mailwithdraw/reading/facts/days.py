"""Days as mails name them, resolved against the day the mail was written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice

from mailwithdraw.reading.facts.words import table

_MOST = 24
"""Days looked at in a line."""

_FAR = 300
"""A date without a year is in the coming months; further off is a past one."""

_PAST = 4
"""So many days back a date without a year may still lie: "as of yesterday"."""


_PART = r"(?:abend|früh|morgen|vormittag|mittag|nachmittag|nacht|avond|ochtend|middag)?s?"
"""What German and Dutch write together with the day: "Sonntagabend"."""

_WEEK_OF = re.compile(
    r"\b(?:week (?:of|commencing|van)|w/c|woche vom|semaine du|semana del?|semana de|settimana del)\s(?:the\s)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a list of days joined by "or", and where the text names it; no dates if no one knows when it was written."""

    dates: tuple[date, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads days: in which language, written when, and whether the writer puts the month first."""

    language: str
    written: date | None
    month_first: bool


def days(text: str, reader: Reader) -> Iterator[Day]:
    """Yield the days a text names, in order."""
    following = [one.span() for one in _words("next_week", reader.language).finditer(text)]
    for found in islice(_pattern(reader.language).finditer(text), _MOST):
        if _WEEK_OF.search(text, max(found.start() - 20, 0), found.start()):
            continue
        coming_week = any(_same_sentence(text, found.span(), one) for one in following)
        dates = tuple(_dates(found, reader, coming_week=coming_week))
        end = found.end()
        if not dates and found["wd3"]:
            dates, end = tuple(_coming(found["wd3"], reader, later=coming_week)), found.end("wd3")
        if dates or reader.written is None:
            yield Day(dates, found.start(), end)


def _same_sentence(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether nothing ends a sentence between two places."""
    between = text[min(one[1], other[1]) : max(one[0], other[0])]
    return re.search(r"[.!?]\s+[A-ZÀ-Þ¿¡]", between) is None


@cache
def _words(name: str, language: str) -> re.Pattern[str]:
    lists = table("calendar_words.toml")[name]
    either = "|".join([*lists.get(language, []), *(lists["en"] if language != "en" else [])])
    return re.compile(rf"(?<!\w)(?:{either or '(?!)'})(?!\w)", re.IGNORECASE)


@cache
def _names(kind: str, language: str) -> dict[str, int]:
    """Map the names of months (1-12) or weekdays (0 is Monday) in a language, and the full English ones."""
    lists = table("calendar_words.toml")[kind]
    first = 1 if kind == "months" else 0
    own = {
        name: n
        for n, names in enumerate(lists.get(language, lists["en"]), first)
        for name in names.split("|")
    }
    english = {names.split("|")[0]: n for n, names in enumerate(lists["en"], first)}
    return {**english, **own}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    short = "|".join(table("calendar_words.toml")["short"]["names"])
    months = "|".join(sorted(_names("months", language), key=len, reverse=True))
    weekday = "|".join(sorted(_names("weekdays", language), key=len, reverse=True))
    again = rf"(?:,?\s\(?(?:{weekday})\)?(?!\w))?"
    nth = r"\d{1,2}(?:st|nd|rd|th|er|º|ª|°|\.)?"
    lead = rf"(?:(?P<wd{{0}}>{weekday})(?:\.|,|\s\()*,?\s*(?:the|den|dem|der|le|el|il|dia|día|o dia|de)?\s*)?"
    articles = "|".join(table("calendar_words.toml")["before_a_number"].get(language, ["(?!)"]))
    year = r"(?:(?:-|,?\s*(?:de(?:l)?\s+)?)(?P<y{0}>20\d\d))?"
    or_ = r"(?:\s*(?:,|/|or|and|oder|und|ou|et|o|y|e|of|en|-|–)\s*)"
    next_ = "|".join(table("calendar_words.toml")["next"].get(language, []) or ["next"])
    parts = [
        r"(?P<iso>20\d\d-\d\d-\d\d)",
        # 24 March 2025, 24. März, 16 de diciembre de 2024; 19 or 20 May
        lead.format(1)
        + rf"(?:(?P<also1>{nth}){or_}(?:the\s)?)?(?P<d1>{nth})\s*(?:of\s|de\s|d['’]|/|-)?\s*(?P<m1>{months})\b\.?"
        + year.format(1)
        + again,
        # March 24, 2025; December 9, 10, or 11; February 17-18
        lead.format(2)
        + rf"(?P<m2>{months})\.?\s+(?:the\s)?(?P<d2>{nth})(?![:./\d]*\d|\s?[ap]\.?m\b|h)(?P<more2>(?:(?:,\s?{nth}){{0,3}},?\s?(?:or|and|-|–|oder|und)\s?{nth}(?![:.\d]*\d|\s?[ap]\.?m\b|\s?h\b|\s?[-–]|\s?(?:to|till)\s))?)"
        + year.format(2)
        + again,
        # 24.03.2025, 24/03, 3/24, 22.1.
        lead.format(3)
        + r"(?P<a3>\d{1,2})(?P<sep3>[./-])(?P<b3>\d{1,2})(?:(?P=sep3)(?P<y3>20\d\d|\d\d)|(?P<dot3>\.))?(?!\d|:\d|[%/]|\s?(?:h|uhr|uur|[ap]m)\b|[.,]\d)"
        + rf"(?:\s\((?:{weekday})\))?",
        # Tuesday the 25th, mardi 27, Donnerstag (5.)
        rf"(?P<wd4>{weekday})(?:\.|,|\s\()*\s*(?:the|den|dem|le|el|il|dia|día|giorno)?\s*(?P<d4>{nth})(?!\s?[-–]\s?\d|\s(?:to|till|until)\s\d|[:.\dh]*\d|\s?(?:h|u|uur|uhr|am|pm|a\.m|p\.m|ore|o['’]clock|days?|min\w*)\b)",
        # the 19th; the 16th and 17th
        (
            rf"(?:(?:the|on{'|de|op' if language == 'nl' else ''})\s|(?<=by\s)|(?<=before\s))(?P<d5>\d{{1,2}})(?:st|nd|rd|th|e)(?P<more5>(?:\s?(?:or|and|,|/)\s?(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)){{0,2}})"
            rf"(?!\s(?:(?:or|and)\s(?:the\s)?{nth}\s)?(?:of\s)?(?:{months})\b)"
        ),
        # le 23, el día 5, am 13.: a number that nothing but an end or a time follows
        rf"(?:{articles})\s(?P<d8>\d{{1,2}}(?:\.|er|º|°)?)(?!\.?\s?(?:(?:oder|und|ou|et|o|y|e|en|of)\s(?:{articles})?\s?\d{{1,2}}\.?\s?)?(?:de\s)?(?:{months})\b)(?=\s?(?:[,.;:!?)](?!\d)|$|(?:à|a las|um|au|alle|dalle|tra|fra|das|entre|às|no|spätestens|o mais|a más|como)\s))",
        # antes del 12, entro il 18: so led, a number is a day whatever follows, but for a unit
        (
            r"(?:(?<=antes\s)del(?:\sdía)?|(?<=hasta\s)el|(?<=avant\s)le|(?<=entro\s)il|(?<=até\s)(?:o\s)?dia|(?<=vor\s)dem|(?<=bis\s)zum)\s(?P<d9>\d{1,2})(?:\.|er|º)?(?![\d:.,/-]*\d|\s?(?:%|h\b|uhr|ore\b|de\s|d['’]|min|€))"
            rf"(?!\s?(?:{months})\b)"
        ),
        rf"(?P<next>(?:{next_})\s)?(?P<wd6>(?!(?:{short})(?![\w-])){'(?:' + weekday + ')'}){_PART}",
        # names that are words of their own as well count with a preposition or a time: "na sexta", "sexta às 10h"
        (
            rf"(?:(?:(?<=\bna\s)|(?<=esta\s)|(?<=pela\s)|(?<=próxima\s)|(?<=até\s)|(?<=\bou\s))(?=(?:{short})\b)|(?=(?:{short}),?\s(?:(?:[àa]s?|pelas|de manhã|a partir|ou|que vem)\s|meio-dia|(?:\d{{1,2}}(?:h|:))))|(?:(?<=oder\s)|(?<=\bof\s))(?-i:(?=[A-Z]))(?=(?:{short})\b)|(?-i:(?=[A-Z]))(?=(?:{short})(?:\.?\s\d{{1,2}}(?:[:.]\d\d)?\s?(?:uhr|uur|u)\b|\s(?:oder|of)\s(?:{short})\b)))"
            rf"(?P<wd7>(?:{weekday}))(?!\s(?:fase|etapa|entrevista|ronda|rodada|vez|opção|conversa|parte|feira|reunião|volta|chamada))"
        ),
        rf"(?P<aft>{_words('after_tomorrow', language).pattern})",
        rf"(?P<tom>{_words('tomorrow', language).pattern})",
        rf"(?P<tod>{_words('today', language).pattern})",
    ]
    return re.compile(
        rf"(?=\w)(?<![\w.,:+-])(?:(?<!/)|(?<=\b[^\W\d]{{3}}/)|(?<=\b[^\W\d]{{2}}/))(?:{'|'.join(parts)})(?!\w|['’]s\b)",
        re.IGNORECASE,
    )


def _dates(found: re.Match[str], reader: Reader, *, coming_week: bool) -> Iterator[date]:
    if found["iso"]:
        yield from _iso(found["iso"])
    elif found["d1"] or found["d2"]:
        yield from _of_a_named_month(found, reader)
    elif found["a3"]:
        yield from _numeric(found, reader)
    elif found["d4"]:
        yield from _of_month(_number(found["d4"]), found["wd4"], reader)
    elif found["d5"]:
        for written in (found["d5"], *re.findall(r"\d{1,2}", found["more5"] or "")):
            yield from _of_month(int(written), None, reader)
    elif found["d8"] or found["d9"]:
        yield from _of_month(_number(found["d8"] or found["d9"]), None, reader)
    else:
        yield from _relative(found, reader, coming_week=coming_week)


def _of_a_named_month(found: re.Match[str], reader: Reader) -> Iterator[date]:
    n = "1" if found["d1"] else "2"
    month = _names("months", reader.language)[found[f"m{n}"].lower()]
    more = re.findall(r"\d{1,2}", (found["more2"] or "") if n == "2" else "")
    listed = [found["also1"], found["d1"]] if n == "1" else [found["d2"], *more]
    alone = len([one for one in listed if one]) == 1
    for position, written in enumerate(listed):
        if written:
            weekday = found[f"wd{n}"] if alone or (n == "2" and position == 0) else None
            yield from _dated(_number(written), month, found[f"y{n}"], weekday, reader)


def _number(written: str) -> int:
    return int(re.match(r"\d+", written)[0])  # type: ignore[index]  # the pattern starts with a digit


def _iso(written: str) -> Iterator[date]:
    try:
        yield date.fromisoformat(written)
    except ValueError:
        return


def _dated(day: int, month: int, year: str | None, weekday: str | None, reader: Reader) -> Iterator[date]:
    """Yield the day of a month; without a year the coming one, or the one the weekday fits."""
    if year:
        yield from _made(int(year) + (2000 if len(year) == 2 else 0), month, day)
        return
    if reader.written is None:
        return
    near = [made for step in (0, 1, -1) for made in _made(reader.written.year + step, month, day)]
    coming = [one for one in near if -_PAST <= (one - reader.written).days <= _FAR]
    fitting = [one for one in coming if weekday is None or one.weekday() == _weekday(weekday, reader)]
    yield from (fitting or coming)[:1]


def _numeric(found: re.Match[str], reader: Reader) -> Iterator[date]:
    """Yield a day in figures; which figure is the month is told by the weekday, the size, or the country."""
    first, second, separator = int(found["a3"]), int(found["b3"]), found["sep3"]
    if not found["y3"] and not found["wd3"] and separator != "/" and not found["dot3"]:
        return
    orders = [(first, second), (second, first)]
    if separator == "." or not reader.month_first:
        orders = orders[:1] if separator == "." else orders
    else:
        orders.reverse()
    read = [made for day, month in orders for made in _dated(day, month, found["y3"], None, reader)]
    fitting = [one for one in read if found["wd3"] and one.weekday() == _weekday(found["wd3"], reader)]
    yield from (fitting or read)[:1]


def _of_month(day: int, weekday: str | None, reader: Reader) -> Iterator[date]:
    """Yield the next such day of a month; with a weekday, the next one it fits."""
    if reader.written is None:
        return
    for ahead in range(3):
        month0 = reader.written.month - 1 + ahead
        for made in _made(reader.written.year + month0 // 12, month0 % 12 + 1, day):
            if made >= reader.written and (weekday is None or made.weekday() == _weekday(weekday, reader)):
                yield made
                return


def _relative(found: re.Match[str], reader: Reader, *, coming_week: bool) -> Iterator[date]:
    if reader.written is None:
        return
    if found["tod"]:
        yield reader.written
    elif found["tom"]:
        yield reader.written + timedelta(days=1)
    elif found["aft"]:
        yield reader.written + timedelta(days=2)
    elif found["wd6"] or found["wd7"]:
        yield from _coming(found["wd6"] or found["wd7"], reader, later=bool(found["next"]) or coming_week)


def _coming(written: str, reader: Reader, *, later: bool) -> Iterator[date]:
    """Yield the coming day of that name, or the one in the week after this one."""
    if reader.written is None:
        return
    weekday = _weekday(written, reader)
    if later:
        monday = reader.written - timedelta(days=reader.written.weekday())
        yield monday + timedelta(days=7 + weekday)
    else:
        yield reader.written + timedelta(days=(weekday - reader.written.weekday() - 1) % 7 + 1)


def _weekday(written: str, reader: Reader) -> int:
    names = _names("weekdays", reader.language)
    known = written.lower()
    for name, n in names.items():
        if re.fullmatch(name, known):
            return n
    return -1


def _made(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return
