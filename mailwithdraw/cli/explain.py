"""`mailwithdraw explain`: what is made of mail files, and why; needs no network, account or keyring."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click
from dateutil.tz import tzlocal

from mailwithdraw.cli import setting
from mailwithdraw.cli.contract import as_json
from mailwithdraw.errors import MailwithdrawError, UsageError
from mailwithdraw.plan import judge


@click.command("explain")
@click.argument("files", nargs=-1, required=True, metavar="FILE.eml ...")
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a line (the machine contract).")
@setting.config_option
@click.option("--me", "own", multiple=True, metavar="ADDRESS", help="Your own address; may be repeated.")
@click.option("--now", type=setting.Moment(), help="Judge as of this moment instead of now.")
def command(
    files: tuple[str, ...],
    as_lines: bool,
    config_path: Path | None,
    own: tuple[str, ...],
    now: datetime | None,
) -> int:
    """Say what mailwithdraw makes of mail files, and why."""
    config = setting.load_config(config_path, required=config_path is not None)
    me = replace(config.me, addresses=own) if own else config.me
    render = setting.renderer(config_path)
    code = 0
    for file in files:
        try:
            raw = Path(file).read_bytes()
        except OSError as error:
            click.echo(f"mailwithdraw: {file} cannot be read: {error.strerror}.", err=True)
            code = UsageError.exit_code
            continue
        moment = now or datetime.now(tzlocal())
        try:
            judgement = judge(raw, me=me, criteria=config.criteria, now=moment, render=render)
        except MailwithdrawError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours on one file is no reason to explain no other
            fault = f"an internal fault, {type(error).__name__}: please report it"
            click.echo(f"mailwithdraw: {file} could not be judged: {fault}. All others were.", err=True)
            code = MailwithdrawError.exit_code
            continue
        if as_lines:
            click.echo(json.dumps(as_json(judgement, file), ensure_ascii=False))
        else:
            from mailwithdraw.cli.show import explanation

            click.echo(
                explanation(judgement, file, colour=setting.colours(), unicode=setting.unicode()),
                color=setting.colours(),
            )
    return code
