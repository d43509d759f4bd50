"""Connecting and logging in: what is refused, what each refusal tells the user, and that nothing is sent in the clear."""

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from support import dovecot as dovecot_support
from support.faultproxy import BLACKHOLE, CUT, INJECT, FaultProxy
from support.processes import Missing, free_port
from support.scripted import HANG_UP, SILENCE, ScriptedServer
from support.servers import Server

from mailwithdraw.errors import (
    LoginRefused,
    MailwithdrawError,
    ProtocolFault,
    ServerUnavailable,
    TryLater,
    UsageError,
)
from mailwithdraw.mailboxes.imap import ImapMailbox, connect
from mailwithdraw.mailboxes.login import Security, is_loopback
from mailwithdraw.mailboxes.wire import Timeouts

SHORT = Timeouts(connect=2, read=0.5)


def log_in(
    port: int,
    *,
    security: Security = "none",
    host: str = "127.0.0.1",
    username: str = "sam@example.com",
    password: str = "pw",  # noqa: S107 -- the test servers'
    timeouts: Timeouts = SHORT,
) -> ImapMailbox:
    return connect(
        host=host, port=port, security=security, username=username, password=password, timeouts=timeouts
    )


class TestRefusal:
    def test_a_wrong_password_is_refused_for_good_on_every_server(self, imap_server: Server) -> None:
        account = imap_server.new_account()

        with pytest.raises(
            LoginRefused, match=r"refuses the login: .+ Check the user name and the password"
        ) as caught:
            log_in(account.port, username=account.username, password="wrong", timeouts=Timeouts(5, 20))

        assert "wrong" not in str(caught.value)
        log_in(account.port, username=account.username).close()

    @pytest.mark.parametrize(
        ("answer", "error", "words"),
        [
            (b"NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", LoginRefused, "app password"),
            (
                b"NO [ALERT] Application-specific password required",
                LoginRefused,
                "wants an app password or OAuth",
            ),
            (b"NO Basic authentication is disabled.", LoginRefused, "wants an app password or OAuth"),
            (b"NO Login failed.", LoginRefused, "Login failed."),
            (b"NO Computer says no", LoginRefused, "Computer says no"),
            (b"BAD Command syntax error", LoginRefused, "Command syntax error"),
            (
                b"NO [UNAVAILABLE] Temporary authentication failure.",
                TryLater,
                "Temporary authentication failure",
            ),
            (b"NO [LIMIT] too many", TryLater, "too many"),
            (b"NO [INUSE] mailbox locked", TryLater, "mailbox locked"),
            (b"NO [ALERT] Too many simultaneous connections. (Failure)", TryLater, "Too many simultaneous"),
            (b"BAD User is authenticated but not connected.", TryLater, "not connected"),
            (b"NO \x1b[31m\xe2\x80\xaered", LoginRefused, "refuses the login: [31m red"),
        ],
    )
    def test_what_a_refusal_means_is_read_from_its_words(
        self, answer: bytes, error: type[MailwithdrawError], words: str
    ) -> None:
        with ScriptedServer(script={b"LOGIN": [b"{tag} " + answer]}) as server:
            with pytest.raises(error) as caught:
                log_in(server.port)

            assert words in str(caught.value)
            assert type(caught.value) is error
            assert len(server.named(b"LOGIN")) == 1

    def test_a_connection_that_ends_during_login_is_no_wrong_password(self) -> None:
        with (
            ScriptedServer(script={b"LOGIN": [HANG_UP]}) as server,
            pytest.raises(TryLater, match="broke during login"),
        ):
            log_in(server.port)

    def test_a_busy_servers_greeting_is_no_wrong_password(self) -> None:
        with (
            ScriptedServer(greeting=b"* BYE [UNAVAILABLE] too busy") as server,
            pytest.raises(TryLater, match="too busy"),
        ):
            log_in(server.port)

    def test_a_server_that_greets_as_logged_in_is_not_spoken_to(self) -> None:
        with ScriptedServer(greeting=b"* PREAUTH welcome, stranger") as server:
            with pytest.raises(ProtocolFault, match="PREAUTH"):
                log_in(server.port)

            assert server.named(b"LOGIN") == []


