"""The daemon: the same pass repeated when mail arrives (IDLE) or by polling, with back-off, until told to stop.

IDLE is a hint only: a full look follows each wake-up and, without one, every few minutes.
"""

import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from mailwithdraw.errors import ConfigError, LoginRefused, MailwithdrawError
from mailwithdraw.mailboxes import Readable, Waiting
from mailwithdraw.sweep import Report

log = logging.getLogger(__name__)

POLL = 540.0
"""Seconds between two looks without news: below every NAT's and server's idea of a dead connection."""

SLICE = 5.0
"""Seconds: how long a request to stop may have to wait."""

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 900.0
"""Seconds of back-off after a fault; doubled each time, with full jitter."""


@dataclass(frozen=True, slots=True)
class Job:
    """One account to watch: how to connect to it, and how to make one pass."""

    name: str
    connect: Callable[[], Readable]
    sweep: Callable[[Readable], Report]


PROVEN = 300.0
"""Seconds a connection must have lived before a fault is taken for a new one: no storm of reconnections."""


def watch(
    job: Job,
    stop: threading.Event,
    *,
    jitter: Callable[[], float] = random.random,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Repeat passes until `stop` is set.

    Raises:
        LoginRefused: a human must act; asking again and again would lock the account.
        ConfigError: the same.

    """
    pause = FIRST_PAUSE
    while not stop.is_set():
        store: Readable | None = None
        began = clock()
        try:
            store = job.connect()
            while not stop.is_set():
                log.info("%s", line(job.sweep(store)))
                _wait(store, stop)
        except (LoginRefused, ConfigError):
            raise
        except MailwithdrawError as error:
            if clock() - began > PROVEN:
                pause = FIRST_PAUSE
            delay = pause * (0.5 + jitter() / 2)
            log.warning("%s Trying again in %d s.", error, delay)
            stop.wait(delay)
            pause = min(LONGEST_PAUSE, pause * 2)
        finally:
            if store is not None:
                store.close()


def line(report: Report) -> str:
    """Tell a pass in one line, without a word of anybody's mail."""
    states: dict[str, int] = {}
    for item in report.items:
        states[item.state.value] = states.get(item.state.value, 0) + 1
    told = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    unread = sum(map(len, report.faults.values()))
    trouble = f"; {unread} could not be read" if unread else ""
    trouble += f"; {report.problem}" if report.problem else ""
    return f"{report.account}: {report.read} read, {len(report.items)} invitations{f' ({told})' if told else ''}{trouble}"


def _wait(store: Readable, stop: threading.Event) -> None:
    waited = 0.0
    while waited < POLL and not stop.is_set():
        if isinstance(store, Waiting):
            if store.wait(SLICE):
                return
        else:
            stop.wait(SLICE)
        waited += SLICE
