"""The mode of the job in explicit words, never that of the interview; and moves that are required."""

import pytest
from reading.facts.mails import facts

from mailwithdraw.model import WorkMode


def mode(text: str, language: str = "en") -> WorkMode | None:
    found = facts(text, language).work_mode
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This role is fully remote within the US.", WorkMode.REMOTE),
        ("We are a remote-first company.", WorkMode.REMOTE),
        ("A Senior Product Designer seat, remote in the US.", WorkMode.REMOTE),
        ("It is a home-based position.", WorkMode.REMOTE),
        ("Location: Seattle, WA (hybrid, Tuesday to Thursday in office)", WorkMode.HYBRID),
        ("The job is hybrid out of our Domain office.", WorkMode.HYBRID),
        ("You'd be three days a week in the office.", WorkMode.HYBRID),
        ("Two days in the office, the rest at home.", WorkMode.HYBRID),
        ("Kendall Square three days a week, the rest wherever you like.", WorkMode.HYBRID),
        ("The job is on site four days a week.", WorkMode.HYBRID),
        ("The role is fully on site.", WorkMode.ONSITE),
        ("100% on site in a secure lab.", WorkMode.ONSITE),
        ("The team works in the office in Berlin every day of the week.", WorkMode.ONSITE),
        ("Sorry, no remote work.", WorkMode.ONSITE),
        ("We don't do remote here.", WorkMode.ONSITE),
        ("Everyone's remote across Canada.", WorkMode.REMOTE),
        ("It would be an employed job, remote from Hungary.", WorkMode.REMOTE),
        ("Remote on Mondays and Fridays.", WorkMode.HYBRID),
        ("In the office Tuesday through Thursday.", WorkMode.HYBRID),
        ("I would enjoy an hour with you, wherever you like.", None),
    ],
)
def test_the_mode_is_read_from_plain_words(text: str, expected: WorkMode | None) -> None:
    assert mode(text) is expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Motion Designer (contract, remote, $45-60/h).", "en", WorkMode.REMOTE),
        ("Six months, React Native, remote, outside IR35.", "en", WorkMode.REMOTE),
        ("Software Co-op (Waterloo, on-site).", "en", WorkMode.ONSITE),
        ("Interview for Product Designer (remoto).", "es", WorkMode.REMOTE),
        ("Vaga: Fiscal de Loja (presencial)", "pt", WorkMode.ONSITE),
        ("Booking incoming (Catania, ibrido)", "it", WorkMode.HYBRID),
        ("75 min, remote, own terminal.", "en", None),
        ("Panel interview, remote, then Q&A", "en", None),
        ("Entrevista de seleção (presencial) na sexta.", "pt", None),
        ("Onsite at Quartzlane: agenda for Thursday", "en", None),
    ],
)
def test_a_mode_in_a_list_is_the_jobs_unless_the_list_is_of_a_meeting(
    text: str, language: str, expected: WorkMode | None
) -> None:
    assert mode(text, language) is expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Die Stelle ist zu 100% remote innerhalb Deutschlands.", "de", WorkMode.REMOTE),
        ("Hybrid, zwei Tage in der Woche im Büro.", "de", WorkMode.HYBRID),
        ("Drei Tage Homeoffice sind üblich.", "de", WorkMode.HYBRID),
        ("Reine Präsenzstelle, kein Homeoffice.", "de", WorkMode.ONSITE),
        ("Le poste est en full remote.", "fr", WorkMode.REMOTE),
        ("Deux jours de télétravail par semaine.", "fr", WorkMode.HYBRID),
        ("Pas de télétravail pour ce poste.", "fr", WorkMode.ONSITE),
        ("El puesto es 100% remoto.", "es", WorkMode.REMOTE),
        ("Modelo híbrido, dos días en oficina.", "es", WorkMode.HYBRID),
        ("Jornada presencial de lunes a viernes.", "es", WorkMode.ONSITE),
        ("Trabalho remoto, de qualquer lugar.", "pt", WorkMode.REMOTE),
        ("Regime híbrido em Lisboa.", "pt", WorkMode.HYBRID),
        ("Full remote, in tutta Italia.", "it", WorkMode.REMOTE),
        ("Due giorni di smart working a settimana.", "it", WorkMode.HYBRID),
        ("Volledig remote vanuit Nederland.", "nl", WorkMode.REMOTE),
        ("Hybride, twee dagen per week op kantoor.", "nl", WorkMode.HYBRID),
    ],
)
def test_the_mode_is_read_in_the_languages_of_the_product(
    text: str, language: str, expected: WorkMode
) -> None:
    assert mode(text, language) is expected


