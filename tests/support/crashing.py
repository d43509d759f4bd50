"""Run one pass in a process of its own, and kill it (SIGKILL) when it has done a named step for the n-th time.

python crashing.py HOST PORT USER LEDGER CONFIG NOW [STEP]
"""

import os
import signal
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

from mailwithdraw.config import parse_config
from mailwithdraw.ledger import Ledger
from mailwithdraw.mailboxes.imap import connect
from mailwithdraw.rendering import renderer
from mailwithdraw.sweep import Watcher, run, task_for


def main() -> None:
    """Make the pass; exit code 0 if it came to its end."""
    host, port, user, ledger_path, config_path, now, *fatal = sys.argv[1:]
    done: Counter[str] = Counter()
    config = parse_config(Path(config_path).read_text(), config_path)

    def stop_at(name: str) -> None:
        done[name] += 1
        if [name, str(done[name])] == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    store = connect(host=host, port=int(port), security="none", username=user, password="pw")
    ledger = Ledger(Path(ledger_path))
    task = task_for(config.accounts[0], config, datetime.fromisoformat(now))
    report = run(task, store, ledger, renderer(), Watcher(step=stop_at))
    ledger.close()
    store.close()
    sys.exit(0 if report.problem is None else report.problem.exit_code)


if __name__ == "__main__":
    main()
