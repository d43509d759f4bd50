"""Address lists, well and badly written."""

import pytest

from mailwithdraw.model import Address
from mailwithdraw.reading.addresses import addr_spec, addresses

JANE = Address("jane@x.example", "Jane Doe")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("jane@x.example", (Address("jane@x.example"),)),
        ("Jane Doe <jane@x.example>", (JANE,)),
        ('"Jane Doe" <jane@x.example>', (JANE,)),
        ("'Jane Doe' <jane@x.example>", (JANE,)),
        ("\"'Jane Doe'\" <jane@x.example>", (JANE,)),
        ("jane@x.example (Jane Doe)", (JANE,)),
        ("Jane Doe <jane@x.example> (out of office (really))", (JANE,)),
        (
            '"Doe, Jane" <jane@x.example>, Bo <bo@x.example>',
            (Address("jane@x.example", "Doe, Jane"), Address("bo@x.example", "Bo")),
        ),
        ("=?utf-8?Q?J=C3=A4ne_Doe?= <jane@x.example>", (Address("jane@x.example", "Jäne Doe"),)),
        ("=?utf-8?Q?Doe=2C_J=C3=A4ne?= <jane@x.example>", (Address("jane@x.example", "Doe, Jäne"),)),
        ("=?utf-8?Q?Doe, Jane?= <jane@x.example>", (Address("jane@x.example", "Doe, Jane"),)),
        ('"=?utf-8?Q?J=C3=A4ne?= Doe" <jane@x.example>', (Address("jane@x.example", "Jäne Doe"),)),
        (
            "Team: jane@x.example, Bo <bo@x.example>;",
            (Address("jane@x.example"), Address("bo@x.example", "Bo")),
        ),
        ("undisclosed-recipients:;", ()),
        ("Jane Doe", ()),
        ("Jane Doe <>", ()),
        ("Jane Doe <jane at x.example>", ()),
        ("Jane Doe </O=EXAMPLE/OU=EX/CN=JANE>", ()),
        ("Jane Doe <jane@x.example", (JANE,)),
        ("Jane Doe jane@x.example", (JANE,)),
        ("Jane Doe <mailto:jane@x.example>", (JANE,)),
        ("Jane Doe <@relay.example,@b.example:jane@x.example>", (JANE,)),
        ("<jane@x.example>;bo@x.example", (Address("jane@x.example"), Address("bo@x.example"))),
        ("jane@x.example, jane@x.example", (Address("jane@x.example"),)),
        ('"boss@bank.example" <jane@x.example>', (Address("jane@x.example", "boss@bank.example"),)),
        ("Jäne <jäne@bücher.example>", (Address("jäne@bücher.example", "Jäne"),)),
        ('"jane doe"@x.example', (Address('"jane doe"@x.example'),)),
        ("Jane\u202e eoD <jane@x.example>", (Address("jane@x.example", "Jane eoD"),)),
        ("root@localhost", (Address("root@localhost"),)),
        ("jane@[192.0.2.1]", (Address("jane@[192.0.2.1]"),)),
        ('"unclosed <jane@x.example>', (Address("jane@x.example", "unclosed"),)),
        (",,;:<", ()),
        ("", ()),
    ],
)
def test_names_and_addr_specs_are_read_and_none_is_made_up(
    written: str, expected: tuple[Address, ...]
) -> None:
    assert addresses(written) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a b@x.example",
        "a@",
        "@x.example",
        "a@x..example",
        "a@-x.example",
        "a@x.example\nBcc: b@x.example",
        "a@b@c",
        "ja\u200bne@x.example",
        "a\u202e@x.example",
        "a" * 400 + "@x.example",
    ],
)
def test_what_could_break_a_header_is_no_addr_spec(text: str) -> None:
    assert addr_spec(text) is None
