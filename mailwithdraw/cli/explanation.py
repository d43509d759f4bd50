"""How a judgement explains itself on a terminal: what the mail is, what it says, what follows, each with its words."""

from collections.abc import Iterator

from mailwithdraw.cli import words
from mailwithdraw.cli.cells import clean
from mailwithdraw.cli.page import Cell, Page
from mailwithdraw.model import (
    Decision,
    Detection,
    Draft,
    Evidence,
    Facts,
    Found,
    Judgement,
    Message,
    NoDraft,
    Period,
    Reach,
    Salary,
    Verdict,
)

_LABEL = 9
_FACT = 12
_EVIDENCE_SHOWN = 6
"""Signs shown, the weightiest first; `--json` has all."""


def explanation(
    judgement: Judgement, file: str, *, colour: bool, unicode: bool = True, width: int = 100
) -> str:
    """Tell in a person's words what `as_json` tells a program."""
    page = Page.of(width, colour=colour, unicode=unicode)
    message = judgement.message
    room = page.room(_LABEL)
    sections = (
        ("mail", _mail(page, message, room)),
        ("is", _kind(page, judgement.detection, room)),
        ("doubts", _signs(page, judgement.suspicions, room)),
        ("says", _facts(page, judgement.facts, room)),
        ("answer", _reach(page, judgement.reach, room)),
        ("verdict", _decision(page, judgement.decision, room)),
        ("draft", _draft(page, judgement.draft, room)),
    )
    lines = [page.heading(clean(file))]
    for name, cell in sections:
        lines += page.labelled(name, cell, _LABEL)
    if isinstance(judgement.draft, Draft):
        lines.append("")
        for text in judgement.draft.letter.strip("\n").splitlines():
            lines += page.barred(text)
    return "\n".join(lines) + "\n"


def _mail(page: Page, message: Message, room: int) -> Cell:
    author = words.person(message.author) if message.author else "(no sender)"
    when = words.day(message.date) if message.date else ""
    defects = f"damaged: {', '.join(message.defects)}" if message.defects else ""
    return [
        *page.cell(message.subject or "(no subject)", room, "name"),
        *page.cell(", ".join(filter(None, (author, when))), room),
        *page.cell(defects, room, "note", lines=2),
    ]


def _kind(page: Page, detection: Detection, room: int) -> Cell:
    one, _ = words.KINDS[detection.kind]
    certainty = detection.certainty.value if detection.certainty else ""
    stage = words.STAGES[detection.stage] if detection.stage else ""
    text = ", ".join(filter(None, (one, stage, certainty, f"score {detection.score:.2f}")))
    return [*page.cell(text, room, "name"), *_signs(page, detection.evidence, room)]


def _signs(page: Page, evidence: tuple[Evidence, ...], room: int) -> Cell:
    weighty = sorted(evidence, key=lambda sign: -abs(sign.weight))[:_EVIDENCE_SHOWN]
    return [
        line
        for sign in weighty
        for line in page.cell(f"{sign.weight:+.1f} {words.sign(sign.signal)}: “{sign.quote}”", room, lines=2)
    ]


def _facts(page: Page, facts: Facts, room: int) -> Cell:
    cell: Cell = []
    for name, value, quote in _stated(facts):
        said = "" if value.casefold() == quote.casefold() else f" “{quote}”"
        first, *more = page.cell(f"{value}{said}", room - _FACT, lines=2)
        cell += [
            (f"{name:<{_FACT}}{first[0]}", "plain"),
            *((" " * _FACT + line, style) for line, style in more),
        ]
    return cell


def _stated(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Every fact the mail states: its name, its value in words, and the mail's words."""
    contact = facts.contact
    texts: tuple[tuple[str, Found[str] | None], ...] = (
        ("company", facts.company),
        ("role", facts.role),
        ("contact", contact.name),
        ("address", contact.email),
        ("phone", contact.phone),
        ("place", facts.location),
        ("work mode", facts.work_mode),
        ("level", facts.seniority),
        ("book at", facts.scheduling_link),
    )
    yield from ((name, str(found.value), found.quote) for name, found in texts if found)
    if facts.salary:
        yield "pay", pay(facts.salary.value), facts.salary.quote
    if facts.reply_by:
        yield "answer by", f"{facts.reply_by.value:%Y-%m-%d}", facts.reply_by.quote
    for slot in facts.slots:
        yield "time", words.stretch(slot), slot.quote
    if facts.test:
        hours = f"{facts.test.value.hours:g} hours" if facts.test.value.hours else "length not told"
        yield "test", f"{hours}, {'paid' if facts.test.value.paid else 'unpaid'}", facts.test.quote
    flags = (
        ("agency", facts.agency),
        ("relocation", facts.relocation),
        ("you met", facts.met),
        ("you applied", facts.applied),
    )
    yield from ((name, "yes" if found.value else "no", found.quote) for name, found in flags if found)


def pay(salary: Salary) -> str:
    """Stated pay in words: "62,000 to 70,000 EUR a year", "up to 90,000 EUR a year"."""
    low, high = (None if sum_ is None else f"{sum_:,.10g}" for sum_ in (salary.minimum, salary.maximum))
    if low and high:
        amount = low if low == high else f"{low} to {high}"
    else:
        amount = f"up to {high}" if high else f"from {low}"
    article = "an" if salary.period is Period.HOUR else "a"
    per = f"{article} {salary.period.value}" if salary.period else ""
    return " ".join(filter(None, (amount, salary.currency, per)))


def _reach(page: Page, reach: Reach | None, room: int) -> Cell:
    if reach is None:
        return []
    address = f" at {words.person(reach.address)}" if reach.address else ""
    text = f"would reach {words.REACHES[reach.kind]}{address}: {reach.why}"
    return page.cell(text, room) + page.cell(reach.portal or "", room, "aside")


def _decision(page: Page, decision: Decision | None, room: int) -> Cell:
    if decision is None:
        return []
    cell = page.cell(decision.verdict.value, room, decision.verdict.value)
    for reason in decision.reasons:
        cell += page.cell(f"{reason.criterion}: {reason.because}", room)
        if reason.quote:
            cell += page.cell(f"“{reason.quote}”", room, "quote", lines=3)
    if decision.for_going and decision.verdict is not Verdict.CAUTION:
        cell += page.cell(f"for going all the same: {'; '.join(decision.for_going)}", room)
    if decision.due:
        cell += page.cell(f"an answer is due {words.day(decision.due)}", room)
    return cell


def _draft(page: Page, draft: Draft | NoDraft | None, room: int) -> Cell:
    match draft:
        case Draft():
            return page.cell(f"to {', '.join(map(words.person, draft.to))}: {draft.subject}", room)
        case NoDraft():
            return page.cell(f"none: {draft.why}", room)
        case None:
            return []
