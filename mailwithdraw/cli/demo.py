"""`mailwithdraw demo`: the whole job on an embedded mailbox; no account, network or keyring."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from mailwithdraw import sweep
from mailwithdraw.cli import setting, words
from mailwithdraw.cli.page import Page
from mailwithdraw.cli.show import letter, summary, table
from mailwithdraw.config import Config
from mailwithdraw.errors import UsageError
from mailwithdraw.ledger import Ledger
from mailwithdraw.mailboxes.maildir import MaildirMailbox
from mailwithdraw.model import Draft, DraftState, Verdict

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 10, 9, 30, tzinfo=BERLIN)
"""The Tuesday morning on which the sample's owner looks into her mail."""

_FOLDERS = {"new": "", "sent": ".Sent"}
"""Folders of the sample, and where their mail goes in the Maildir (Maildir++ names)."""
_WORTH_SHOWING = (Verdict.WITHDRAW.value, Verdict.REDIRECT.value, Verdict.DECLINE.value)


@click.command("demo")
@click.option(
    "--into", type=click.Path(path_type=Path), help="Make the mailbox here instead of in a temporary folder."
)
def command(into: Path | None) -> None:
    """Run the whole job on an embedded sample mailbox.

    Two weeks of the mail of an engineer who looks for a job are copied into a fresh folder, read, judged by
    her criteria and answered into Drafts. It needs no account and no network; it touches nothing of yours.
    """
    folder = fresh_folder(into)
    maildir, config_path = folder / "Maildir", folder / setting.CONFIG
    lay_out(maildir)
    config_path.write_bytes((files("mailwithdraw") / "sample" / setting.CONFIG).read_bytes())
    config = setting.load_config(config_path, required=True)
    report, drafts = answer(maildir, folder / "state", config)
    click.echo("\n".join(_pages(report, drafts, folder)), color=setting.colours())


def fresh_folder(into: Path | None) -> Path:
    """Make the folder for the demo.

    Raises:
        UsageError: something lies there already, or it cannot be made.

    """
    if into is None:
        return Path(tempfile.mkdtemp(prefix="mailwithdraw-demo-"))
    folder = into.expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(folder.iterdir()):
            raise UsageError(
                f"{folder} is not empty; name a new folder, so that nothing of yours is touched."
            )
    except OSError as error:
        raise UsageError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    return folder


def lay_out(maildir: Path) -> None:
    """Copy the sample into a new Maildir, each mail as received at its Date."""
    for source, name in _FOLDERS.items():
        place = maildir / name
        for part in ("cur", "new", "tmp"):
            (place / part).mkdir(parents=True)
        for mail in (files("mailwithdraw") / "sample" / source).iterdir():
            raw = mail.read_bytes()
            target = place / "new" / mail.name
            target.write_bytes(raw)
            received = message_from_bytes(raw, policy=default)["Date"].datetime.timestamp()
            os.utime(target, (received, received))


def answer(maildir: Path, state: Path, config: Config) -> tuple[sweep.Report, list[Draft]]:
    """Make one pass as `scan` does, on the sample's own morning, and collect the letters it left."""
    drafts: list[Draft] = []

    def collect(outcome: sweep.Outcome) -> None:
        draft = outcome.read.judgement.draft
        if outcome.state is DraftState.WAITING and isinstance(draft, Draft):
            drafts.append(draft)

    state.mkdir(mode=0o700)
    task = sweep.Task(str(maildir), config.me, config, NOW)
    mailbox, ledger = MaildirMailbox(maildir, state, create_drafts=True), Ledger(state / "ledger.sqlite3")
    try:
        report = sweep.run(task, mailbox, ledger, setting.renderer(None), sweep.Watcher(outcome=collect))
    finally:
        ledger.close()
        mailbox.close()
    return report, drafts


def _pages(report: sweep.Report, drafts: list[Draft], folder: Path) -> Iterator[str]:
    """What the demo prints: the table, one letter, where everything lies, and what to do next."""
    width = shutil.get_terminal_size((100, 24)).columns
    colour, unicode = setting.colours(), setting.unicode()
    page = Page.of(width, colour=colour, unicode=unicode)
    yield f"Sam's mail on a Tuesday morning: {report.read} messages, read just now.\n"
    yield table(report.items, width=width, colour=colour, unicode=unicode, now=NOW, zone=BERLIN)
    yield f"\n{summary(report.items, report.kinds, width=page.columns)}\n"
    chosen = min(drafts, key=lambda draft: _WORTH_SHOWING.index(draft.purpose), default=None)
    if chosen:
        yield page.heading("One of the letters, as it lies in Drafts")
        yield ""
        yield letter(chosen, width=min(width, 100), colour=colour, unicode=unicode)
        yield ""
    yield page.heading("Where everything lies")
    yield ""
    letters = words.count(len(drafts), "letter")
    yield page.style(f"  {folder / 'Maildir'}", "plain")
    yield page.style(f"      the mailbox, with {letters} in .Drafts", "aside")
    yield page.style(f"  {folder / setting.CONFIG}", "plain")
    yield page.style("      what Sam does not want", "aside")
    yield "\nNext, on your own mailbox: mailwithdraw scan --dry-run"
    yield page.style("Nothing was sent; mailwithdraw cannot send.", "heading")
