"""Whatever a mail says, deciding gives a value, and every quote is the mail's own words."""

from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st
from invitations import MONDAY, SAM, detected, mail, pay

from mailwithdraw.deciding.legitimacy import suspicions
from mailwithdraw.deciding.places import is_elsewhere, lies_in
from mailwithdraw.deciding.reach import reach
from mailwithdraw.deciding.verdict import decide
from mailwithdraw.model import Address, Criteria, Criterion, Facts, Found, Stage, Verdict

WORDS = st.lists(
    st.sampled_from(
        [
            "casino",
            "rockstar",
            "İstanbul",
            "ß",
            "é",
            "é",
            "fee",
            "refund",
            "Telegram",
            "$5,000",
            "90k",
            "EUR",
            "Munich",
            "net",
            ".",
            "\n",
            "not",
            "never",
            "your",
            "check",
            "nights",
            "freelance",
            "three days",
            "in the office",
            "30 %",
            "travel",
            "five rounds",
            "joking",
            "?",
        ]
    ),
    max_size=60,
).map(" ".join)
TEXT = st.one_of(st.text(max_size=300), WORDS)
CRITERIA = Criteria(
    (
        Criterion("salary_below", pay(85000, 85000), tolerance=Decimal("0.05")),
        Criterion("relocation", value=True),
        Criterion("industries", ("gambling", "fee")),
        Criterion("phrases", ("rockstar", "not")),
        Criterion("companies", ("Initech",)),
        Criterion("schedule", ("nights", "fee")),
        Criterion("contract", ("freelance",)),
        Criterion("days_on_site_over", 2),
        Criterion("travel_over", Decimal("0.1")),
        Criterion("rounds_over", 2),
        Criterion("places_other_than", ("Potsdam",)),
        Criterion("pay_unstated", value=True, verdict=Verdict.ASK),
        Criterion("vague", value=True, verdict=Verdict.ASK),
    ),
    home=("Berlin",),
)


@settings(max_examples=200, deadline=None)
@given(text=TEXT, subject=TEXT, stated=TEXT, name=TEXT, email=st.one_of(st.emails(), st.text(max_size=40)))
def test_deciding_never_fails_and_quotes_verbatim(
    text: str, subject: str, stated: str, name: str, email: str
) -> None:
    message = mail(text, subject=subject, from_=(Address(email, name),), reply_to=(Address(name, email),))
    facts = Facts(
        location=Found(stated, stated), company=Found(stated, stated), salary=Found(pay(1, 2), stated)
    )
    signs = suspicions(message, facts, detected(language="und"), SAM)
    said = f"{subject}\n{text}\n{message.signature}"
    assert all(sign.quote in said for sign in signs if sign.where == "body")
    decision = decide(message, detected(Stage.OUTREACH), facts, (), CRITERIA, SAM, MONDAY)
    assert decision is not None
    own = " ".join(f"{subject}\n{text} {name} {email}".split())
    assert all(" ".join(reason.quote.split()) in own for reason in decision.reasons)
    reach(message, facts, SAM.addresses)


@settings(max_examples=200, deadline=None)
@given(location=TEXT, home=st.lists(TEXT, max_size=3))
@example(location="MUNICH:0:MUNICH", home=[])
def test_no_place_is_both_home_and_elsewhere(location: str, home: list[str]) -> None:
    assert not is_elsewhere(location, [*home, location])
    if lies_in(location, home):
        assert not is_elsewhere(location, home)
