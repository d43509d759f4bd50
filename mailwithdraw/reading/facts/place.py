"""Whether a place is where the job is, or merely where one comes for the interview."""

import re

from mailwithdraw.model import Found
from mailwithdraw.reading.facts.naming import Reading

_MEETING = re.compile(
    r"\b(?:interview\w*|meet\w*|call|come (?:in|by|to|down)|see you|drop by|(?:vorstellungs|bewerbungs)?gespräch\w*|termin\w*|treffen"
    r"|entretien|rencontre\w*|rendez-vous|entrevistas?|colloquio|incontr\w*|gesprek\w*|coffee|lunch|dinner|breakfast|i(?:'m|’m| am) in"
    r"|(?:he|she)(?:'s|’s| is) in|travel\w*|flight|train|invit\w*|hosted?)\b",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\d{1,2}[:.h]\d{2}|\d\s?[ap]m\b|\d\s?(?:uhr|uur|h)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"\s*(?:location|where|place|venue|address|ort|adresse|lieu|lugar|dónde|local|luogo|dove|sede|plaats|locatie|waar)\b.{0,12}[:=.]",
    re.IGNORECASE,
)


def is_workplace(place: Found[str], reading: Reading) -> bool:
    """Whether any sentence names the place without speaking of a meeting or an hour, or of either next to a label."""
    whole = re.compile(rf"(?<!\w){re.escape(place.value)}(?!\w)")
    passages = reading.passages
    for at, passage in enumerate(passages):
        if passage.where == "venue" or not whole.search(" ".join(passage.text.split())):
            continue
        around = [passage]
        if _LABEL.match(passage.text):
            around += [one for one in passages[max(at - 3, 0) : at + 4] if one.where == passage.where]
        if not any(_HOUR.search(one.text) for one in around) and not _MEETING.search(passage.text):
            return True
    return False
