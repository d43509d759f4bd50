"""The test servers themselves: what is put in comes back, and accounts do not see each other."""

from datetime import UTC, datetime

from support.accounts import Stored, deliver, dump
from support.servers import Server

MAIL = b"From: Ann <ann@example.com>\r\nSubject: hello\r\n\r\nhello\r\n"


def test_a_delivered_message_is_stored_with_its_flags_and_date_in_that_account_only(
    imap_server: Server,
) -> None:
    here, elsewhere = imap_server.new_account(), imap_server.new_account()
    received = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)

    (uid,) = deliver(here, MAIL, flags=[rb"\Seen"], received=received)

    digest = "841c94503ce8a168439affddde241463354436e376ecc2ab6318d1016f1b540b"
    assert dump(here)["INBOX"] == {uid: Stored(frozenset({r"\Seen"}), received, digest)}
    assert all(not messages for messages in dump(elsewhere).values())
