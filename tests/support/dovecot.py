"""A real Dovecot: complete, and the server most self-hosted mail lies on. Any user name, password `pw`."""

import itertools
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from support import processes
from support.accounts import Account

CONFIGURATION = r"""
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/dovecot.log
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_uid = {user}
mail_gid = {group}
mail_home = {home}/mail/%u
mail_location = maildir:~/Maildir
auth_failure_delay = 0
auth_cache_size = 0
mail_max_userip_connections = 50
passdb {{
  driver = static
  args = password=pw
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Drafts {{
    special_use = \Drafts
    auto = subscribe
  }}
  mailbox Sent {{
    special_use = \Sent
    auto = subscribe
  }}
  mailbox Trash {{
    special_use = \Trash
    auto = subscribe
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""
QUOTA = """
mail_plugins = quota
protocol imap {
  mail_plugins = quota imap_quota
}
plugin {
  quota = count:User quota
  quota_rule = *:storage=3K
  quota_vsizes = yes
}
"""
TLS = """
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
ssl_min_protocol = TLSv1.2
ssl_dh =
"""
NO_TLS = "ssl = no\n"
BINARY = Path("/usr/sbin/dovecot")


def find() -> Path:
    """Where Dovecot lies.

    Raises:
        Missing: there is none, or only a version whose configuration differs.

    """
    if not BINARY.exists():
        raise processes.Missing("dovecot is not installed (as root, scripts/servers installs it)")
    version = subprocess.run([BINARY, "--version"], check=True, capture_output=True, text=True).stdout
    if not version.startswith("2.3."):
        raise processes.Missing(f"dovecot {version.split()[0]} is not 2.3, whose configuration we write")
    return BINARY


@dataclass
class Dovecot:
    """A running Dovecot; every user name is an account that comes to be at its first login."""

    port: int
    tls_port: int
    program: processes.Program
    name: str = "dovecot"
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def new_account(self) -> Account:
        """An empty account."""
        return Account(self.name, self.port, f"user{next(self._numbers)}", "pw")

    def maildir(self, account: Account) -> Path:
        """Where the account's mail lies on disk."""
        return self.program.home / "mail" / account.username / "Maildir"

    def admin(self, *words: str) -> None:
        """Run one `doveadm` command."""
        subprocess.run(
            ["/usr/bin/doveadm", "-c", self.program.home / "dovecot.conf", *words],
            check=True,
            capture_output=True,
            **processes.unprivileged(),
        )

    def stop(self) -> None:
        """End it and forget its mail."""
        self.program.stop()


def start(*, quota: bool = False, certificate: Path | None = None, key: Path | None = None) -> Dovecot:
    """Start one, with room for 3 KB of mail if `quota`, with TLS if there is a `certificate`.

    Raises:
        Missing: this machine does not have it.
        CannotStart: it does not come up.

    """
    binary = find()
    home = processes.folder("dovecot")
    port, tls_port = processes.free_port(), processes.free_port() if certificate else 0
    user, group = processes.user_and_group()
    text = CONFIGURATION.format(home=home, user=user, group=group, port=port, tls_port=tls_port)
    if certificate and key:
        copies = [shutil.copy(source, home) for source in (certificate, key)]
        for copy in copies:
            processes.own(Path(copy))
        text += TLS.format(certificate=copies[0], key=copies[1])
    else:
        text += NO_TLS
    text += QUOTA if quota else ""
    configuration = home / "dovecot.conf"
    configuration.write_text(text)
    for name in ("run", "mail"):
        (home / name).mkdir()
        processes.own(home / name)
    program = processes.start([binary, "-F", "-c", configuration], home=home, port=port)
    return Dovecot(port, tls_port, program)
