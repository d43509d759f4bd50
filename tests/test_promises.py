"""Promises that hold for the whole package."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "mailwithdraw"
SOURCES = sorted(PACKAGE.rglob("*.py"))
SENDING = {
    "smtplib",
    "smtpd",
    "aiosmtplib",
    "aiosmtpd",
    "sendmail",
    "requests",
    "httpx",
    "urllib.request",
    "http.client",
}
"""What mail or anything else could leave by."""


def imported(source: Path) -> set[str]:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_imports_anything_that_sends(source: Path) -> None:
    assert imported(source) & SENDING == set()


def test_only_the_imap_room_opens_connections() -> None:
    opening = {
        str(path.relative_to(PACKAGE))
        for path in SOURCES
        if imported(path) & {"socket", "imapclient", "imaplib", "ssl"}
    }
    assert all(path.startswith("mailboxes/") for path in opening), opening
    assert opening


def test_only_the_password_command_starts_a_program() -> None:
    starting = {
        str(path.relative_to(PACKAGE))
        for path in SOURCES
        if imported(path) & {"subprocess", "os.system", "pty", "multiprocessing"}
        or re.search(r"os\.(system|popen|exec|spawn)", path.read_text(encoding="utf-8"))
    }
    assert starting == {"accounts/credentials.py"}


def test_logs_are_written_in_one_room_only() -> None:
    logging = {str(path.relative_to(PACKAGE)) for path in SOURCES if "logging" in imported(path)}
    assert logging <= {"watch.py", "cli/watch.py"}
