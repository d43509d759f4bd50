"""Whole messages: what each field of a Message holds, for mail well formed and not."""

import base64
import json
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage

import pytest

from mailwithdraw.model import Address, Link, Message
from mailwithdraw.reading.mime import LONGEST, read

HEAD = (
    "From: Jane Doe <jane@x.example>\nTo: sam@x.example\nSubject: Hello\n"
    "Date: Tue, 5 Mar 2024 10:22:00 +0100\nMessage-ID: <1@x.example>\n"
)
INVITATION = "Could you come to an interview on Monday at ten, Room 3?"
ICS = (
    "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nSUMMARY:Interview\n"
    "DTSTART:20250310T140000Z\nEND:VEVENT\nEND:VCALENDAR\n"
)


def mail(rest: str) -> Message:
    return read((HEAD + rest).encode())


def multipart(subtype: str, *parts: str, boundary: str = "b1", closed: bool = True) -> str:
    body = "".join(f"--{boundary}\n{part}\n" for part in parts) + (f"--{boundary}--\n" if closed else "")
    return f'Content-Type: multipart/{subtype}; boundary="{boundary}"\n\n{body}'


PLAIN = f"Content-Type: text/plain\n\n{INVITATION}"
HTML = f"Content-Type: text/html\n\n<p>{INVITATION}</p><a href='https://x.example/book'>Book</a>"


def test_every_field_of_a_plain_mail_is_read() -> None:
    raw = (
        b"Return-Path: <bounce@x.example>\r\n"
        b"From: =?utf-8?Q?J=C3=A4ne?= Doe <jane@x.example>, Bo <bo@x.example>\r\nSender: desk@x.example\r\n"
        b"Reply-To: Talent <talent@x.example>\r\nTo: Sam <sam@x.example>\r\nCc: a@x.example, b@x.example\r\n"
        b"Subject: =?utf-8?Q?Gespr=C3=A4ch?=\r\nDate: Tue, 5 Mar 2024 10:22:00 +0100\r\nMessage-ID: <1@x.example>\r\n"
        b"In-Reply-To: <0@x.example>\r\nReferences: <00@x.example> <0@x.example>\r\nList-Id: Jobs <jobs.x.example>\r\n"
        b"X-Note: one\r\nX-Note: =?utf-8?Q?zw=C3=B6lf?=\r\n\r\nHi Sam,\r\n\r\nMonday at ten?\r\n\r\nKind regards,\r\nJane\r\n"
    )
    message = read(raw)
    assert message == Message(
        message_id="<1@x.example>",
        date=datetime(2024, 3, 5, 10, 22, tzinfo=timezone(timedelta(hours=1))),
        from_=(Address("jane@x.example", "Jäne Doe"), Address("bo@x.example", "Bo")),
        sender=Address("desk@x.example"),
        reply_to=(Address("talent@x.example", "Talent"),),
        to=(Address("sam@x.example", "Sam"),),
        cc=(Address("a@x.example"), Address("b@x.example")),
        subject="Gespräch",
        in_reply_to=("<0@x.example>",),
        references=("<00@x.example>", "<0@x.example>"),
        text="Hi Sam,\n\nMonday at ten?",
        signature="Kind regards,\nJane",
        quoted="",
        links=(),
        calendars=(),
        headers={
            "return-path": ("<bounce@x.example>",),
            "sender": ("desk@x.example",),
            "list-id": ("Jobs <jobs.x.example>",),
            "x-note": ("one", "zwölf"),
        },
        html_only=False,
        attachments=(),
        digest="1fbbf749116b7693739bc7e968f822074f632c40d7b109f569e072aa33b17eec",
        defects=(),
        forwarded="",
    )


def test_the_first_of_doubled_fields_counts_and_the_rest_is_a_defect() -> None:
    message = read(
        b"From: a@x.example\nFrom: b@x.example\nSubject: one\nSubject: two\nTo: c@x.example\nTo: d@x.example\n\nhi"
    )
    assert message.from_ == (Address("a@x.example"),)
    assert message.subject == "one"
    assert message.to == (Address("c@x.example"), Address("d@x.example"))
    assert message.defects == (
        "from: more than one",
        "subject: more than one",
        "date: missing",
        "message-id: missing",
    )


