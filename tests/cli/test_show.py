import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailwithdraw.cli.cells import clean, to_ascii, width, wrap
from mailwithdraw.cli.show import Group, group_of, letter, summary, table
from mailwithdraw.cli.words import due, state, stretch
from mailwithdraw.model import (
    Address,
    Certainty,
    Draft,
    DraftState,
    Item,
    Kind,
    Ref,
    Slot,
    Stage,
    Verdict,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 10, 9, 30, tzinfo=BERLIN)

EXAMPLE = Item(
    id="3fa29b10",
    account="sam@example.com",
    ref=Ref("INBOX", 1, 7),
    message_id="<a@tessellate.example>",
    received=NOW - timedelta(hours=1),
    sender=Address("ines@tessellate.example", "Ines Albrecht"),
    subject="Re: next steps",
    stage=Stage.FINAL,
    certainty=Certainty.SURE,
    company="Tessellate Systems",
    role="Senior Backend Engineer",
    verdict=Verdict.WITHDRAW,
    because=("the pay is below what you want",),
    quote="the budget for the role is 78,000 EUR a year, and there's no room above it",
    due=datetime(2026, 11, 10, 18, 0, tzinfo=BERLIN),
    state=DraftState.WAITING,
)
SCAM = replace(
    EXAMPLE,
    id="91bc0d2e",
    sender=Address("hr@freemail.example"),
    subject="INTERVIEW!!",
    stage=None,
    company=None,
    role=None,
    verdict=Verdict.CAUTION,
    quote="on Telegram",
    due=None,
    state=DraftState.NONE,
    note="look the company up yourself",
)
KEPT = replace(EXAMPLE, id="00000001", verdict=Verdict.KEEP, state=DraftState.NONE)


def show(*items: Item, width: int = 80, colour: bool = False, unicode: bool = True) -> str:
    return table(items, width=width, colour=colour, now=NOW, zone=BERLIN, unicode=unicode)


def test_at_80_columns_a_row_shows_verdict_person_role_words_due_and_state() -> None:
    assert show(EXAMPLE).splitlines() == [
        "Drafts to read and send " + "─" * 54 + " 1",
        "",
        "  withdraw   Ines Albrecht       Senior Backend Engineer          today 18:00",
        "  3fa29b10   Tessellate Systems  final round                      draft waiting",
        "                                 “the budget for the role is",
        "                                 78,000 EUR a year, and there's",
        "                                 no room above it”",
    ]


def test_a_wide_terminal_shows_the_words_beside_the_role() -> None:
    assert show(EXAMPLE, width=120).splitlines()[2:] == [
        "  withdraw   Ines Albrecht                 Senior Backend Engineer  “the budget for the role is 78,000    today 18:00",
        "  3fa29b10   Tessellate Systems            final round              EUR a year, and there's no room       draft waiting",
        "                                                                    above it”",
    ]


def test_what_needs_a_hand_comes_first_and_what_is_settled_last_on_one_line() -> None:
    answered = replace(EXAMPLE, state=DraftState.ANSWERED)
    headings = [
        line.split(" ─")[0] for line in show(answered, KEPT, SCAM, EXAMPLE).splitlines() if "──" in line
    ]
    assert headings == [
        "Drafts to read and send",
        "For you to look at",
        "Nothing against these: answer them yourself",
        "Done",
    ]
    assert show(answered).splitlines()[2:] == [
        "  you answered:  Ines Albrecht, Tessellate Systems, Senior Backend Engineer, …"
    ]


