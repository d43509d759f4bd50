"""A body's lines to what is new, the signature, what is quoted and what is forwarded; nothing is lost.

Each line goes to exactly one of the four; in doubt it stays in the text.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from mailwithdraw.reading import marks
from mailwithdraw.reading.lines import Line, to_text

_NEW, _QUOTED, _FORWARDED = "new", "quoted", "forwarded"
_LETTER = re.compile(r"\w")
_NAME_LIKE = re.compile(r"[^\W\d_][^\n?!;@]{0,59}")
_RULE = re.compile(r"[-_=*~–—\s]{2,}")
_CLOCK = re.compile(r"(?:\W|\d|\b(?:am|pm|uhr|h|noon|midday)\b)*", re.IGNORECASE)


class Body(NamedTuple):
    """The four parts of a body."""

    text: str
    signature: str
    quoted: str
    forwarded: str


def split(lines: Sequence[Line], subject: str = "") -> Body:
    """Take a body apart; the subject tells a forwarded message from a quoted one."""
    owners = _owners(lines, forwarding=bool(marks.FORWARDING_SUBJECT.match(subject)))
    by = {_NEW: [], _QUOTED: [], _FORWARDED: []}  # type: dict[str, list[Line]]
    for line, owner in zip(lines, owners, strict=True):
        by[owner].append(line)
    if not _has_words(by[_NEW]) and not _has_words(by[_FORWARDED]) and not _is_marked(by[_QUOTED]):
        by[_NEW], by[_QUOTED] = list(lines), []
    text, signature = _without_signature(by[_NEW])
    return Body(
        text, signature, to_text(by[_QUOTED], above=1), to_text(by[_FORWARDED], above=_least(by[_FORWARDED]))
    )


def _has_words(lines: Sequence[Line]) -> bool:
    return any(_LETTER.search(line.text) for line in lines)


def _least(lines: Sequence[Line]) -> int:
    return min((line.depth for line in lines if line.text), default=0)


def _is_marked(lines: Sequence[Line]) -> bool:
    """Whether the quotation is certain: a mail program put a line above it."""
    return any(
        line.history or _is_header_block(lines, at) or _attribution(lines, at)
        for at, line in enumerate(lines[:10])
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
            if marks.FORWARDED.fullmatch(line.text):
                rest = owner = _FORWARDED
                rest_depth = _depth_of_next(lines, at) if line.depth == 0 else line.depth
            elif line.depth == 0:
                owner, taken, rest = _start_of_history(
                    lines, at, forwarding=forwarding, new_before=new_before
                )
                rest_depth = 0
        owners.extend([owner] * taken)
        new_before = new_before or (owner == _NEW and bool(_LETTER.search(line.text)))
        at += taken
    return owners


def _start_of_history(
    lines: Sequence[Line], at: int, *, forwarding: bool, new_before: bool
) -> tuple[str, int, str | None]:
    """Whether history starts at this unquoted line: its owner, how many lines that covers, who owns the rest."""
    line = lines[at]
    handed_on = _FORWARDED if forwarding or not new_before else _QUOTED
    if line.history or _is_header_block(lines, at):
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
        if new_before:
            return _QUOTED, size, _QUOTED
    return _NEW, 1, None


def _depth_of_next(lines: Sequence[Line], at: int) -> int:
    """The depth of the next line that is not empty."""
    return next((line.depth for line in lines[at + 1 : at + 8] if line.text), 0)


def _attribution(lines: Sequence[Line], at: int) -> int:
    """How many lines "On ... wrote:" takes from here on; 0 if it does not stand here."""
    if not lines[at].text or len(lines[at].text) > 500:
        return 0
    joined = ""
    for size in (1, 2, 3, 4):
        if (
            at + size > len(lines)
            or lines[at + size - 1].depth != lines[at].depth
            or not lines[at + size - 1].text
        ):
            return 0
        joined = f"{joined} {lines[at + size - 1].text}".strip()[:600]
        if joined.endswith((":", "：")) or size == 1:
            if marks.ATTRIBUTION.fullmatch(joined) and re.search(r"\d", joined):
                return (
                    size
                    if joined.endswith((":", "：")) or _depth_of_next(lines, at + size - 1) > lines[at].depth
                    else 0
                )
            if marks.ATTRIBUTION_BY_NAME.fullmatch(joined) or marks.ATTRIBUTION_ANY.fullmatch(joined):
                return size
    return 0


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
    found: set[str] = set()
    for line in lines[at + 1 : at + 14]:
        label = marks.LABEL.fullmatch(line.text)
        name = label[1].lower() if label else ""
        found |= {kind for kind, names in _KINDS.items() if name in names}
    return "dated" in found and bool(found & {"to", "subject"}) and ("@" in value or "subject" in found)


_KINDS = {"dated": marks.DATED, "to": marks.TO, "subject": marks.SUBJECT}


# -- the signature -------------------------------------------------------------------------------------


def _without_signature(lines: list[Line]) -> tuple[str, str]:
    """Text and signature of the new lines; one that would leave no text is no signature."""
    texts = [line.text for line in lines]
    while texts and not texts[-1]:
        texts.pop()
    start = _delimiter(texts)
    below = texts[start:] if start is not None else []
    texts = texts[:start] if start is not None else texts
    text, middle = _without_sign_off(texts)
    text, small = _without_small_print(text)
    if not any(_LETTER.search(line) for line in text):
        return _joined([*texts, *below]), ""
    return _joined(text), _joined(
        [*middle, *([""] if middle else []), *small, *([""] if small else []), *below]
    )


def _delimiter(texts: list[str]) -> int | None:
    """Where "-- " sets off the rest (RFC 3676, 4.3), unless too much text follows to be a signature."""
    for at, text in enumerate(texts):
        if text.rstrip() == "--" and at and sum(1 for line in texts[at:] if line) <= 25:
            return at
    return None


def _without_sign_off(texts: list[str]) -> tuple[list[str], list[str]]:
    """Move sign-off, name and the short lines below it; whole sentences below it stay in the text."""
    start = next((at for at in range(1, len(texts)) if _signs_off(texts, at)), None)
    if start is None:
        return texts, []
    kept, moved = texts[:start], []  # type: list[str], list[str]
    for number, paragraph in enumerate(_paragraphs(texts[start:])):
        (moved if number == 0 or _is_signature(paragraph) else kept).extend(["", *paragraph])
    return kept, moved


def _signs_off(texts: list[str], at: int) -> bool:
    match = marks.SIGN_OFF.match(texts[at])
    if match is None or len(texts[at]) > 60:
        return False
    rest = texts[at][match.end() :].strip(" ,.!–-")
    following = [text for text in texts[at + 1 : at + 5] if text][:1]
    if rest:
        return len(rest.split()) <= 4 and texts[at][match.end()] in ",.!–- " and not rest.endswith("?")
    if not following:
        return False
    return _NAME_LIKE.fullmatch(following[0].strip("*_ ")) is not None and len(following[0].split()) <= 7


def _paragraphs(texts: list[str]) -> list[list[str]]:
    return [list(group) for filled, group in groupby(texts, key=bool) if filled]


def _is_signature(paragraph: list[str]) -> bool:
    """Whether a paragraph below the sign-off is contact lines or small print rather than something said."""
    whole = " ".join(paragraph)
    if marks.POSTSCRIPT.match(whole):
        return False
    if marks.SMALL_PRINT.search(whole[:4_000]) or marks.SENT_FROM.match(whole):
        return True
    return all(
        len(line) <= 80 and not re.search(r"[a-zà-ÿ]{2}[.!?]$", line) and "?" not in line
        for line in paragraph
    )


def _without_small_print(texts: list[str]) -> tuple[list[str], list[str]]:
    """Move disclaimers and telephone lines from the end."""
    end = len(texts)
    start = end
    while end:
        while end and not texts[end - 1]:
            end -= 1
        top = end
        while top and texts[top - 1]:
            top -= 1
        paragraph = " ".join(texts[top:end])[:4_000]
        if not paragraph or not (
            marks.SMALL_PRINT.search(paragraph)
            or marks.SENT_FROM.fullmatch(paragraph)
            or _RULE.fullmatch(paragraph)
        ):
            break
        start = end = top
    return texts[:start], texts[start:]


def _joined(texts: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(texts)).strip("\n ")