class TestWords:
    @pytest.mark.parametrize(
        ("username", "password", "line"),
        [
            ("sam@example.com", "pw", b'LOGIN "sam@example.com" "pw"'),
            ('s"a m\\', 'p"w\\ {3}', b'LOGIN "s\\"a m\\\\" "p\\"w\\\\ {3}"'),
        ],
    )
    def test_user_and_password_are_quoted(self, username: str, password: str, line: bytes) -> None:
        with ScriptedServer() as server:
            log_in(server.port, username=username, password=password).close()

            assert server.named(b"LOGIN") == [line]

    @pytest.mark.parametrize("password", ["p\r\nA9 DELETE INBOX", "p\nw", "p\0w"])
    def test_a_password_cannot_smuggle_a_command(self, password: str) -> None:
        with ScriptedServer() as server:
            with pytest.raises(ValueError, match="not on the list"):
                log_in(server.port, password=password)

            assert server.named(b"LOGIN") + server.named(b"DELETE") == []

    def test_a_password_beyond_ascii_goes_by_sasl(self) -> None:
        with ScriptedServer(script={b"AUTHENTICATE": [b"+ ", b"{tag} OK done"]}) as server:
            log_in(server.port, password="pässword").close()

            # base64 of NUL sam@example.com NUL pässword
            assert server.commands[1:3] == [b"AUTHENTICATE PLAIN", b"AHNhbUBleGFtcGxlLmNvbQBww6Rzc3dvcmQ="]
            assert server.named(b"LOGIN") == []

    def test_nothing_is_sent_to_a_server_that_takes_no_password_here(self) -> None:
        with ScriptedServer(capabilities=b"IMAP4rev1 LOGINDISABLED STARTTLS") as server:
            with pytest.raises(ProtocolFault, match="LOGINDISABLED"):
                log_in(server.port)

            assert server.named(b"LOGIN") + server.named(b"AUTHENTICATE") == []


