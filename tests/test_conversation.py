"""Which invitation of a conversation gets a letter."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from support.messages import message_with

from mailwithdraw.conversation import Memory, Read, answered, fate, superseded
from mailwithdraw.model import (
    DONE,
    Address,
    Detection,
    Draft,
    DraftState,
    Entry,
    Facts,
    Judgement,
    Kind,
    Message,
    NoDraft,
    Ref,
    Stage,
    Standing,
)
from mailwithdraw.written import Sighting, Written

MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
JANE = Address("jane@acme.example", "Jane Roe")
SAM = Address("sam@example.com", "Sam Rivera")
DRAFT = Draft(
    "decline", SAM, (JANE,), (), "Re: A chat", "<1@acme.example>", (), "Hi Jane, ...", "Hi Jane, ..."
)


def message(
    number: int, *, replies_to: int | None = None, subject: str = "A chat", author: Address = JANE
) -> Message:
    parent = (f"<{replies_to}@acme.example>",) if replies_to is not None else ()
    return message_with(
        message_id=f"<{number}@acme.example>",
        date=MONDAY + timedelta(days=number),
        from_=(author,),
        to=(SAM,),
        subject=subject,
        in_reply_to=parent,
        references=parent,
        digest=str(number),
    )


def read(
    mail: Message,
    kind: Kind = Kind.INVITATION,
    *,
    flags: tuple[str, ...] = (),
    draft: Draft | NoDraft | None = DRAFT,
    stage: Stage = Stage.SCREENING,
) -> Read:
    detection = Detection(kind, stage if kind is Kind.INVITATION else None, None, 1.0, "en", ())
    judgement = Judgement(mail, detection, Facts(), (), None, None, draft)
    return Read(Entry(Ref("INBOX", 1, int(mail.digest)), frozenset(flags), mail.date), judgement, mail.digest)


def decide(item: Read, **changes: object) -> tuple[DraftState, str] | None:
    values: dict[str, object] = {
        "overtaken": None,
        "written": Written(),
        "blocked": False,
        "fresh": True,
        **changes,
    }
    return fate(item, **values)  # type: ignore[arg-type]


def test_a_chaser_in_the_same_thread_is_answered_instead_of_the_first_invitation() -> None:
    reads = [read(message(1)), read(message(2, replies_to=1))]
    assert superseded(reads) == {"1": "a later mail of the same conversation counts instead"}


def test_a_bare_reminder_or_an_unanswerable_notice_leaves_the_first_invitation_open() -> None:
    first = read(message(1))
    reminder = read(message(2, replies_to=1), draft=None, stage=Stage.REMINDER)
    notice = read(message(2, replies_to=1), draft=NoDraft("nobody reads replies to it"))
    assert superseded([first, reminder]) == {}
    assert superseded([first, notice]) == {}


def test_a_later_mail_with_nothing_against_it_keeps_the_first_from_being_declined() -> None:
    better = read(message(2, replies_to=1), draft=None)
    assert superseded([read(message(1)), better]) == {
        "1": "a later mail of the same conversation counts instead"
    }


def test_a_chaser_that_lost_its_thread_is_known_by_sender_and_subject() -> None:
    reads = [
        read(message(1, subject="Platform Engineer at Acme")),
        read(message(2, subject="RE: Platform Engineer at Acme")),
    ]
    assert set(superseded(reads)) == {"1"}


def test_two_invitations_under_a_subject_as_short_as_hello_are_two() -> None:
    assert superseded([read(message(1, subject="Hello")), read(message(2, subject="Hello"))]) == {}


def test_two_people_using_the_same_subject_are_two_conversations() -> None:
    tom = Address("tom@other.example")
    reads = [
        read(message(1, subject="Backend engineer role")),
        read(message(2, subject="Backend engineer role", author=tom)),
    ]
    assert superseded(reads) == {}


def test_after_a_rejection_or_an_offer_the_invitation_needs_no_letter() -> None:
    closed = superseded([read(message(1)), read(message(2, replies_to=1), Kind.REJECTION)])
    assert closed == {"1": "they have closed this application"}
    offered = superseded([read(message(1)), read(message(2, replies_to=1), Kind.OFFER)])
    assert offered == {"1": "an offer followed"}


def test_an_invitation_after_a_rejection_is_open() -> None:
    assert superseded([read(message(2, replies_to=1)), read(message(1), Kind.REJECTION)]) == {}


def test_the_users_own_later_mail_in_the_inbox_ends_the_matter() -> None:
    reads = [read(message(1)), read(message(2, replies_to=1, author=SAM), Kind.OWN)]
    assert superseded(reads) == {"1": "you wrote in this conversation afterwards"}


def test_the_answered_flag_means_answered() -> None:
    assert answered(read(message(1), flags=("\\Answered",)), Written()) == "you answered it"


def test_a_reply_in_sent_means_answered_and_a_reply_to_another_mail_does_not() -> None:
    assert answered(read(message(1)), Written(own=frozenset({"<1@acme.example>"}))) is not None
    assert answered(read(message(1)), Written(own=frozenset({"<2@acme.example>"}))) is None


def sent(mail: Message, key: str | None = None) -> Written:
    return Written(sent=(Sighting(Ref("Sent", 1, 1), frozenset(), key, mail),))


def test_a_later_mail_to_the_sender_under_the_same_subject_means_answered() -> None:
    mine = Message(**{**_fields(message(3, subject="Re: A chat", author=SAM)), "to": (JANE,)})
    assert answered(read(message(1)), sent(mine)) == "you wrote to them afterwards"
    earlier = Message(**{**_fields(mine), "date": MONDAY})
    assert answered(read(message(1)), sent(earlier)) is None
    elsewhere = Message(**{**_fields(mine), "to": (Address("tom@other.example"),)})
    assert answered(read(message(1)), sent(elsewhere)) is None


def _fields(mail: Message) -> dict[str, object]:
    return {name: getattr(mail, name) for name in Message.__dataclass_fields__}


def test_a_fresh_unanswered_invitation_with_a_letter_is_written_to() -> None:
    assert decide(read(message(1))) is None


def test_what_stands_against_writing_is_told_in_words() -> None:
    first = read(message(1))
    assert decide(first, overtaken="an offer followed") == (DraftState.NONE, "an offer followed")
    assert decide(read(message(1), draft=NoDraft("no way to answer"))) == (
        DraftState.NONE,
        "no way to answer",
    )
    assert decide(read(message(1), draft=None)) == (DraftState.NONE, "")
    assert decide(first, blocked=True) == (
        DraftState.NONE,
        "an earlier letter of yours to this conversation comes first",
    )
    assert decide(first, fresh=False) == (
        DraftState.OLD,
        "received more than 30 days ago; `--since` answers older ones too",
    )


def test_an_invitation_marked_done_is_never_written_to_again_even_without_a_ledger() -> None:
    marked = read(message(1), flags=(DONE,))
    assert decide(marked) == (DraftState.GONE, "handled in an earlier run")
    waiting = Written(drafts=(Sighting(Ref("Drafts", 1, 1), frozenset(), "1", message(9)),))
    assert decide(marked, written=waiting) == (DraftState.WAITING, "")


def test_what_a_mail_answers_is_known_when_it_comes() -> None:
    memory = Memory()
    memory.note(message(1), Kind.ACKNOWLEDGEMENT)
    assert memory.standing(message(2, replies_to=1)).conversation == {Kind.ACKNOWLEDGEMENT}


def test_earlier_mail_of_the_same_sender_is_known_apart_from_the_conversation() -> None:
    memory = Memory()
    memory.note(message(1), Kind.ACKNOWLEDGEMENT)
    assert memory.standing(message(2)) == Standing(sender=frozenset({Kind.ACKNOWLEDGEMENT}))
    assert memory.standing(message(2, author=SAM)) == Standing()


def test_a_mail_judged_again_does_not_speak_for_itself_nor_for_what_came_before() -> None:
    memory = Memory()
    memory.note(message(2), Kind.INVITATION)
    assert memory.standing(message(2)) == Standing()
    assert memory.standing(message(1)) == Standing()


def test_what_was_heard_in_an_earlier_pass_is_known() -> None:
    heard = Memory().note(message(1), Kind.HIRING_SIDE)
    assert Memory(heard).standing(message(3, replies_to=1)).conversation == {Kind.HIRING_SIDE}
    again = Memory(heard)
    assert {one.since for one in again.note(message(4), Kind.HIRING_SIDE) if "@acme" in one.name} >= {
        MONDAY + timedelta(days=1)
    }


def test_who_was_applied_to_is_known_by_the_house_and_by_the_answered_mail() -> None:
    jobs = replace(message(1), from_=(SAM,), to=(Address("jobs@acme.example", ""),))
    memory = Memory(Memory().note_application(jobs))
    assert memory.standing(message(2)).sender == {Kind.OWN}
    assert memory.standing(message(2, replies_to=1)).conversation == {Kind.OWN}
    assert memory.standing(message(2, author=Address("jane@rival.example", "Jane Roe"))) == Standing()


def test_strangers_at_one_mail_provider_are_no_house() -> None:
    memory = Memory()
    memory.note_application(replace(message(1), to=(Address("baker@gmail.com", ""),)))
    assert memory.standing(message(2, author=Address("baker@gmail.com", ""))).sender == {Kind.OWN}
    assert memory.standing(message(2, author=Address("other@gmail.com", ""))) == Standing()
