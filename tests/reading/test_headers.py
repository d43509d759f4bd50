"""Header fields as sent by careful and careless mail programs."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from mailwithdraw.reading.headers import date, message_ids, parameters, split, words


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("=?utf-8?Q?Caf=C3=A9_at_ten?=", "Café at ten"),
        ("=?ISO-8859-1?B?R3L832U=?=", "Grüße"),
        ("Re: =?utf-8?q?Gespr=C3=A4ch?= on Monday", "Re: Gespräch on Monday"),
        ("=?utf-8?Q?inter?= =?utf-8?Q?view?=", "interview"),
        ("=?utf-8?B?4oKs?=\n =?utf-8?B?IDUwLjAwMA==?=", "€ 50.000"),
        ("=?utf-8?Q?=E2=82?= =?utf-8?Q?=AC?=", "€"),  # one character torn over two words
        ("=?utf-8?Q?a?= =?iso-8859-1?Q?=E9?=", "aé"),
        ("=?utf-8*en?Q?hello?=", "hello"),  # RFC 2231, 5
        ("=?x-unknown?Q?caf=C3=A9?=", "café"),
        ("=?utf-8?Q?two words unencoded?=", "two words unencoded"),
        ("=?utf-8?B?aGVsbG8?=", "hello"),  # padding missing
        ("=?utf-8?B?!!!?=", ""),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("=?utf-8?Q?open", "=?utf-8?Q?open"),
        ("a =? b ?= c", "a =? b ?= c"),
        ("=?utf-8?Q?x=E2=80=AEgnp?=", "xgnp"),  # a bidi override
        ("=?utf-8?Q?a=0D=0ABcc:_b?=", "a Bcc: b"),  # no header can be smuggled in
        ("  plain \t text ", "plain text"),
    ],
)
def test_encoded_words_are_read_as_meant(written: str, meant: str) -> None:
    assert words(written) == meant


def test_raw_eight_bit_fields_are_read_as_utf_8_and_else_as_windows_1252() -> None:
    block = split("Subject: Gespräch €\nX-Old: ".encode() + "Grüße".encode("cp1252") + b"\n\nbody")
    assert [(field.name, field.value) for field in block.fields] == [
        ("subject", "Gespräch €"),
        ("x-old", "Grüße"),
    ]
    assert block.body == b"body"
    assert not block.torn


def test_folded_values_are_unfolded() -> None:
    block = split(b"References: <a@x.example>\n\t<b@x.example>\n   <c@x.example>\nTo:\n a@x.example\n\n")
    assert block.first("references") == "<a@x.example> <b@x.example> <c@x.example>"
    assert block.first("to") == "a@x.example"


def test_a_line_that_is_no_field_ends_the_header_and_stays_in_the_body() -> None:
    block = split(b"Subject: x\nDear Sam\nFrom: nobody\n")
    assert block.all("subject") == ("x",)
    assert block.all("from") == ()
    assert block.body == b"Dear Sam\nFrom: nobody\n"
    assert block.torn


def test_the_line_of_an_mbox_file_is_no_field() -> None:
    block = split(b"\nFrom jane@x.example Mon Mar  3 10:00:00 2025\nSubject: x\n\nbody")
    assert block.first("subject") == "x"
    assert not block.torn


@pytest.mark.parametrize(
    ("written", "kind", "expected"),
    [
        (
            'Text/Plain; charset="UTF-8"; Format=flowed',
            "text/plain",
            {"charset": "UTF-8", "format": "flowed"},
        ),
        ('multipart/mixed; boundary="a;b=\\"c"', "multipart/mixed", {"boundary": 'a;b="c'}),
        (
            "attachment; filename*=utf-8''Lebenslauf%20M%C3%BCller.pdf",
            "attachment",
            {"filename": "Lebenslauf Müller.pdf"},
        ),
        (
            'attachment; filename*0="a long "; filename*1="name.pdf"',
            "attachment",
            {"filename": "a long name.pdf"},
        ),
        (
            "attachment; filename*1*=%BC.pdf; filename*0*=utf-8''M%C3",
            "attachment",
            {"filename": "Mü.pdf"},
        ),
        (
            "attachment; filename=\"plain.pdf\"; filename*=utf-8''b%C3%A9.pdf",
            "attachment",
            {"filename": "bé.pdf"},
        ),
        ("text/plain; charset", "text/plain", {}),
        ("; ; =x; a==", "", {"a": "="}),
        ("", "", {}),
    ],
)
def test_parameters_are_read_with_their_continuations(
    written: str, kind: str, expected: dict[str, str]
) -> None:
    assert parameters(written) == (kind, expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Tue, 5 Mar 2024 10:22:00 +0100", datetime(2024, 3, 5, 10, 22, tzinfo=timezone(timedelta(hours=1)))),
        (
            "5 Mar 2024 10:22:00 -0430 (VET)",
            datetime(2024, 3, 5, 10, 22, tzinfo=timezone(-timedelta(hours=4, minutes=30))),
        ),
        ("Tue, 05 Mar 2024 10:22 GMT", datetime(2024, 3, 5, 10, 22, tzinfo=UTC)),
        ("Tue, 5 Mar 2024 10:22:00 EST", datetime(2024, 3, 5, 10, 22, tzinfo=timezone(-timedelta(hours=5)))),
        ("Tue, 5 Mar 2024 10:22:00 -0000", datetime(2024, 3, 5, 10, 22, tzinfo=UTC)),
        ("Tue, 5 Mar 2024 10:22:00", datetime(2024, 3, 5, 10, 22, tzinfo=UTC)),
        ("2024-03-05T10:22:00+01:00", datetime(2024, 3, 5, 10, 22, tzinfo=timezone(timedelta(hours=1)))),
        ("Tue, 35 Mar 2024 10:22:00 +0100", None),
        ("Tue, 5 Mar 2024 25:22:00 +0100", None),
        ("Tue, 5 Mar 2024 10:22:00 +9999", None),
        ("Tue, 5 Mar 0001 10:22:00 +0100", None),
        ("Di, 5 März 2024", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_keep_their_offset_and_are_never_invented(written: str, expected: datetime | None) -> None:
    found = date(written)
    assert found == expected
    if found is not None and expected is not None:
        assert found.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<a@x.example>", ("<a@x.example>",)),
        ("<b@x.example> <a@x.example>\t<b@x.example>", ("<b@x.example>", "<a@x.example>")),
        ("Your message <a@x.example> of Monday", ("<a@x.example>",)),
        ("a@x.example", ()),
        ("<no-at-sign>", ()),
        ("<a b@x.example>", ()),
        ("<a@x.example\x00>", ()),
        (f"<{'a' * 250}@x.example>", ()),
        ("<a@x<y>", ()),
        ("", ()),
    ],
)
def test_only_well_formed_message_ids_are_kept_each_once(written: str, expected: tuple[str, ...]) -> None:
    assert message_ids(written) == expected
