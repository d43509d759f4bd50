"""A terminal's page: its width and what it can show, and the few shapes everything is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

from mailwithdraw.cli.cells import clean, to_ascii, width, wrap
from mailwithdraw.model import Verdict

NARROWEST = 60
"""Columns below which lines are no longer made to fit."""
WIDEST = 140
"""Columns beyond which a line is hard to follow."""
GAP = 2
LONGEST = 10_000
"""Characters of one text that are looked at: nobody reads more in a cell, and mail may be hostile."""

_STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "heading": {"bold": True},
    "name": {"bold": True},
    "aside": {"dim": True},
    "quote": {"italic": True},
    "note": {"fg": "yellow"},
    "late": {"fg": "red", "bold": True},
    "today": {"fg": "yellow", "bold": True},
    Verdict.KEEP: {"fg": "green", "bold": True},
    Verdict.DECLINE: {"fg": "yellow", "bold": True},
    Verdict.WITHDRAW: {"fg": "magenta", "bold": True},
    Verdict.REDIRECT: {"fg": "cyan", "bold": True},
    Verdict.NEGOTIATE: {"fg": "cyan", "bold": True},
    Verdict.ASK: {"fg": "blue", "bold": True},
    Verdict.CAUTION: {"fg": "red", "bold": True},
}

Cell = list[tuple[str, str]]
"""Lines that already fit their column, each with its style."""


@dataclass(frozen=True, slots=True)
class Page:
    """Puts text on a terminal of so many columns, with or without colours, with or without more than ASCII."""

    columns: int
    colour: bool
    unicode: bool

    @staticmethod
    def of(columns: int, *, colour: bool, unicode: bool) -> "Page":
        """A page for a terminal, kept within what can be read well."""
        return Page(min(max(columns, NARROWEST), WIDEST), colour, unicode)

    def heading(self, title: str, number: str = "") -> str:
        """A title, a rule and what is counted."""
        rule = "─" * (self.columns - width(title) - width(number) - (2 if number else 1))
        shown = [self.style(title, "heading"), self.style(rule, "aside"), self.style(number, "heading")]
        return " ".join(filter(None, shown))

    def cell(self, text: str, columns: int, style: str = "plain", lines: int | None = None) -> Cell:
        """Text made harmless and wrapped for a column; no line at all where there is nothing to say."""
        shown = self._shown(clean(text[:LONGEST]))
        ellipsis = self._shown("…”" if text.endswith("”") else "…")
        wrapped = wrap(shown, columns, lines=lines, ellipsis=ellipsis)
        return [(line, style) for line in wrapped] if shown else []

    def side_by_side(self, cells: Sequence[tuple[int, Cell]]) -> list[str]:
        """Cells beside each other, each with its columns."""
        rows = []
        for index in range(max(len(cell) for _, cell in cells)):
            row = ""
            for columns, cell in cells:
                text, style = cell[index] if index < len(cell) else ("", "plain")
                row += " " * GAP + self.style(text, style) + " " * (columns - width(text))
            rows.append(row.rstrip())
        return rows

    def labelled(self, label: str, cell: Cell, columns: int) -> list[str]:
        """A cell with a label of `columns` at its left; nothing where the cell is empty."""
        return self.side_by_side([(columns, [(label, "aside")]), (0, cell)]) if cell else []

    def barred(self, text: str, style: str = "plain") -> list[str]:
        """One line of a letter, wrapped, with a bar at its left."""
        lines = self.cell(text, self.columns - 2 * GAP, style) or [("", "plain")]
        bar = self.style("│", "aside")
        return [f"{' ' * GAP}{bar} {self.style(line, kind)}".rstrip() for line, kind in lines]

    def style(self, text: str, name: str) -> str:
        """Text in a style, as far as the page shows it."""
        shown = self._shown(text)
        style = _STYLES[name]
        return click.style(shown, **style) if self.colour and shown and style else shown

    def room(self, label: int) -> int:
        """How many columns are left beside a label."""
        return self.columns - label - 2 * GAP

    def _shown(self, text: str) -> str:
        return text if self.unicode else to_ascii(text)
