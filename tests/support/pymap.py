"""pymap, the poorest server: no keywords, no SPECIAL-USE, no UNSELECT; it comes from PyPI.

Its in-memory backend knows one demo user; we give it as many as a test session can use.
"""

import importlib.util
import itertools
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from support import processes
from support.accounts import Account, session


def find() -> None:
    """See that it is installed.

    Raises:
        Missing: it is not.

    """
    if importlib.util.find_spec("pymap") is None:
        raise processes.Missing("pymap is not installed (pip install .[dev] gets it)")


LAUNCH = """
import gc

from pymap.backend.dict import DictBackend
from pymap.config import IMAPConfig
from pymap.main import main
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

async def add_users(cls, config, login):
    for number in range(2000):
        name = f"user{number}"
        login.users_dict[name] = UserMetadata(config, name, password="pw")

IMAPConfig._get_hash_context = classmethod(lambda cls, path: Cleartext())
DictBackend._add_demo_user = classmethod(add_users)
# from Python 3.13 on nobody holds the tasks that serve its connections
gc.disable()
main()
"""


@dataclass
class Pymap:
    """A running pymap that keeps its mail in memory."""

    port: int
    program: processes.Program
    name: str = "pymap"
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def new_account(self) -> Account:
        """An empty account with the folders people have."""
        account = Account(self.name, self.port, f"user{next(self._numbers)}", "pw")
        with session(account) as client:
            for mailbox in ("Drafts", "Sent", "Trash"):
                client.create_folder(mailbox)
        return account

    def stop(self) -> None:
        """End it and forget its mail."""
        self.program.stop()


def start() -> Pymap:
    """Start one. It runs as ourselves: another user may not be able to read our Python.

    Raises:
        Missing: this machine does not have it.
        CannotStart: it does not come up.

    """
    find()
    home, port = processes.folder("pymap"), processes.free_port()
    command = [sys.executable, "-c", LAUNCH, "--host", "127.0.0.1", "--port", str(port), "--no-tls"]
    command += ["--no-service", "managesieve", "--no-service", "admin", "dict"]
    return Pymap(port, processes.start(command, home=home, port=port, drop_root=False))