@pytest.mark.parametrize(
    ("verdict", "state", "group"),
    [
        (Verdict.DECLINE, DraftState.WAITING, Group.SEND),
        (Verdict.DECLINE, DraftState.PLANNED, Group.SEND),
        (Verdict.DECLINE, DraftState.NONE, Group.LOOK),
        (Verdict.DECLINE, DraftState.UNKNOWN, Group.LOOK),
        (Verdict.DECLINE, DraftState.FAILED, Group.LOOK),
        (Verdict.DECLINE, DraftState.OLD, Group.LOOK),
        (Verdict.CAUTION, DraftState.NONE, Group.LOOK),
        (Verdict.ASK, DraftState.NONE, Group.LOOK),
        (Verdict.KEEP, DraftState.NONE, Group.ANSWER),
        (Verdict.KEEP, DraftState.ANSWERED, Group.DONE),
        (Verdict.WITHDRAW, DraftState.GONE, Group.DONE),
    ],
)
def test_the_group_says_what_is_left_to_do(verdict: Verdict, state: DraftState, group: Group) -> None:
    assert group_of(replace(EXAMPLE, verdict=verdict, state=state)) is group


def test_within_a_group_the_earliest_due_comes_first_and_what_is_never_due_last() -> None:
    items = [
        replace(EXAMPLE, id="later", due=NOW + timedelta(days=2)),
        replace(EXAMPLE, id="never", due=None),
        replace(EXAMPLE, id="late", due=NOW - timedelta(days=2)),
    ]
    order = [word for word in show(*items).split() if word in {"later", "never", "late"}]
    assert order == ["late", "late", "later", "never"]  # "2 days late" stands behind its own id


def test_a_warning_tells_not_to_reply_and_what_to_do_instead() -> None:
    shown = show(SCAM, width=100)
    assert "hr@freemail.example" in shown
    assert "INTERVIEW!!" in shown
    assert "do not reply" in shown
    assert "→ look the company up yourself" in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "draft waiting"),
        ({"state": DraftState.PLANNED}, "no draft yet"),
        ({"state": DraftState.UNKNOWN}, "look in Drafts"),
        ({"state": DraftState.NONE}, "no draft"),
        ({"state": DraftState.NONE, "certainty": Certainty.LIKELY}, "only likely"),
        ({"state": DraftState.NONE, "certainty": Certainty.LIKELY, "verdict": Verdict.KEEP}, "only likely"),
        (
            {"state": DraftState.NONE, "certainty": Certainty.LIKELY, "verdict": Verdict.CAUTION},
            "do not reply",
        ),
        ({"state": DraftState.NONE, "verdict": Verdict.KEEP}, ""),
    ],
)
def test_the_state_is_told_in_two_words(changes: dict[str, object], said: str) -> None:
    assert state(replace(EXAMPLE, **changes)) == said  # type: ignore[arg-type]


def test_nothing_found_is_said() -> None:
    assert show() == "No invitations."


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW + timedelta(hours=8, minutes=30), "today 18:00"),
        (NOW + timedelta(days=1), "tomorrow 09:30"),
        (NOW + timedelta(days=2), "Thu 09:30"),
        (NOW + timedelta(days=6), "Mon 09:30"),
        (NOW + timedelta(days=7), "17 Nov"),
        (datetime(2027, 1, 4, 18, 0, tzinfo=BERLIN), "4 Jan 2027"),
        (NOW - timedelta(minutes=5), "1 hour late"),
        (NOW - timedelta(hours=3), "3 hours late"),
        (NOW - timedelta(hours=10), "1 day late"),
        (NOW - timedelta(days=2), "2 days late"),
        (datetime(2026, 11, 10, 23, 30, tzinfo=UTC), "tomorrow 00:30"),
    ],
)
def test_due_is_told_as_one_would_say_it_in_the_users_zone(moment: datetime, said: str) -> None:
    assert due(moment, NOW, BERLIN) == said


FOREIGN = [
    replace(
        EXAMPLE,
        sender=Address("li@example.com", "李小龍と山田太郎の採用担当チーム株式会社"),
        company="Café Zu\u0308rich 👩🏽\u200d💻👩🏽\u200d💻👩🏽\u200d💻",
    ),
    replace(EXAMPLE, role="Donaudampfschifffahrtsgesellschaftskapitänsanwärterin (m/w/d)" * 2),
    replace(EXAMPLE, quote="https://careers.example/" + "a" * 300),
    replace(EXAMPLE, quote="❤️ 🇩🇪 กำลังคน " * 20, note="→ " * 90, state=DraftState.FAILED),
]


