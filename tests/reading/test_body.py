"""Bodies taken apart: new words, signature, history, forwarded mail."""

import pytest

from mailwithdraw.reading.body import Body, split
from mailwithdraw.reading.lines import of_text

NEW = "Could we talk on Monday about the post?"


def parts(text: str, subject: str = "Re: the post", author: str = "Jane Doe") -> Body:
    return split(of_text(text), subject, author)


@pytest.mark.parametrize(
    "attribution",
    [
        "On Mon, Mar 3, 2025 at 10:22 AM Sam Rivera <sam@x.example> wrote:",
        "On 3 Mar 2025, at 10:22, Sam Rivera wrote:",
        "On Mon, Mar 3, 2025 at 10:22 AM Sam Rivera\n<sam.with.a.long.address@x.example> wrote:",
        "Sam Rivera <sam@x.example> wrote on Monday:",
        "Am 03.03.2025 um 10:22 schrieb Sam Rivera:",
        "Am Mo., 3. März 2025 um 10:22 Uhr schrieb Sam Rivera <\nsam@x.example>:",
        "Sam Rivera <sam@x.example> schrieb am Mo., 3. März 2025, 10:22:",
        "Le lun. 3 mars 2025 à 10:22, Sam Rivera <sam@x.example> a écrit :",
        "El lun, 3 mar 2025 a las 10:22, Sam Rivera (<sam@x.example>) escribió:",
        "Em seg., 3 de mar. de 2025 às 10:22, Sam Rivera <sam@x.example> escreveu:",
        "Il giorno lun 3 mar 2025 alle ore 10:22 Sam Rivera <sam@x.example> ha scritto:",
        "Op ma 3 mrt 2025 om 10:22 schreef Sam Rivera <sam@x.example>:",
        "pon., 3 mar 2025 o 10:22 Sam Rivera <sam@x.example> napisał(a):",
        "2025年3月3日(月) 10:22 Sam Rivera <sam@x.example>:",
    ],
)
@pytest.mark.parametrize("mark", ["> ", ""])
def test_history_below_an_attribution_is_quoted_in_every_language(attribution: str, mark: str) -> None:
    found = parts(f"{NEW}\n\n{attribution}\n\n{mark}Old words.\n{mark}More of them.")
    assert found == Body(NEW, "", f"{attribution}\n\nOld words.\nMore of them.", "")


@pytest.mark.parametrize(
    "block",
    [
        "From: Sam Rivera <sam@x.example>\nSent: Monday, March 3, 2025 10:22 AM\nTo: Jane Doe\nSubject: the post",
        "From: Sam Rivera\nSent: Monday, March 3, 2025 10:22 AM\nTo: Jane Doe",
        "*From:* Sam Rivera\n*Sent:* Monday, March 3, 2025 10:22\n*To:* Jane Doe\n*Subject:* the post",
        "Von: Sam Rivera\nGesendet: Montag, 3. März 2025 10:22\nAn: Jane Doe\nBetreff: die Stelle",
        "De : Sam Rivera\nEnvoyé : lundi 3 mars 2025 10:22\nÀ : Jane Doe\nObjet : le poste",
        "De: Sam Rivera\nEnviado el: lunes, 3 de marzo de 2025 10:22\nPara: Jane Doe\nAsunto: el puesto",
        "De: Sam Rivera\nEnviada em: segunda-feira, 3 de março de 2025 10:22\nPara: Jane Doe\nAssunto: a vaga",
        "Da: Sam Rivera\nInviato: lunedì 3 marzo 2025 10:22\nA: Jane Doe\nOggetto: il posto",
        "Van: Sam Rivera\nVerzonden: maandag 3 maart 2025 10:22\nAan: Jane Doe\nOnderwerp: de baan",
    ],
)
@pytest.mark.parametrize("rule", ["", "-----Original Message-----\n", "________________________________\n"])
def test_history_below_a_header_block_is_quoted_in_every_language(block: str, rule: str) -> None:
    found = parts(f"{NEW}\n\n{rule}{block}\n\nOld words.")
    assert found == Body(NEW, "", f"{rule}{block}\n\nOld words.", "")


