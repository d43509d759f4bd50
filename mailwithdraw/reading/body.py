"""A body's lines to what is new, the signature, what is quoted and what is forwarded; nothing is lost.

Each line goes to exactly one of the four; in doubt it stays in the text.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from mailwithdraw.reading import marks
from mailwithdraw.reading.lines import Line, to_text
from mailwithdraw.reading.signature import without_signature

_NEW, _QUOTED, _FORWARDED = "new", "quoted", "forwarded"
_LETTER = re.compile(r"\w")
_DATED = re.compile(r"\b\d{4}\b|\d[:.h]\d\d|@")
_RULE = re.compile(r"[-_=*~–—\s]{2,}")
_CLOCK = re.compile(r"(?:\W|\d|\b(?:am|pm|uhr|h|noon|midday)\b)*", re.IGNORECASE)


class Body(NamedTuple):
    """The four parts of a body."""

    text: str
    signature: str
    quoted: str
    forwarded: str


def split(lines: Sequence[Line], subject: str = "", author: str = "") -> Body:
    """Take a body apart. The subject tells a forwarded message from a quoted one, the author's name where he signs."""
    bare = [line._replace(text=line.text.strip()) for line in lines]
    owners = _owners(bare, forwarding=bool(marks.FORWARDING_SUBJECT.match(subject)))
    by: dict[str, list[Line]] = {_NEW: [], _QUOTED: [], _FORWARDED: []}
    for line, owner, before in zip(lines, owners, [_NEW, *owners], strict=False):
        if owner != before and by[owner]:
            by[owner].append(Line("", line.depth))
        by[owner].append(line)
    if not _has_words(by[_NEW]) and not _has_words(by[_FORWARDED]) and not _is_marked(by[_QUOTED]):
        by[_NEW], by[_QUOTED] = list(lines), []
    text, signature = without_signature([line.text for line in by[_NEW]], author)
    return Body(
        text,
        signature,
        to_text(by[_QUOTED], above=1),
        to_text(by[_FORWARDED], above=_least(by[_FORWARDED][1:])),
    )


def _has_words(lines: Sequence[Line]) -> bool:
    return any(_LETTER.search(line.text) for line in lines)


def _least(lines: Sequence[Line]) -> int:
    return min((line.depth for line in lines if line.text), default=0)


def _is_marked(lines: Sequence[Line]) -> bool:
    """Whether the quotation is certain: a mail program put a line above it."""
    bare = [line._replace(text=line.text.strip()) for line in lines[:10]]
    return any(
        line.history or _is_header_block(bare, at) or _attribution(bare, at)
        for at, line in enumerate(bare)
        if line.text
    )


# -- who owns a line -----------------------------------------------------------------------------------


def _owners(lines: Sequence[Line], *, forwarding: bool) -> list[str]:
    """For each line: new, quoted or forwarded."""
    owners: list[str] = []
    rest: str | None = None  # who owns everything from here on
    rest_depth = 0
    new_before = False
    at = 0
    while at < len(lines):
        line = lines[at]
        if rest and (rest_depth == 0 or line.depth >= rest_depth or not line.text):
            owners.append(rest)
            at += 1
            continue
        rest = None
        taken = 1
        owner = _QUOTED if line.depth else _NEW
        fresh = line.depth > 0 and (not owners or owners[-1] == _NEW)
        if line.text and (line.depth == 0 or fresh):
            size = _forward(lines, at)
            if size:
                rest = owner = _FORWARDED
                taken = size
                rest_depth = _depth_of_next(lines, at + size - 1) if line.depth == 0 else line.depth
            elif line.depth == 0:
                owner, taken, rest = _start_of_history(
                    lines, at, forwarding=forwarding, new_before=new_before
                )
                rest_depth = 0
        owners.extend([owner] * taken)
        new_before = new_before or (owner == _NEW and bool(_LETTER.search(line.text)))
        at += taken
    for at in range(1, len(lines)):
        if not lines[at].text:
            owners[at] = owners[at - 1]
    return owners


