"""Start a server program without privileges, wait until it greets, and stop it with all its children."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]


GUARDED = """
exec 3<&0
home="$1"; shift
{ read -r _ <&3; rm -rf "$home"; kill -9 0; } &
exec "$@" </dev/null 3<&-
"""
"""Shell: run a program, and end its process group when our end of the pipe closes, however we come to die."""


class Missing(Exception):
    """This machine does not have the server; the text says why in one line."""


class CannotStart(Exception):
    """The server is there but did not come up; the text holds the end of its log."""


def unpacked(name: str) -> Path | None:
    """The folder `scripts/servers` unpacked a server into, or None."""
    base = Path(os.environ.get("MAILWITHDRAW_SERVERS") or REPOSITORY / ".servers")
    return base / name if (base / name).is_dir() else None


def library_path(root: Path) -> str:
    """LD_LIBRARY_PATH for the libraries below `root`, whatever the architecture."""
    folders = [*root.glob("lib/*-linux-*"), *root.glob("usr/lib/*-linux-*"), root / "usr/lib"]
    folders += [root / "usr/lib/courier-authlib", root / "usr/lib/dovecot"]
    return ":".join(str(folder) for folder in folders if folder.is_dir())


def free_port() -> int:
    """A TCP port of the loopback interface that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def unprivileged() -> dict[str, Any]:
    """Popen arguments that make a child of root run as nobody; nothing for anybody else."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def user_and_group() -> tuple[str, str]:
    """Names of the user and group that `unprivileged` programs run as."""
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    group = subprocess.run(["id", "-gn", user.pw_name], check=True, capture_output=True, text=True)
    return user.pw_name, group.stdout.strip()


def own(path: Path) -> Path:
    """Hand a file or folder to the user the servers run as."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    return path


def folder(name: str) -> Path:
    """A new folder of the servers' user, in memory if it can be, for mail servers write everything through to disk.

    Its path is short, as Unix sockets demand.
    """
    base = next(each for each in ("/dev/shm", "/tmp") if os.access(each, os.W_OK))  # noqa: S108 -- mkdtemp is safe
    path = Path(tempfile.mkdtemp(prefix=f"mw-{name}-", dir=base))
    path.chmod(0o755)
    return own(path)


@dataclass
class Program:
    """A running server program, in a process group of its own."""

    process: subprocess.Popen[bytes]
    home: Path
    log: Path

    def stop(self) -> None:
        """End the whole process group and remove what it stored."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=5)
        if self.process.stdin is not None:
            self.process.stdin.close()
        shutil.rmtree(self.home, ignore_errors=True)


def start(
    command: Sequence[str | Path],
    *,
    home: Path,
    port: int,
    environment: Mapping[str, str] | None = None,
    drop_root: bool = True,
) -> Program:
    """Run `command` until stopped; return once the port greets as IMAP does.

    Raises:
        CannotStart: it ended or did not greet within half a minute.

    """
    log = home / "output.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["/bin/sh", "-c", GUARDED, "sh", str(home), *map(str, command)],
            cwd=home,
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
            **(unprivileged() if drop_root else {}),
        )
    program = Program(process, home, log)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if greets(port):
            return program
        if process.poll() is not None:
            break
        time.sleep(0.05)
    tail = log.read_text(errors="replace")[-500:].strip()
    program.stop()
    raise CannotStart(f"{command[0]} did not come up: {tail}")


def greets(port: int) -> bool:
    """Whether an IMAP server answers on the loopback port."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as probe:
            return probe.recv(4) == b"* OK"
    except OSError:
        return False
