"""Pay as mails state it, and the sums that are none."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from reading.facts.mails import facts, mail, read, sender

from mailwithdraw.model import Message, Period


def pay(text: str, language: str = "en", **parts: Any) -> tuple[object, ...] | None:
    found = facts(text, language, **parts).salary
    if found is None:
        return None
    salary = found.value
    low, high = (None if figure is None else float(figure) for figure in (salary.minimum, salary.maximum))
    return low, high, salary.currency, salary.period.value if salary.period else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The salary is £118,000 to £125,000.", (118000, 125000, "GBP", "year")),
        ("Base of $150k to $175k plus equity.", (150000, 175000, "USD", "year")),
        ("The range is 90-110k EUR.", (90000, 110000, "EUR", "year")),
        ("We pay between €55k and €62k.", (55000, 62000, "EUR", "year")),
        ("* $150,000 – $172,000", (150000, 172000, "USD", "year")),
        ("Salary: £30,000, 4 days a week.", (30000, 30000, "GBP", "year")),
        ("Salary\n£55k - £65k", (55000, 65000, "GBP", "year")),
        ("Base salary of £45,000 per annum.", (45000, 45000, "GBP", "year")),
        ("We pay CA$150–175k for this role.", (150000, 175000, "CAD", "year")),
        ("The band is $135,000-$158,000 CAD.", (135000, 158000, "CAD", "year")),
        ("The day rate is £450.", (450, 450, "GBP", "day")),
        ("They'd pay $2,400 a day for a steady pair of hands.", (2400, 2400, "USD", "day")),
        ("Pay is $31-34/hr on W2.", (31, 34, "USD", "hour")),
        ("Pay: $27.50/hr + $2 differential.", (27.5, 27.5, "USD", "hour")),
        ("Salary USD 4,200 monthly.", (4200, 4200, "USD", "month")),
        ("Salary of CHF 98'000 bis 108'000.", (98000, 108000, "CHF", "year")),
        ("$98/hr W-2 or $110/hr corp-to-corp.", (98, 110, "USD", "hour")),
    ],
)
def test_a_stated_sum_is_read_with_its_currency_and_period(text: str, expected: tuple[object, ...]) -> None:
    assert pay(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Base is up to $128k.", (None, 128000, "USD", "year")),
        ("The base tops out at £90,000.", (None, 90000, "GBP", "year")),
        ("Salary from €52,000.", (52000, None, "EUR", "year")),
        ("Salary: £60k+", (60000, None, "GBP", "year")),
        ("The package begins at £190,000.", (190000, None, "GBP", "year")),
        ("€62k base, OTE €105k.", (62000, 105000, "EUR", "year")),
        ("A base of £45,000 with OTE of £70,000.", (45000, 70000, "GBP", "year")),
        ("OTE £80k.", (None, 80000, "GBP", "year")),
    ],
)
def test_a_bound_or_a_target_leaves_out_what_is_not_said(text: str, expected: tuple[object, ...]) -> None:
    assert pay(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CTC: 8-9 LPA", (800000, 900000, "INR", "year")),
        ("Budget: 12 - 14 LPA", (1200000, 1400000, "INR", "year")),
        ("CTC up to 18 LPA", (None, 1800000, "INR", "year")),
        ("Salary Rs. 12,50,000 per annum", (1250000, 1250000, "INR", "year")),
    ],
)
def test_lakhs_are_rupees_a_year(text: str, expected: tuple[object, ...]) -> None:
    assert pay(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Gehalt: 65.000 € bis 75.000 € brutto im Jahr.", "de", (65000, 75000, "EUR", "year")),
        ("Paket zwischen 90 und 105 T€ plus Wagen.", "de", (90000, 105000, "EUR", "year")),
        ("Wir zahlen 3.600–4.100 € brutto.", "de", (3600, 4100, "EUR", "month")),
        ("La fourchette est de 55 à 60 k€.", "fr", (55000, 60000, "EUR", "year")),
        ("13,50 à 15 € de l'heure selon l'expérience.", "fr", (13.5, 15, "EUR", "hour")),
        ("Fixe de 42 à 48 k€ brut annuel.", "fr", (42000, 48000, "EUR", "year")),
        ("Salario de 30.000 a 35.000 € brutos anuales.", "es", (30000, 35000, "EUR", "year")),
        ("De schaal loopt van € 5.900 tot € 7.300.", "nl", (5900, 7300, "EUR", "month")),
        ("Salário de 1.750 € brutos por mês.", "pt", (1750, 1750, "EUR", "month")),
        ("RAL 36.000-41.000 €.", "it", (36000, 41000, "EUR", "year")),
    ],
)
def test_pay_is_read_in_the_languages_of_the_product(
    text: str, language: str, expected: tuple[object, ...]
) -> None:
    assert pay(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We have a great 401k plan.",
        "We raised $40M last year and are hiring.",
        "A client has closed a $62M Series A.",
        "The group turns over £41m.",
        "Revenue last year was $310,000.",
        "You would own a budget of £250,000.",
        "There is a $15,000 sign-on bonus.",
        "Refer a friend: $1000 referral bonus.",
        "We reimburse travel up to £60.",
        "A refundable $85 locker fee secures your laptop.",
        "We'll pay $400 for your time whichever way this goes.",
        "The course costs £1,200.",
        "£500 a week.",
        "Call me on 020 7946 0355.",
        "The interview is on 12 November at 14:00, room 240.",
        "We are a team of 120-140 people.",
        "Attached: 40k anonymised records.",
        "Req 70331, floor 12, 90 minutes.",
    ],
)
def test_other_sums_and_figures_are_no_pay(text: str) -> None:
    assert pay(text) is None


MEXICO = {"date": datetime(2026, 11, 9, 9, 0, tzinfo=timezone(timedelta(hours=-6)))}
BRAZIL = {"date": datetime(2026, 11, 9, 9, 0, tzinfo=timezone(timedelta(hours=-3)))}
CHILE = {"subject": "Enfermera, Concepción, Chile"}
COLOMBIA = {"subject": "Nómina, Medellín"}


@pytest.mark.parametrize(
    ("text", "language", "parts", "expected"),
    [
        ("El sueldo es de $11,500 mensuales libres.", "es", MEXICO, (11500, 11500, "MXN", "month")),
        ("Serían 20 horas semanales a $450 la hora.", "es", MEXICO, (450, 450, "MXN", "hour")),
        ("Salen entre 21 y 24 mil al mes libres.", "es", MEXICO, (21000, 24000, "MXN", "month")),
        ("La renta va de 1.450 a 1.600 líquidos.", "es", CHILE, (1450000, 1600000, "CLP", "month")),
        ("Rango 7,5 a 8,5 millones.", "es", COLOMBIA, (7500000, 8500000, "COP", "month")),
        ("Faixa de 17 a 21 mil.", "pt", BRAZIL, (17000, 21000, "BRL", "month")),
        ("De 6 mil a 7.200 CLT.", "pt", BRAZIL, (6000, 7200, "BRL", "month")),
        ("Voltou agora, 3.800 CLT, híbrido.", "pt", BRAZIL, (3800, 3800, "BRL", "month")),
        ("48 a 58 mil brutos/ano.", "pt", {}, (48000, 58000, "EUR", "year")),
        ("Pagamos 1.100 com descontos feitos.", "pt", {}, (1100, 1100, "EUR", "month")),
        ("980 euros base mais subsídio de noite.", "pt", {}, (980, 980, "EUR", "month")),
        ("La forchetta è 29-33 mila lordi.", "it", {}, (29000, 33000, "EUR", "year")),
        ("Contratto a tempo indeterminato, 30-34 di RAL.", "it", {}, (30000, 34000, "EUR", "year")),
        ("105-118 mila franchi su 13 mensilità.", "it", {}, (105000, 118000, "CHF", "year")),
        ("Il compenso è € 60/ora.", "it", {}, (60, 60, "EUR", "hour")),
        ("2300 net, lundi au vendredi.", "fr", {}, (2300, 2300, "EUR", "month")),
        ("4.700 tot 5.800 bruto, hybride.", "nl", {}, (4700, 5800, "EUR", "month")),
        ("Als je een vraag hebt over vergoeding: 600 per maand.", "nl", {}, (600, 600, "EUR", "month")),
        ("17,80€ + Zuschläge, Früh/Spät im Wechsel.", "de", {}, (17.8, 17.8, "EUR", "hour")),
        ("Gehalt ca. 65 TEUR.", "de", {}, (65000, 65000, "EUR", "year")),
        ("Stipendio: CHF 105-115'000 lordi annui.", "it", {}, (105000, 115000, "CHF", "year")),
        ("Le salaire: CHF 5'600.– à 5'900.– brut par mois.", "fr", {}, (5600, 5900, "CHF", "month")),
        (
            "Das Mindestentgelt laut Kollektivvertrag beträgt 4.350 Euro brutto pro Monat.",
            "de",
            {},
            (4350, None, "EUR", "month"),
        ),
        ("Échelle salariale : 22,36 $ à 24,38 $ de l'heure.", "fr", {}, (22.36, 24.38, "CAD", "hour")),
        ("Le salaire est de 210 brut/jour.", "fr", {}, (210, 210, "EUR", "day")),
    ],
)
def test_pay_is_read_as_its_country_writes_it(
    text: str, language: str, parts: dict[str, Any], expected: tuple[object, ...]
) -> None:
    assert pay(text, language, **parts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tier 2 desktop role, $26-29, start Monday.", (26, 29, "USD", "hour")),
        ("£17.85ph rising to £21 after midnight.", (17.85, 21, "GBP", "hour")),
        ("£70,000 + bonus + car", (70000, 70000, "GBP", "year")),
        ("$130K-$145K plus 401k match", (130000, 145000, "USD", "year")),
        ("70.000,- EUR", (70000, 70000, "EUR", "year")),
        ("$33.41 p/h casual, $41 Sundays.", (33.41, 41, "USD", "hour")),
        ("€115k to €125k, 20% bonus, car allowance of €13k.", (115000, 125000, "EUR", "year")),
        ("£56k to £62k, that is up to £62k.", (56000, 62000, "GBP", "year")),
        (
            "Remote, outside IR35, £525 a day, I need your portfolio and to check dates.",
            (525, 525, "GBP", "day"),
        ),
        ("Pay is $38/hr with weekly direct deposit, training $25/hr.", (38, 38, "USD", "hour")),
        ("Travel is maybe 30%, comp lands at $190k with overtime.", (190000, 190000, "USD", "year")),
        ("₹55 to 70 lakhs, two days at the office.", (5500000, 7000000, "INR", "year")),
    ],
)
def test_words_of_other_clauses_do_not_take_pay_away(text: str, expected: tuple[object, ...]) -> None:
    assert pay(text) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("One conversation, one written problem (paid at $60 an hour), references, done.", "en"),
        ("We pay 3 000 SEK for it.", "en"),
        ("Pagamos R$ 400 pelo case, independente do resultado.", "pt"),
        ("Wir zahlen nach Haustarif, dazu 85 Euro Zulage pro Tag.", "de"),
        ("Scegli la fascia oraria - R-20931", "it"),
        ("Text me on WhatsApp, +1 201 555 0170, about your wages.", "en"),
        ("Pay £58.50 by bank transfer to our screening partner.", "en"),
        ("El sueldo es de $11,500 mensuales.", "es"),
        ("Come in for a trial shift on Friday. We pay £14 an hour for it.", "en"),
        ("You mentioned you'd want at least €62,000.", "en"),
        ("SAS au capital de 1 200 000 €", "fr"),
        ("Paid program, $450 per assignment.", "en"),
        ("We'll pay you $200 cash for the night.", "en"),
        ("Schedule my interview (R10277)", "en"),
        ("Book: https://jobs.example/R/self?pay=£70000", "en"),
    ],
)
def test_pay_for_a_test_fees_allowances_and_dollars_of_no_country_are_none(text: str, language: str) -> None:
    assert pay(text, language) is None


def test_a_surname_is_no_place() -> None:
    assert pay(
        "The salary is $120,000.", signature="Jo Whitehorse", **sender("jo@initech.example", "Jo Whitehorse")
    ) == (
        120000,
        120000,
        "USD",
        "year",
    )


def test_a_bonus_beside_the_base_does_not_count() -> None:
    assert pay("Base is $120k with a $20k sign-on bonus.") == (120000, 120000, "USD", "year")


def test_two_jobs_with_two_wages_give_none() -> None:
    text = "(a) Estimator, Salford, £48,000\n(b) Senior QS, Warrington, £70,000"
    assert pay(text) is None


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, "USD"),
        (sender("jo@initech.example.au", "Jo Roe"), "AUD"),
        ({"signature": "Jo Roe\n+64 21 555 012"}, "NZD"),
        ({"subject": "Kafka Engineer, Toronto"}, "CAD"),
        ({"date": datetime(2026, 11, 9, 9, 0, tzinfo=timezone(timedelta(hours=11)))}, "AUD"),
    ],
)
def test_a_bare_dollar_is_that_of_the_senders_country(parts: dict[str, Any], expected: str) -> None:
    found = facts("The salary is $120,000.", **parts).salary
    assert found is not None
    assert found.value.currency == expected


def test_a_figure_without_currency_and_country_is_no_salary() -> None:
    assert pay("The base is 145,000.") is None


def test_kroner_are_told_by_the_country() -> None:
    assert pay("The salary is 600 000 kr a year.", **sender("a@initech.se")) == (
        600000,
        600000,
        "SEK",
        "year",
    )
    assert pay("The salary is 600 000 kr a year.") is None


def test_the_quote_is_verbatim_and_short() -> None:
    found = facts("Hello.\nThe salary for this one is £50,000 to £55,000 a year. Shall we talk?").salary
    assert found is not None
    assert found.quote == "The salary for this one is £50,000 to £55,000 a year."


def test_quoted_history_and_footers_state_no_pay() -> None:
    message: Message = mail("Shall we talk?", quoted="> The salary is £50,000.", signature="Fee: £50,000")
    assert read(message).salary is None


def test_a_forwarded_letter_states_pay() -> None:
    found = read(mail("See below.", forwarded="The salary is £50,000.")).salary
    assert found is not None
    assert (found.value.minimum, found.value.period) == (Decimal(50000), Period.YEAR)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "De functie is ingeschaald op minimaal € 3.120 en maximaal € 4.480 bruto.",
            "nl",
            (3120, 4480, "EUR", "month"),
        ),
        ("Fixum 48.000 €, mit Provision realistisch 66.000 €.", "de", (48000, 66000, "EUR", "year")),
        ("£41,000 basic, up to £47,500 with the attendance bonus.", "en", (41000, 47500, "GBP", "year")),
        ("Im ersten Jahr 2.900 € brutto, danach 3.150 €.", "de", (2900, 3150, "EUR", "month")),
        ("L'inquadramento va dai 31 ai 35 mila lordi annui.", "it", (31000, 35000, "EUR", "year")),
        ("El rango va de ₡1.200.000 a ₡1.350.000 brutos por mes.", "es", (1200000, 1350000, "CRC", "month")),
    ],
)
def test_bounds_told_apart_are_one_range(text: str, language: str, expected: tuple[object, ...]) -> None:
    assert pay(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Verdienst 60 bis 240 USDT täglich.",
        "A paid trial morning on Saturday, six till ten. It's £13 an hour and breakfast.",
        "Please settle the fee to pay of £41.20 for the check.",
        "1. Financial Controller, Reading. £95k to £110k.\n2. Head of Finance, Oxford. Around £88k.",
        "Salary ₽90.000.",
    ],
)
def test_pay_of_something_else_or_of_two_jobs_is_not_told(text: str) -> None:
    assert pay(text) is None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Salary is Range 31, $6,845 - $9,172/mo.", "en", (6845, 9172, "USD", "month")),
        ("Salary: Rs. 38,000/- to Rs. 1,00,000/- per month", "en", (38000, 100000, "INR", "month")),
        ("Salary to £98k, we're hybrid.", "en", (None, 98000, "GBP", "year")),
        ("Planner in Leeds, £55-62k + car allowance.", "en", (55000, 62000, "GBP", "year")),
        ("I need an ops manager, £36k, mostly days.", "en", (36000, 36000, "GBP", "year")),
        ("Hauswart, Fr. 5400.- x 13, Dienstwohnung möglich.", "de", (5400, 5400, "CHF", "month")),
        (
            "Gehalt: wir bieten 54.000 fix, bei voller Zielerreichung 72.000.",
            "de",
            (54000, 72000, "EUR", "year"),
        ),
        ("24 die Stunde plus Auslöse.", "de", (24, 24, "EUR", "hour")),
        ("13 € de l'heure, démarrage jeudi si test OK.", "fr", (13, 13, "EUR", "hour")),
        ("Base $85k, OTE $120k, car.", "en", (85000, 120000, "USD", "year")),
        ("I confirm net 3200 till 3800 euro monthly.", "en", (3200, 3800, "EUR", "month")),
        ("The post pays £62,202 to about £72,000.", "en", (62202, 72000, "GBP", "year")),
        ("Remote in the US & Canada, pay $170-190k.", "en", (170000, 190000, "USD", "year")),
        ("Pro Paket 20 €, im Monat 1200 - 2400 €.", "de", (1200, 2400, "EUR", "month")),
        ("Range in Warsaw: 14 500 - 17 000 gross / month.", "en", (14500, 17000, "PLN", "month")),
    ],
)
def test_pay_is_told_from_the_figures_and_allowances_beside_it(
    text: str, language: str, expected: tuple[object, ...]
) -> None:
    assert pay(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Earn 150 - 300 euros per day, 60 minutes a day.",
        "A) Engineer\nSalary £70k - £80k\nB) Manager\nSalary £90k - £99k",
    ],
)
def test_a_promise_of_any_pay_and_pay_of_two_jobs_is_none(text: str) -> None:
    assert pay(text) is None


def test_a_figure_with_mixed_separators_is_no_error() -> None:
    pay("The salary is 12.345 678,9 euros a year.")
