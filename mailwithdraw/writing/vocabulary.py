"""Words by which names of people, jobs and days are told from other text. Data only; all in lower case."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _set(
    "mr mrs ms miss mx dr prof professor dame sir lady lord capt captain sgt sergeant lt maj major col rev judge engr eng cllr hon"
)
"""Before a name, with or without a full stop."""

PARTICLES = _set("van von de der den del della di da dos du la le bin al el ten ter zu y e")
"""Parts of a surname, often written small."""

CREDENTIALS = _set(
    "phd ph.d mba msc ba bsc ma md rn jd cipd mcipd phr sphr shrm shrm-cp shrm-scp cpa acca esq jr sr ii iii iv"
    " she/her he/him they/them"
)
"""After a name, set off by a comma."""

NO_PERSON = _set(
    """
    team recruiter recruiters recruiting recruitment talent acquisition hiring manager human resources resource hr
    people personnel technician careers career jobs job support noreply no-reply no reply notification notifications
    admin office department coordinator staffing group inc llc ltd gmbh plc corp company bot assistant scheduler
    scheduling calendar system info contact candidate candidates applicant university college school services
    service board committee panel hello desk the and of for your interview interviews mailer mail email specialist
    partner partners director head lead officer consultant
    with where when what who why how schedule scheduled rescheduled moved verify update updated confirm confirmed
    confirmation reminder invitation invited meeting call event join reference new zoom teams google
    """
)
"""In a display name, signs that it is a team's, a role's or a machine's."""

NO_NAME = _set(
    """
    i you your we our us my me this that these those it its is are was were will would can could has have had
    please thanks thank hello hi dear interview interviews invitation regarding re fwd http https www com
    confidential undisclosed unknown none null undefined n/a tbd
    minute minutes hour hours
    """
)
"""In a role or an employer's name, signs that a sentence, or nothing, was taken for one."""

ITS_OWN_NOUN = _set(
    """
    role position job opening post vacancy internship placement apprenticeship fellowship traineeship secondment
    residency pupillage opportunity
    """
)
"""Last words of a role that need no "role" after them."""

NO_NAME_ALONE = _set(
    "client company employer team organisation organization business role position job opening interview"
)
"""Words that name nothing where they stand alone."""

ARTICLES = _set("a an the")

DAYS = _set(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun
    january february march april june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
"""What names a day beyond doubt."""

DATE_WORDS = DAYS | _set(
    """
    may at on from to the of and until till am pm a.m p.m noon midday o'clock
    pacific eastern central mountain et ct mt pt est edt cst cdt mst mdt pst pdt gmt bst utc cet cest ist aest aedt
    sgt hkt jst time
    """
)
"""All the words that a date and a time are made of."""