@pytest.mark.parametrize(
    "line",
    [
        "---------- Forwarded message ---------",
        "-------- Forwarded Message --------",
        "-------- Weitergeleitete Nachricht --------",
        "---------- Message transféré ----------",
        "---------- Mensaje reenviado ----------",
        "---------- Doorgestuurd bericht ----------",
        "----- Messaggio inoltrato -----",
        "Begin forwarded message:",
        "----- Forwarded by Sam Rivera on 03/03/2025 10:22 AM -----",
        "---------------------- Forwarded by Sam Rivera/HOU on 03/03/2025\n10:22 AM ---------------------------",
    ],
)
def test_forwarded_mail_is_what_the_sender_hands_on(line: str) -> None:
    handed_on = (
        f"{line}\nFrom: Bo <bo@x.example>\nDate: Mon, 3 Mar 2025\nSubject: a job\n\nHello Sam, a job for you."
    )
    assert parts(f"See below, good luck!\n\n{handed_on}", "Fwd: a job") == Body(
        "See below, good luck!", "", "", handed_on
    )


def test_a_header_block_is_forwarded_where_the_subject_says_so() -> None:
    block = "Von: Bo\nGesendet: Montag, 3. März 2025 10:22\nAn: Sam\nBetreff: Stelle\n\nHallo Sam."
    assert parts(f"Zur Kenntnis.\n\n{block}", "WG: Stelle") == Body("Zur Kenntnis.", "", "", block)
    assert parts(f"Zur Kenntnis.\n\n{block}", "AW: Stelle") == Body("Zur Kenntnis.", "", block, "")


def test_a_bare_forward_has_no_words_of_the_sender() -> None:
    block = (
        "From: Bo <bo@x.example>\nSent: Monday, March 3, 2025 10:22\nTo: Sam\nSubject: a job\n\nHello Sam."
    )
    assert parts(block, "FW: a job") == Body("", "", "", block)


def test_apples_forward_ends_where_its_quotation_ends() -> None:
    found = parts(
        "Begin forwarded message:\n\n> From: Bo <bo@x.example>\n>\n> Hello.\n\nWhat do you think?",
        "Fwd: a job",
    )
    assert found == Body(
        "What do you think?", "", "", "Begin forwarded message:\n\nFrom: Bo <bo@x.example>\n\nHello."
    )


def test_replies_between_and_below_the_quotation_stay_new() -> None:
    found = parts("On 3 Mar 2025, Sam wrote:\n> Monday?\nMonday is fine.\n\n> Remote?\nYes, fully remote.\n")
    assert found.text == "Monday is fine.\n\nYes, fully remote."
    assert found.quoted == "On 3 Mar 2025, Sam wrote:\nMonday?\n\nRemote?"


def test_an_indented_separator_is_one_too() -> None:
    block = "-----Original Message-----\nFrom: \tSam Rivera\nSent:\tMonday, March 3, 2025 10:22 AM\nSubject:\tthe post\n\nOld words."
    assert parts(f"{NEW}\n\n {block}") == Body(NEW, "", block, "")


def test_a_bare_wrote_counts_only_above_a_quotation() -> None:
    assert parts("Fine.\n\nSam wrote:\n> Monday?") == Body("Fine.", "", "Sam wrote:\nMonday?", "")
    assert parts("Fine.\n\nSam wrote:\nMonday?") == Body("Fine.\n\nSam wrote:\nMonday?", "", "", "")


def test_history_of_lotus_notes_is_quoted_with_the_name_above() -> None:
    block = "Sam Rivera\n03/03/2025 10:22 AM\nTo: Jane Doe/EX@EX\ncc:\n\nSubject: the post\n\nOld words."
    assert parts(f"{NEW}\n\n{block}") == Body(NEW, "", block, "")


def test_deeper_quotations_keep_their_marks() -> None:
    assert parts(f"{NEW}\n\n> new\n> > old\n>> old too").quoted == "new\n> old\n> old too"


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sam,\n\nthe interview is on Monday.\n\nFrom: 2pm\nTo: 4pm\n\nBring your papers.",
        "Interview times\nFrom: 10:00 am\nTo: 11:30 am\nDate: Monday\nSubject: system design\nSee you there at the front desk.",
        "Date: Thursday 14 March\nTime: 11.40\nTo: bring: passport\nFrom the station turn left.",
        "As Jane wrote: we would like to meet you on Monday.",
        "On Monday 3 March our founder wrote: come and see us. So please do.",
        "Von 10 bis 12 Uhr: Gespräch\nAn: Empfang melden",
        "Options:\n-----\nMonday\n-----\nTuesday",
    ],
)
def test_times_and_plans_are_not_taken_for_history(text: str) -> None:
    assert parts(text, "Interview") == Body(text, "", "", "")


