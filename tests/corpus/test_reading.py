"""Mail in seven languages and of all kinds beside what it is and says: reading keeps its promises and its standard.

labels.jsonl has a line for each mail, in the format that `scripts/evaluate` reads: run it on the folder to see each
miss. These mails are never learnt from.
"""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mailwithdraw.deciding.legitimacy import legitimate
from mailwithdraw.model import Certainty, Criteria, Found, Judgement, Kind, Me
from mailwithdraw.plan import judge
from mailwithdraw.reading.language import READ
from mailwithdraw.rendering import renderer

NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
FOLDER = Path(__file__).parent / "reading"
STILL_SURE = ["nl-beurs.eml"]
"""No invitations that are taken for sure ones all the same: a stand at a fair, selected for a next round of talks."""
LISTED, RIGHTLY = 0.96, 0.8
"""The least share of invitations that are listed, and of what is listed that are invitations."""


@dataclass(frozen=True)
class Case:
    """A labelled mail, judged for the owner of its mailbox."""

    name: str
    label: dict[str, Any]
    judgement: Judgement

    @property
    def invites(self) -> bool:
        return bool(self.label["kind"] == "invitation")


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    render = renderer()
    labels = [json.loads(line) for line in (FOLDER / "labels.jsonl").read_text("utf-8").splitlines()]
    return [
        Case(
            label["file"],
            label,
            judge(
                (FOLDER / label["file"]).read_bytes(),
                me=Me("", (label["mailbox"],)),
                criteria=Criteria(),
                now=NOW,
                render=render,
            ),
        )
        for label in labels
    ]


def test_the_corpus_is_whole(cases: list[Case]) -> None:
    assert {case.name for case in cases} == {path.name for path in FOLDER.glob("*.eml")}
    languages = Counter(case.label["lang"] for case in cases)
    assert all(languages[code] >= 10 for code in READ)
    assert set(Kind) == {Kind(case.label["kind"]) for case in cases}


def test_languages_are_told_apart_and_others_left_alone(cases: list[Case]) -> None:
    found = {case.name: case.judgement.detection.language for case in cases if case.judgement.message.text}
    assert found == {case.name: case.label["lang"] for case in cases if case.judgement.message.text}
    unread = [case for case in cases if case.label["lang"] not in READ]
    assert {case.judgement.detection.kind for case in unread} == {Kind.OTHER}


def test_invitations_are_listed_and_little_else(cases: list[Case]) -> None:
    listed = [case for case in cases if case.judgement.detection.certainty]
    invitations = [case for case in cases if case.invites]
    assert sum(case.invites for case in listed) >= LISTED * len(invitations)
    assert sum(case.invites for case in listed) >= RIGHTLY * len(listed)


def test_what_is_sure_is_an_invitation(cases: list[Case]) -> None:
    sure = [case for case in cases if case.judgement.detection.certainty is Certainty.SURE]
    assert [case.name for case in sure if not case.invites] == STILL_SURE
    assert len(sure) > 20


def test_scams_are_called_suspicious_and_nothing_else_is(cases: list[Case]) -> None:
    alarms = {case.name for case in cases if not legitimate(case.judgement.suspicions)}
    assert alarms == {case.name for case in cases if not case.label["legit"]}


def test_every_fact_rests_on_words_of_the_mail(cases: list[Case]) -> None:
    for case in cases:
        message, facts = case.judgement.message, case.judgement.facts
        events = " ".join(f"{i.summary} {i.description} {i.location}" for i in message.calendars)
        people = " ".join(
            f"{a.name} {a.email}" for a in (*message.from_, *message.reply_to, *message.to, *message.cc)
        )
        parts = (message.subject, message.text, message.signature, message.forwarded, events, people)
        whole = squashed(" ".join(parts)) + squashed(" ".join(link.url for link in message.links))
        for name in ("company", "role", "location", "work_mode", "salary", "reply_by", "agency"):
            found: Found[object] | None = getattr(facts, name)
            assert found is None or squashed(found.quote) in whole, (case.name, name, found)


def squashed(text: str) -> str:
    return "".join(text.split())
