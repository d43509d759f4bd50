"""What a mail is to the owner: an invitation and its stage, or one of twelve other kinds, with the deciding words."""

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

from mailwithdraw.model import Certainty, Detection, Evidence, Kind, Me, Message, Stage, Standing
from mailwithdraw.reading.classifier import FRAUD, shipped
from mailwithdraw.reading.evidence import most_like_a_fraud, quote, strongest
from mailwithdraw.reading.language import READ, UNDETERMINED, language_of
from mailwithdraw.reading.signals import signs

K = TypeVar("K", Kind, Stage)

ALONE = Standing()
"""Of a message with no mail around it."""

EARLIER = {
    Kind.INVITATION: 1.0,
    Kind.ACKNOWLEDGEMENT: 1.0,
    Kind.OWN: 1.0,
    Kind.HIRING_SIDE: -1.5,
    Kind.PRESS: -1.5,
    Kind.PERSONAL: -1.5,
}
"""By how much (log odds) earlier mail of a conversation moves the next; half as much if only the sender is the same.

Of the owner's own mail only applications are kept. Small on purpose: it settles a doubt that the words leave, it never
outweighs them.
"""

TELLING, ALARMING = 1.5, 2.5
"""What it weighs among the signs of a fraud (see `legitimacy`) that a mail reads like one."""

FEW_WORDS = 25
"""A text shorter than this says too little to read like a fraud."""

Rule = Callable[[Message, Me], tuple[Kind | None, Evidence] | None]
"""A certainty of structure: the kind (None: whatever fits best but an invitation) and its evidence."""


def detect(message: Message, me: Me, standing: Standing = ALONE) -> Detection:
    """Say what a message is. Rules of structure come first, then what was learnt from labelled mail.

    `standing` moves the odds by what the earlier mail around the message was (see EARLIER).

    `score` is the calibrated probability of an invitation. Mail in a language that was not learnt is `other`;
    mail without a sender, mail too short to tell its language, and what came over a mailing list (RFC 2919) is never
    a sure invitation.
    """
    language = language_of_message(message)
    if language not in READ and language != UNDETERMINED:
        unread = Evidence("language not read", -9.0, "body", quote(message.text or message.subject))
        return Detection(Kind.OTHER, None, None, 0.0, language, (unread,))
    found = signs(message, me, language)
    model = shipped()
    features = model.known(found.keys())
    units = model.units(features)
    scores = model.scores(units)
    kinds = {Kind(column[5:]): value for column, value in scores.items() if column.startswith("kind:")}
    beside = (
        {Kind.INVITATION} if message.forwarded else {Kind.INVITATION, Kind.OWN}
    )  # own words may come back
    for rule in RULES:
        certain = rule(message, me)
        if certain:
            kind = certain[0] or _best(kinds, but=beside)
            return Detection(kind, None, None, 0.0, language, (certain[1],))
    around = tuple(_around(standing))
    margin = kinds[Kind.INVITATION] - _log_sum(kinds, but=Kind.INVITATION)
    score = model.probability(margin, shift=sum(piece.weight for piece in around))
    evidence = (*around, *strongest(model, found, features, units))
    fraud = None
    if scores[FRAUD] >= model.doubtful and len(message.text.split()) >= FEW_WORDS:
        weight = ALARMING if scores[FRAUD] >= model.fraudulent else TELLING
        fraud = Evidence("reads_like_a_fraud", weight, *most_like_a_fraud(model, found, features, units))
    if score < model.likely:
        return Detection(_best(kinds, but=beside), None, None, score, language, evidence, fraud)
    stages = {Stage(column[6:]): value for column, value in scores.items() if column.startswith("stage:")}
    plain = message.author is not None and language in READ and not message.header("list-id")
    certainty = Certainty.SURE if score >= model.sure and plain else Certainty.LIKELY
    return Detection(Kind.INVITATION, _best(stages), certainty, score, language, evidence, fraud)


def _around(standing: Standing) -> Iterator[Evidence]:
    """What the earlier mail around a message says of it, the strongest sign of each place."""
    for where, kinds in (("conversation", standing.conversation), ("sender", standing.sender)):
        told = [kind for kind in kinds if kind in EARLIER]
        if told:
            kind = max(told, key=lambda kind: (abs(EARLIER[kind]), kind))
            weight = EARLIER[kind] if where == "conversation" else EARLIER[kind] / 2
            shown = "you applied" if kind is Kind.OWN else kind.replace("_", " ")
            yield Evidence(f"earlier mail of this {where}", weight, "headers", shown)


def language_of_message(message: Message) -> str:
    """The language of the new text; subject and forwarded text help where that is too short."""
    code = language_of(message.text)
    if code == UNDETERMINED:
        code = language_of(f"{message.subject}\n{message.text}\n{message.forwarded}")
    return code


def _by_owner(message: Message, me: Me) -> tuple[Kind | None, Evidence] | None:
    author = message.author
    if author and any(author.same(own) for own in me.addresses):
        return Kind.OWN, Evidence("written by the owner", -9.0, "from", author.email)
    return None


def _answered_event(message: Message, _me: Me) -> tuple[Kind | None, Evidence] | None:
    methods = {invite.method.upper() for invite in message.calendars}
    if methods and methods <= {"REPLY", "CANCEL"}:
        invite = message.calendars[0]
        return None, Evidence(f"calendar {invite.method.lower()}", -9.0, "calendar", quote(invite.summary))
    return None


def _bounced(message: Message, _me: Me) -> tuple[Kind | None, Evidence] | None:
    content = message.header("content-type")
    if content.lower().startswith("multipart/report"):
        return Kind.OTHER, Evidence("delivery report", -9.0, "headers", quote(content))
    return None


RULES: tuple[Rule, ...] = (_by_owner, _answered_event, _bounced)
"""What no wording can outweigh: RFC 5322 From, RFC 5546 METHOD, RFC 6522 report."""


def _best(scores: Mapping[K, float], but: Collection[K] = ()) -> K:
    return max((key for key in scores if key not in but), key=lambda key: scores[key])


def _log_sum(scores: Mapping[Kind, float], but: Kind) -> float:
    others = [value for kind, value in scores.items() if kind != but]
    top = max(others)
    return top + math.log(sum(math.exp(value - top) for value in others))
