"""A reply as mail programs make it: who gets it, under which subject, in which thread, and when there is none."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from writing.scenarios import JANE, ME, message, reach

from mailwithdraw.model import Address, Me, NoDraft, ReachKind
from mailwithdraw.writing.threading import (
    base_subject,
    own,
    quotation,
    references,
    refusal,
    reply,
    reply_subject,
    written_to,
)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Interview", "Re: Interview"),
        ("Re: Interview", "Re: Interview"),
        ("RE: Interview", "Re: Interview"),
        ("Re: RE: re: Interview", "Re: Interview"),
        ("AW: Interview", "Re: Interview"),
        ("Antw: Re: Interview", "Re: Interview"),
        ("SV: Interview", "Re: Interview"),
        ("Re[2]: Interview", "Re: Interview"),
        ("Re(3): Interview", "Re: Interview"),
        ("Re：Interview", "Re: Interview"),
        ("Fwd: Interview", "Re: Fwd: Interview"),
        ("Re: Fwd: Interview", "Re: Fwd: Interview"),
        ("Research role", "Re: Research role"),
        ("Reply by Friday: role", "Re: Reply by Friday: role"),
        ("R: developer wanted", "Re: R: developer wanted"),
        ("  Interview \t next  week ", "Re: Interview next week"),
        ("Interview\r\nBcc: all@acme.example", "Re: Interview Bcc: all@acme.example"),
        ("Inter\u2028view\u202e now", "Re: Inter view now"),
        ("Gespräch", "Re: Gespräch"),
        ("", "Re:"),
        ("Re:", "Re:"),
    ],
)
def test_a_subject_is_kept_with_one_re_before_it(subject: str, expected: str) -> None:
    assert reply_subject(subject) == expected


def test_an_endless_subject_is_cut() -> None:
    assert reply_subject("Re: " + "x" * 100_000) == "Re: " + "x" * 400


@pytest.mark.parametrize(
    "subject",
    ["Interview", "re: interview", "AW: Fwd: Interview", "[EXTERNAL] Re: Interview", "WG:  INTERVIEW "],
)
def test_the_base_subject_is_the_same_within_a_conversation(subject: str) -> None:
    assert base_subject(subject) == "interview"


@pytest.mark.parametrize(
    ("known", "in_reply_to", "own_id", "expected"),
    [
        ((), (), "<c@x.example>", ("<c@x.example>",)),
        (
            ("<a@x.example>", "<b@x.example>"),
            ("<b@x.example>",),
            "<c@x.example>",
            ("<a@x.example>", "<b@x.example>", "<c@x.example>"),
        ),
        ((), ("<b@x.example>",), "<c@x.example>", ("<b@x.example>", "<c@x.example>")),
        ((), ("<a@x.example>", "<b@x.example>"), "<c@x.example>", ("<c@x.example>",)),
        (("<a@x.example>",), (), None, ("<a@x.example>",)),
        ((), (), None, ()),
        (("<c@x.example>", "<a@x.example>"), (), "<c@x.example>", ("<a@x.example>", "<c@x.example>")),
        (
            ("<a@x.example>\r\nBcc: b@x.example", "a b", "<é@x.example>"),
            (),
            "<c@x.example>",
            ("<c@x.example>",),
        ),
    ],
)
def test_references_are_the_parents_and_the_parent(
    known: tuple[str, ...], in_reply_to: tuple[str, ...], own_id: str | None, expected: tuple[str, ...]
) -> None:
    mail = message(references=known, in_reply_to=in_reply_to, message_id=own_id)
    assert references(mail) == expected


def test_long_threads_keep_their_first_and_last_messages() -> None:
    mail = message(
        references=tuple(f"<{number}@x.example>" for number in range(100)), message_id="<last@x.example>"
    )
    kept = references(mail)
    assert kept == (
        "<0@x.example>",
        *(f"<{number}@x.example>" for number in range(81, 100)),
        "<last@x.example>",
    )


def test_a_malformed_message_id_is_not_answered_by_id() -> None:
    draft = reply(message(message_id="<a@x.example>\r\nBcc: b@x.example"), JANE, ME, "decline", "Hello")
    assert (draft.in_reply_to, draft.references) == (None, ())


# -- whether -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"list-id": ("<jobs.acme.example>",)}, "it came through a mailing list"),
        ({"list-post": ("<mailto:jobs@acme.example>",)}, "it came through a mailing list"),
        ({"precedence": ("bulk",)}, "it was sent in bulk"),
        ({"precedence": (" Junk ",)}, "it was sent in bulk"),
        ({"precedence": ("list",)}, "it was sent in bulk"),
        *(
            ({"auto-submitted": (value,)}, "a program sent it by itself; answer the person it names")
            for value in ("auto-replied; owner=x", "auto-generated", "Auto-Notified")
        ),
        ({"x-autoreply": ("yes",)}, "a program sent it by itself; answer the person it names"),
        ({"return-path": ("<>",)}, "it is a report of a mail server"),
    ],
)
def test_machines_and_lists_are_not_answered(headers: dict[str, tuple[str, ...]], why: str) -> None:
    assert refusal(message(headers=headers), reach(), ME) == NoDraft(why)


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"auto-submitted": ("no",)}, ReachKind.HUMAN),
        ({"auto-submitted": (" No ; x",)}, ReachKind.TOKEN),
        ({"list-unsubscribe": ("<https://acme.example/u>",)}, ReachKind.TOKEN),
        ({"precedence": ("normal",)}, ReachKind.HUMAN),
        ({"return-path": ("<jane@acme.example>",)}, ReachKind.HUMAN),
    ],
)
def test_a_person_behind_a_system_is_answered(headers: dict[str, tuple[str, ...]], kind: ReachKind) -> None:
    token = Address("acme+token-1f3a@inbound.workablemail.com", "Jane Roe")
    assert refusal(message(headers=headers), reach(token, kind), ME) is None


@pytest.mark.parametrize(
    ("kind", "portal", "why"),
    [
        (ReachKind.DEAD, None, "a reply would reach nobody: they wrote it"),
        (
            ReachKind.PORTAL,
            "the candidate page",
            "a reply would reach nobody: they wrote it; to withdraw: the candidate page",
        ),
    ],
)
def test_dead_ends_are_not_answered(kind: ReachKind, portal: str | None, why: str) -> None:
    assert refusal(message(), reach(None, kind, portal), ME) == NoDraft(why)
    assert refusal(message(), reach(JANE, kind, portal), ME) == NoDraft(why)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "no-reply@acme.example",
            "noreply@acme.example",
            "NoReply+7@acme.example",
            "do-not-reply@acme.example",
        ),
        *(
            "donotreply@acme.example",
            "mailer-daemon@acme.example",
            "postmaster@acme.example",
            "bounces-7@acme.example",
        ),
    ],
)
def test_nobody_writes_to_an_address_that_nobody_reads(address: str) -> None:
    assert refusal(message(), reach(Address(address)), ME) == NoDraft(f"nobody reads {address}")


@pytest.mark.parametrize(
    "address", ["norbert@acme.example", "noor@acme.example", "donna@acme.example", "nora.reply@acme.example"]
)
def test_people_are_not_taken_for_machines(address: str) -> None:
    assert refusal(message(), reach(Address(address)), ME) is None


@pytest.mark.parametrize(
    "address",
    [
        "jane",
        "jane@",
        "@acme.example",
        "jane roe@acme.example",
        "jane@acme.example\r\nBcc: x@y.example",
        "jäne@acme.example",
        "a,b@acme.example",
        "<jane@acme.example>",
    ],
)
def test_an_address_that_could_carry_more_than_itself_is_refused(address: str) -> None:
    assert refusal(message(), reach(Address(address)), ME) == NoDraft(
        "the address to answer is not well formed"
    )


@pytest.mark.parametrize("prefix", ["Fwd: ", "FW: ", "WG: ", "TR : "])
def test_what_a_friend_forwarded_is_not_answered_to_the_friend(prefix: str) -> None:
    forwarded = replace(
        message(), subject=f"{prefix}A role for you", forwarded="Hi, are you free for a call?"
    )
    assert refusal(forwarded, reach(), ME) == NoDraft("it was forwarded to you: answer the one who wrote it")
    assert refusal(replace(forwarded, subject="A role for you"), reach(), ME) is None
    assert refusal(replace(forwarded, forwarded=""), reach(), ME) is None


def test_own_mail_is_not_answered() -> None:
    mine = Address("Sam+jobs@Example.com", "Sam Rivera")
    assert refusal(message(from_=(mine,)), reach(), ME) == NoDraft("you wrote it yourself")
    assert refusal(message(), reach(mine), ME) == NoDraft("a reply would come back to you")


def test_mail_handed_on_from_an_account_nobody_told_of_is_not_answered() -> None:
    elsewhere = Address("s.rivera@workplace.example", "SAM  Rivera")
    why = NoDraft("it comes from your own name: perhaps you sent it to yourself")
    assert refusal(message(from_=(elsewhere,)), reach(), ME) == why
    assert refusal(message(), reach(elsewhere), ME) == why
    assert refusal(message(from_=(Address("sam@acme.example", "Sam"),)), reach(), ME) is None
    assert (
        refusal(message(), reach(Address("sam@acme.example", "Sam")), Me("Sam", ("sam@example.com",))) is None
    )


# -- addresses -----------------------------------------------------------------------------------------

TWO = Me("Sam Rivera", ("sam@example.com", "rivera@example.org", "sam.rivera@gmail.com"))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("sam@example.com", "sam@example.com"),
        ("SAM@EXAMPLE.COM", "sam@example.com"),
        ("sam+acme@example.com", "sam@example.com"),
        ("Rivera+x+y@example.org", "rivera@example.org"),
        ("samrivera+jobs@googlemail.com", "sam.rivera@gmail.com"),
        ("s.am@example.com", None),
        ("sam@example.net", None),
        ("+x@example.com", None),
    ],
)
def test_variants_of_an_own_address_are_own(address: str, expected: str | None) -> None:
    assert own(Address(address), TWO) == expected


def test_the_reply_comes_from_the_identity_written_to() -> None:
    other = (Address("rivera@example.org"),)
    nobody = (Address("undisclosed@acme.example"),)
    delivered = {"delivered-to": ("rivera@example.org",), "x-original-to": ("<sam@example.com>",)}
    assert written_to(message(to=other), TWO) == Address("rivera@example.org", "Sam Rivera")
    assert written_to(message(to=nobody, cc=other), TWO).email == "rivera@example.org"
    assert written_to(message(to=nobody, headers=delivered), TWO).email == "rivera@example.org"
    assert written_to(message(to=nobody), TWO).email == "sam@example.com"


def test_the_reply_goes_to_one_address_only() -> None:
    mail = message(
        cc=(Address("tom@acme.example"),), to=(Address("sam@example.com"), Address("ann@acme.example"))
    )
    to = Address("jane@bücher.example", "Jane\r\nBcc: x@y.example\u202e Roe")
    draft = reply(mail, to, ME, "decline", "Hello")
    assert draft.to == (Address("jane@xn--bcher-kva.example", "Jane Bcc: x@y.example Roe"),)
    assert draft.cc == ()


# -- the original --------------------------------------------------------------------------------------


def test_the_original_is_quoted_below_as_mail_programs_do() -> None:
    mail = message(
        date=datetime(2026, 3, 9, 8, 5, tzinfo=timezone(timedelta(hours=-5))),
        text="Hi Sam,\n\nshall we talk?  \n> old",
        signature="-- \nJane Roe",
        quoted="On Monday Sam wrote: secret",
    )
    assert quotation(mail) == (
        "On Mon, 9 Mar 2026 at 08:05, Jane Roe <jane@acme.example> wrote:\n"
        "> Hi Sam,\n>\n> shall we talk?\n> > old\n>\n> --\n> Jane Roe"
    )


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ((JANE,), "Jane Roe <jane@acme.example> wrote:"),
        ((Address("jane@acme.example"),), "jane@acme.example wrote:"),
        ((), "they wrote:"),
    ],
)
def test_a_mail_without_a_date_is_quoted_without_one(author: tuple[Address, ...], expected: str) -> None:
    assert quotation(message(date=None, from_=author, text="x")).splitlines()[0] == expected


def test_a_long_original_is_cut() -> None:
    lines = quotation(message(text="a line\n" * 5000)).splitlines()
    assert (len(lines), lines[200], lines[201]) == (202, "> a line", "> [...]")
    assert len(quotation(message(text="x" * 1_000_000))) < 17_000


def test_a_quoted_original_cannot_steer_the_screen() -> None:
    quoted = quotation(message(text="a\x1b[31mb\x00c\u202ed\u2066e\ttab"))
    assert quoted.splitlines()[1] == "> a[31mbcde    tab"


def test_months_are_english_whatever_the_locale() -> None:
    days = [quotation(message(date=datetime(2026, month, 1, 23, 59, tzinfo=UTC))) for month in range(1, 13)]
    months = " ".join(day.split()[3] for day in days)
    assert months == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
