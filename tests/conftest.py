"""Fixtures every test may use: the real IMAP servers, one of each per session, and fresh accounts on them."""

from collections.abc import Iterator

import pytest
from support import dovecot as dovecot_support
from support import servers as registry
from support.accounts import Account
from support.processes import Missing
from support.servers import Server, Servers

MARKS = {"dovecot": [pytest.mark.dovecot], "cyrus": [pytest.mark.cyrus], "courier": [pytest.mark.courier]}
EVERY_SERVER = [pytest.param(name, marks=MARKS.get(name, []), id=name) for name in registry.NAMES]


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """All servers of this session, started when first asked for."""
    running = Servers()
    yield running
    running.stop()


def running(servers: Servers, kind: str) -> Server:
    """The server of this kind; where it is missing, the test is skipped with the reason."""
    try:
        return servers.get(kind)
    except Missing as error:
        pytest.skip(str(error))


@pytest.fixture(params=EVERY_SERVER)
def imap_server(servers: Servers, request: pytest.FixtureRequest) -> Server:
    """Each real server in turn."""
    return running(servers, request.param)


@pytest.fixture
def imap_account(imap_server: Server) -> Account:
    """An empty account on each real server in turn."""
    return imap_server.new_account()


@pytest.fixture
def dovecot(servers: Servers) -> dovecot_support.Dovecot:
    """A running Dovecot."""
    server = running(servers, "dovecot")
    assert isinstance(server, dovecot_support.Dovecot)
    return server


@pytest.fixture
def cyrus(servers: Servers) -> Server:
    """A running Cyrus."""
    return running(servers, "cyrus")


@pytest.fixture
def courier(servers: Servers) -> Server:
    """A running Courier."""
    return running(servers, "courier")


@pytest.fixture
def pymap(servers: Servers) -> Server:
    """A running pymap."""
    return running(servers, "pymap")


@pytest.fixture
def courier_without_keywords(servers: Servers) -> Server:
    """A running Courier that refuses keywords."""
    return running(servers, "courier-no-keywords")


@pytest.fixture
def full_dovecot(servers: Servers) -> Server:
    """A running Dovecot with room for 3 KB in each account."""
    return running(servers, "dovecot-full")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line which servers the tests ran on, and which were left out and why."""
    missing = registry.left_out()
    present = [name for name in registry.NAMES if name not in missing]
    line = f"servers: {', '.join(present) or 'none'}"
    if missing:
        line += f"; left out: {'; '.join(missing.values())}"
    terminalreporter.write_line(line)
