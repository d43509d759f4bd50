"""`check` says that the configuration is right, and what was understood of it, or what is wrong with it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from mailwithdraw.cli import cli, run

CONFIG = """
[me]
name = "Sam Rivera"
time_zone = "Europe/Berlin"
home = ["Berlin"]
[account]
email = "sam@example.com"
host = "imap.example.com"
[not_interested]
salary_below = { value = "85000 EUR/year", tolerance = "5%" }
schedule = ["nights", "weekends"]
travel_over = "20%"
companies = ["Initech"]
vague = true
[situation]
accepted_offer = 2026-11-10
"""


def checked(folder: Path, text: str) -> str:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return " ".join(CliRunner().invoke(cli, ["check", "--config", str(path)]).output.split())


def test_what_was_understood_is_shown(tmp_path: Path) -> None:
    shown = checked(tmp_path, CONFIG)
    assert "config.toml is right" in shown
    assert "85,000 EUR a year; that is 7,083 EUR a month, up to 5% less is borne" in shown
    assert (
        "nights, weekends: the job is said to have these hours. Declines; a letter tells why in general terms."
        in shown
    )
    assert (
        "Initech: the employer is one of these, or owned by it. Declines; a letter never tells why." in shown
    )
    assert "travel_over 20%" in shown
    assert "vague yes: they tell hardly anything of the job. Asks." in shown
    assert "10 November 2026" in shown


def test_pay_by_the_hour_is_shown_by_the_year(tmp_path: Path) -> None:
    shown = checked(tmp_path, CONFIG.replace("85000 EUR/year", "45 USD/hour"))
    assert "45 USD an hour; that is about 79,200 USD a year" in shown


def test_all_that_is_wrong_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        '[not_interested]\nsalery_below = "85k"\npay_unstated = { value = true, verdict = "decline" }\n'
        'travel_over = 20\ndays_on_site_over = "three"\n',
        encoding="utf-8",
    )
    assert run(["check", "--config", str(path)]) == 78
    told = capsys.readouterr().err
    assert 'line 2: not_interested.salery_below: there is no such key. Did you mean "salary_below"?' in told
    assert "line 3: not_interested.pay_unstated.verdict: is about what a mail does not say" in told
    assert "line 4: not_interested.travel_over" in told
    assert "line 5: not_interested.days_on_site_over" in told
