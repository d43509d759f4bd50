"""The words no letter may use, and those it must. Data only; all patterns are matched against lower case."""

from collections.abc import Mapping

HEDGING = (
    r"maybe|perhaps|might|possibly|probably|not (?:yet )?(?:sure|certain)|unsure|i (?:think|guess|suppose|feel like)"
    r"|kind of|sort of|leaning|for now|tempted|torn|on the fence|may (?:not )?be|could be|as of now|not decided"
)
"""A decision is said once and clearly."""

CRITICISM = (
    r"too (?:low|long|little|much|many|far|vague)|low(?:er|est)?|underpa(?:id|y)|poor(?:ly)?|bad(?:ly)?|terrible|awful"
    r"|horrible|disappoint\w*|unprofessional|rude|pushy|aggressive|annoy\w*|boring|uninteresting|toxic|scam|spam\w*"
    r"|insult\w*|offen(?:ded|sive)|wast(?:e|ed|ing) (?:of )?(?:my |our )?time|disorgani[sz]ed|chaotic|messy|confusing"
    r"|ridiculous|absurd|unreasonable|unacceptable|unfair|exploit\w*|illegal|immoral|unethical|cheap|stingy|greedy"
    r"|reputation|reviews|glassdoor|vague|sloppy|incompetent|dishonest|misleading|mislead|fake|worst|hate|dislike"
)
"""Nothing is said against a company, a person or a process."""

OFFER = (
    r"(?:an|another|other|better|competing|job|different|second) offers?|offer (?:from|elsewhere)"
    r"|accepted (?:a|an|another|the)|already committed|sign(?:ed)? (?:a|the|my) contract"
    r"|(?:start|starting|joining) (?:a |my )?(?:new|another) (?:job|role|position|company)"
)
"""Said only where the user declared an accepted offer."""

PRAISE = (
    r"impress\w*|amazing|excit\w*|fantastic|wonderful|incredible|love[ds]?|loving|admir\w*|outstanding|awesome|brilliant"
    r"|world-class|inspiring|thrill\w*|delight\w*|fascinat\w*|dream|perfect|great (?:company|team|culture|place|work)"
)
"""Nothing is praised that nobody declared to like."""

ENJOYED = r"enjoy(?:ed|ing)?|pleasure (?:to meet|meeting|talking|speaking)|(?:great|nice|good|lovely) (?:to meet|meeting|talking|speaking)"
"""Said only where the two have met."""

HONOUR = r"honou?r(?:ed)?|flatter(?:ed|ing)|privilege[d]?"
"""Said only where they asked for another round."""

FAMILY = r"famil(?:y|ies)|wife|husband|partner|child(?:ren)?|kids?|pregnan\w*|mortgage|health|illness|sick|hospital|divorce"
"""Private life nobody declared."""

PLACEHOLDERS = (
    r"[\[\]{}<>_|\\]|\b(?:none|null|undefined|nan|n/a|tbd|tba|xxx+|lorem ipsum|false|true)\b"
    r"|\b(?:your|first|last|company|role|contact|recruiter|candidate) name\b"
)
"""What a template leaves behind when it was not filled."""

NUMBERS = (
    r"eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|fou?rty|fifty|sixty"
    r"|seventy|eighty|ninety|hundreds?|thousands?|millions?|lakhs?|crores?|percent|per cent"
)
"""Numbers in words: a letter has none of its own."""

REACHABLE = r"https?://|www\.|@|\bphone number\b|\bmy (?:cell|mobile|number|address)\b|[€$£¥₹]"
"""Addresses, numbers and sums never stand in a letter."""

THANKS = r"thank|thanks|grateful|appreciate|kind of you"
DECISION = (
    r"decided (?:not )?to|withdraw(?:ing)?|won't be|will not be|step(?:ping)? (?:back|out|aside)|declin(?:e|ing)"
    r"|not (?:be )?(?:able|going|taking|moving|continuing)|pass on|isn't the right (?:fit|match)|not looking for"
)

FORBIDDEN: Mapping[str, str] = {
    "it hedges": HEDGING,
    "it criticises": CRITICISM,
    "it praises what nobody declared to like": PRAISE,
    "it tells of private life": FAMILY,
    "it states a number": NUMBERS,
}
"""Whole words that no letter may hold, by what is wrong with them."""

COMMONPLACE = frozenset(
    """
    a able about accepted after again ahead am an and another application appreciate aren arrangement as
    asked assignment assignments at away back be best between both call can candidates change choosing
    comes company compensation considered considering cross d dear decided different direction directly
    does don else employers employment every far feel financial finding fit for free from fully further
    give given glad go goes greater happy have hear hello hi hold honour hope hours how i if in
    interested interview into inviting isn it kind know less letting level location longer look looking
    m match me message more much my next not now of offer on one ones openings opportunity other our out
    paths person plan please prefer process reach regards relocate remote reply right role save search
    security short site slow so some someone sorry success such t take taking talk team tell terms thank
    that the thinking this though thought time to travel unpaid up us ve very wanted was week what where
    wish with withdraw without won work working would writing you your
    """.split()  # noqa: SIM905 - reads as words
)
"""Every word of the shipped letters: that one of them stands in a list betrays nothing."""
