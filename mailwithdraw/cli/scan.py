"""`mailwithdraw scan`: one pass over each account, or over a Maildir or mbox file."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click
from dateutil.tz import tzlocal

from mailwithdraw import sweep
from mailwithdraw.cli import setting
from mailwithdraw.cli.contract import as_json
from mailwithdraw.cli.show import summary, table
from mailwithdraw.config import Account, Config
from mailwithdraw.errors import MailwithdrawError, UsageError
from mailwithdraw.ledger import Ledger
from mailwithdraw.mailboxes import Readable


@click.command("scan")
@click.option("--account", multiple=True, help="Only this account (name or address); may be repeated.")
@click.option("--since", type=setting.Day(), help="Read and answer mail received from this day on (or 30d).")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and change nothing.")
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a message (the machine contract).")
@click.option("--maildir", type=click.Path(path_type=Path), help="Read this Maildir instead of an account.")
@click.option("--mbox", type=click.Path(path_type=Path), help="Read this mbox file; never written to.")
@setting.config_option
def command(
    account: tuple[str, ...],
    since: date | None,
    dry_run: bool,
    as_lines: bool,
    maildir: Path | None,
    mbox: Path | None,
    config_path: Path | None,
) -> int:
    """Read new mail once and leave the letters that are due in Drafts."""
    local = maildir or mbox
    if maildir and mbox:
        raise UsageError("--maildir and --mbox exclude each other; scan one after the other.")
    config = setting.load_config(config_path, required=not local or config_path is not None)
    dry_run = dry_run or mbox is not None
    folder = setting.state_folder()
    opened: list[tuple[sweep.Task, Callable[[], Readable]]]
    if local:
        opened = [_local(config, maildir, mbox, folder)]
    else:
        accounts = setting.chosen_accounts(config, account, config_path)
        opened = [(sweep.task_for(each, config, datetime.now(tzlocal())), server(each)) for each in accounts]
    code = 0
    with nullcontext() if dry_run else setting.lock(folder):
        path = folder / "ledger.sqlite3"
        ledger = Ledger(path if path.exists() or not dry_run else None)
        try:
            for task, connect in opened:
                asked = replace(task, since=since, dry_run=dry_run)
                code = _scan(asked, connect, ledger, config_path, as_lines=as_lines) or code
        finally:
            ledger.close()
    return code


def server(account: Account) -> Callable[[], Readable]:
    """Say how to connect to an account; the password is fetched at each connection."""

    def connect() -> Readable:
        from mailwithdraw.accounts.credentials import password
        from mailwithdraw.mailboxes.imap import connect as connect_imap

        return connect_imap(
            host=account.host,
            port=account.port,
            security=account.security.value,
            username=account.username,
            password=password(account, os.environ),
            drafts=account.drafts,
            sent=account.sent,
            trash=account.trash,
        )

    return connect


def _local(
    config: Config, maildir: Path | None, mbox: Path | None, folder: Path
) -> tuple[sweep.Task, Callable[[], Readable]]:
    """A Maildir or mbox file is an account of its own, named by its path."""
    path = (maildir or mbox or Path()).expanduser().resolve()
    me = config.me

    def connect() -> Readable:
        if maildir:
            from mailwithdraw.mailboxes.maildir import MaildirMailbox

            return MaildirMailbox(path, folder)
        from mailwithdraw.mailboxes.mbox import MboxMailbox

        return MboxMailbox(path)

    return sweep.Task(str(path), me, config, datetime.now(tzlocal())), connect


def _scan(
    task: sweep.Task,
    connect: Callable[[], Readable],
    ledger: Ledger,
    config_path: Path | None,
    *,
    as_lines: bool,
) -> int:
    """Make one pass and print it; an account that fails does not keep the others from being read."""
    store: Readable | None = None
    try:
        store = connect()
        watcher = sweep.Watcher(outcome=_line if as_lines else _silent, progress=_progress)
        report = sweep.run(task, store, ledger, setting.renderer(config_path), watcher)
    except MailwithdrawError as error:
        click.echo(f"mailwithdraw: {error}", err=True)
        return error.exit_code
    finally:
        if store is not None:
            store.close()
        _clear_progress()
    if not as_lines:
        _print(task, report)
    for notice in (*report.warnings(), *getattr(store, "alerts", ())):
        click.echo(f"mailwithdraw: {notice}", err=True)
    if report.problem is not None:
        click.echo(f"mailwithdraw: {report.problem}", err=True)
        return report.problem.exit_code
    return 0


def _silent(_outcome: sweep.Outcome) -> None:
    """Say nothing yet: the table comes at the end."""


def _line(outcome: sweep.Outcome) -> None:
    ref = outcome.read.entry.ref
    values = {
        **as_json(outcome.read.judgement),
        "id": outcome.read.key[:8],
        "ref": {"mailbox": ref.mailbox, "uidvalidity": ref.uidvalidity, "uid": ref.uid},
        "draft_state": outcome.state.value,
    }
    click.echo(json.dumps(values, ensure_ascii=False))


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and total > 50 and (done % 25 == 0 or done == total):
        click.echo(f"\rReading {done:,} of {total:,} messages", nl=False, err=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        click.echo("\r\033[K", nl=False, err=True)


def _print(task: sweep.Task, report: sweep.Report) -> None:
    if report.items:
        click.echo(
            table(
                report.items,
                width=shutil.get_terminal_size((100, 24)).columns,
                colour=setting.colours(),
                unicode=setting.unicode(),
                now=task.now,
                zone=setting.zone_of(task.me),
            ),
            color=setting.colours(),
        )
    if report.items or sys.stdout.isatty():
        click.echo(summary(report.items, report.kinds, dry_run=task.dry_run))
