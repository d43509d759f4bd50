"""Work asked of the candidate: take-home tasks, tests, trial days; how long, and whether it is said to be paid."""

import re

from mailwithdraw.model import Found, Test
from mailwithdraw.reading.facts.words import Words, around, phrases

_NUMBERS = {
    word: number
    for number, words in (
        (0.5, "half"),
        (1, "one an a eine une una uma un een"),
        (2, "two zwei deux dos duas due twee"),
        (3, "three drei trois tres três tre drie"),
        (4, "four vier quatre cuatro quatro quattro"),
        (5, "five fünf cinq cinco cinque vijf"),
        (6, "six sechs seis sei zes"),
        (8, "eight acht huit ocho oito otto"),
        (10, "ten zehn dix diez dez dieci tien"),
        (12, "twelve zwölf"),
    )
    for word in words.split()
}
_AMOUNT = rf"(?P<low>\d{{1,3}}(?:[.,]\d)?|{'|'.join(_NUMBERS)})(?:\s?(?:-|–|to|bis|à|a|tot|or|and)\s?(?P<high>\d{{1,3}}|{'|'.join(_NUMBERS)}))?"
_UNITS = (
    (
        8.0,
        r"(?:full |working |whole )?days?(?! (?:ahead|before|notice|ago|of))|tage?|jours?|journées?|días?|giorn[oi]|dagen",
    ),
    (1.0, r"hours?|hrs?|h|stunden?|std|heures?|horas?|ore|ora|uur|uren"),
    (1 / 60, r"min(?:ute)?s?|minuten|minutos|minuti"),
    (16.0, r"weekend"),
)
_DAYS = 8.0
_ELSEWHEN = re.compile(
    r"(?:within|next|last|after|every|in|innerhalb von|binnen|sous|dans|en|em|entro|per|pro|par|of|\d[.:]|at|by|before|nach|after|for the)\s$"
    r"|^\s(?:ahead|before|notice|ago|earlier|in advance|vorher|nach|after|avant|antes|prima|of notice|a week)",
    re.IGNORECASE,
)


def assignment_of(words: Words) -> Found[Test] | None:
    """Return the work a mail asks for; `paid` only where it says so, hours the longest it states."""
    for sentence in words.sentences():
        for found in phrases("assignment.asked").finditer(sentence.text):
            if _denied(sentence.text, found.start()):
                continue
            near = words.body[max(sentence.start - 150, 0) : sentence.start + 600]
            unpaid = phrases("assignment.unpaid").search(near)
            paid = phrases("assignment.paid").search(near)
            test = Test(hours=_hours(near, sentence.text), paid=bool(paid and not unpaid))
            return Found(test, around(sentence.text, found.start(), found.end()))

    return None


def _denied(text: str, at: int) -> bool:
    before = text[max(at - 24, 0) : at]
    return (
        re.search(
            rf"(?:{phrases('assignment.denied').pattern})\s(?:\w{{1,9}}\s){{0,2}}$", before, re.IGNORECASE
        )
        is not None
    )


def _hours(near: str, sentence: str) -> float | None:
    """Return the longest stated duration; days only from the sentence that names the task."""
    found: list[float] = []
    for hours, unit in _UNITS:
        text = sentence if hours >= _DAYS else near
        for one in re.finditer(rf"(?<![\w.:]){_AMOUNT}\s?-?(?:{unit})(?!\w)", text, re.IGNORECASE):
            if _ELSEWHEN.search(text[max(one.start() - 14, 0) : one.start()]) or _ELSEWHEN.match(
                text[one.end() :][:12]
            ):
                continue
            figure = (one["high"] or one["low"]).lower().replace(",", ".")
            found.append(hours * (float(figure) if figure[0].isdigit() else _NUMBERS[figure]))
    plausible = [hours for hours in found if 0.1 <= hours <= 80]
    return round(max(plausible), 2) if plausible else None
