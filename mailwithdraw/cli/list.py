"""`mailwithdraw list`: the invitations known so far and what became of them."""

import json
import shutil
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
from dateutil.tz import tzlocal

from mailwithdraw.cli import setting
from mailwithdraw.cli.show import table
from mailwithdraw.ledger import Ledger


@click.command("list")
@click.option("--account", multiple=True, help="Only this account (name or address); may be repeated.")
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a line.")
@setting.config_option
def command(account: tuple[str, ...], as_lines: bool, config_path: Path | None) -> None:
    """Show the invitations known so far and what became of them."""
    config = setting.load_config(config_path, required=False)
    chosen = {a.email for a in setting.chosen_accounts(config, account, config_path)} if account else None
    path = setting.state_folder() / "ledger.sqlite3"
    if not path.exists():
        return
    ledger = Ledger(path)
    items = [item for item in ledger.items().values() if chosen is None or item.account in chosen]
    ledger.close()
    items.sort(key=lambda item: (item.received is None, item.received and item.received.timestamp(), item.id))
    if as_lines:
        for item in items:
            click.echo(json.dumps(asdict(item), ensure_ascii=False, default=str))
    elif items:
        click.echo(
            table(
                items,
                width=shutil.get_terminal_size((100, 24)).columns,
                colour=setting.colours(),
                unicode=setting.unicode(),
                now=datetime.now(tzlocal()),
                zone=setting.zone_of(config.me),
            ),
            color=setting.colours(),
        )