class TestReaching:
    def test_a_server_that_is_down_is_said_to_be(self) -> None:
        with pytest.raises(ServerUnavailable, match=r"port \d+ cannot be reached"):
            log_in(free_port())

    @pytest.mark.parametrize("host", ["imap.nowhere.invalid", "imap..example.com", "imap." + "x" * 70, ""])
    def test_a_name_nobody_knows_is_said_to_be(self, host: str) -> None:
        with pytest.raises(ServerUnavailable, match="no server of that name"):
            log_in(993, host=host, security="tls")

    def test_a_server_that_never_greets_is_given_up(self) -> None:
        with (
            socket.create_server(("127.0.0.1", 0)) as silent,
            pytest.raises(ServerUnavailable, match="no answer on port"),
        ):
            log_in(silent.getsockname()[1])

    def test_a_server_that_never_answers_the_login_is_given_up(self) -> None:
        with (
            ScriptedServer(script={b"LOGIN": [SILENCE]}) as server,
            pytest.raises(TryLater, match="broke during login"),
        ):
            log_in(server.port)

    @pytest.mark.dovecot
    @pytest.mark.parametrize("fault", [CUT, BLACKHOLE])
    def test_a_network_that_fails_during_login_is_no_wrong_password(
        self, dovecot: Server, fault: object
    ) -> None:
        account = dovecot.new_account()
        with FaultProxy(account.port, on=b"LOGIN", do=fault) as proxy:  # type: ignore[arg-type]
            with pytest.raises(TryLater, match="broke during login"):
                log_in(proxy.port, username=account.username)

            assert proxy.struck.is_set()

    @pytest.mark.parametrize("host", ["192.0.2.1", "imap.example.com", "example.localhost.com", "10.0.0.1"])
    def test_an_unencrypted_connection_leaves_this_computer_never(self, host: str) -> None:
        with pytest.raises(UsageError, match="only made to this computer itself"):
            log_in(143, host=host)

    def test_this_computer_has_several_names(self) -> None:
        assert [
            is_loopback(host)
            for host in ("127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost", "LOCALHOST.")
        ]
        assert not any(is_loopback(host) for host in ("10.0.0.1", "localhost.example.com", ""))


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def secured(
    authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dovecot_support.Dovecot]:
    folder: Path = tmp_path_factory.mktemp("certificate")
    certificate = authority.issue_cert("localhost")
    certificate.cert_chain_pems[0].write_to_path(str(folder / "certificate.pem"))
    certificate.private_key_pem.write_to_path(str(folder / "key.pem"))
    try:
        server = dovecot_support.start(certificate=folder / "certificate.pem", key=folder / "key.pem")
    except Missing as error:
        pytest.skip(str(error))
    yield server
    server.stop()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process trusts the authority, as an operating system would."""
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


def port_for(server: dovecot_support.Dovecot, security: str) -> int:
    return server.tls_port if security == "tls" else server.port


@pytest.mark.dovecot
@pytest.mark.parametrize("security", ["tls", "starttls"])
class TestEncryption:
    @pytest.mark.usefixtures("trusted")
    def test_a_known_authority_is_accepted(
        self, secured: dovecot_support.Dovecot, security: Security
    ) -> None:
        account = secured.new_account()

        port = port_for(secured, security)
        store = log_in(port, host="localhost", security=security, username=account.username)

        assert store.special().drafts == "Drafts"
        assert store.append_draft(b"Subject: x\r\n\r\nx\r\n") is not None
        assert store.wait(0.1) is False
        store.close()

    def test_an_unknown_authority_is_refused_before_anything_is_said(
        self, secured: dovecot_support.Dovecot, security: Security
    ) -> None:
        with FaultProxy(port_for(secured, security)) as proxy:
            with pytest.raises(ServerUnavailable, match="certificate is not trusted"):
                log_in(proxy.port, host="localhost", security=security)

            assert b"LOGIN" not in proxy.sent

    @pytest.mark.usefixtures("trusted")
    def test_a_certificate_for_another_host_is_refused(
        self, secured: dovecot_support.Dovecot, security: Security
    ) -> None:
        with pytest.raises(ServerUnavailable, match=r"certificate is not trusted .*mismatch"):
            log_in(port_for(secured, security), host="127.0.0.1", security=security)


@pytest.mark.dovecot
class TestDowngrade:
    def test_a_port_without_tls_is_said_to_be_one(self, dovecot: Server) -> None:
        with pytest.raises(ServerUnavailable, match='for port 143 say security = "starttls"'):
            log_in(dovecot.port, security="tls")

    def test_a_server_that_hides_starttls_gets_no_password(self, dovecot: Server) -> None:
        with FaultProxy(dovecot.port) as proxy:
            with pytest.raises(ServerUnavailable, match="does not offer STARTTLS"):
                log_in(proxy.port, security="starttls")

            assert b"LOGIN" not in proxy.sent

    @pytest.mark.usefixtures("trusted")
    def test_what_was_slipped_in_before_encryption_is_forgotten(
        self, secured: dovecot_support.Dovecot
    ) -> None:
        account = secured.new_account()
        with FaultProxy(
            secured.port, on=b"STARTTLS", do=INJECT, text=b"* OK [ALERT] Call 555-0100 now"
        ) as proxy:
            store = log_in(proxy.port, host="localhost", security="starttls", username=account.username)

            assert proxy.struck.is_set()
            assert store.alerts == ()
            store.close()

    @pytest.mark.usefixtures("trusted")
    def test_answers_sent_ahead_of_the_handshake_are_not_taken_for_encrypted_ones(
        self, authority: trustme.CA
    ) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        ahead = b"{tag} OK begin\r\n* OK [ALERT] slipped in\r\n* CAPABILITY IMAP4rev1 SLIPPED"
        capabilities = b"IMAP4rev1 STARTTLS"
        with ScriptedServer(
            capabilities=capabilities, script={b"STARTTLS": [ahead]}, starttls=context
        ) as server:
            store = log_in(server.port, security="starttls")

            assert store.alerts == ()
            assert store._session.has("SLIPPED") is False
            store.close()