@pytest.mark.parametrize(
    "text",
    [
        "The interview is remote, by Zoom.",
        "The interview will be held on site at our office in Leeds.",
        "Can we meet in person on Tuesday?",
        "The onsite is on Thursday; you can also join remotely.",
        "Let me know whether hybrid interviews suit you.",
        "We'd like you to spend two days on site with the panel for your interview.",
        "Our remote sensing group is growing.",
        "Your call is on Monday at 10:00.",
    ],
)
def test_the_interviews_place_says_nothing_of_the_job(text: str) -> None:
    assert mode(text) is None


def test_two_modes_that_do_not_go_together_are_none() -> None:
    assert mode("The role is fully remote.\nThe role is fully on site.") is None


@pytest.mark.parametrize(
    "text",
    [
        "Relocation to Phoenix is required.",
        "You would need to relocate before January.",
        "The only hard requirement is that you'd relocate to Munich by March.",
        "Whoever takes the job has to relocate to Arizona by January.",
        "Candidates from other cities must relocate before joining.",
    ],
)
def test_a_required_move_is_found(text: str) -> None:
    found = facts(text).relocation
    assert found is not None
    assert found.quote in text


@pytest.mark.parametrize(
    "text",
    [
        "A relocation package is available.",
        "No relocation is required.",
        "We help with relocation if you want it.",
        "Are you open to relocating?",
        "We relocated to a new office last year.",
    ],
)
def test_help_with_a_move_is_no_duty_to_move(text: str) -> None:
    assert facts(text).relocation is None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Pattern: 3 on site, 2 home.", "en", "hybrid"),
        ("A tech firm in Reading, 2 days in.", "en", "hybrid"),
        ("Mostly the studio with a day or two at home.", "en", "hybrid"),
        ("Nurse (Perth, with some working from home).", "en", "hybrid"),
        ("Drei Tage Büro, der Rest im Homeoffice.", "de", "hybrid"),
        ("Variabile e due giorni di lavoro agile.", "it", "hybrid"),
        ("Kantoor op maandag, rest thuis.", "nl", "hybrid"),
        ("2j de télétravail après l'essai.", "fr", "hybrid"),
        ("El puesto de Auxiliar es presencial.", "es", "onsite"),
        ("Thuiswerken kan helaas niet.", "nl", "onsite"),
        ("Everyone's remote across Canada, we meet twice a year.", "en", "remote"),
        ("You have three days to finish the task at home.", "en", None),
    ],
)
def test_a_mode_in_everyday_words_is_read(text: str, language: str, expected: str | None) -> None:
    found = facts(text, language).work_mode
    assert (found.value.value if found else None) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Head of Planning, base plus options, office in Ghent two or three days a week.",
            "en",
            WorkMode.HYBRID,
        ),
        ("Location: Gurugram, work from office. Plants: Sonipat.", "en", WorkMode.ONSITE),
        ("Homeoffice gibt es in dem Beruf naturgemäß keins.", "de", WorkMode.ONSITE),
        ("Thuiswerken doen we niet.", "nl", WorkMode.ONSITE),
        ("Niente telelavoro da noi.", "it", WorkMode.ONSITE),
        ("Mobiles Arbeiten zu 60 %.", "de", WorkMode.HYBRID),
        ("Leeds, come in Mon & Thu.", "en", WorkMode.HYBRID),
        ("100 % remote aus Deutschland, Treffen alle zwei Monate.", "de", WorkMode.REMOTE),
        ("Pune, 5 day WFO, immediate joiners.", "en", WorkMode.ONSITE),
        ("The job is 100% from home.", "en", WorkMode.REMOTE),
        ("Die Arbeit selbst ist übrigens vor Ort.", "de", WorkMode.ONSITE),
        ("Con dos días de trabajo a distancia.", "es", WorkMode.HYBRID),
        ("Un giorno di lavoro da remoto.", "it", WorkMode.HYBRID),
    ],
)
def test_days_here_and_there_are_hybrid_and_all_days_are_one_mode(
    text: str, language: str, expected: WorkMode
) -> None:
    assert mode(text, language) is expected
