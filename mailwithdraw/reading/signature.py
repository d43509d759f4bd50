"""New text to what is said and the signature below it: sign-off, name, contact lines, small print."""

import re
from collections.abc import Callable
from itertools import groupby

from mailwithdraw.reading import marks

_LETTER = re.compile(r"\w")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NAME = re.compile(r"[^\W\d_][^\n?!;:@]{0,59}")
_RULE = re.compile(r"[-_=*~–—\s]{2,}")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b(?!\s?\d)|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_REACH = re.compile(r"(?:\+|\(?0)[\d\s()./-]{6,25}|\S{1,60}@\S{1,60}|(?:https?://|www\.)\S{1,200}")
_LONGEST_PARAGRAPH = 4_000
_MOST = 60
"""Lines of a block, and paragraphs below a sign-off, that may be a signature: more is a text."""


def without_signature(texts: list[str], author: str = "") -> tuple[str, str]:
    """Take text and signature apart; a signature that would leave no text is none. Nothing is lost."""
    names = frozenset(word.casefold() for word in _WORD.findall(author))
    start = _delimiter(texts)
    said, below = texts[:start], texts[start:]
    said, signed = _without_sign_off(said, names)
    said, small = _without_small_print(said)
    if all(marks.SIGN_OFF.fullmatch(line.strip(" ,.!")) for line in said if _LETTER.search(line)):
        return _joined(texts), ""
    return _joined(said), _joined([*signed, "", *small, "", *below])


def _joined(texts: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(texts)).strip("\n ")


def _delimiter(texts: list[str]) -> int:
    """Where "-- " sets off the rest (RFC 3676, 4.3), unless too much follows to be a signature."""
    found, filled = len(texts), 0
    for at in range(len(texts) - 1, 0, -1):
        filled += bool(texts[at])
        if filled > 25:
            break
        if texts[at].rstrip() == "--":
            found = at
    return found


# -- the sign-off --------------------------------------------------------------------------------------


def _without_sign_off(texts: list[str], names: frozenset[str]) -> tuple[list[str], list[str]]:
    """Move sign-off, name and the contact lines below them; what is said below them stays in the text."""
    for test in (_signs_off, _signs):
        for at in range(1, len(texts)):
            if test(texts, at, names):
                return _parted(texts, at)
    return texts, []


def _parted(texts: list[str], start: int) -> tuple[list[str], list[str]]:
    kept, moved = texts[:start], []  # type: list[str], list[str]
    paragraphs = _paragraphs(texts[start:])
    block = (
        paragraphs[0]
        if len(paragraphs[0]) > 1 or len(paragraphs) == 1
        else [*paragraphs[0], "", *paragraphs[1]]
    )
    end = next(
        (at for at, line in enumerate(block[:_MOST]) if at > 1 and line and not _is_contact(line)),
        min(len(block), _MOST),
    )
    moved.extend(block[:end])
    kept.extend(["", *block[end:]])
    for at, paragraph in enumerate(paragraphs[1 if block is paragraphs[0] else 2 :]):
        (moved if at < _MOST and _is_signature(paragraph) else kept).extend(["", *paragraph])
    return kept, moved


def _signs_off(texts: list[str], at: int, names: frozenset[str]) -> bool:
    """Whether "Kind regards," and a name stand here, or "Thanks, Jane"."""
    line = texts[at].strip()
    match = marks.SIGN_OFF.match(line)
    if match is None or len(line) > 60:
        return False
    rest = line[match.end() :].strip(" ,.!–-:;)")
    if rest and line[match.end()] not in " ,.!–-:":
        return False
    following = next((text.strip("*_ -") for text in texts[at + 1 : at + 6] if text), "")
    named = _is_of(following, names)
    if not rest:
        return named or (_NAME.fullmatch(following) is not None and len(following.split()) <= 7)
    if len(rest.split()) > 5 or "?" in rest:
        return False
    if _is_of(rest, names) or named:
        return True
    return rest[0].isupper() and len(rest.split()) <= 2 and rest.istitle() and _all_signature(texts, at + 1)


def _signs(texts: list[str], at: int, names: frozenset[str]) -> bool:
    """Whether the author's name alone ends the letter here."""
    above = next((text for text in reversed(texts[max(0, at - 4) : at]) if text), "")
    return (
        _is_of(texts[at], names)
        and len(texts[at]) <= 60
        and not above.endswith(":")
        and _all_signature(texts, at + 1)
    )


def _is_of(text: str, names: frozenset[str]) -> bool:
    """Whether the words before the first comma or bar are all of the author's name."""
    head = re.split(r"[,|/(·•–-]| at ", text, maxsplit=1)[0]
    found = [word.casefold() for word in _WORD.findall(head)]
    return bool(found) and len(text) < 80 and all(word in names for word in found)


def _all_signature(texts: list[str], start: int) -> bool:
    """Whether nothing is said from here to the end, which is near."""
    return len(texts) - start <= 80 and all(
        _is_signature(paragraph) for paragraph in _paragraphs(texts[start:])
    )


def _paragraphs(texts: list[str]) -> list[list[str]]:
    return [list(group) for filled, group in groupby(texts, key=bool) if filled]


def _is_signature(paragraph: list[str]) -> bool:
    """Whether a paragraph below the sign-off is contact lines or small print rather than something said."""
    whole = " ".join(paragraph)[:_LONGEST_PARAGRAPH]
    if marks.POSTSCRIPT.match(whole):
        return False
    return _is_small_print(whole) or (len(paragraph) <= _MOST and all(map(_is_contact, paragraph)))


def _is_contact(line: str) -> bool:
    """Whether a line may stand in a signature: short, no sentence, no question, no time, no heading."""
    line = line.strip()
    if _is_small_print(line):
        return True
    if len(line) > 90 or "?" in line or line.startswith(("- ", "* ", "• ")) or _is_sentence(line):
        return False
    label = marks.LABEL.fullmatch(line)
    if label and label[1].casefold() not in marks.CONTACT_LABELS and not _REACH.fullmatch(label[2]):
        return False
    if marks.POSTSCRIPT.match(line):
        return False
    return _CLOCK.search(line) is None and marks.MEETING.search(line) is None


def _is_sentence(line: str) -> bool:
    words = len(line.split())
    return words > 12 or (words >= 6 and line.rstrip().endswith((".", "!")))


# -- small print ---------------------------------------------------------------------------------------


def _is_small_print(text: str) -> bool:
    return bool(marks.SMALL_PRINT.search(text) or marks.SENT_FROM.match(text) or _RULE.fullmatch(text))


def _without_small_print(texts: list[str]) -> tuple[list[str], list[str]]:
    """Move disclaimers, footers and telephone lines from the end, while they hold neither question nor time."""

    def is_moved(paragraph: str) -> bool:
        return _is_small_print(paragraph) and "?" not in paragraph and _CLOCK.search(paragraph) is None

    end = _last_paragraphs(texts, is_moved)
    last = max((at for at in range(end) if texts[at]), default=-1)
    if last >= 0 and marks.SENT_FROM.match(texts[last].strip()):  # a telephone's line right below the text
        end = last
    return texts[:end], texts[end:]


def _last_paragraphs(texts: list[str], test: Callable[[str], bool]) -> int:
    """Where the last paragraphs begin that all pass a test."""
    start = end = len(texts)
    while end:
        while end and not texts[end - 1]:
            end -= 1
        top = end
        while top and texts[top - 1]:
            top -= 1
        paragraph = " ".join(texts[top:end])[:_LONGEST_PARAGRAPH]
        if not paragraph or not test(paragraph):
            break
        start = end = top
    return start
