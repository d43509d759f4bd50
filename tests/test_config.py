"""The configuration file: what a newcomer writes is understood, and every mistake is told with its line."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mailwithdraw.config import CRITERIA, Account, Config, Known, Secret, SecretSource, Security, parse_config
from mailwithdraw.config.lines import key_lines
from mailwithdraw.config.pay import UnreadablePay, parse_pay
from mailwithdraw.config.shape import (
    AccountSection,
    DeclaredPay,
    MeSection,
    PasswordTable,
    SituationSection,
    WantedSection,
)
from mailwithdraw.errors import ConfigError, Problem
from mailwithdraw.model import Criteria, Criterion, Me, Period, Salary, Share, Situation, Verdict

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"


def problems(text: str) -> list[tuple[int | None, str]]:
    """Line and key of every problem."""
    return [(problem.line, problem.key) for problem in full_problems(text)]


def full_problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        parse_config(text, "config.toml")
    return caught.value.problems


def account(text: str) -> Account:
    (only,) = parse_config(f'[me]\nname = "Sam"\n[account]\n{text}', "config.toml").accounts
    return only


def refused(text: str) -> tuple[Criterion, ...]:
    return parse_config(f"[not_interested]\n{text}", "config.toml").criteria.refused


# -- what is understood ----------------------------------------------------------------------------------


def test_the_example_says_what_it_seems_to_say() -> None:
    config = parse_config(EXAMPLE.read_text("utf-8"), "config.example.toml")
    assert config == Config(
        me=Me("Sam Rivera", ("sam@example.com",), "Europe/Berlin"),
        accounts=(
            Account(
                email="sam@example.com",
                host="imap.example.com",
                port=993,
                security=Security.TLS,
                username="sam@example.com",
                name="sam@example.com",
            ),
        ),
        criteria=Criteria(
            refused=(
                Criterion(
                    "salary_below",
                    Salary(Decimal(85000), Decimal(85000), "EUR", Period.YEAR),
                    Verdict.DECLINE,
                ),
                Criterion("work_mode", ("onsite",)),
                Criterion("relocation", value=True),
                Criterion("companies", ("Initech",), share=Share.NEVER),
                Criterion("industries", ("gambling",)),
            ),
            home=("Berlin", "Potsdam"),
        ),
    )


def test_the_example_with_every_comment_removed_is_valid_too() -> None:
    lines = []
    for line in EXAMPLE.read_text("utf-8").splitlines():
        bare = line.removeprefix("# ")
        is_key = bare.split("=")[0].strip().replace("_", "").replace(".", "").isalnum() and "=" in bare
        lines.append(bare if is_key or bare.startswith("[") else line)
    text = "\n".join(lines)
    long_form = 'salary_below = { value = "85000 EUR/year", tolerance = "5%"'
    short = 'salary_below = "85000 EUR/year"        # the top'
    assert long_form in text
    assert short in text
    config = parse_config(text.replace(short, "# the top"), "config.toml")
    assert [criterion.name for criterion in config.criteria.refused] == [known.name for known in CRITERIA]
    assert config.criteria.refused[0] == Criterion(
        "salary_below",
        Salary(Decimal(85000), Decimal(85000), "EUR", Period.YEAR),
        Verdict.NEGOTIATE,
        Share.NEVER,
        Decimal("0.05"),
    )
    assert config.criteria.wanted_companies == ("Hooli",)
    assert config.criteria.situation == Situation(looking=True, accepted_offer=date(2026, 11, 10))
    (only,) = config.accounts
    assert (only.port, only.security, only.username, only.name) == (143, Security.STARTTLS, "sam", "private")
    assert (only.flag, only.drafts, only.also) == (False, "Entwürfe", ("sam.rivera@example.org",))
    assert only.password == Secret(SecretSource.COMMAND, ("pass", "show", "mail/sam"))
    assert config.me.addresses == ("sam@example.com", "sam.rivera@example.org")


@pytest.mark.parametrize("known", CRITERIA, ids=lambda known: known.name)
def test_every_criterion_stands_in_the_example(known: Known) -> None:
    assert f"\n{known.name} = " in EXAMPLE.read_text("utf-8").replace("\n# ", "\n")


def test_every_key_of_every_section_stands_in_the_example() -> None:
    text = EXAMPLE.read_text("utf-8")
    sections = (MeSection, AccountSection, PasswordTable, WantedSection, SituationSection, DeclaredPay)
    keys = {key for section in sections for key in section.model_fields}
    assert {key for key in keys if not re.search(rf"\b{key}( ?= |\.\w)", text)} == set()


def test_an_empty_file_is_a_valid_configuration() -> None:
    assert parse_config("", "config.toml") == Config(me=Me("", ()))


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert parse_config('\ufeff[me]\nname = "Sam"', "config.toml").me == Me("Sam", ())


def test_a_large_provider_needs_only_the_address() -> None:
    assert account('email = "sam@gmail.com"') == Account(
        email="sam@gmail.com",
        host="imap.gmail.com",
        port=993,
        security=Security.TLS,
        username="sam@gmail.com",
        name="sam@gmail.com",
    )


def test_icloud_logs_in_with_the_local_part() -> None:
    only = account('email = "Sam.Rivera@icloud.com"')
    assert (only.host, only.username) == ("imap.mail.me.com", "Sam.Rivera")


def test_a_host_of_ones_own_beats_the_table_of_providers() -> None:
    only = account('email = "sam@icloud.com"\nhost = "127.0.0.1"\nport = 1143\nsecurity = "none"')
    assert (only.host, only.port, only.security) == ("127.0.0.1", 1143, Security.NONE)
    assert only.username == "sam@icloud.com"


def test_proton_is_reached_through_its_bridge() -> None:
    only = account('email = "sam@proton.me"')
    assert (only.host, only.port, only.security) == ("127.0.0.1", 1143, Security.STARTTLS)


def test_two_accounts_keep_their_order_and_their_addresses() -> None:
    config = parse_config(
        '[me]\nname = "Sam"\n'
        '[[account]]\nemail = "a@gmail.com"\nalso = "a@example.org"\n[[account]]\nemail = "b@gmail.com"\nname = "work"\n',
        "config.toml",
    )
    assert [one.name for one in config.accounts] == ["a@gmail.com", "work"]
    assert config.me.addresses == ("a@gmail.com", "a@example.org", "b@gmail.com")


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("password.keyring = true", Secret(SecretSource.KEYRING)),
        ('password.env = "MAIL_PW"', Secret(SecretSource.ENV, ("MAIL_PW",))),
        ('password.file = "~/.mailpw"', Secret(SecretSource.FILE, ("~/.mailpw",))),
        ('password = { command = ["pass", "x"] }', Secret(SecretSource.COMMAND, ("pass", "x"))),
        ("", Secret(SecretSource.DEFAULT)),
    ],
)
def test_a_password_is_only_ever_pointed_at(line: str, secret: Secret) -> None:
    assert account(f'email = "sam@gmail.com"\n{line}').password == secret


@pytest.mark.parametrize(
    ("text", "amount", "currency", "period"),
    [
        ("85000 EUR/year", "85000", "EUR", Period.YEAR),
        ("70k EUR", "70000", "EUR", Period.YEAR),
        ("45 USD/hour", "45", "USD", Period.HOUR),
        ("45.50 usd per hour", "45.50", "USD", Period.HOUR),
        ("€85.000", "85000", "EUR", Period.YEAR),
        ("EUR 85,000 a year", "85000", "EUR", Period.YEAR),
        ("118'000 CHF / yr", "118000", "CHF", Period.YEAR),
        ("1 200 000 INR/year", "1200000", "INR", Period.YEAR),
        ("£450/day", "450", "GBP", Period.DAY),
        ("6500 PLN/month", "6500", "PLN", Period.MONTH),
        ("52.5k GBP", "52500", "GBP", Period.YEAR),
    ],
)
def test_pay_is_read_as_people_write_it(text: str, amount: str, currency: str, period: Period) -> None:
    assert parse_pay(text) == Salary(Decimal(amount), Decimal(amount), currency, period)


@pytest.mark.parametrize(
    "text",
    [
        "85000",
        "EUR",
        "$85000",
        "85000 EURO",
        "45 USD",
        "85000 EUR/week",
        "EUR 85000 USD",
        "85.0000 EUR",
        "-5 EUR/hour",
        "",
        "8,5,0 EUR",
    ],
)
def test_pay_that_would_need_a_guess_is_refused(text: str) -> None:
    with pytest.raises(UnreadablePay):
        parse_pay(text)


def test_what_is_set_to_false_or_to_nothing_is_not_declared() -> None:
    assert refused("agencies = false\nrelocation = { value = false }\ncompanies = []") == ()


def test_the_long_form_says_verdict_and_share() -> None:
    assert refused('work_mode = { value = "onsite", verdict = "negotiate", share = "specific" }') == (
        Criterion("work_mode", ("onsite",), Verdict.NEGOTIATE, Share.SPECIFIC),
    )


def test_an_impression_only_asks_unless_the_user_says_otherwise() -> None:
    assert refused('phrases = ["rockstar"]')[0].verdict is Verdict.ASK
    assert refused('phrases = { value = "rockstar", verdict = "decline" }')[0].verdict is Verdict.DECLINE


# -- what is refused ---------------------------------------------------------------------------------------


def test_every_mistake_of_a_file_is_told_at_once_with_its_line() -> None:
    text = """
