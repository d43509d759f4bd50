"""Whatever a mail claims: composing never fails, and what it writes is a clean letter to one person."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from writing.scenarios import ME, NOW, SALARY, facts, found, message, reach, slot, write

from mailwithdraw.model import Address, Draft, NoDraft, ReachKind, Stage, Verdict
from mailwithdraw.writing.compose import to_bytes
from mailwithdraw.writing.identity import draft_key, is_pristine

PIECES = st.sampled_from(
    [
        *(
            "Jane",
            "Roe",
            "Engineer",
            "Acme",
            "Dear ",
            "Hi Sam,",
            "\n\n",
            "\r\n",
            ", ",
            " and ",
            "85k",
            "Re: ",
        ),
        *("{{ x }}", "[Name]", "<b>", "@acme.example", "None", "\u202e", "\u2028", "\x00", "é", '"', "\\"),
        *("Monday 9 November at 3 pm", "http://x.example"),
    ]
)
TEXT = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=6).map("".join))


@settings(deadline=None)
@given(
    name=TEXT,
    role=TEXT,
    company=TEXT,
    quote=TEXT,
    subject=TEXT,
    text=TEXT,
    address=st.one_of(TEXT, st.just("jane@acme.example")),
    stage=st.sampled_from(list(Stage)),
    verdict=st.sampled_from([Verdict.DECLINE, Verdict.WITHDRAW, Verdict.REDIRECT]),
    yes=st.booleans(),
)
def test_no_claim_of_a_mail_spoils_the_letter(
    *,
    name: str,
    role: str,
    company: str,
    quote: str,
    subject: str,
    text: str,
    address: str,
    stage: Stage,
    verdict: Verdict,
    yes: bool,
) -> None:
    known = facts(
        name, role, company, applied=found(yes), met=found(not yes), agency=found(yes), slots=(slot(quote),)
    )
    mail = message(subject=subject, text=text, signature=name, from_=(Address("jane@acme.example", name),))
    draft = write(
        verdict,
        [SALARY],
        stage=stage,
        mail=mail,
        known=known,
        to=reach(Address(address, name), ReachKind.HUMAN),
    )
    if isinstance(draft, NoDraft):
        assert draft.why
        return
    assert isinstance(draft, Draft)
    assert len(draft.to) == 1
    assert re.fullmatch(r"[^\s<>,;:\"@\\]+@[a-zA-Z0-9.-]+", draft.to[0].email)
    greeting, *paragraphs, sign_off = draft.letter.split("\n\n")
    assert re.fullmatch(r"(Hello|(Hi|Dear) [^\W\d_][\w.’' -]*(, [\w.’' -]+)*),", greeting)
    assert sign_off == f"Best regards,\n{ME.name}"
    assert not any(
        re.search(r"[\n\r\x00\u2028\u202e{}\[\]<>@]|85|http", paragraph) for paragraph in paragraphs
    )
    key = draft_key("sam@example.com", draft.purpose, mail)
    assert is_pristine(to_bytes(draft, key, NOW))
