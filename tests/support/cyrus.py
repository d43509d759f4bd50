"""A real Cyrus: strict, lists SPECIAL-USE in lower case, gives no code with a refused login."""

import itertools
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from support import processes
from support.accounts import Account

IMAPD = """
configdirectory: {home}/conf
partition-default: {home}/spool
defaultpartition: default
proc_path: {home}/conf/proc
mboxname_lockpath: {home}/conf/lock
cyrus_user: {user}
admins: admin
allowplaintext: yes
sasl_mech_list: PLAIN LOGIN
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: {home}/sasldb2
idlesocket: {home}/conf/socket/idle
lmtpsocket: {home}/conf/socket/lmtp
notifysocket: {home}/conf/socket/notify
altnamespace: yes
unixhierarchysep: yes
virtdomains: off
servername: localhost
defaultdomain: localhost
syslog_prefix: cyrustest
autocreate_quota: 0
autocreate_inbox_folders: Drafts|Sent|Trash
autocreate_subscribe_folders: Drafts|Sent|Trash
xlist-drafts: Drafts
xlist-sent: Sent
xlist-trash: Trash
conversations: no
failedloginpause: 0
"""
MASTER = """
START {{
  recover cmd="{programs}/ctl_cyrusdb -C {home}/imapd.conf -r"
}}
DAEMON {{
  idled cmd="{programs}/idled -C {home}/imapd.conf"
}}
SERVICES {{
  imap cmd="{programs}/imapd -C {home}/imapd.conf -U 30" listen="127.0.0.1:{port}" prefork=1 maxchild=50
}}
EVENTS {{
  checkpoint cmd="{programs}/ctl_cyrusdb -C {home}/imapd.conf -c" period=30
}}
"""


def find() -> Path:
    """The root Cyrus was unpacked into.

    Raises:
        Missing: it was not.

    """
    root = processes.unpacked("cyrus")
    if root is None:
        raise processes.Missing("cyrus is not unpacked (scripts/servers gets it)")
    return root


@dataclass
class Cyrus:
    """A running Cyrus."""

    port: int
    root: Path
    program: processes.Program
    name: str = "cyrus"
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def new_account(self) -> Account:
        """An empty account."""
        username = f"user{next(self._numbers)}"
        saslpasswd2, users = self.root / "usr/sbin/saslpasswd2", self.program.home / "sasldb2"
        subprocess.run(
            [saslpasswd2, "-p", "-c", "-f", users, "-u", "localhost", username],
            input=b"pw",
            check=True,
            capture_output=True,
            env={"LD_LIBRARY_PATH": processes.library_path(self.root)},
            **processes.unprivileged(),
        )
        return Account(self.name, self.port, username, "pw")

    def stop(self) -> None:
        """End it and forget its mail."""
        self.program.stop()


def start() -> Cyrus:
    """Start one.

    Raises:
        Missing: this machine does not have it.
        CannotStart: it does not come up.

    """
    root = find()
    home = processes.folder("cyrus")
    port = processes.free_port()
    user, _ = processes.user_and_group()
    (home / "imapd.conf").write_text(IMAPD.format(home=home, user=user))
    programs = root / "usr/lib/cyrus/bin"
    (home / "cyrus.conf").write_text(MASTER.format(home=home, programs=programs, port=port))
    names = ("", "db", "proc", "socket", "log", "msg", "lock", "quota", "user")
    for path in (*(home / "conf" / name for name in names), home / "spool"):
        path.mkdir()
        processes.own(path)
    program = processes.start(
        [
            programs / "master",
            "-C",
            home / "imapd.conf",
            "-M",
            home / "cyrus.conf",
            "-p",
            home / "master.pid",
            "-D",
        ],
        home=home,
        port=port,
        environment={"LD_LIBRARY_PATH": processes.library_path(root)},
    )
    return Cyrus(port, root, program)