[me]
time_zone = "Europe/Berln"
emial = "x"

[[account]]
email = "sam@example"
flag = "yes"

[[account]]
email = "sam@example.org"
host = "imap.example.org"
security = "none"

[not_interested]
salary_below = { value = "85000/year", tolerance = "five" }
work_mode = [
  "remote",
  "on-site",
]
agencies = "yes"
unpaid_test_hours_over = "3"
salary = 3

[situation]
accepted_offer = "2026-11-10"

[oddities]
"""
    assert problems(text) == [
        (2, "me.name"),
        (3, "me.time_zone"),
        (4, "me.emial"),
        (7, "account.email"),
        (8, "account.flag"),
        (13, "account.security"),
        (16, "not_interested.salary_below.tolerance"),
        (16, "not_interested.salary_below.value"),
        (17, "not_interested.work_mode"),
        (21, "not_interested.agencies"),
        (22, "not_interested.unpaid_test_hours_over"),
        (23, "not_interested.salary"),
        (26, "situation.accepted_offer"),
        (28, "oddities"),
    ]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ('[me]\ntime_zone = "europe/berlin"', 'Did you mean "Europe/Berlin"?'),
        ("[not_intrested]", 'Did you mean "not_interested"?'),
        ('[not_interested]\nsallary_below = "1"', 'Did you mean "salary_below"?'),
        ("[not_interested]\nlooking = true", "It belongs below [situation]."),
        ('[not_interested]\nwork_mode = "on-site"', 'Did you mean "onsite"?'),
        ('[not_interested]\nroles = { value = "x", verdict = "declin" }', 'Did you mean "decline"?'),
        ('[not_interested]\nroles = { value = "x", shared = "never" }', 'Did you mean "share"?'),
        ("[situation]\nzzz = 1", "Known here: looking, accepted_offer."),
    ],
)
def test_a_slip_of_the_pen_is_met_with_a_suggestion(text: str, suggestion: str) -> None:
    (only,) = full_problems(text)
    assert (only.line, only.suggestion) == (text.count("\n") + 1, suggestion)


def test_a_literal_password_is_refused_and_not_repeated() -> None:
    text = '[me]\nname = "Sam"\n[account]\nemail = "sam@gmail.com"\npassword = "correct horse"'
    (only,) = full_problems(text)
    assert (only.line, only.key) == (5, "account.password")
    assert "password.command" in (only.suggestion or "")
    assert "correct horse" not in str(ConfigError("config.toml", (only,)))


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ('email = "sam@example.com"', "account.host"),
        ('email = "sam@outlook.com"', "account.email"),
        ('email = "sam@hotmail.com"\nhost = "outlook.office365.com"', "account.email"),
        ('email = "sam@gmail.com"\nhost = "imaps://imap.gmail.com"', "account.host"),
        ('email = "sam@gmail.com"\nport = 0', "account.port"),
        ('email = "sam@gmail.com"\nsecurity = "none"', "account.security"),
        ('email = "sam@gmail.com"\nhost = "192.0.2.1"\nsecurity = "none"', "account.security"),
        ('email = "sam@gmail.com"\npassword.env = "A"\npassword.file = "B"', "account.password"),
        ('email = "sam@gmail.com"\npassword.keyring = false', "account.password.keyring"),
        ('email = "sam@gmail.com"\npassword.command = []', "account.password.command"),
        ('email = "sam@gmail.com"\nname = " "', "account.name"),
        ('name = "x"', "account.email"),
    ],
)
def test_an_account_that_cannot_work_is_refused(lines: str, key: str) -> None:
    assert [key for _, key in problems(f'[me]\nname = "Sam"\n[account]\n{lines}')] == [key]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_an_open_connection_is_allowed_within_this_machine(host: str) -> None:
    assert account(f'email = "sam@example.com"\nhost = "{host}"\nsecurity = "none"').port == 143


def test_two_accounts_of_one_address_are_refused() -> None:
    text = '[me]\nname = "Sam"\n[[account]]\nemail = "a@gmail.com"\n[[account]]\nemail = "A@gmail.com"'
    assert problems(text) == [(6, "account.email")]


def test_a_company_cannot_be_both_wanted_and_refused() -> None:
    text = '[wanted]\ncompanies = "Initech"\n[not_interested]\ncompanies = { value = ["initech", "Hooli"] }'
    assert problems(text) == [(2, "wanted.companies")]


@pytest.mark.parametrize("name", ["companies", "phrases"])
def test_a_reason_that_must_never_be_told_cannot_be_shared(name: str) -> None:
    text = f'[not_interested]\n{name} = {{ value = "Initech", share = "specific" }}'
    assert problems(text) == [(2, f"not_interested.{name}.share")]


def test_what_an_employer_cannot_change_cannot_be_negotiated() -> None:
    text = '[not_interested]\nindustries = { value = "gambling", verdict = "negotiate" }'
    assert problems(text) == [(2, "not_interested.industries.verdict")]


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("[me]\nname = Sam", 2, "name"),
        ('[me]\nname = "Sam\ntime_zone = "UTC"', 2, "name"),
        ("[me]\n[me]", 2, "[me]"),
        ('[me]\nname = "A"\nname = "B"', 3, "name"),
    ],
)
def test_a_text_that_is_no_toml_is_told_with_line_and_advice(text: str, line: int, key: str) -> None:
    (only,) = full_problems(text)
    assert (only.line, only.key) == (line, key)
    assert only.suggestion != "Compare it with the example."


def test_lines_are_found_behind_long_texts_and_lists() -> None:
    text = 'a = [\n  "x]", # ]\n  "[",\n]\nb = """\nc = 1\n"quoted" \\\n"""\n[t."u v"]\nd.e = { f = 1 }\n[[s]]\ng = 1\n[[s]]\ng = 2'
    assert key_lines(text) == {
        ("a",): 1,
        ("b",): 5,
        ("t", "u v"): 9,
        ("t", "u v", "d"): 10,
        ("t", "u v", "d", "e"): 10,
        ("s", 0): 11,
        ("s", 0, "g"): 12,
        ("s", 1): 13,
        ("s", 1, "g"): 14,
    }
