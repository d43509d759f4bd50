"""What a mail is: one of each kind, the same ask in seven languages, look-alikes apart, and quotes that are true."""

import dataclasses

import pytest
from mails import message

from mailwithdraw.model import Certainty, Kind, Me, Stage, Standing
from mailwithdraw.reading import classifier, signals
from mailwithdraw.reading.detect import detect

ME = Me("Sam Rivera", ("sam@example.com",))

INVITATION = message(
    subject="Interview for Data Analyst",
    body="""Hi Sam,

Thank you for applying for the Data Analyst role at Corp. We enjoyed reading your CV and would like to invite you to a video
interview with our hiring manager next week. Would Tuesday 14 May at 10:00 or Wednesday 15 May at 15:00 suit you?

Best regards,
Priya Nair, Talent Acquisition""",
)

EACH_KIND = {
    Kind.INVITATION: INVITATION,
    Kind.ACKNOWLEDGEMENT: message(
        from_="Corp Careers <no-reply@corp.example>",
        subject="We have received your application",
        body="Dear Sam, thank you for applying for Data Analyst. We have received your application and are reviewing it. "
        "If your profile matches, we will be in touch.",
    ),
    Kind.REJECTION: message(
        subject="Your application as Data Analyst",
        body="Dear Sam, thank you for the time you spent with us. Unfortunately we have decided to move forward with another "
        "candidate whose experience is a closer match. We wish you all the best in your search.",
    ),
    Kind.OFFER: message(
        subject="Offer of employment",
        body="Dear Sam, we are delighted to offer you the position of Data Analyst at a salary of €61,000 a year. The contract "
        "is attached; please sign and return it by Friday. Your start date would be 1 June. Welcome aboard!",
    ),
    Kind.JOB_ALERT: message(
        from_="JobBoard <alerts@jobboard.example>",
        subject="7 new jobs for data analyst in Berlin",
        headers={"List-Unsubscribe": "<https://jobboard.example/u>"},
        body="New jobs matching your saved search\n\nData Analyst - Corp - Berlin\nBI Analyst - Initech - remote\n"
        "Junior Analyst - Globex - Potsdam\n\nView all jobs | Edit alert",
    ),
    Kind.NEWSLETTER: message(
        from_="Career Notes <hello@careernotes.example>",
        subject="Issue 41: ten interview questions you should practise",
        headers={
            "List-Unsubscribe": "<https://careernotes.example/u>",
            "List-Id": "<notes.careernotes.example>",
        },
        body="In this issue: how to answer the salary question, what recruiters read first, and our free webinar on Thursday. "
        "Read more on the blog. You get this newsletter because you subscribed. Unsubscribe.",
    ),
    Kind.HIRING_SIDE: message(
        subject="Interview panel: Data Analyst candidates",
        to="Sam Rivera <sam@corp.example>, Lee <lee@corp.example>",
        body="Hi both, you are on the panel for the Data Analyst interviews on Thursday. Three candidates, 45 minutes each. "
        "Their CVs are attached; please send me your scorecards the same day.",
    ),
    Kind.PRESS: message(
        from_="Noa Levi <noa@dailypaper.example>",
        subject="Interview request for an article",
        body="Dear Mr Rivera, I am a journalist with the Daily Paper and am writing an article about data and city traffic. "
        "May I interview you for our readers, by phone, before my deadline on Friday?",
    ),
    Kind.POST_INTERVIEW: message(
        subject="Thank you for coming in",
        body="Dear Sam, thank you for coming in yesterday, it was a pleasure meeting you. We still have two people to see and "
        "will make a decision next week. Meanwhile, could you send us two references and your travel expenses?",
    ),
    Kind.OWN: message(
        from_="Sam Rivera <sam@example.com>",
        to="Priya Nair <priya@corp.example>",
        subject="Re: Interview for Data Analyst",
        body="Dear Priya, Tuesday at 10:00 suits me well. See you then. Sam",
    ),
    Kind.PERSONAL: message(
        from_="Mum <mum@inbox.example>",
        subject="sunday",
        body="Hi love, are you coming for dinner on Sunday? Dad makes his lasagne and the kids want to see you. xx Mum",
    ),
    Kind.TRANSACTIONAL: message(
        from_="Shop <no-reply@shop.example>",
        subject="Your order 5512 has been shipped",
        body="Your parcel is on its way and will be delivered on Tuesday. Track your delivery in your account. "
        "The invoice is attached. Total: €31.90.",
    ),
    Kind.OTHER: message(
        from_="Jo Park <jo@fastcrm.example>",
        subject="15 minutes this week?",
        body="Hi Sam, teams like yours lose hours on invoices. Our platform cuts that in half. Are you free on Thursday for a "
        "quick demo? I can show you pricing and how other customers use it.",
    ),
}

