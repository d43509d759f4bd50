"""Drafts, Sent and Trash among the mailboxes of a LIST: by attribute, else by name, else not at all."""

import pytest
from support.accounts import open_mailbox, session
from support.dovecot import Dovecot
from support.scripted import ScriptedServer
from support.servers import Server

from mailwithdraw.mailboxes import Special
from mailwithdraw.mailboxes.imap import connect
from mailwithdraw.mailboxes.special import Listed, find


def listed(*names: str, separator: str = "/", **attributes: str) -> list[Listed]:
    plain = [Listed(frozenset(), separator, name) for name in names]
    return [*plain, *(Listed(frozenset({f"\\{what}"}), separator, name) for what, name in attributes.items())]


def test_attributes_come_before_names() -> None:
    mailboxes = listed("INBOX", "Drafts", "Sent", "Trash", drafts="Unfinished", sent="Done", trash="Gone")

    assert find(mailboxes) == Special("INBOX", "Unfinished", "Done", "Gone")


@pytest.mark.parametrize(
    ("drafts", "sent", "trash"),
    [
        ("Entwürfe", "Gesendete Elemente", "Papierkorb"),
        ("Brouillons", "Éléments envoyés", "Corbeille"),
        ("BORRADORES", "elementos enviados", "papelera"),
        ("Draft", "Sent Messages", "Deleted Messages"),
        ("Черновики", "Отправленные", "Корзина"),
        ("下書き", "送信済みアイテム", "ゴミ箱"),
        ("INBOX.Drafts", "INBOX.Sent", "INBOX.Trash"),
        ("INBOX.Concepten", "INBOX.Verzonden items", "INBOX.Prullenbak"),
        ("[Gmail]/Bozze", "[Gmail]/Posta inviata", "[Gmail]/Cestino"),
        ("Mail/Utkast", "Mail/Skickat", "Mail/Papperskorgen"),
    ],
)
def test_names_in_many_languages_and_below_many_prefixes_are_known(
    drafts: str, sent: str, trash: str
) -> None:
    mailboxes = listed("INBOX", "Work", drafts, sent, trash, separator="." if "." in drafts else "/")

    assert find(mailboxes, ["Mail/"]) == Special("INBOX", drafts, sent, trash)


def test_an_umlaut_may_be_written_as_two_characters() -> None:
    assert find(listed("Entwu\N{COMBINING DIAERESIS}rfe")).drafts == "Entwu\N{COMBINING DIAERESIS}rfe"


def test_a_mailbox_of_that_name_elsewhere_is_not_meant() -> None:
    assert find(listed("INBOX", "Work/Drafts", "Archive.Sent", "Old Drafts")) == Special(
        "INBOX", None, None, None
    )


def test_a_mailbox_that_cannot_be_selected_is_not_meant() -> None:
    assert find([Listed(frozenset({"\\noselect", "\\drafts"}), "/", "Drafts")]).drafts is None


def test_attributes_in_lower_case_are_known_on_the_wire() -> None:
    mailboxes = [
        b'() "/" INBOX',
        rb'(\drafts) "/" Unfinished',
        rb'(\SENT) "/" Done',
        rb'(\hasnochildren) "/" Trash',
    ]
    with ScriptedServer(mailboxes=mailboxes) as server:
        store = connect(host="127.0.0.1", port=server.port, security="none", username="sam", password="pw")

        assert store.special() == Special("INBOX", "Unfinished", "Done", "Trash")
        store.close()


def test_xlist_is_asked_only_of_a_server_that_has_nothing_better() -> None:
    old = [rb'(\Inbox) "/" "INBOX"', rb'(\HasNoChildren \Drafts) "/" "[Gmail]/Kladder"']
    with ScriptedServer(mailboxes=old, capabilities=b"IMAP4rev1 XLIST") as server:
        store = connect(host="127.0.0.1", port=server.port, security="none", username="sam", password="pw")

        assert store.special().drafts == "[Gmail]/Kladder"
        assert (len(server.named(b"XLIST")), server.named(b"LIST")) == (1, [])
        store.close()


def test_one_unreadable_line_of_a_listing_hides_no_other_mailbox() -> None:
    with ScriptedServer(
        mailboxes=[b'() "/" "broken', b'() "/" "&bad-name"', rb'(\Drafts) "/" Drafts']
    ) as server:
        store = connect(host="127.0.0.1", port=server.port, security="none", username="sam", password="pw")

        assert store.special().drafts == "Drafts"
        store.close()


@pytest.mark.dovecot
def test_a_localised_mailbox_is_found_by_name_and_takes_the_draft(dovecot: Dovecot) -> None:
    account = dovecot.new_account()
    with session(account) as client:
        client.create_folder("Entwürfe")
        client.delete_folder("Drafts")
    store = open_mailbox(account, drafts="Entwürfe")

    ref = store.append_draft(b"Subject: Re: interview\r\n\r\nThank you.\r\n")

    assert ref is not None
    assert ref.mailbox == "Entwürfe"
    assert store.open("Entwürfe").exists == 1
    store.close()


@pytest.mark.courier
def test_couriers_names_below_inbox_are_found(courier: Server) -> None:
    store = open_mailbox(courier.new_account())

    assert store.special() == Special("INBOX", "INBOX.Drafts", "INBOX.Sent", "INBOX.Trash")
    store.close()


@pytest.mark.cyrus
def test_cyrus_own_lower_case_is_understood(cyrus: Server) -> None:
    account = cyrus.new_account()
    with session(account) as client:
        attributes = {name: flags for flags, _, name in client.list_folders()}
    store = open_mailbox(account)

    assert rb"\drafts" in attributes["Drafts"]
    assert store.special() == Special("INBOX", "Drafts", "Sent", "Trash")
    store.close()
