"""Foreign text in the cells of a terminal: made harmless, measured, and wrapped with words whole."""

import re
import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_WIDE_SELECTOR = "\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_JAMO_TAILS = range(0x1160, 0x1200)
_JOINTS_BEFORE, _JOINTS_AFTER = frozenset(".?&"), frozenset("/@-_=")
_ASCII = {
    "–": "-",
    "—": "--",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "‘": "'",
    "’": "'",
    "‚": ",",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "…": "...",
    "·": "-",
    "•": "*",
    "→": "->",
    "─": "-",
    "│": "|",
    "€": "EUR",
    "£": "GBP",
    "ß": "ss",
    "ẞ": "SS",
    "æ": "ae",
    "Æ": "AE",
    "ø": "o",
    "Ø": "O",
    "œ": "oe",
    "Œ": "OE",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "þ": "th",
    "ð": "d",
    "ı": "i",
}


def clean(text: str) -> str:
    """Make text from a mail harmless: one line, with nothing that steers a terminal or turns its direction.

    Control and format characters (Unicode Cc, Cf: escape sequences, direction overrides, invisible letters)
    become a blank or vanish; the joiner inside emoji stays.
    """
    return re.sub(r"\s+", " ", "".join(map(_harmless, text))).strip()


def to_ascii(text: str) -> str:
    """Write text with ASCII alone, for an output that takes nothing else; what has no like becomes "?"."""
    plain = unicodedata.normalize("NFKD", "".join(_ASCII.get(letter, letter) for letter in text))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return "".join(cluster if cluster.isascii() else "?" for cluster, _ in clusters(bare))


def width(text: str) -> int:
    """How many columns a terminal gives this text: wide letters and emoji two, combining marks none."""
    return sum(columns for _, columns in clusters(text))


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """What must not be torn apart, each with its columns: a letter with its marks, a joined emoji."""
    current, columns, joined = "", 0, False
    for letter in text:
        alone = _columns(letter)
        if current and (alone == 0 or joined):
            current += letter
            if letter == _WIDE_SELECTOR:
                columns = 2
            joined = letter == _JOINER
            continue
        if current:
            yield current, columns
        current, columns, joined = letter, alone, False
    if current:
        yield current, columns


def wrap(text: str, columns: int, *, lines: int | None = None, ellipsis: str = "…") -> list[str]:
    """Break text into lines of at most `columns`, words whole unless one alone is too wide.

    With `lines`, what does not fit ends in an ellipsis.
    """
    wrapped = _fill(text.split(), columns) or [""]
    if lines is None or len(wrapped) <= lines:
        return wrapped
    return [*wrapped[: lines - 1], _cut(wrapped[lines - 1], columns, ellipsis)]


def _cut(line: str, columns: int, ellipsis: str) -> str:
    """A line that ends in an ellipsis, behind a whole word where there are several."""
    while " " in line:
        if width(line) + 1 + width(ellipsis) <= columns:
            return f"{line} {ellipsis}"
        line = line.rpartition(" ")[0]
    if width(line) + 1 + width(ellipsis) <= columns:
        return f"{line} {ellipsis}"
    return _torn(line, columns - width(ellipsis))[0] + ellipsis


def _fill(words: list[str], columns: int) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for word in words:
        size = width(word)
        if line and used + 1 + size <= columns:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        *whole, line = _torn(word, columns)
        lines += whole
        used = width(line)
    return [*lines, line] if line else lines


def _torn(word: str, columns: int) -> list[str]:
    """Tear a word that is wider than a line: at a joint of an address or link if there is one, else anywhere."""
    pieces: list[str] = []
    while True:
        end, used, joint = 0, 0, 0
        for cluster, size in clusters(word):
            if end and used + size > columns:
                break
            if cluster in _JOINTS_BEFORE:
                joint = end
            end, used = end + len(cluster), used + size
            if cluster in _JOINTS_AFTER and used <= columns:
                joint = end
        else:
            return [*pieces, word]
        cut = joint if joint > end // 2 else end
        pieces.append(word[:cut])
        word = word[cut:]


def _harmless(letter: str) -> str:
    match unicodedata.category(letter):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf":
            return letter if letter == _JOINER else ""
        case "Cs" | "Co" | "Cn":
            return "\ufffd"
        case _:
            return letter


def _columns(letter: str) -> int:
    code = ord(letter)
    if code in _SKIN_TONES or code in _JAMO_TAILS or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
