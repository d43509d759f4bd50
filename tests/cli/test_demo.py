import mailbox
import socket
import tomllib
from email.message import Message
from importlib.resources import files
from pathlib import Path

import pytest
from corpus.seen import still_wrong

from mailwithdraw.cli import demo, run, setting
from mailwithdraw.model import Draft, Item

EXPECTED = tomllib.loads((Path(__file__).parents[1] / "sample" / "expected.toml").read_text(encoding="utf-8"))
INVITATIONS = {name: case for name, case in EXPECTED.items() if case["kind"] == "invitation"}


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("the demo opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)


def user_mail(maildir: Path) -> dict[str, bytes]:
    """The mail of the inbox and of Sent by name, without what Maildir adds to names for flags."""
    return {
        path.name.partition(".eml")[0]: path.read_bytes()
        for folder in (maildir, maildir / ".Sent")
        for part in ("new", "cur")
        for path in (folder / part).iterdir()
    }


def answered(tmp_path: Path) -> tuple[list[Item], list[Draft], Path]:
    maildir = tmp_path / "Maildir"
    demo.lay_out(maildir)
    config_path = Path(str(files("mailwithdraw") / "sample" / "config.toml"))
    report, drafts = demo.answer(maildir, tmp_path / "state", setting.load_config(config_path, required=True))
    return report.items, drafts, maildir


def names(items: list[Item]) -> dict[str, Item]:
    """Items by the name of their sample mail."""
    by_id = {}
    for source in (files("mailwithdraw") / "sample" / "new").iterdir():
        raw = source.read_bytes().decode("latin-1")
        message_id = raw.partition("Message-ID: ")[2].split()[0]
        by_id[message_id] = source.name.removesuffix(".eml")
    return {by_id[item.message_id or ""]: item for item in items}


def test_the_first_pass_leaves_each_invitation_in_the_state_that_is_right(tmp_path: Path) -> None:
    items, _, _ = answered(tmp_path)
    states = {name: (item.verdict.value, item.state.value) for name, item in names(items).items()}
    due = {
        name: (case["verdict"], case["state"])
        for name, case in INVITATIONS.items()
        if not still_wrong(name) & {"kind", "verdict", "draft", "state"}
    }
    assert {name: states[name] for name in due} == due


def test_each_letter_lies_in_drafts_once_and_answers_its_mail(tmp_path: Path) -> None:
    items, drafts, maildir = answered(tmp_path)
    stored: list[Message] = list(mailbox.Maildir(maildir / ".Drafts", create=False))
    waiting = [item.message_id for item in items if item.state.value == "waiting"]
    assert sorted(str(letter["In-Reply-To"]) for letter in stored) == sorted(map(str, waiting))
    assert len(drafts) == len(stored)
    wanted = {case["to"] for case in INVITATIONS.values() if case["state"] == "waiting"}
    answered_ones = {address.email for draft in drafts for address in draft.to}
    assert answered_ones <= wanted
    assert "friederike.amsel@ostkreuz-robotics.example" in answered_ones


def test_the_users_mail_stays_byte_for_byte_as_it_was(tmp_path: Path) -> None:
    untouched = tmp_path / "untouched"
    demo.lay_out(untouched)
    _, _, maildir = answered(tmp_path)
    assert user_mail(maildir) == user_mail(untouched)


@pytest.mark.usefixtures("offline")
def test_the_demo_needs_no_network_and_prints_table_letter_places_and_promise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "demo"
    assert run(["demo", "--into", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "Drafts to read and send" in shown
    assert "One of the letters, as it lies in Drafts" in shown
    assert "\n  │ Sam Rivera\n" in shown
    assert str(folder) in shown
    assert shown.rstrip().endswith("Nothing was sent; mailwithdraw cannot send.")
    assert (folder / "config.toml").read_bytes() == (
        files("mailwithdraw") / "sample" / "config.toml"
    ).read_bytes()


def test_the_demo_touches_no_folder_that_is_in_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").write_text("kept")
    assert run(["demo", "--into", str(tmp_path)]) == 64
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