@pytest.mark.parametrize("columns", [60, 80, 100, 120, 140])
@pytest.mark.parametrize("unicode", [True, False])
def test_no_line_is_wider_than_the_terminal_whatever_the_mail_says(columns: int, unicode: bool) -> None:
    items = [*FOREIGN, *(replace(item, state=DraftState.ANSWERED) for item in FOREIGN)]
    shown = show(*items, width=columns, unicode=unicode)
    assert [line for line in shown.splitlines() if width(line) > columns] == []
    assert shown.isascii() is not unicode


def test_a_long_quote_is_cut_and_closed() -> None:
    shown = show(replace(EXAMPLE, quote="never gonna " * 30))
    assert shown.count("never gonna") < 30
    assert "…”" in shown


def test_words_of_the_mail_stay_whole() -> None:
    shown = show(EXAMPLE, width=80)
    assert set(EXAMPLE.quote.split()) <= {word.strip("“”") for word in shown.split()}


def test_a_mail_cannot_steer_the_terminal_nor_turn_its_text_around() -> None:
    evil = "\x1b]0;owned\x07\x1b[31mred\u202egnp\x00\u2066\x9b2J\nnext"
    item = replace(
        EXAMPLE,
        sender=Address("x@example.com", evil),
        company=evil,
        role=evil,
        quote=evil,
        note=evil,
        state=DraftState.FAILED,
    )
    shown = show(item) + show(replace(item, state=DraftState.ANSWERED))
    assert not set(shown) & set("\x1b\x07\x00\x9b\u202e\u2066")


def test_colours_come_only_when_asked_and_change_no_word() -> None:
    items = (EXAMPLE, SCAM, KEPT, replace(EXAMPLE, state=DraftState.GONE))
    plain, coloured = show(*items), show(*items, colour=True)
    assert "\x1b" not in plain
    assert "\x1b" in coloured
    assert click.unstyle(coloured) == plain


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("日本", 4),
        ("Zu\u0308rich", 6),
        ("👍", 2),
        ("👍🏽", 2),
        ("👩\u200d👩\u200d👧", 2),
        ("❤\ufe0f", 2),
        ("🇩🇪", 2),
        ("한글", 4),
        ("", 0),
    ],
)
def test_width_counts_the_columns_a_terminal_uses(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("日本語のテキスト", 6, ["日本語", "のテキ", "スト"]),
        ("see boards.example/larkspur/portal", 20, ["see", "boards.example/", "larkspur/portal"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("", 9, [""]),
    ],
)
def test_wrapping_keeps_words_whole_and_tears_only_what_cannot_fit(
    text: str, columns: int, lines: list[str]
) -> None:
    assert wrap(text, columns) == lines


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert wrap("one two three four", 9, lines=1) == ["one two …"]
    assert wrap("one two three four", 9, lines=2) == ["one two", "three …"]
    assert wrap("a-very-long-word", 8, lines=1) == ["a-very-…"]


@given(text=st.text(), columns=st.integers(2, 30))
def test_wrapping_loses_nothing_and_fits_whatever_the_text(text: str, columns: int) -> None:
    lines = wrap(clean(text), columns)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())
    assert all(width(line) <= columns for line in lines)


@given(text=st.text())
def test_nothing_invisible_or_steering_is_left(text: str) -> None:
    kinds = {unicodedata.category(letter) for letter in clean(text) if letter != "\u200d"}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(text=st.text(), columns=st.integers(10, 200), unicode=st.booleans())