def test_missing_and_unreadable_fields_are_none_and_told() -> None:
    message = read(b"From: nobody\nDate: soon\nMessage-ID: 17\n\nhi")
    assert (message.author, message.date, message.message_id) == (None, None, None)
    assert message.defects == ("from: unreadable", "date: unreadable", "message-id: unreadable")


@pytest.mark.parametrize(
    ("body", "text", "html_only"),
    [
        (PLAIN, INVITATION, False),
        (HTML, f"{INVITATION}\n\nBook", True),
        (multipart("alternative", PLAIN, HTML.replace("Monday", "MONDAY")), INVITATION, False),
        (multipart("alternative", HTML.replace("Monday", "MONDAY"), PLAIN), INVITATION, False),
        (multipart("alternative", "Content-Type: text/plain\n\n \n", HTML), f"{INVITATION}\n\nBook", True),
        (
            multipart("alternative", "\nYour mail program does not support HTML.", HTML),
            f"{INVITATION}\n\nBook",
            True,
        ),
        (multipart("alternative", "\nSee https://x.example/view", HTML), f"{INVITATION}\n\nBook", True),
        (multipart("alternative", PLAIN), INVITATION, False),
        (multipart("mixed", PLAIN, "\nSecond part."), f"{INVITATION}\n\nSecond part.", False),
        (multipart("mixed", multipart("alternative", PLAIN, HTML, boundary="b2")), INVITATION, False),
        (multipart("mixed", multipart("related", HTML, boundary="b1x")), f"{INVITATION}\n\nBook", True),
        (
            multipart("signed", PLAIN, "Content-Type: application/pgp-signature; name=s.asc\n\nxyz"),
            INVITATION,
            False,
        ),
        (multipart("unheard-of", PLAIN), INVITATION, False),
        (multipart("mixed", PLAIN, closed=False), INVITATION, False),
        ("Content-Type: multipart/mixed\n\n" + INVITATION, INVITATION, False),
        ("Content-Type: rubbish\n\n" + INVITATION, INVITATION, False),
        (f"Content-Type: text/plain\n\n<html><body><p>{INVITATION}</p></body></html>", INVITATION, True),
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + base64.b64encode(INVITATION.encode()).decode(),
            INVITATION,
            False,
        ),
        (
            "Content-Transfer-Encoding: quoted-printable\n\n" + INVITATION.replace("at ten", "at =\nten"),
            INVITATION,
            False,
        ),
        ("Content-Transfer-Encoding: base64\n\n" + INVITATION, INVITATION, False),
        ("Content-Transfer-Encoding: rot13\n\n" + INVITATION, INVITATION, False),
        (
            "Content-Type: text/plain; format=flowed\n\n" + INVITATION.replace("at ten", "at \nten"),
            INVITATION,
            False,
        ),
        (
            "Content-Type: text/plain; format=flowed; delsp=yes\n\n"
            + INVITATION.replace("Monday", "Mon \nday"),
            INVITATION,
            False,
        ),
        ("Content-Disposition: attachment; filename=mail.txt\n\n" + INVITATION, INVITATION, False),
        (
            "Content-Type: text/enriched\n\n" + INVITATION.replace("Monday", "<bold>Monday</bold>"),
            INVITATION,
            False,
        ),
    ],
)
def test_the_text_a_reader_would_see_is_found(body: str, text: str, html_only: bool) -> None:
    message = mail(body)
    assert (message.text, message.html_only) == (text, html_only)


def test_links_are_found_in_either_part_each_once() -> None:
    plain = "\nBook: https://x.example/book, or see (https://x.example/map)."
    message = mail(
        multipart(
            "alternative",
            plain,
            "Content-Type: text/html\n\n<p>Book: <a href='https://x.example/book'>here</a>, or see the map.</p>",
        )
    )
    assert message.links == (Link("https://x.example/book", "here"), Link("https://x.example/map"))


def test_attachments_are_named_and_never_read_as_text() -> None:
    message = mail(
        multipart(
            "mixed",
            PLAIN,
            'Content-Type: application/pdf; name="=?utf-8?Q?B=C3=BCro.pdf?="\nContent-Disposition: attachment\n\nx',
            "Content-Type: text/plain\nContent-Disposition: attachment; filename*=utf-8''%C3%A9.txt\n\nNot read.",
            "Content-Type: application/ms-tnef; name=winmail.dat\n\nx",
            'Content-Type: application/x; name="..\\\\..\\\\evil.exe"\n\nx',
            "Content-Type: image/png; name=logo.png\nContent-ID: <logo>\nContent-Disposition: inline\n\nx",
        )
    )
    assert message.text == INVITATION
    assert message.attachments == ("Büro.pdf", "é.txt", "winmail.dat", "evil.exe")


