"""The sample mailbox: what comes out of each mail, and that it is fit to be shipped."""

import email
import email.policy
import re
import tomllib
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from corpus.seen import judged, seen, still_wrong

NOW = datetime(2026, 11, 10, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
SAMPLE = Path(str(files("mailwithdraw") / "sample"))
MAILS = sorted((SAMPLE / "new").iterdir())
EXPECTED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))
RESERVED = re.compile(r"(?:^|\.)(?:example|test|example\.(?:com|org|net))$")
SYSTEMS = (
    "greenhouse-mail.io",
    "greenhouse.io",
    "linkedin.com",
    "personio.de",
    "calendar-server.bounces.google.com",
)


def test_every_mail_has_an_expectation() -> None:
    assert {mail.stem for mail in MAILS} == set(EXPECTED)


def came_out(mail: Path) -> dict[str, object]:
    """What comes out of a sample mail, as far as its expectation speaks of it."""
    case = EXPECTED[mail.stem]
    judgement = judged(mail.read_bytes(), (SAMPLE / "config.toml").read_text(encoding="utf-8"), NOW)
    values: dict[str, object] = {name: value for name, value in seen(judgement).items() if name in case}
    if isinstance(case["kind"], list) and values["kind"] in case["kind"]:
        values["kind"] = case["kind"]
    reasons = judgement.decision.reasons if judgement.decision else ()
    if "quote" in case:
        said = " ".join(reasons[0].quote.split()) if reasons else ""
        values["quote"] = case["quote"] if case["quote"] in said else said
    return values


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.stem)
def test_what_must_come_out_of_a_sample_mail_comes_out_of_it(mail: Path) -> None:
    case = EXPECTED[mail.stem]
    expected = {name: value for name, value in case.items() if name != "state"}
    values = came_out(mail)
    wrong = {name: values[name] for name, value in expected.items() if values[name] != value}
    assert set(wrong) == still_wrong(mail.stem) - {"state"}, wrong
    letters = {"none", case.get("draft", "none")}
    assert values.get("draft", "none") in letters, "a wrong letter is never excused"


@pytest.mark.parametrize("mail", [*MAILS, *sorted((SAMPLE / "sent").iterdir())], ids=lambda mail: mail.stem)
def test_a_sample_mail_is_sound_and_names_only_reserved_domains(mail: Path) -> None:
    raw = mail.read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    hosts = re.findall(rb"(?:@|https?://)([\w.-]+\.[a-z]+)", raw.replace(b"=\r\n", b""))
    assert [
        host for host in map(bytes.decode, hosts) if not RESERVED.search(host) and not host.endswith(SYSTEMS)
    ] == []
    assert message.defects == []
    assert message["Message-ID"]
    assert NOW - timedelta(days=14) < message["Date"].datetime < NOW
    assert re.fullmatch(r"[\w-]+\.eml", mail.name)


def test_the_sample_shows_every_verdict_that_a_letter_or_a_look_follows_from() -> None:
    verdicts = [case["verdict"] for case in EXPECTED.values() if case["kind"] == "invitation"]
    assert {verdict: verdicts.count(verdict) for verdict in set(verdicts)} == {
        "keep": 6,
        "decline": 8,
        "withdraw": 1,
        "redirect": 1,
        "ask": 1,
        "caution": 1,
    }
