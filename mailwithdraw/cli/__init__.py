"""The command line: commands are loaded when called; errors become a sentence and a sysexits code."""

import importlib
import sys
import traceback
from typing import Any

import click

from mailwithdraw import __version__
from mailwithdraw.errors import MailwithdrawError, UsageError

COMMANDS = {
    "demo": "Run the whole job on an embedded sample mailbox; no account needed.",
    "scan": "Read new mail once and leave the letters that are due in Drafts.",
    "watch": "Stay and do the same whenever mail arrives.",
    "explain": "Say what mailwithdraw makes of mail files, and why.",
    "check": "Check the configuration, and show what was understood of it.",
    "list": "Show the invitations known so far and what became of them.",
}
"""Every command with its one-line help; each lives in the module of its name."""


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"mailwithdraw.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - each command module has one
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mailwithdraw")
def cli() -> None:
    """Decline interviews gracefully, without ghosting anyone.

    Finds interview invitations in your mailbox, compares them with what you declared not to want, and
    leaves honest, courteous replies in Drafts. It never sends anything.
    """


def main() -> None:
    """Run the command line and leave with its exit code (sysexits)."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    try:
        outcome: Any = cli.main(args=arguments, prog_name="mailwithdraw", standalone_mode=False)
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return UsageError.exit_code
    except MailwithdrawError as error:
        click.echo(f"mailwithdraw: {error}", err=True)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001 - the last door: a person reads a sentence, never a traceback
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{where.filename.rpartition('mailwithdraw')[2].lstrip('/')}:{where.lineno}"
        click.echo(
            f"mailwithdraw: an internal fault ({type(error).__name__} at {place}). Nothing was lost; run the "
            "command again. If it stays, please report this line; it holds nothing private.",
            err=True,
        )
        return MailwithdrawError.exit_code
    return outcome if isinstance(outcome, int) else 0