def test_a_row_fits_whatever_the_mail_says(text: str, columns: int, unicode: bool) -> None:
    item = replace(
        EXAMPLE,
        company=text,
        role=text,
        quote=text,
        note=text,
        sender=Address(text, text),
        state=DraftState.OLD,
    )
    shown = show(item, width=columns, unicode=unicode)
    assert all(width(line) <= max(columns, 60) for line in shown.splitlines())
    assert unicode or shown.isascii()


def test_a_letter_is_tidied_to_one_line_of_visible_text() -> None:
    assert clean("  a\t\r\n b\u200b\u00ad\u202e c\u2028d ") == "a b c d"


def test_ascii_keeps_what_has_a_like() -> None:
    assert to_ascii("“Größe” – 90 000 € … Łódź 日") == '"Grosse" - 90 000 EUR ... Lodz ?'


def test_the_summary_counts_the_letters_and_names_the_other_mail() -> None:
    kinds = {Kind.NEWSLETTER: 1, Kind.INVITATION: 2, Kind.REJECTION: 2, Kind.ACKNOWLEDGEMENT: 3}
    assert summary([EXAMPLE, SCAM], kinds) == (
        "1 draft waits in Drafts. 6 other mails: 2 rejections, 3 acknowledgements, 1\nnewsletter."
    )
    assert summary([replace(EXAMPLE, state=DraftState.PLANNED)] * 2, {}, dry_run=True) == (
        "A real run would leave 2 drafts; nothing was changed."
    )
    assert summary([], {Kind.OTHER: 1}) == "No invitations. 1 other mail: 1 of another kind."


DRAFT = Draft(
    purpose="withdraw",
    from_=Address("sam@example.com", "Sam Rivera"),
    to=(Address("ines@tessellate.example", "Ines Albrecht"),),
    cc=(),
    subject="Re: next steps",
    in_reply_to="<a@tessellate.example>",
    references=("<a@tessellate.example>",),
    letter="Hi Ines,\n\nThank you for the conversations.\n\nSam\n",
    text="Hi Ines,\n\nThank you for the conversations.\n\nSam\n\n"
    "On Tue, 10 Nov 2026, Ines Albrecht wrote:\n> Hi Sam,\n>\n> one\n> two\n",
)


def test_a_letter_is_shown_with_short_headers_and_a_few_lines_of_what_it_quotes() -> None:
    assert letter(DRAFT, width=80, colour=False).splitlines() == [
        "  To:           Ines Albrecht <ines@tessellate.example>",
        "  Subject:      Re: next steps",
        "  In-Reply-To:  <a@tessellate.example>",
        "",
        "  │ Hi Ines,",
        "  │",
        "  │ Thank you for the conversations.",
        "  │",
        "  │ Sam",
        "  │",
        "  │ On Tue, 10 Nov 2026, Ines Albrecht wrote:",
        "  │ > Hi Sam,",
        "  │ >",
        "  │ … and 2 more lines of their mail",
    ]


def test_a_letter_in_ascii_has_the_same_lines() -> None:
    shown = letter(DRAFT, width=80, colour=True, unicode=False)
    assert shown.isascii()
    assert click.unstyle(shown).splitlines()[4] == "  | Hi Ines,"


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-11-09T11:00", None, "Mon 9 Nov 2026 11:00"),
        ("2026-11-09T09:00", "2026-11-09T12:00", "Mon 9 Nov 2026 09:00 to 12:00"),
        ("2026-11-09T00:00", "2026-11-10T00:00", "Mon 9 Nov 2026"),
        ("2026-11-09T22:00", "2026-11-10T06:00", "Mon 9 Nov 2026 22:00 to Tue 10 Nov 2026 06:00"),
    ],
)
def test_a_proposed_time_is_told_with_its_end_and_a_whole_day_without_hours(
    start: str, end: str | None, told: str
) -> None:
    until = datetime.fromisoformat(end) if end else None
    assert stretch(Slot(datetime.fromisoformat(start), until, zone_stated=False, quote="")) == told
