"""Work asked of the candidate: take-home tasks, tests, trial days; how long, and whether it is said to be paid."""

import re

from mailwithdraw.model import Found, Test
from mailwithdraw.reading.facts.words import Words, around, phrases, sentences

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
_BESIDE = 30
"""Characters between the words for work and for its pay."""

_DAYS = 8.0
_LEAST, _MOST = 0.1, 80.0
_ELSEWHEN = re.compile(
    r"(?:\d|within|next|last|after|every|in|innerhalb von|binnen|sous|dans|en|em|entro|per|pro|par|of|\d[.:]|at|by|before|nach|after|for the)\s$"
    r"|^\s(?:ahead|before|notice|ago|earlier|in advance|vorher|nach|after|avant|antes|prima|of notice|a week)",
    re.IGNORECASE,
)


_WORK = re.compile(
    r"\b(?:attached|exercise|task|brief|challenge|step|assignment|notebook|draft|submit|shift|trial|mitgehen|mitarbeiten|aufgabe|exercice|essai|ejercicio|prueba|exercício|esercizio|prova|come in|kitchen|service|section|line|opdracht|meedraaien)\b",
    re.IGNORECASE,
)


def assignment_of(words: Words, language: str, *, for_sure: str = "") -> Found[Test] | None:
    """Return the work a mail asks for; whether it is paid only where it says so, hours the longest it states.

    `for_sure`: what shows that the whole mail is about a test, however it names it.
    """
    for sentence in (*words.sentences(), *sentences(words.subject)):
        for found in phrases("assignment.asked", language).finditer(sentence.text):
            if _denied(sentence.text, found.start()):
                continue
            near = f"{words.body[max(sentence.start - 150, 0) : sentence.start + 600]}\n{words.subject}"
            length = _length(near, sentence.text)
            paid = _paid(near, language)
            if paid is None and _paid_work(words, language):
                paid = True
            test = Test(hours=length.value if length else None, paid=paid)
            told = length.quote if length else around(sentence.text, found.start(), found.end())
            return Found(test, told)
    named = _unpaid_work(words, language) or _paid_work(words, language)
    if named is None and for_sure:
        length = _length(words.body, "")
        return Found(Test(length.value if length else None, paid=_paid(words.body, language)), for_sure)
    return named


def _paid(near: str, language: str) -> bool | None:
    """Say whether the words near a task call it paid or unpaid; None where they do neither."""
    if phrases("assignment.unpaid", language).search(near):
        return False
    if phrases("assignment.paid", language).search(near):
        return True
    told = (one.text for one in sentences(near) if re.search(r"\d|normal", one.text))
    pays, benefits = phrases("assignment.pays", language), phrases("assignment.benefits")
    return True if any(pays.search(text) and not benefits.search(text) for text in told) else None


def _unpaid_work(words: Words, language: str) -> Found[Test] | None:
    """Return work that is named only by what it does not bring: "no compensation is offered for this step"."""
    for sentence in words.sentences():
        found = phrases("assignment.unpaid", language).search(sentence.text)
        near = words.body[max(sentence.start - 400, 0) : sentence.start + 200]
        if found and _WORK.search(near):
            length = _length(near, near)
            test = Test(length.value if length else None, paid=False)
            return Found(test, around(sentence.text, found.start(), found.end()))
    return None


def _paid_work(words: Words, language: str) -> Found[Test] | None:
    """Return work that is named only by what it brings: "we pay you for the morning"; no benefit of the job."""
    work, pays = phrases("assignment.work", language), phrases("assignment.pays", language)
    for sentence in words.sentences():
        told = [(one.start(), one.end()) for one in work.finditer(sentence.text)]
        paid = [(one.start(), one.end()) for one in pays.finditer(sentence.text)]
        beside = any(max(a, c) - min(b, d) <= _BESIDE for a, b in told for c, d in paid)
        if beside and not phrases("assignment.benefits").search(sentence.text):
            length = _length(sentence.text, sentence.text)
            return Found(
                Test(length.value if length else None, paid=True),
                around(sentence.text, 0, len(sentence.text)),
            )
    return None


def _denied(text: str, at: int) -> bool:
    before = text[max(at - 24, 0) : at]
    return (
        re.search(
            rf"(?:{phrases('assignment.denied').pattern})\s(?:\w{{1,9}}\s){{0,2}}$", before, re.IGNORECASE
        )
        is not None
    )


def _length(near: str, sentence: str) -> Found[float] | None:
    """Return the longest stated duration and its words; days only from the sentence that names the task."""
    longest: Found[float] | None = None
    for hours, unit in _UNITS:
        text = sentence if hours >= _DAYS else near
        for one in re.finditer(rf"(?<![\w.:]){_AMOUNT}\s?-?(?:{unit})(?!\w)", text, re.IGNORECASE):
            before, after = text[max(one.start() - 14, 0) : one.start()], text[one.end() : one.end() + 12]
            if _ELSEWHEN.search(before) or _ELSEWHEN.match(after):
                continue
            figure = (one["high"] or one["low"]).lower().replace(",", ".")
            length = round(hours * (float(figure) if figure[0].isdigit() else _NUMBERS[figure]), 2)
            if _LEAST <= length <= _MOST and (longest is None or length > longest.value):
                longest = Found(length, around(text, one.start(), one.end()))
    return longest
