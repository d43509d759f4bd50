"""On which line of a TOML text each key stands: tomllib does not tell, and people want to know."""

import re
import tomllib

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:"[^"\n]*"|'[^'\n]*'|[\w-]+)(?:\s*\.\s*(?:"[^"\n]*"|'[^'\n]*'|[\w-]+))*)\s*=""")
_PART = re.compile(r"""\s*(?:"([^"\n]*)"|'([^'\n]*)'|([\w-]+))\s*\.?""")
_TOKEN = re.compile(r"\"\"\"|'''|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|[\[\]{}#]")
_PLACE = re.compile(r"at line (\d+), column \d+")


def key_lines(text: str) -> dict[Path, int]:
    """Map every table and key path of a valid TOML text to its line, counted from 1.

    A key of the n-th [[table]] has the path (table, n - 1, key); inner keys of a value on one line are not listed.
    """
    lines: dict[Path, int] = {}
    tables: dict[Path, int] = {}
    table: Path = ()
    inside = _Value()
    for number, line in enumerate(text.splitlines(), start=1):
        if inside.open:
            inside.read(line)
            continue
        if header := _HEADER.match(line):
            table = _parts(header[2])
            if header[1] == "[[":
                tables[table] = tables.get(table, -1) + 1
                table = (*table, tables[table])
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            path = table
            for part in _parts(key[1]):
                path = (*path, part)
                lines.setdefault(path, number)
            inside.read(line[key.end() :])
    return lines


def line_of(path: Path, lines: dict[Path, int]) -> int | None:
    """The line of a key, or else of the nearest thing around it."""
    while path:
        for candidate in (path, tuple(part for part in path if isinstance(part, str))):
            if candidate in lines:
                return lines[candidate]
        path = path[:-1]
    return None


def error_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    """The line at which tomllib gave up; the last one where it says "at end of document"."""
    place = _PLACE.search(str(error))
    return int(place[1]) if place else max(1, len(text.splitlines()))


class _Value:
    """A value being read that may go on over several lines: brackets and long strings."""

    def __init__(self) -> None:
        self._depth = 0
        self._quote = ""

    @property
    def open(self) -> bool:
        return self._depth > 0 or bool(self._quote)

    def read(self, line: str) -> None:
        position = 0
        while position < len(line):
            if self._quote:
                end = line.find(self._quote, position)
                position = len(line) if end < 0 else end + len(self._quote)
                self._quote = self._quote if end < 0 else ""
                continue
            token = _TOKEN.search(line, position)
            if not token or token[0] == "#":
                return
            position = token.end()
            if token[0] in {'"""', "'''"}:
                self._quote = token[0]
            else:
                self._depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)


def _parts(dotted: str) -> Path:
    return tuple(next(filter(None, groups), "") for groups in _PART.findall(dotted))
