"""`mailwithdraw check`: whether the configuration is right, and what was understood of it."""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import click

from mailwithdraw.cli import setting
from mailwithdraw.cli.page import Page
from mailwithdraw.config import CRITERIA, Config
from mailwithdraw.model import Criterion, Period, Salary, Share, Verdict

_LABEL = 24
_A_YEAR = {Period.YEAR: 1, Period.MONTH: 12, Period.DAY: 220, Period.HOUR: 1760}
"""How often a period's pay comes in a full year, for showing only: 220 days of 8 hours."""
_DOES = {Verdict.DECLINE: "Declines", Verdict.NEGOTIATE: "Negotiates", Verdict.ASK: "Asks"}
_TELLS = {
    Share.NEVER: "never tells why",
    Share.GENERAL: "tells why in general terms",
    Share.SPECIFIC: "tells why plainly",
}
_ONE = {Period.YEAR: "a year", Period.MONTH: "a month", Period.DAY: "a day", Period.HOUR: "an hour"}


@click.command("check")
@setting.config_option
def command(config_path: Path | None) -> None:
    """Check the configuration, and show what was understood of it."""
    config = setting.load_config(config_path, required=True)
    columns = shutil.get_terminal_size((100, 24)).columns
    page = Page.of(columns, colour=setting.colours(), unicode=setting.unicode())
    where = config_path or setting.usual_config()
    click.echo(page.heading(f"{where} is right"))
    for label, text in understood(config):
        for line in page.labelled(label, page.cell(text, page.room(_LABEL)), _LABEL):
            click.echo(line, color=setting.colours())


def understood(config: Config) -> Iterator[tuple[str, str]]:
    """Everything that was declared, each with its name in the file and what it was taken for."""
    me, criteria = config.me, config.criteria
    yield "me", ", ".join(filter(None, (me.name, me.time_zone or "this machine's time zone")))
    yield "home", ", ".join(criteria.home)
    for account in config.accounts:
        yield "account", f"{account.email} at {account.host}, port {account.port}, {account.security.value}"
    meanings = {known.name: known.meaning for known in CRITERIA}
    for criterion in criteria.refused:
        yield criterion.name, f"{_value(criterion)}: {meanings[criterion.name]}. {_does(criterion)}."
    yield "wanted companies", ", ".join(criteria.wanted_companies)
    yield "wanted roles", ", ".join(criteria.wanted_roles)
    situation = criteria.situation
    yield "looking", "" if situation.looking else "no: turns down outreach, not what you applied for"
    offer = situation.accepted_offer
    yield "accepted_offer", f"{offer:%d %B %Y}: turns down everything for a year" if offer else ""


def _does(criterion: Criterion) -> str:
    if criterion.verdict is not Verdict.DECLINE:
        return _DOES[criterion.verdict]
    return f"{_DOES[criterion.verdict]}; a letter {_TELLS[criterion.share]}"


def _value(criterion: Criterion) -> str:
    value = criterion.value
    if isinstance(value, Salary):
        margin = f", up to {criterion.tolerance:.0%} less is borne" if criterion.tolerance else ""
        return f"{_pay(value)}{margin}"
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "yes"
    return f"{value:.0%}" if isinstance(value, Decimal) else f"{value:g}"


def _pay(pay: Salary) -> str:
    """A sum of pay, and the same by the month or year: "85,000 EUR a year; that is 7,083 EUR a month"."""
    amount, period = pay.minimum or Decimal(0), pay.period or Period.YEAR
    other = Period.MONTH if period is Period.YEAR else Period.YEAR
    same = amount * _A_YEAR[period] / _A_YEAR[other]
    about = "that is" if period in {Period.YEAR, Period.MONTH} else "that is about"
    return f"{amount:,.10g} {pay.currency} {_ONE[period]}; {about} {same:,.0f} {pay.currency} {_ONE[other]}"