WORKS = dataclasses.replace(ME, addresses=("sam@corp.example",))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_plain_mail_of_each_kind_is_what_it_is(kind: Kind) -> None:
    owner = WORKS if kind is Kind.HIRING_SIDE else ME
    assert detect(EACH_KIND[kind], owner).kind is kind


def test_what_came_over_a_mailing_list_is_never_sure() -> None:
    listed = dataclasses.replace(INVITATION, headers={"list-id": ("<jobs.lists.example>",)})
    found = detect(listed, ME)
    assert (found.kind, found.certainty) == (Kind.INVITATION, Certainty.LIKELY)


def test_a_plain_invitation_is_sure_and_has_a_stage() -> None:
    found = detect(INVITATION, ME)
    assert (found.certainty, found.stage, found.language) == (Certainty.SURE, Stage.INTERVIEW, "en")


def test_only_invitations_have_a_stage_and_a_certainty() -> None:
    for kind, mail in EACH_KIND.items():
        found = detect(mail, WORKS if kind is Kind.HIRING_SIDE else ME)
        assert (found.stage is None, found.certainty is None) == (kind is not Kind.INVITATION,) * 2


ASKS = {
    "de": "Guten Tag Herr Rivera, vielen Dank für Ihre Bewerbung als Buchhalter. Wir würden Sie gerne zu einem "
    "Vorstellungsgespräch einladen. Passt Ihnen Dienstag, der 14. Mai um 10:00 Uhr in unserem Büro?",
    "fr": "Bonjour Monsieur Rivera, votre candidature au poste de comptable nous a plu et nous souhaitons vous inviter à un "
    "entretien. Seriez-vous disponible mardi 14 mai à 10h00 dans nos bureaux ?",
    "es": "Estimado Sam: hemos revisado su candidatura para el puesto de contable y nos gustaría invitarle a una entrevista. "
    "¿Estaría disponible el martes 14 de mayo a las 10:00 en nuestra oficina?",
    "nl": "Beste Sam, bedankt voor je sollicitatie als boekhouder. We nodigen je graag uit voor een sollicitatiegesprek. "
    "Schikt dinsdag 14 mei om 10.00 uur bij ons op kantoor?",
    "pt": "Olá Sam, obrigado pela sua candidatura à vaga de contabilista. Gostaríamos de convidar você para uma entrevista. "
    "Você tem disponibilidade na terça-feira, 14 de maio, às 10:00?",
    "it": "Gentile Sam, abbiamo letto la sua candidatura per la posizione di contabile e vorremmo invitarla a un colloquio. "
    "Sarebbe disponibile martedì 14 maggio alle 10:00 nei nostri uffici?",
}


@pytest.mark.parametrize("language", ASKS)
def test_an_ask_to_an_interview_is_an_invitation_in_every_language(language: str) -> None:
    found = detect(message(body=ASKS[language]), ME)
    assert (found.kind, found.language) == (Kind.INVITATION, language)


ACKNOWLEDGED = {
    "de": "Guten Tag, Ihre Bewerbung ist bei uns eingegangen. Wir prüfen Ihre Unterlagen und melden uns in zwei Wochen bei Ihnen.",
    "fr": "Bonjour, nous avons bien reçu votre candidature. Nous étudions votre dossier et reviendrons vers vous.",
    "es": "Hola, hemos recibido tu candidatura. La estamos revisando y nos pondremos en contacto contigo si encaja.",
    "nl": "Beste Sam, we hebben je sollicitatie in goede orde ontvangen. We bekijken je cv en laten je binnen twee weken iets weten.",
    "pt": "Olá, recebemos a sua candidatura. Vamos analisar o seu perfil e entraremos em contato em breve.",
    "it": "Gentile candidato, abbiamo ricevuto la sua candidatura. La valuteremo e la contatteremo se il profilo è in linea.",
}
REJECTED = {
    "de": "Guten Tag Herr Rivera, leider müssen wir Ihnen mitteilen, dass wir uns für einen anderen Bewerber entschieden haben.",
    "fr": "Bonjour, malheureusement nous ne pouvons pas donner une suite favorable à votre candidature. Bonne continuation.",
    "es": "Hola Sam, lamentamos comunicarte que hemos elegido a otro candidato para el puesto. Te deseamos mucha suerte.",
    "nl": "Beste Sam, helaas hebben we voor een andere kandidaat gekozen. We wensen je veel succes met solliciteren.",
    "pt": "Olá Sam, infelizmente escolhemos outro candidato para a vaga. Desejamos boa sorte na sua procura.",
    "it": "Gentile Sam, purtroppo abbiamo scelto un altro candidato per la posizione. Le auguriamo buona fortuna.",
}


