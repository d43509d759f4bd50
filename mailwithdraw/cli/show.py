"""How invitations and letters look on a terminal: values in, text out."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from enum import Enum

from mailwithdraw.cli import words
from mailwithdraw.cli.cells import wrap
from mailwithdraw.cli.explanation import explanation
from mailwithdraw.cli.page import GAP, Cell, Page
from mailwithdraw.model import Draft, DraftState, Item, Kind, Verdict

__all__ = ["Group", "explanation", "group_of", "letter", "summary", "table"]

SIDE_BY_SIDE = 116
"""From so many columns on, the mail's words stand beside the role instead of below it."""
_VERDICT, _DUE = 9, 14
_WIDEST_NAME = 28


class Group(Enum):
    """What the user has to do about an invitation, in the order of the table."""

    SEND = "Drafts to read and send"
    LOOK = "For you to look at"
    ANSWER = "Nothing against these: answer them yourself"
    DONE = "Done"


def group_of(item: Item) -> Group:
    """Tell what is left to do about an invitation."""
    match item.state:
        case DraftState.WAITING | DraftState.PLANNED:
            return Group.SEND
        case DraftState.ANSWERED | DraftState.GONE:
            return Group.DONE
        case _ if item.verdict is Verdict.KEEP:
            return Group.ANSWER
        case _:
            return Group.LOOK


def table(
    items: Sequence[Item],
    *,
    width: int,
    colour: bool,
    now: datetime,
    zone: tzinfo,
    unicode: bool = True,
) -> str:
    """Show invitations in groups by what the user has to do, the most urgent first in each.

    Args:
        items: the invitations; every text of theirs is made harmless to a terminal.
        width: columns of the terminal.
        colour: whether to use colours and other styles.
        now: aware; due times are told relative to it.
        zone: the user's time zone.
        unicode: False where the output takes only ASCII.

    """
    page = Page.of(width, colour=colour, unicode=unicode)
    blocks = []
    for group in Group:
        members = sorted((item for item in items if group_of(item) is group), key=_urgency)
        if members:
            lines = [page.heading(group.value, str(len(members))), *([""] if group is Group.DONE else [])]
            for item in members:
                lines += _settled(page, item) if group is Group.DONE else _row(page, item, now, zone)
            blocks.append("\n".join(lines))
    return "\n\n".join(blocks) or "No invitations."


def summary(
    items: Sequence[Item], kinds: Mapping[Kind, int], *, dry_run: bool = False, width: int = 79
) -> str:
    """Sum up a pass in a sentence or two: the letters, and how much other mail of which kinds was read."""
    total = sum(number for kind, number in kinds.items() if kind is not Kind.INVITATION)
    letters = sum(group_of(item) is Group.SEND for item in items)
    sentences = []
    if letters:
        noun = words.count(letters, "draft")
        waits = f"{noun} waits" if letters == 1 else f"{noun} wait"
        sentences.append(
            f"A real run would leave {noun}; nothing was changed." if dry_run else f"{waits} in Drafts."
        )
    if not items:
        sentences.append("No invitations.")
    if total:
        parts = [
            f"{kinds[kind]} {one if kinds[kind] == 1 else several}"
            for kind, (one, several) in words.KINDS.items()
            if kind is not Kind.INVITATION and kinds.get(kind)
        ]
        sentences.append(f"{words.count(total, 'other mail')}: {', '.join(parts)}.")
    return "\n".join(wrap(" ".join(sentences), width))


def letter(draft: Draft, *, width: int, colour: bool, unicode: bool = True, quoted: int = 3) -> str:
    """Show a draft as it lies in Drafts: short headers, the letter, and the first lines of what it quotes."""
    page = Page.of(width, colour=colour, unicode=unicode)
    label = len("In-Reply-To:")
    headers = (
        ("To:", ", ".join(map(words.person, draft.to))),
        ("Cc:", ", ".join(map(words.person, draft.cc))),
        ("Subject:", draft.subject),
        ("In-Reply-To:", draft.in_reply_to or ""),
    )
    lines: list[str] = []
    for name, value in headers:
        lines += page.labelled(name, page.cell(value, page.room(label), lines=2), label)
    lines.append("")
    for text in (*draft.letter.strip("\n").splitlines(), ""):
        lines += page.barred(text)
    original = draft.text.removeprefix(draft.letter).strip("\n").splitlines()
    for text in original[:quoted]:
        lines += page.barred(text, "aside")
    if len(original) > quoted:
        lines += page.barred(f"… and {len(original) - quoted} more lines of their mail", "aside")
    return "\n".join(lines)


def _row(page: Page, item: Item, now: datetime, zone: tzinfo) -> list[str]:
    """One invitation: verdict and id, who, what and the mail's words, due and state."""
    rest = page.columns - _VERDICT - _DUE - 4 * GAP
    room = min(rest * 3 // 8, _WIDEST_NAME)
    name, company = words.who(item)
    cells = [
        (_VERDICT, [(item.verdict.value, item.verdict.value), (item.id[:_VERDICT], "aside")]),
        (room, [*page.cell(name, room, "name", lines=2), *page.cell(company, room, lines=2)]),
        *_story(page, item, rest - room),
        (_DUE, [*_due(page, item, now, zone), *page.cell(words.state(item), _DUE, "aside")]),
    ]
    return ["", *page.side_by_side(cells)]


def _story(page: Page, item: Item, room: int) -> list[tuple[int, Cell]]:
    """What it is about, the words that decided, and why there is no letter: in one cell or in two."""
    wide = page.columns >= SIDE_BY_SIDE
    first = (room - GAP) * 2 // 5 if wide else room
    second = room - GAP - first if wide else room
    what = _what(page, item, first)
    said = page.cell(f"“{item.quote.strip()}”", second, "quote", lines=3) if item.quote.strip() else []
    if item.note and item.state is not DraftState.WAITING:
        said += page.cell(f"→ {item.note}", second, "note", lines=5)
    return [(first, what), (second, said)] if wide else [(room, [*what, *said])]


def _what(page: Page, item: Item, room: int) -> Cell:
    """The role with its stage behind it, or below it where that would be torn."""
    *above, (last, style) = page.cell(words.role(item), room, lines=3)
    progress = words.progress(item)
    joined = page.cell(f"{last} · {progress}" if progress else last, room)
    return (
        [*above, *joined]
        if len(joined) == 1
        else [*above, (last, style), *page.cell(progress, room, "aside")]
    )


def _due(page: Page, item: Item, now: datetime, zone: tzinfo) -> Cell:
    if item.due is None:
        return []
    text = words.due(item.due, now, zone)
    style = "late" if item.due < now else "today" if text.startswith("today") else "plain"
    return page.cell(text, _DUE, style)


def _settled(page: Page, item: Item) -> list[str]:
    """One invitation with nothing left to do, on a line."""
    text = ", ".join(filter(None, (*words.who(item), words.role(item), words.progress(item))))
    state = f"{words.state(item)}:"
    return page.labelled(state, page.cell(text, page.room(len(state)), lines=1), len(state))


def _urgency(item: Item) -> tuple[datetime, datetime, str]:
    never = datetime.max.replace(tzinfo=UTC)
    return item.due or never, item.received or never, item.id
