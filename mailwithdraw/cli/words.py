"""What things are called on a terminal: stages, states, kinds, moments, people."""

import tomllib
from datetime import datetime, time, tzinfo
from functools import cache
from importlib.resources import files

from mailwithdraw.cli.cells import clean
from mailwithdraw.model import Address, Certainty, DraftState, Item, Kind, ReachKind, Slot, Stage, Verdict

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STAGES = {
    Stage.OUTREACH: "first contact",
    Stage.SCREENING: "screening",
    Stage.ASSESSMENT: "test",
    Stage.INTERVIEW: "interview",
    Stage.FINAL: "final round",
    Stage.RESCHEDULE: "new time",
    Stage.REMINDER: "reminder",
}
STATES = {
    DraftState.WAITING: "draft waiting",
    DraftState.PLANNED: "no draft yet",
    DraftState.ANSWERED: "you answered",
    DraftState.GONE: "sent or removed",
    DraftState.OLD: "long ago",
    DraftState.UNKNOWN: "look in Drafts",
    DraftState.FAILED: "not stored yet",
}
KINDS = {
    Kind.INVITATION: ("invitation", "invitations"),
    Kind.OFFER: ("offer", "offers"),
    Kind.REJECTION: ("rejection", "rejections"),
    Kind.ACKNOWLEDGEMENT: ("acknowledgement", "acknowledgements"),
    Kind.POST_INTERVIEW: ("note after an interview", "notes after interviews"),
    Kind.HIRING_SIDE: ("from the hiring side", "from the hiring side"),
    Kind.JOB_ALERT: ("job alert", "job alerts"),
    Kind.NEWSLETTER: ("newsletter", "newsletters"),
    Kind.PRESS: ("interview that is no job", "interviews that are no job"),
    Kind.PERSONAL: ("private", "private"),
    Kind.TRANSACTIONAL: ("receipt or notice", "receipts or notices"),
    Kind.OWN: ("by yourself", "by yourself"),
    Kind.OTHER: ("of another kind", "of other kinds"),
}
"""One of a kind, and several; in the order in which they are told."""
REACHES = {
    ReachKind.HUMAN: "a person",
    ReachKind.TOKEN: "a reply address of their system, which hands it to a person",
    ReachKind.RELAY: "the site it came through, which hands it to a person",
    ReachKind.PORTAL: "nobody by mail; there is a portal",
    ReachKind.DEAD: "nobody",
}


_ASKED = {"interview": "an interview", "talk": "a talk", "test": "a test"}
_OF_WHOM = {"you": " of you", "third": " of somebody else", "nobody": ""}
_HOW = {"plain": "", "if": ", on a condition", "after": ", though it is over"}


def sign(signal: str) -> str:
    """What a sign of the detector is called; its own name where it has no other."""
    if signal.startswith("ask "):
        _, what, whom, how = signal.split()
        return f"asks {_ASKED[what]}{_OF_WHOM[whom]}{_HOW[how]}"
    if signal.startswith("system "):
        return f"it came through {signal.removeprefix('system ')}"
    return _signs().get(signal, signal)


@cache
def _signs() -> dict[str, str]:
    return tomllib.loads(files("mailwithdraw.cli").joinpath("signs.toml").read_text(encoding="utf-8"))


def due(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """Say when an answer is due as one would say it: "today 18:00", "Thu 18:00", "2 days late"."""
    here, today = moment.astimezone(zone), now.astimezone(zone)
    days = (here.date() - today.date()).days
    clock = f"{here:%H:%M}"
    if moment < now:
        hours = max(1, int((now - moment).total_seconds() // 3600))
        return f"{count(-days, 'day')} late" if days else f"{count(hours, 'hour')} late"
    if days <= 1:
        return f"tomorrow {clock}" if days else f"today {clock}"
    if days < len(WEEKDAYS):
        return f"{WEEKDAYS[here.weekday()]} {clock}"
    year = f" {here.year}" if here.year != today.year else ""
    return f"{here.day} {MONTHS[here.month - 1]}{year}"


def day(moment: datetime) -> str:
    """A moment in full, in its own offset: "Mon 9 Nov 2026 11:58"."""
    return (
        f"{WEEKDAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} {moment.year} {moment:%H:%M}"
    )


def stretch(slot: Slot) -> str:
    """A proposed time: "Mon 9 Nov 2026 11:00 to 11:30", or the day alone where all of it is proposed."""
    if slot.end is None:
        return day(slot.start)
    if slot.start.time() == slot.end.time() == time():
        return day(slot.start).removesuffix(" 00:00")
    same = slot.end.date() == slot.start.date()
    return f"{day(slot.start)} to {f'{slot.end:%H:%M}' if same else day(slot.end)}"


def state(item: Item) -> str:
    """What became of the letter, or why there is none, in two words."""
    if item.state is not DraftState.NONE:
        return STATES[item.state]
    if item.verdict is Verdict.CAUTION:
        return "do not reply"
    if item.certainty is Certainty.LIKELY:
        return "only likely"
    return "" if item.verdict is Verdict.KEEP else "no draft"


def role(item: Item) -> str:
    """The role, or the subject where the mail does not tell it."""
    return clean(item.role or item.subject) or "(no subject)"


def progress(item: Item) -> str:
    """How far things have come."""
    return STAGES[item.stage] if item.stage else ""


def who(item: Item) -> tuple[str, str]:
    """The person, and the company or else the domain they write from; empty where it adds nothing."""
    sender = item.sender
    name = clean(sender.name or sender.email) if sender else "(no sender)"
    company = clean(item.company or (sender.domain if sender else ""))
    return name, company if company.casefold() not in name.casefold() else ""


def person(address: Address) -> str:
    """A name with its address."""
    return f"{address.name} <{address.email}>" if address.name else address.email


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 day", "2 days"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
