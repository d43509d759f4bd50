"""What a job's title says of seniority, and the employer's own number of the opening."""

import re
from functools import cache

from mailwithdraw.model import Found
from mailwithdraw.reading.facts.words import Words, table

_REQUISITION = re.compile(
    r"(?<!\w)(?:(?i:job(?: req| ?id| no\.?| number)?|req(?:uisition)?(?: ?id| no\.?| number)?|ref(?:erence|erenz|erencia|\.)?(?: no\.?| number)?"
    r"|réf(?:érence|\.)?|rif(?:erimento|\.)|kennziffer|stellen-?(?:id|nummer|nr\.?)|vacature(?:nummer|nr\.?)|offre n°|vaga n\.?º|vacancy(?: no\.?| number| ref))"
    r"[ :#.°º-]{1,4}(?P<named>[A-Za-z]{0,6}[-/ ]?\d[\w/.-]{1,20}\w|[A-Z]{1,6}(?:/\w{1,8}){1,3})"
    r"|(?<!Reg )(?<!Reg. )(?P<plain>(?:REQ|JR|R|JOB|VAC)[-_]?\d{4,10}(?:[-_]\d{1,4})?))(?!\w)"
)


def seniority_of(role: Found[str] | None) -> Found[str] | None:
    """Return what the title says: intern, executive, lead, senior, junior or mid."""
    if role is None:
        return None
    for level, pattern in _levels():
        found = pattern.search(role.value)
        if found:
            return Found(level, found[0])
    return None


def requisition_of(words: Words) -> Found[str] | None:
    """Return the number by which the employer keeps the opening: "Req 4471", "Kennziffer 2024-17"."""
    for text in (words.subject, words.body):
        found = _REQUISITION.search(text)
        if found:
            number = found["named"] or found["plain"]
            return Found(number, number)
    return None


@cache
def _levels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (level, re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", re.IGNORECASE))
        for level, names in table("roles.toml")["seniority"].items()
    )
