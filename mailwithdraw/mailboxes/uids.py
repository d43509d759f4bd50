"""UIDs as IMAP commands name them: sequence-sets, windows and batches (RFC 9051, 9: sequence-set)."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from mailwithdraw.mailboxes import Opened


def sequence_set(uids: Sequence[int]) -> str:
    """Ascending UIDs, neighbours joined to ranges: 1:3,7."""
    starts = [uids[0], *(after for before, after in pairwise(uids) if after != before + 1)]
    ends = [*(before for before, after in pairwise(uids) if after != before + 1), uids[-1]]
    return ",".join(str(a) if a == b else f"{a}:{b}" for a, b in zip(starts, ends, strict=True))


def batches(uids: Collection[int], size: int) -> Iterator[list[int]]:
    """The UIDs in order, each once, so many at a time."""
    ordered = sorted(set(uids))
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def windows(opened: Opened, first: int, width: int) -> Iterator[tuple[int, int]]:
    """Ranges that cover every UID from `first` to the last one given out, none with more than `width` messages."""
    low, last = max(1, first), opened.uidnext - 1
    if opened.exists <= width:
        if low <= last:
            yield low, last
        return
    for start in range(low, last + 1, width):
        yield start, min(start + width - 1, last)
