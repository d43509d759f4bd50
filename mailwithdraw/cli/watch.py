"""`mailwithdraw watch`: stay, and scan whenever mail arrives."""

import logging
import signal
import sys
import threading
from datetime import datetime
from pathlib import Path

import click
from dateutil.tz import tzlocal

from mailwithdraw import sweep, watch
from mailwithdraw.cli import setting
from mailwithdraw.cli.scan import server
from mailwithdraw.config import Account, Config
from mailwithdraw.errors import MailwithdrawError
from mailwithdraw.ledger import Ledger
from mailwithdraw.mailboxes import Readable


@click.command("watch")
@click.option("--account", multiple=True, help="Only this account (name or address); may be repeated.")
@setting.config_option
def command(account: tuple[str, ...], config_path: Path | None) -> int:
    """Stay and do what `scan` does whenever mail arrives. Ends on SIGTERM or Ctrl-C, between two messages."""
    config = setting.load_config(config_path, required=True)
    accounts = setting.chosen_accounts(config, account, config_path)
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(message)s")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    failures: list[MailwithdrawError] = []
    with setting.lock(setting.state_folder()):
        threads = [
            threading.Thread(target=_follow, args=(each, config, config_path, stop, failures))
            for each in accounts
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            while thread.is_alive():
                thread.join(1.0)
    for failure in failures:
        click.echo(f"mailwithdraw: {failure}", err=True)
    return failures[0].exit_code if failures else 0


def _follow(
    account: Account,
    config: Config,
    config_path: Path | None,
    stop: threading.Event,
    failures: list[MailwithdrawError],
) -> None:
    """Watch one account in its own thread and with its own connection to the ledger."""
    render = setting.renderer(config_path)

    def one_pass(store: Readable) -> sweep.Report:
        task = sweep.task_for(account, config, datetime.now(tzlocal()))
        ledger = Ledger(setting.state_folder() / "ledger.sqlite3")
        try:
            return sweep.run(task, store, ledger, render, sweep.Watcher(stop=stop.is_set))
        finally:
            ledger.close()

    try:
        watch.watch(watch.Job(account.name, server(account), one_pass), stop)
    except MailwithdrawError as error:
        failures.append(error)