def test_a_mail_that_is_all_quotation_without_any_mark_of_a_program_is_text() -> None:
    assert parts("> Could we talk on Monday?\n> Jane", author="") == Body(
        "Could we talk on Monday?\nJane", "", "", ""
    )


def test_an_empty_reply_says_nothing_new() -> None:
    assert parts("On 3 Mar 2025, Sam Rivera <sam@x.example> wrote:\n> Is Monday fine?") == Body(
        "", "", "On 3 Mar 2025, Sam Rivera <sam@x.example> wrote:\nIs Monday fine?", ""
    )


def test_a_short_answer_is_enough() -> None:
    assert parts("Yes.\n\nOn 3 Mar 2025, Sam wrote:\n> Is Monday fine?").text == "Yes."


@pytest.mark.parametrize(
    "signature",
    [
        "Kind regards,\nJane Doe",
        "Kind regards\n\nJane Doe\nHead of People\nExample Ltd\nTel: +44 20 7946 0000\njane@x.example",
        "Thanks, Jane",
        "  Best regards,\n\n\n  Jane Doe\n  Direct dial: +44 20 7946 0000\n  Web page: https://www.x.example",
        "Thank you and best regards,\nJane",
        "Mit freundlichen Grüßen\n\nJane Doe\nPersonalabteilung",
        "Viele Grüße aus dem Norden\nJane",
        "Cordialement,\nJane Doe",
        "Un saludo,\nJane",
        "Melhores cumprimentos,\nJane",
        "Cordiali saluti\nJane",
        "Met vriendelijke groet,\nJane",
        "Best,\nThe Example Team",
        "Jane Doe\nHead of People, Example",
        "Jane",
        "--\nJane Doe\nExample Ltd\n+44 20 7946 0000",
        "Sent from my iPhone",
        "This message is confidential and intended only for the person named. If you received it in error, delete it.",
        "Example is an equal opportunity employer.\n\nUnsubscribe | Privacy policy",
        "Kind regards,\nJane Doe\n\nThis e-mail may contain privileged information.",
    ],
)
def test_sign_off_contact_lines_and_small_print_are_the_signature(signature: str) -> None:
    assert parts(f"Dear Sam,\n\n{NEW}\n\n{signature}") == Body(
        f"Dear Sam,\n\n{NEW}", signature.strip().replace("\n\n\n", "\n\n"), "", ""
    )


def test_a_telephones_line_right_below_the_text_is_no_part_of_it() -> None:
    assert parts(f"{NEW}\nSent from my iPhone") == Body(NEW, "Sent from my iPhone", "", "")


@pytest.mark.parametrize(
    "said",
    [
        "PS: bring your passport.",
        "What to bring:\n- passport\n- portfolio",
        "The interview lasts an hour and takes place in Room 3 of our office.",
        "Join: https://meet.example/abc",
        "10:00 Welcome\n11:30 Lunch",
        "Could you bring a portfolio?",
    ],
)
def test_what_is_said_below_the_name_stays_in_the_text(said: str) -> None:
    assert parts(f"Dear Sam,\n\n{NEW}\n\nKind regards,\nJane Doe\nExample Ltd\n\n{said}") == Body(
        f"Dear Sam,\n\n{NEW}\n\n{said}", "Kind regards,\nJane Doe\nExample Ltd", "", ""
    )


@pytest.mark.parametrize(
    "text",
    [
        "Hi Sam,\n\nThank you for your application.\n\nWe would like to meet you.",
        "Hi Sam,\n\nThanks for applying!\nWould Monday suit?",
        "Hi Sam,\n\nBest of all, we are remote.\n\nWould Monday suit?",
        "Thanks,\nJane",
        "Hi Sam,\n\nYou will meet:\n\nJane Doe\nBo Li\n\nThe talk takes about an hour and is held in Room 3.",
        "Hi Sam, could we talk on Monday at 10:30? This search is confidential and only a few named people know of it. Are you free?",
    ],
)
def test_what_only_looks_like_a_signature_stays_in_the_text(text: str) -> None:
    assert parts(text) == Body(text, "", "", "")


def test_every_line_goes_to_exactly_one_part() -> None:
    whole = (
        "one\n\nKind regards,\nJane Doe\n\ntwo is a sentence that goes on for a while.\n\n"
        "On 3 Mar 2025, Sam wrote:\n> three\n\nfour\n\n---------- Forwarded message ---------\nfive"
    )
    found = parts(whole)
    words = sorted(" ".join(found).split())
    assert words == sorted(whole.replace("> ", "").split())
