"""Fraud is known by several signs together; honest firms that show one of them are left alone."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from invitations import SAM, detected, mail, sent_by

from mailwithdraw.deciding.authentication import failures
from mailwithdraw.deciding.legitimacy import legitimate, meaning, suspicions
from mailwithdraw.deciding.lookalike import is_lookalike, is_mail_provider, mixes_scripts
from mailwithdraw.model import Address, Evidence, Facts, Kind, Message, ReachKind, System

SENTENCES = tomllib.loads((Path(__file__).parent / "fraud_sentences.toml").read_text("utf-8"))
SUBJECTS = {
    "en": "Your interview",
    "de": "Ihr Vorstellungsgespräch",
    "fr": "Votre entretien",
    "nl": "Uw sollicitatiegesprek",
    "es": "Su entrevista",
    "pt": "A sua entrevista",
    "it": "Il suo colloquio",
}


def signals(message: Message, facts: Facts = Facts()) -> set[str]:  # noqa: B008 - frozen
    return {sign.signal for sign in suspicions(message, facts, detected(), SAM)}


def test_an_ordinary_invitation_shows_no_sign() -> None:
    assert suspicions(mail(), Facts(), detected(), SAM) == ()


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("A refundable fee of $85 is due before the interview.", "money_asked"),
        ("Bitte überweisen Sie die Kaution von 200 €.", "money_asked"),
        ("Les frais de dossier sont de 120 $.", "money_asked"),
        ("Debe depositar 180 USD al abogado de inmigración.", "money_asked"),
        ("Envie o comprovante de pagamento via PIX.", "money_asked"),
        ("Occorre versare la quota di iscrizione al corso.", "money_asked"),
        ("We will send a check to purchase your home office equipment.", "cheque"),
        ("You are paid in USDT every evening.", "crypto_pay"),
        ("Send a picture of your driver's license and your SSN.", "identity_asked"),
        ("Bitte senden Sie ein Foto von Ihrem Ausweis.", "papers_asked"),
        ("The interview is on Telegram.", "chat_interview"),
        ("It is by text chat, text only, no camera.", "chat_interview"),
        ("Write to me on WhatsApp.", "whatsapp"),
        ("Receive the parcels at your house and put a new label on.", "reshipping"),
        ("Run npm install on your main computer.", "strange_software"),
        ("Do not inform your present employer.", "secrecy"),
        ("Only 8 vacancies remain.", "pressure"),
        ("Dear applicant,\nyour time is valued.", "nameless_greeting"),
    ],
)
def test_each_sign_of_fraud_is_seen_with_words_of_the_mail(text: str, signal: str) -> None:
    signs = suspicions(mail(text), Facts(), detected(language="und"), SAM)
    found = [sign for sign in signs if sign.signal == signal]
    assert len(found) == 1
    assert found[0].quote in text
    assert found[0].weight > 0
    assert meaning(signal) != signal


@pytest.mark.parametrize(
    "text",
    [
        "We never ask candidates for a fee, gift cards or bank details.",
        "We reimburse your train fare: send us the receipts, the fee is refunded.",
        "Please bring your passport and a photo ID to the reception.",
        "Die Reisekosten werden Ihnen erstattet.",
        "Les frais de train peuvent être remboursés.",
        "The rate is £475 per day, paid monthly.",
        "Snap, Telegram and Signal are hiring; so are Cash App, Western Union and TeamViewer.",
        "You will be based in the signal processing team.",
        "Please check in at the front desk; the deposit box is on the left.",
        "Wir melden uns per WhatsApp, wenn sich etwas verschiebt.",
        "If we hire you we apply as employer and pay the fee.",
        "It runs in a browser, so there's nothing to clone or run on your own machine.",
        "Vous n'avez rien à envoyer avant l'appel, ni pièce d'identité ni RIB.",
    ],
)
def test_what_honest_firms_write_is_not_doubted(text: str) -> None:
    assert legitimate(suspicions(mail(text), Facts(), detected(language="und"), SAM))


@pytest.mark.parametrize(
    ("signal", "language", "text"),
    [
        (signal, language, text)
        for signal, by_language in SENTENCES["asked"].items()
        for language, texts in by_language.items()
        for text in texts
    ],
)
def test_what_only_frauds_ask_is_enough_in_one_sentence(signal: str, language: str, text: str) -> None:
    signs = suspicions(mail(text, subject=SUBJECTS[language]), Facts(), detected(language=language), SAM)
    assert signal in {sign.signal for sign in signs}
    assert all(sign.quote in text for sign in signs)
    assert not legitimate(signs)


@pytest.mark.parametrize(
    ("language", "text"),
    [(language, text) for language, texts in SENTENCES["honest"].items() for text in texts],
)
def test_what_honest_people_say_of_the_same_things_is_not_enough(language: str, text: str) -> None:
    signs = suspicions(mail(text, subject=SUBJECTS[language]), Facts(), detected(language=language), SAM)
    assert legitimate(signs)


def test_a_sentence_goes_on_where_a_mail_program_broke_the_line() -> None:
    text = "For the background check that we run on everybody, please pay the small\nfee of $45 before the interview."
    (sign,) = suspicions(mail(text), Facts(), detected(), SAM)
    assert sign.signal == "money_asked"
    assert "pay the small\nfee" in sign.quote


def test_bank_data_mean_nothing_once_there_is_an_offer() -> None:
    text = "Please send us your IBAN and a copy of your passport for the payroll of the new job."
    for kind, empty in ((Kind.OFFER, True), (Kind.POST_INTERVIEW, True), (Kind.INVITATION, False)):
        assert (suspicions(mail(text), Facts(), detected(kind=kind), SAM) == ()) is empty


def test_a_notice_that_warns_of_frauds_may_repeat_their_words() -> None:
    text = "Scams in our name: they interview by text on Telegram and send a check to buy equipment."
    assert suspicions(mail(text, subject="Notice"), Facts(), detected(kind=Kind.OTHER), SAM) == ()


def test_a_deposit_for_what_is_no_job_is_ordinary() -> None:
    text = "Please pay the deposit of £20 by bank transfer to confirm your table."
    assert suspicions(mail(text, subject="Your table"), Facts(), detected(), SAM) == ()


def test_signs_that_honest_recruiters_show_every_day_do_not_add_up() -> None:
    text = "Dear Candidate,\nyour profile has been shortlisted. Send your passport copy on WhatsApp."
    signs = suspicions(mail(text, subject="Staff nurse opening"), Facts(), detected(), SAM)
    assert {sign.signal for sign in signs} == {
        "nameless_greeting",
        "came_from_nowhere",
        "papers_asked",
        "whatsapp",
    }
    assert legitimate(signs)


def test_words_are_looked_for_in_the_mails_language_and_in_english() -> None:
    text = "Bitte überweisen Sie die Kaution von 200 €."
    for language, seen in (("de", True), ("und", True), ("fr", False)):
        signs = suspicions(mail(text), Facts(), detected(language=language), SAM)
        assert (signs != ()) is seen
    telegram = mail("Das Gespräch ist auf Telegram. A refundable fee is due.")
    signs = suspicions(telegram, Facts(), detected(language="de"), SAM)
    assert {sign.signal for sign in signs} == {"money_asked", "chat_interview"}


def test_letters_that_grow_in_lower_case_do_not_shift_the_quote() -> None:
    (sign,) = suspicions(mail("İİİ The interview is ON Telegram."), Facts(), detected(), SAM)
    assert sign.quote == "ON Telegram"


@pytest.mark.parametrize(
    "message",
    [
        sent_by("hr@gmail.com", "Corner Bakery HR"),
        mail(reply_to=(Address("jo.roe@other.example"),)),
        mail(subject="Re: your application"),
        mail(to=()),
        sent_by("team@corner-jobs.example", "Corner"),
        mail(headers={"authentication-results": ("mx.example; dmarc=fail",)}),
        mail("Write to me on WhatsApp, that is easiest."),
        mail(subject="INVITATION TO AN INTERVIEW"),
    ],
)
def test_one_sign_alone_is_never_enough(message: Message) -> None:
    signs = suspicions(message, Facts(), detected(), SAM)
    assert len(signs) == 1
    assert legitimate(signs)


def test_several_weak_signs_together_are_enough() -> None:
    message = sent_by(
        "hr.desk77@initech-careers.example",
        "Initech HR",
        text="Dear applicant,\nyour resume was reviewed and you are shortlisted. Only 3 slots remain.",
    )
    signs = suspicions(message, Facts(), detected(), SAM)
    assert {sign.signal for sign in signs} == {
        "recruiting_domain",
        "numbered_sender",
        "nameless_greeting",
        "came_from_nowhere",
        "pressure",
    }
    assert not legitimate(signs)


def test_a_known_system_may_write_from_numbered_addresses_and_answer_elsewhere() -> None:
    email = "jobs-4471@m.personio.de"
    facts = Facts(system=System("Personio", ReachKind.TOKEN, "", email))
    message = sent_by(email, "Initech via Personio", reply_to=(Address("jo@initech.example"),))
    assert signals(message, facts) == set()


def test_a_forged_sender_of_a_known_system_proves_nothing_of_from() -> None:
    email = "no-reply77@hire-lever-co.example"
    facts = Facts(system=System("Lever", ReachKind.HUMAN, "", email))
    message = sent_by(email, "Lever Scheduling", sender=Address("no-reply@hire.lever.co"))
    assert "lookalike_domain" in signals(message, facts)


def test_ones_own_mail_is_never_suspicious() -> None:
    text = "The interview is on Telegram and a refundable fee of $85 is due."
    assert suspicions(mail(text), Facts(), detected(kind=Kind.OWN), SAM) == ()
    assert suspicions(sent_by("Sam@Example.com", text=text), Facts(), detected(), SAM) == ()


def test_hostile_length_is_cut_before_it_is_searched() -> None:
    message = mail("a fee " * 200_000, subject="RE" * 100_000)
    assert all(len(sign.quote) <= 160 for sign in suspicions(message, Facts(), detected(), SAM))


@pytest.mark.parametrize(
    ("domain", "imitates"),
    [
        ("greenhouse-mail-io.example", True),
        ("us.greenhouse-mail.io", False),
        ("greenhouse-bistro.example", False),
        ("greenhouse.example", False),
        ("hire-lever-co.example", True),
        ("clever.example", False),
        ("greenhouse-mail.example", False),
        ("ziprecrulter.example", True),
        ("ziprecruiter.com", False),
        ("g00gle-calendar.example", True),
        ("linkedln.example", True),
        ("linkedin.com.evil.example", False),
        ("indeed-careers.example", True),
        ("workable.com", False),
        ("brightloom.example", False),
        ("rnicrosoft.example", True),
    ],
)
def test_lookalikes_are_told_from_the_real_and_from_ordinary_words(domain: str, imitates: bool) -> None:
    assert is_lookalike(domain) is imitates


def test_a_known_mail_domain_with_another_ending_is_a_weak_sign() -> None:
    assert signals(sent_by("no-reply@greenhouse-mail.example", "Greenhouse")) == {"other_ending"}


@pytest.mark.parametrize(
    ("email", "text", "misspelt"),
    [
        ("hr@bright-l0om.example", "Brightloom would like to talk to you.", False),
        ("hr@brightl0om.example", "Brightloom would like to talk to you.", True),
        ("hr@brightl0om.example", "Our studio would like to talk to you.", False),
        ("hr@brightlom.example", "See brightloom.example for our work.", True),
        ("hr@brightloom.example", "See brightloom.example for our work.", False),
        ("hr@web2print.example", "Web2print would like to talk to you.", False),
    ],
)
def test_a_domain_spelt_almost_like_the_firms_own_is_seen(email: str, text: str, *, misspelt: bool) -> None:
    assert ("misspelt_domain" in signals(sent_by(email, text=text))) is misspelt


def test_a_false_name_over_a_foreign_domain_is_a_sign() -> None:
    assert signals(sent_by("mail@sunny.example", "LinkedIn Security")) == {"false_name"}
    assert signals(sent_by("jo@sunny.example", "Jo Lever")) == set()


def test_an_employers_own_recruiting_domain_is_only_a_weak_sign() -> None:
    signs = suspicions(sent_by("jo@microsoft-careers.example", "Microsoft Careers"), Facts(), detected(), SAM)
    assert {sign.signal for sign in signs} == {"false_name", "recruiting_domain"}
    assert legitimate(signs)


@pytest.mark.parametrize(
    ("domain", "mixed"),
    [
        ("initеch.example", True),
        ("initech.example", False),
        ("münchen.example", False),
        ("почта.example", False),
        ("xn--inech-3ya5u.example", False),
        ("xn--9", False),
    ],
)
def test_domains_of_mixed_alphabets_are_seen(domain: str, mixed: bool) -> None:
    assert mixes_scripts(domain) is mixed


def test_a_punycode_label_is_read_before_it_is_judged() -> None:
    assert mixes_scripts("initеch.example".encode("idna").decode("ascii"))


def test_mail_providers_are_known() -> None:
    assert is_mail_provider("gmail.com")
    assert not is_mail_provider("gmail.com.initech.example")


@pytest.mark.parametrize(
    ("header", "failed"),
    [
        ("mx.example; dkim=pass header.d=initech.example; spf=pass; dmarc=pass (p=REJECT)", ""),
        ("mx.example; dmarc=fail (p=none) header.from=initech.example", "dmarc=fail"),
        (
            "spf=fail (sender IP is 192.0.2.1) smtp.mailfrom=a.example; dkim=fail (no key); dmarc=none action=none",
            "spf=fail dkim=fail",
        ),
        ("mx.example; spf=fail; dkim=pass", ""),
        ("mx.example; spf=softfail; dkim=none", ""),
        ("mx.example; dmarc=pass; spf=fail; dkim=fail", ""),
        ("mx.example; spf=pass (dmarc=fail in a comment)", ""),
        ("", ""),
        ("none", ""),
        ("(((((((", ""),
    ],
)
def test_authentication_results_are_read_tolerantly(header: str, failed: str) -> None:
    assert failures(header) == failed


@pytest.mark.parametrize(
    ("kind", "told"),
    [(Kind.PRESS, False), (Kind.TRANSACTIONAL, False), (Kind.INVITATION, True), (Kind.OTHER, True)],
)
def test_a_fee_is_told_only_in_mail_that_could_be_about_a_job(kind: Kind, *, told: bool) -> None:
    booked = mail("Your interview is booked. Please pay the registration fee of $35 before we speak.")
    assert bool(suspicions(booked, Facts(), detected(kind=kind), SAM)) is told


def test_what_reads_like_a_fraud_is_doubted_for_it_alone_or_with_another_sign() -> None:
    def doubted(weight: float, text: str, kind: Kind = Kind.INVITATION) -> bool:
        learnt = Evidence("reads_like_a_fraud", weight, "body", text[:20])
        return not legitimate(
            suspicions(mail(text), Facts(), replace(detected(kind=kind), fraud=learnt), SAM)
        )

    plain, whatsapp = "The money comes to you first.", "Write to me on WhatsApp. Only 8 vacancies remain."
    assert doubted(2.5, plain)
    assert not doubted(1.5, plain)
    assert doubted(1.5, whatsapp)
    assert not doubted(2.5, plain, Kind.TRANSACTIONAL)
    assert meaning("reads_like_a_fraud") != "reads_like_a_fraud"
