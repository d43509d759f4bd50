"""What a mail states, each fact with the words that state it."""

from dataclasses import replace

from mailwithdraw.model import Detection, Facts, Me, Message, Stage
from mailwithdraw.reading.facts.agency import agency_of
from mailwithdraw.reading.facts.assignment import assignment_of
from mailwithdraw.reading.facts.deadline import reply_by_of
from mailwithdraw.reading.facts.history import applied_of, met_of
from mailwithdraw.reading.facts.naming import names_of, reading_of
from mailwithdraw.reading.facts.people import contact_of
from mailwithdraw.reading.facts.place import is_workplace
from mailwithdraw.reading.facts.role import requisition_of, seniority_of
from mailwithdraw.reading.facts.salary import salary_of
from mailwithdraw.reading.facts.scheduling import scheduling_link_of
from mailwithdraw.reading.facts.slots import reader_of, slots_of
from mailwithdraw.reading.facts.words import words_of
from mailwithdraw.reading.facts.work_mode import relocation_of, work_mode_of
from mailwithdraw.reading.senders import system_of


def find(message: Message, detection: Detection, me: Me) -> Facts:
    """Return the facts of an invitation; each only where the mail states it, with its verbatim quote."""
    words = words_of(message)
    own = words_of(replace(message, forwarded=""))
    language = detection.language
    agency = agency_of(message, words, language)
    reading = reading_of(message, words, agency=agency is not None)
    names = names_of(reading)
    others = [names[kind].value for kind in ("company", "location") if kind in names]
    place = names.get("location")
    works_there = place is not None and is_workplace(place, reading)
    signs = (sign.quote for sign in detection.evidence if sign.weight > 0 and sign.quote)
    tested = next(signs, "") if detection.stage is Stage.ASSESSMENT else ""
    test = assignment_of(words, language, for_sure=tested)
    asked = detection.stage is Stage.ASSESSMENT or (test is not None and test.value.paid is not None)
    return Facts(
        company=names.get("company"),
        role=names.get("role"),
        contact=contact_of(message, words, me, language, others),
        salary=salary_of(message, words, language),
        location=place if works_there else None,
        venue=None if works_there else place,
        work_mode=work_mode_of(words, language),
        relocation=relocation_of(words, language),
        slots=slots_of(message, words, language, me),
        reply_by=reply_by_of(words, reader_of(message, language)),
        scheduling_link=scheduling_link_of(message, words),
        agency=agency,
        test=test if asked else None,  # else it is one of the rounds to come, or is only told of
        met=met_of(own, language),
        applied=applied_of(own, language),
        seniority=seniority_of(names.get("role")),
        requisition=requisition_of(words),
        system=system_of(message),
    )
