"""What the owner's own mail tells: whether it was an application."""

from mailwithdraw.model import Message
from mailwithdraw.reading.language import UNDETERMINED
from mailwithdraw.reading.lexicon import lexicon
from mailwithdraw.reading.words import sentences


def is_application(header: Message) -> bool:
    """Whether the subject of a mail speaks of applying, in any language that is read."""
    phrases = lexicon(UNDETERMINED)
    return any(
        concept == "apply"
        for tokens in sentences(header.subject[:300], {})
        for concept, _, _ in phrases.concepts([token.norm for token in tokens])
    )