def _start_of_history(
    lines: Sequence[Line], at: int, *, forwarding: bool, new_before: bool
) -> tuple[str, int, str | None]:
    """Whether history starts at this unquoted line: its owner, how many lines that covers, who owns the rest."""
    line = lines[at]
    handed_on = _FORWARDED if forwarding or not new_before else _QUOTED
    if line.history or _is_header_block(lines, at) or _is_notes_block(lines, at):
        return handed_on, 1, handed_on
    if marks.ORIGINAL.fullmatch(line.text):
        return handed_on, 1, handed_on
    if _RULE.fullmatch(line.text) and (
        _is_header_block(lines, at + 1) or (at + 1 < len(lines) and lines[at + 1].history)
    ):
        return handed_on, 1, handed_on
    size = _attribution(lines, at)
    if size:
        if _depth_of_next(lines, at + size - 1) > 0:
            return _QUOTED, size, None
        if new_before and _DATED.search(" ".join(line.text for line in lines[at : at + size])):
            return _QUOTED, size, _QUOTED
    return _NEW, 1, None


def _forward(lines: Sequence[Line], at: int) -> int:
    """How many lines "---- Forwarded by ... ----" takes from here on (long ones are wrapped); 0 if it is not here."""
    text = lines[at].text.strip()
    if marks.FORWARDED.fullmatch(text):
        return 1
    if (
        at + 1 < len(lines)
        and text.startswith("--")
        and marks.FORWARDED.fullmatch(f"{text} {lines[at + 1].text.strip()}")
    ):
        return 2
    return 0


def _depth_of_next(lines: Sequence[Line], at: int) -> int:
    """The depth of the next line that is not empty."""
    return next((line.depth for line in lines[at + 1 : at + 8] if line.text), 0)


def _attribution(lines: Sequence[Line], at: int) -> int:
    """How many lines "On ... wrote:" takes from here on; 0 if it does not stand here."""
    taken: list[str] = []
    for line in lines[at : at + 4]:
        if not line.text or line.depth != lines[at].depth or len(line.text) > 250:
            return 0
        taken.append(line.text)
        closed = line.text.endswith((":", "："))
        quotes = _depth_of_next(lines, at + len(taken) - 1) > line.depth
        if (closed or quotes) and _attributes(taken, quotes=quotes):
            later = any(_attributes(taken[first:], quotes=False) for first in range(1, len(taken)))
            return 0 if later else len(taken)
        if closed:
            return 0
    return 0


def _attributes(taken: list[str], *, quotes: bool) -> bool:
    """Whether lines that were wrapped are one attribution; above a quotation less is asked of it."""
    joined = " ".join(taken)[:400]
    if marks.ATTRIBUTION.fullmatch(joined) and (quotes or re.search(r"\d", taken[0])):
        return True
    if marks.ATTRIBUTION_BY_NAME.fullmatch(joined) or marks.ATTRIBUTION_ANY.fullmatch(joined):
        return True
    return quotes and len(taken) == 1 and bool(marks.ATTRIBUTION_BARE.fullmatch(joined))


def _is_header_block(lines: Sequence[Line], at: int) -> bool:
    """Whether From, Sent, To and Subject lines start here (Outlook, Lotus Notes and kin)."""
    if at >= len(lines):
        return False
    first = marks.LABEL.fullmatch(lines[at].text)
    if first is None or first[1].lower() not in marks.FROM:
        return False
    value = first[2] or (lines[at + 1].text if at + 1 < len(lines) else "")
    if _CLOCK.fullmatch(value):
        return False
    labels = [label for line in lines[at + 1 : at + 14] if (label := marks.LABEL.fullmatch(line.text))]
    if labels and labels[0][1].lower() in marks.SENT and re.search(r"\d{4}.*\d", labels[0][2]):
        return True
    found = {kind for label in labels for kind, names in _KINDS.items() if label[1].lower() in names}
    return "dated" in found and bool(found & {"to", "subject"}) and ("@" in value or "subject" in found)


def _is_notes_block(lines: Sequence[Line], at: int) -> bool:
    """Whether a name with date and time stands here, and To, cc and Subject below (Lotus Notes)."""
    if len(lines[at].text) > 200:
        return False
    if not marks.DATED_VALUE.search(lines[at].text):  # the name may stand on a line of its own
        at += 1
        if at >= len(lines) or not marks.DATED_VALUE.match(lines[at].text.strip()):
            return False
    labels = [
        label[1].lower() for line in lines[at + 1 : at + 9] if (label := marks.LABEL.fullmatch(line.text))
    ]
    return "to" in labels[:1] and "cc" in labels and "subject" in labels


_KINDS = {"dated": marks.DATED, "to": marks.TO, "subject": marks.SUBJECT}