def test_an_attached_message_is_forwarded_with_its_sender_and_subject() -> None:
    inner = "Content-Type: message/rfc822\n\nFrom: Bo <bo@x.example>\nSubject: =?utf-8?Q?Stelle_f=C3=BCr?= Sam\n\nInner words."
    message = mail(multipart("mixed", "\nLook at this!", inner))
    assert message.text == "Look at this!"
    assert message.forwarded == "From: Bo <bo@x.example>\nSubject: Stelle für Sam\n\nInner words."


def test_the_mail_a_delivery_report_returns_is_not_handed_on() -> None:
    inner = "Content-Type: message/rfc822\n\nFrom: Sam <sam@x.example>\nSubject: x\n\nInner words."
    message = mail(multipart("report", "\nCould not be delivered.", inner))
    assert (message.text, message.forwarded) == ("Could not be delivered.", "")
    assert message.quoted == "From: Sam <sam@x.example>\nSubject: x\n\nInner words."


def test_every_message_of_a_digest_is_read() -> None:
    message = mail(multipart("digest", "\nFrom: a@x.example\n\nfirst", "\nFrom: b@x.example\n\nsecond"))
    assert message.forwarded == "From: a@x.example\n\nfirst\n\nFrom: b@x.example\n\nsecond"


@pytest.mark.parametrize(
    "part",
    [
        "Content-Type: text/calendar; method=REQUEST\n\n" + ICS,
        "Content-Type: application/ics; name=invite.ics\n\n" + ICS,
        "Content-Type: application/octet-stream; name=Invite.ICS\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(ICS.encode()).decode(),
    ],
)
def test_invitations_are_read_from_calendar_parts_and_files(part: str) -> None:
    message = mail(multipart("mixed", PLAIN, part))
    assert [(each.method, each.summary) for each in message.calendars] == [("REQUEST", "Interview")]
    assert message.text == INVITATION
    assert message.defects == ()


def test_the_same_invitation_in_two_parts_is_one() -> None:
    message = mail(
        multipart(
            "mixed", PLAIN, f"Content-Type: text/calendar\n\n{ICS}", f"Content-Type: application/ics\n\n{ICS}"
        )
    )
    assert len(message.calendars) == 1


def test_a_broken_calendar_leaves_a_defect_and_its_summary() -> None:
    message = mail(multipart("mixed", PLAIN, "Content-Type: text/calendar\n\n" + ICS[:90]))
    assert [each.summary for each in message.calendars] == ["Interview"]
    assert message.defects == ("calendar: broken",)


@pytest.mark.parametrize(
    "body",
    [
        multipart(
            "encrypted",
            "Content-Type: application/pgp-encrypted\n\nVersion: 1",
            "Content-Type: application/octet-stream\n\nxyz",
        ),
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIIB",
        "\n-----BEGIN PGP MESSAGE-----\n\nxyz\n-----END PGP MESSAGE-----",
    ],
)
def test_encrypted_mail_has_no_text_and_says_why(body: str) -> None:
    message = mail(body)
    assert (message.text, message.defects) == ("", ("encrypted",))


def test_signed_mail_is_read_without_its_wrapping() -> None:
    cleartext = f"\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{INVITATION}\n- - bring papers\n-----BEGIN PGP SIGNATURE-----\n\nxyz\n-----END PGP SIGNATURE-----\n"
    assert mail(cleartext).text == f"{INVITATION}\n- bring papers"
    opaque = b"\x30\x82\x01\x00\x06\x09\x2a\x24\x80" + PLAIN.encode() + b"\x00\x01\xff\xfe rest"
    wrapped = (
        "Content-Type: application/pkcs7-mime; smime-type=signed-data\nContent-Transfer-Encoding: base64\n\n"
    )
    assert mail(wrapped + base64.encodebytes(opaque).decode()).text == INVITATION


