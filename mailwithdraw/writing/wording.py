"""The words a letter has for each reason, and which letter fits which occasion. Data only.

A clause completes "I've decided not to take it further, as ...". None of them holds a value the user declared.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mailwithdraw.model import Stage, Verdict


@dataclass(frozen=True, slots=True)
class Wording:
    """How a reason may be told."""

    first: str
    """In general terms, at first contact."""
    later: str
    """In general terms, after a conversation."""
    specific: str | None = None
    """Plainly, where the user lets it be told; None: never more than in general."""
    door: bool = True
    """Whether the letter may invite them to write again."""


_FIT = "the role isn't the right fit for me at this time"
_DIRECTION = "the role isn't the direction I'm looking for"

UNKNOWN = Wording(_FIT, _FIT)
"""For a criterion this table does not know."""

WORDINGS: Mapping[str, Wording] = {
    "salary_below": Wording(
        _FIT, "I'm looking for greater financial security", "the compensation isn't what I'm looking for"
    ),
    "work_mode": Wording(_FIT, _FIT, "I'm looking for a different working arrangement"),
    "places": Wording(_FIT, _FIT, "the location isn't one I can take on"),
    "places_other_than": Wording(_FIT, _FIT, "the location isn't one I can take on"),
    "relocation": Wording(_FIT, _FIT, "I'm not able to relocate"),
    "companies": Wording(_DIRECTION, _DIRECTION, door=False),
    "industries": Wording(_DIRECTION, _DIRECTION, door=False),
    "schedule": Wording(_FIT, _FIT, "the working hours aren't ones I can take on"),
    "contract": Wording(_FIT, _FIT, "I'm looking for other terms of employment"),
    "days_on_site_over": Wording(_FIT, _FIT, "I'm looking for a role with more remote work"),
    "travel_over": Wording(_FIT, _FIT, "I'm looking for a role with less travel"),
    "roles": Wording(_DIRECTION, _DIRECTION, "I'm looking for a different kind of role"),
    "seniority": Wording(_FIT, _FIT, "I'm looking for a role at a different level"),
    "agencies": Wording(_FIT, _FIT, "I prefer to talk with employers directly", door=False),
    "unpaid_tests": Wording(
        "I'm not able to take on a longer assignment at this time",
        "I'm not able to take on a longer assignment at this time",
        "I'm not able to take on unpaid assignments at this time",
    ),
    "unpaid_test_hours_over": Wording(
        "I'm not able to take on a longer assignment at this time",
        "I'm not able to take on a longer assignment at this time",
        "I'm not able to take on a longer unpaid assignment at this time",
    ),
    "rounds_over": Wording(
        "I'm not able to take on a longer process at this time",
        "I'm not able to take on a longer process at this time",
    ),
    "pay_unstated": UNKNOWN,
    "vague": UNKNOWN,
    "phrases": Wording(_DIRECTION, _DIRECTION, door=False),
    "not_looking": Wording(
        "I'm happy where I am and not looking for a change",
        "I'm happy where I am and not looking for a change",
        "I'm happy where I am and not looking for a change",
    ),
    "accepted_offer": Wording(
        "I've accepted another offer", "I've accepted another offer", "I've accepted another offer"
    ),
}

SITUATION = frozenset({"not_looking", "accepted_offer"})
"""Reasons that lie with the user and not with the job: told before any other."""

WORK_MODES: Mapping[frozenset[str], str] = {
    frozenset({"onsite", "hybrid"}): "I'm looking for a fully remote role",
    frozenset({"onsite"}): "I'm looking for a role with remote work",
    frozenset({"remote"}): "I'm looking for a role with time on site",
    frozenset({"remote", "hybrid"}): "I'm looking for a role on site",
}
"""What someone looks for who refuses exactly these ways of working."""

LETTERS: Mapping[tuple[Verdict, str], str] = {
    (Verdict.DECLINE, Stage.OUTREACH): "decline/outreach",
    (Verdict.DECLINE, Stage.ASSESSMENT): "decline/assessment",
    (Verdict.DECLINE, "not_looking"): "decline/happy",
    (Verdict.DECLINE, "accepted_offer"): "decline/offer",
    (Verdict.DECLINE, ""): "decline/interview",
    (Verdict.WITHDRAW, "accepted_offer"): "withdraw/offer",
    (Verdict.WITHDRAW, ""): "withdraw/rounds",
    (Verdict.REDIRECT, ""): "redirect/company",
}
"""By verdict and the reason told, else the stage, else nothing."""

PLAINEST: Mapping[Verdict, str] = {
    Verdict.DECLINE: "decline/plain",
    Verdict.WITHDRAW: "withdraw/plain",
    Verdict.REDIRECT: "redirect/plain",
}
"""The letter that names nobody and nothing, for when another would say too much."""

MOST_WORDS: Mapping[str, int] = {Verdict.WITHDRAW: 120, Stage.OUTREACH: 70, "": 90}
"""Greeting and sign-off included: by verdict, else stage, else nothing."""

UNWRITTEN: Mapping[Verdict, str] = {
    Verdict.CAUTION: "better not answered before you know who wrote it",
    Verdict.ASK: "a question to them is yours to write",
    Verdict.NEGOTIATE: "a point to raise with them is yours to write",
    Verdict.KEEP: "nothing speaks against it",
}
"""Verdicts without a letter, and why."""

LANGUAGES: Mapping[str, str] = {
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "pl": "Polish",
    "sv": "Swedish",
    "da": "Danish",
    "fi": "Finnish",
    "tr": "Turkish",
    "ru": "Russian",
    "ja": "Japanese",
    "zh": "Chinese",
}
"""Names for saying which language there are no letters in yet."""
