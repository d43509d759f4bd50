"""What the receiving server says of the sender: Authentication-Results (RFC 8601), read tolerantly."""

import re

_COMMENT = re.compile(r"\([^()]{0,500}\)")
_RESULT = re.compile(r"(?:^|[;\s])(dmarc|spf|dkim|compauth)\s*=\s*([a-z]+)", re.IGNORECASE)
_BAD = frozenset({"fail", "permerror"})
_LONGEST = 4_000


def failures(header: str) -> str:
    """The methods that failed, as "dmarc=fail"; empty where the sender was confirmed or nothing is said.

    DMARC decides where it is given; without it SPF and DKIM must both fail, because forwarding breaks either.
    The header must be the topmost one: those below may be forged. Microsoft leaves out the authserv-id.
    """
    results: dict[str, set[str]] = {}
    for method, result in _RESULT.findall(_COMMENT.sub(" ", header[:_LONGEST])):
        results.setdefault(method.lower(), set()).add(result.lower())
    if "pass" in results.get("dmarc", set()):
        return ""
    if "fail" in results.get("dmarc", set()):
        return "dmarc=fail"
    both = [method for method in ("spf", "dkim") if results.get(method, set()) and results[method] <= _BAD]
    return " ".join(f"{method}=fail" for method in both) if len(both) == 2 else ""