def test_a_uuencoded_file_inside_the_text_is_an_attachment() -> None:
    message = mail(f"\n{INVITATION}\n\nbegin 644 cv.doc\n#0V%T\n`\nend\n")
    assert (message.text, message.attachments) == (INVITATION, ("cv.doc",))


def test_a_message_cut_anywhere_keeps_what_came_before() -> None:
    whole = (HEAD + multipart("mixed", PLAIN, HTML)).encode()
    cut = read(whole[: whole.index(b"<p>Could you") + 30])
    assert cut.text.startswith(INVITATION)
    assert "multipart: not closed" in cut.defects
    encoded = HEAD + "Content-Transfer-Encoding: base64\n\n" + base64.b64encode(INVITATION.encode()).decode()
    assert read(encoded[:-3].encode()).text == INVITATION[:-3]


def test_history_in_html_is_told_apart_from_what_is_new() -> None:
    message = mail(
        "Content-Type: text/html\n\n<div>Monday is fine.</div><div class='gmail_quote'><div class='gmail_attr'>On Mon, Mar 3, 2025 at "
        "10:22 AM Sam &lt;<a href='mailto:sam@x.example'>sam@x.example</a>&gt; wrote:<br></div>"
        "<blockquote class='gmail_quote'><div>Is Monday fine?</div></blockquote></div>"
    )
    assert message.text == "Monday is fine."
    assert message.quoted == "On Mon, Mar 3, 2025 at 10:22 AM Sam <sam@x.example> wrote:\n\nIs Monday fine?"


def test_a_page_may_name_its_own_charset() -> None:
    page = '<html><head><meta charset="koi8-r"></head><body><p>Привет, Сэм</p></body></html>'
    assert read(b"Content-Type: text/html\n\n" + page.encode("koi8-r")).text == "Привет, Сэм"
    assert read(b"Content-Type: text/html; charset=utf-8\n\n" + page.encode()).text == "Привет, Сэм"


def test_no_field_grows_without_bound() -> None:
    message = mail("\n" + "word " * 60_000)
    assert len(message.text) == LONGEST
    assert message.defects == ("text: cut",)


def test_a_file_that_says_it_is_text_is_not_read() -> None:
    message = read(b"Content-Type: text/plain\n\n" + bytes(range(1, 255)) * 300)
    assert (message.text, message.defects[-1]) == ("", "text: binary")
    assert read(b"Content-Type: text/plain; charset=utf-8\n\nGr\xfc\xdfe, Ulf").text == "Grüße, Ulf"


def test_deep_and_wide_trees_end_in_defects() -> None:
    deep = HEAD + 'Content-Type: multipart/mixed; boundary="b0"\n\n'
    deep += "".join(f'--b{n}\nContent-Type: multipart/mixed; boundary="b{n + 1}"\n\n' for n in range(5_000))
    assert "parts: nested too deep" in read(deep.encode()).defects
    wide = mail(multipart("mixed", PLAIN, *["\nx"] * 5_000))
    assert "parts: too many" in wide.defects
    assert wide.text.startswith(INVITATION)


def test_line_ends_of_any_kind_give_the_same_message() -> None:
    unix = HEAD + multipart("mixed", PLAIN, HTML)
    texts = {read(unix.replace("\n", end).encode()).text for end in ("\n", "\r\n", "\r")}
    assert texts == {mail(multipart("mixed", PLAIN, HTML)).text}


def test_what_python_writes_is_read_back() -> None:
    written = EmailMessage()
    written["From"] = Address("jäne@x.example", "Jäne, Doe").email
    written["Subject"] = (
        "Grüße und ein sehr langer Betreff, der über mehrere Zeilen geht, weil er nicht endet"
    )
    written.set_content("Grüße\n" * 3, cte="base64")
    written.add_alternative("<p>Grüße</p>" * 3, subtype="html")
    written.add_attachment(b"x", maintype="application", subtype="pdf", filename="Über uns.pdf")
    message = read(written.as_bytes())
    assert message.subject == written["Subject"]
    assert message.text == "Grüße\nGrüße\nGrüße"
    assert message.attachments == ("Über uns.pdf",)


def test_the_empty_message_is_a_message() -> None:
    message = read(b"")
    assert (message.text, message.from_, message.headers) == ("", (), {})
    assert json.dumps(message.defects) == '["from: missing", "date: missing", "message-id: missing"]'