@pytest.mark.parametrize("language", ACKNOWLEDGED)
def test_a_received_application_is_no_invitation_in_any_language(language: str) -> None:
    assert detect(message(body=ACKNOWLEDGED[language]), ME).kind is Kind.ACKNOWLEDGEMENT


@pytest.mark.parametrize("language", REJECTED)
def test_a_rejection_is_one_in_every_language(language: str) -> None:
    assert detect(message(body=REJECTED[language]), ME).kind is Kind.REJECTION


PAIRS = {
    "press": (
        "I enjoyed your application for our reporter vacancy. Could I interview you for the job on Thursday at 3pm, by phone?",
        "I enjoyed your talk and am writing an article about it. Could I interview you for our magazine on Thursday at 3pm?",
    ),
    "hiring side": (
        "You are through to the next round for Team Lead. Could you meet the panel on Thursday at 10:00? Please confirm.",
        "Dana is through to the next round for Team Lead. Could you sit on her panel on Thursday and send me your scorecard?",
    ),
    "if selected": (
        "Thank you for applying. We have selected you for an interview: can you speak with us on Thursday at 10:00?",
        "Thank you for applying. We are reviewing all applications; if selected, we will contact you to schedule an interview.",
    ),
    "called off": (
        "I am sorry, we have to move your interview for Driver on Monday. Could you come on Thursday at 10:00 instead?",
        "I am sorry, your interview for Driver on Monday is cancelled, the position has been filled. We wish you the best.",
    ),
    "sales": (
        "I recruit for a fintech that needs a backend engineer, 80k, remote. Would you be open to a 20-minute call this week?",
        "I run accounts for a payments platform that saves finance teams hours. Would you be open to a 20-minute demo this week?",
    ),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_an_ask_and_its_look_alike_are_told_apart(pair: str) -> None:
    ask, look_alike = (detect(message(body=f"Hi Sam,\n\n{text}\n\nPriya"), ME) for text in PAIRS[pair])
    assert ask.kind is Kind.INVITATION
    assert look_alike.kind is not Kind.INVITATION


# -- rules of structure ----------------------------------------------------------------------------


def test_mail_from_the_owners_second_address_is_his_own() -> None:
    two = Me("Sam Rivera", ("sam@example.com", "rivera@corp.example"))
    mail = dataclasses.replace(INVITATION, from_=message(from_="S <Rivera@CORP.example>").from_)
    assert detect(mail, two).kind is Kind.OWN


@pytest.mark.parametrize("method", ["CANCEL", "REPLY"])
def test_an_event_called_off_or_answered_invites_nobody(method: str) -> None:
    event = {"method": method, "summary": "Interview Data Analyst", "organizer": "priya@corp.example"}
    found = detect(dataclasses.replace(INVITATION, calendars=message(calendar=event).calendars), ME)
    assert found.kind is not Kind.INVITATION
    assert found.score == 0
    assert [(e.signal, e.where, e.quote) for e in found.evidence] == [
        (f"calendar {method.lower()}", "calendar", "Interview Data Analyst")
    ]


def test_a_delivery_report_about_an_invitation_is_other() -> None:
    mail = message(
        body=INVITATION.text, headers={"Content-Type": "multipart/report; report-type=delivery-status"}
    )
    assert detect(mail, ME).kind is Kind.OTHER


# -- abstention ------------------------------------------------------------------------------------


def test_a_language_not_learnt_is_left_alone() -> None:
    found = detect(
        message(body="Vi har läst din ansökan och vill gärna träffa dig för en intervju i nästa vecka."), ME
    )
    assert (found.kind, found.certainty, found.language) == (Kind.OTHER, None, "sv")
    assert [e.signal for e in found.evidence] == ["language not read"]


def test_a_text_too_short_for_its_language_is_read_all_the_same() -> None:
    found = detect(message(subject="Job talk: 10:00", body="555 0100."), ME)
    assert found.language == "und"
    assert found.score > detect(message(subject="Parcel: 10:00", body="555 0100."), ME).score


def test_an_empty_mail_is_no_invitation() -> None:
    found = detect(message(body="", from_=""), ME)
    assert found.kind is not Kind.INVITATION
    assert found.language == "und"


# -- evidence --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(Kind))
def test_every_quote_stands_in_the_mail(kind: Kind) -> None:
    mail = EACH_KIND[kind]
    places = {
        "subject": mail.subject,
        "body": mail.text,
        "from": str(mail.from_),
        "headers": f"{mail.subject} {mail.from_} {mail.to} {dict(mail.headers)}",
    }
    evidence = detect(mail, ME).evidence
    assert 0 < len(evidence) <= 6
    for piece in evidence:
        assert piece.quote
        assert piece.quote in " ".join(places[piece.where].split())


def test_the_ask_is_among_the_reasons_and_the_strongest_stands_first() -> None:
    evidence = detect(INVITATION, ME).evidence
    assert any("would like to invite you to a video interview" in e.quote and e.weight > 0 for e in evidence)
    assert [abs(e.weight) for e in evidence] == sorted((abs(e.weight) for e in evidence), reverse=True)


def test_the_same_mail_gives_the_same_answer() -> None:
    assert detect(INVITATION, ME) == detect(INVITATION, ME)


def test_small_print_does_not_drown_an_ask() -> None:
    print_ = "\n\nCorp is an equal opportunity employer. This e-mail and any attachment are confidential and intended only for the addressee. "
    long = dataclasses.replace(
        INVITATION, text=INVITATION.text + print_ + "We process your data as our privacy notice says. " * 8
    )
    assert detect(long, ME).kind is Kind.INVITATION


# -- the weights -----------------------------------------------------------------------------------


def test_the_shipped_weights_fit_the_signals() -> None:
    shipped = classifier.shipped()
    assert {c for c in shipped.columns if c.startswith("kind:")} == {f"kind:{kind}" for kind in Kind}
    assert {c for c in shipped.columns if c.startswith("stage:")} == {f"stage:{stage}" for stage in Stage}
    assert all(len(weights) == len(shipped.index) for weights in shipped.weights)
    known = shipped.known(signals.signs(INVITATION, ME, "en").keys())
    assert min(len(numbers) for block, numbers in known.items() if block != "structure") > 10
    assert 0.1 < shipped.likely < shipped.sure < 1


def test_weights_for_other_signals_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = (classifier.resources.files("mailwithdraw.reading") / "detector.json.gz").read_bytes()
    monkeypatch.setattr(signals, "VERSION", signals.VERSION + 1)
    with pytest.raises(classifier.WeightsDoNotFit):
        classifier.parse(raw)


DOUBTFUL = message(
    subject="Re: Thursday", body="Hi Sam,\n\nThursday at 10 works for us, see you then.\n\nPriya"
)


@pytest.mark.parametrize(
    ("kind", "more"), [(Kind.INVITATION, True), (Kind.ACKNOWLEDGEMENT, True), (Kind.HIRING_SIDE, False)]
)
def test_earlier_mail_of_the_conversation_moves_a_doubt(kind: Kind, *, more: bool) -> None:
    alone = detect(DOUBTFUL, ME)
    after = detect(DOUBTFUL, ME, Standing(conversation=frozenset({kind})))
    sender = detect(DOUBTFUL, ME, Standing(sender=frozenset({kind})))
    assert (after.score > alone.score) is (sender.score > alone.score) is more
    assert abs(after.score - alone.score) > abs(sender.score - alone.score)
    assert any(piece.signal == "earlier mail of this conversation" for piece in after.evidence)


def test_earlier_mail_never_outweighs_plain_words() -> None:
    rejection, invited = EACH_KIND[Kind.REJECTION], Standing(conversation=frozenset({Kind.INVITATION}))
    assert detect(rejection, ME, invited).kind is Kind.REJECTION


def test_what_reads_like_a_fraud_is_told_with_the_words_that_do_most() -> None:
    found = detect(
        message(
            subject="Home office position",
            body="Dear candidate,\n\nYou are hired. We send you a cheque for your equipment: deposit it with your bank's "
            "app, keep 300 dollars and transfer the rest to our vendor today.\n\nHR Desk",
        ),
        ME,
    )
    assert found.fraud is not None
    assert (
        found.fraud.quote
        in "Home office position Dear candidate, You are hired. We send you a cheque for your equipment: deposit it with your bank's app, keep 300 dollars and transfer the rest to our vendor today. HR Desk"
    )
    assert detect(INVITATION, ME).fraud is None
