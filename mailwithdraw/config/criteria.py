"""The one table of criteria: what may stand below [not_interested], how it is checked, and what it means."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from mailwithdraw.model import Share, Verdict


class Kind(Enum):
    """What a criterion's value looks like in the file."""

    PAY = 'a sum of pay like "85000 EUR/year"'
    WORDS = 'a list of texts like ["Initech"]'
    CHOICES = "a list of the words named"
    FLAG = "true or false"
    HOURS = "a number of hours"
    COUNT = "a whole number"
    PERCENT = 'a percentage like "20%"'


class Seniority(StrEnum):
    """Levels as `Facts.seniority` names them."""

    INTERN = "intern"
    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    LEAD = "lead"
    EXECUTIVE = "executive"


@dataclass(frozen=True, slots=True)
class Known:
    """One criterion the user may declare."""

    name: str
    kind: Kind
    meaning: str
    choices: tuple[str, ...] = ()
    verdict: Verdict = Verdict.DECLINE
    share: Share = Share.GENERAL
    shareable: bool = True
    """False: no letter may ever tell this reason, whatever the file says."""
    negotiable: bool = False
    asks_only: bool = False
    """Whether it is about what is not said, which is never a reason to decline."""
    """Whether the employer could change it, so that one may ask instead of declining."""


CRITERIA: tuple[Known, ...] = (
    Known(
        "salary_below",
        Kind.PAY,
        "the top of a stated range is below this; unstated pay never counts",
        negotiable=True,
    ),
    Known(
        "work_mode",
        Kind.CHOICES,
        "the job is done this way",
        choices=("remote", "hybrid", "onsite"),
        negotiable=True,
    ),
    Known("places", Kind.WORDS, "the job is in one of these places", negotiable=True),
    Known(
        "places_other_than",
        Kind.WORDS,
        "the job is done elsewhere than in these places; a remote job never is",
        negotiable=True,
    ),
    Known(
        "relocation",
        Kind.FLAG,
        "the job needs me to move: away from the places in me.home, if they are given",
        negotiable=True,
    ),
    Known(
        "companies",
        Kind.WORDS,
        "the employer is one of these, or owned by it",
        share=Share.NEVER,
        shareable=False,
    ),
    Known("industries", Kind.WORDS, "the employer's business is one of these"),
    Known("schedule", Kind.WORDS, "the job is said to have these hours", negotiable=True),
    Known("contract", Kind.WORDS, "the job is said to be on these terms", negotiable=True),
    Known(
        "days_on_site_over",
        Kind.COUNT,
        "they want more days a week at their place than this",
        negotiable=True,
    ),
    Known("travel_over", Kind.PERCENT, "more of the time is spent travelling than this", negotiable=True),
    Known("roles", Kind.WORDS, "the job's title has these words"),
    Known(
        "seniority",
        Kind.CHOICES,
        "the job is of this level",
        choices=tuple(level.value for level in Seniority),
    ),
    Known("agencies", Kind.FLAG, "the sender recruits for somebody else"),
    Known("unpaid_tests", Kind.FLAG, "they want work done without pay", negotiable=True),
    Known(
        "unpaid_test_hours_over",
        Kind.HOURS,
        "they want more hours of work than this without pay",
        negotiable=True,
    ),
    Known(
        "rounds_over",
        Kind.COUNT,
        "they announce more rounds than this",
        negotiable=True,
    ),
    Known(
        "pay_unstated",
        Kind.FLAG,
        "a first mail names no pay",
        verdict=Verdict.ASK,
        asks_only=True,
    ),
    Known(
        "vague",
        Kind.FLAG,
        "they tell hardly anything of the job",
        verdict=Verdict.ASK,
        asks_only=True,
    ),
    Known(
        "phrases",
        Kind.WORDS,
        "the mail uses words that put me off; an impression",
        verdict=Verdict.ASK,
        share=Share.NEVER,
        shareable=False,
    ),
)
"""In the order in which a reason counts: what can be measured first, impressions last."""
