"""The words by which mail programs and people set off history, forwards, signatures and small print."""

import re


def _any(*choices: str) -> str:
    return "(?:" + "|".join(choices) + ")"


def _set(*words: str) -> frozenset[str]:
    return frozenset(words)


# -- attributions --------------------------------------------------------------------------------------

_DATE_FIRST = _any(
    "on", "am", "den", "le", "el", "em", "il", "op", "på", "dnia", "w dniu", "dne", "v", "pe", "la", "a", "в", "у", "ons", "tis",
    "man", "tir", "tor", "fre", "lör", "lør", "sön", "søn", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "pada",
)  # fmt: skip
_WROTE = _any(
    "wrote", "writes", "schrieb", "hat .{1,80} geschrieben", "a écrit", "écrit", "escribió", "escreveu", "ha scritto", "scrive",
    "schreef", "geschreven", "skrev", "napisała?", "napisał\\(a\\)", "pisze", "napsal(?:a|\\(a\\))?", "kirjoitti", "írta",
    "a scris", "yazdı", "написала?", "пишет", "написав", "menulis",
)  # fmt: skip
ATTRIBUTION = re.compile(rf"{_DATE_FIRST}\b.{{4,400}}?{_WROTE}(?:\b.{{0,120}})?\s?[:：]?", re.IGNORECASE)
"""A whole attribution that starts with the date ("On ... wrote:"); the caller wants a digit besides."""
ATTRIBUTION_BY_NAME = re.compile(
    rf".{{2,200}}<[^<>\s]{{1,200}}@[^<>\s]{{1,200}}>.{{0,100}}?{_WROTE}.{{0,60}}:", re.IGNORECASE
)
"""An attribution that starts with name and address ("Jane Doe <jane@example.com> wrote:")."""
ATTRIBUTION_ANY = re.compile(
    r"(?=.{0,300}\d{4})(?=.{0,300}\d{1,2}[:.h]\d{2}).{6,200}<[^<>\s]{1,200}@[^<>\s]{1,200}>.{0,60}[:：]"
)
"""A year, a time, an address and a colon: an attribution in whatever language."""
ATTRIBUTION_BARE = re.compile(rf".{{1,150}}?\b{_WROTE}\s?[:：]", re.IGNORECASE)
"""A name and "wrote:", which says little unless a quotation follows."""
DATED_VALUE = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AP]M)?", re.IGNORECASE)
"""The date and time Lotus Notes puts beside the name."""

# -- header blocks -------------------------------------------------------------------------------------

LABEL = re.compile(r"[*_]{0,2}([^\W\d][\w'() -]{0,20}?)\s?[*_]{0,2}\s?[:：][*_]{0,2}(?:\s+|$)(.*)")
"""A line that starts with a label and a colon, perhaps in bold."""
FROM = _set(
    "from",
    "von",
    "de",
    "da",
    "van",
    "od",
    "från",
    "fra",
    "lähettäjä",
    "отправитель",
    "от",
    "feladó",
    "kimden",
    "差出人",
    "发件人",
)
DATED = _set(
    "sent", "date", "gesendet", "datum", "envoyé", "enviado", "enviado el", "enviado em", "enviada em", "inviato", "data", "fecha",
    "verzonden", "skickat", "sendt", "dato", "wysłano", "date d'envoi", "отправлено", "дата", "odesláno", "küldve", "tarih",
    "送信日時", "发送时间",
)  # fmt: skip
SENT = _set(
    "sent",
    "gesendet",
    "envoyé",
    "enviado",
    "enviado el",
    "enviado em",
    "enviada em",
    "inviato",
    "verzonden",
    "skickat",
    "sendt",
)
"""Those of DATED that nothing but a mail program writes."""
TO = _set(
    "to", "an", "à", "a", "para", "destinataire", "destinatario", "aan", "till", "til", "do", "komu", "кому", "címzett", "kime",
    "宛先", "收件人", "cc", "kopie", "per",
)  # fmt: skip
SUBJECT = _set(
    "subject", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp", "ämne", "emne", "temat", "тема", "předmět",
    "tárgy", "konu", "件名", "主题", "re", "sujet",
)  # fmt: skip

# -- separators ----------------------------------------------------------------------------------------

_DASHES = r"[-_=*~–—]{2,}\s*"
ORIGINAL = re.compile(
    _DASHES
    + _any(
        "original (?:message|appointment|e-?mail)",
        "reply message",
        "(?:ursprüngliche|urspr\\.) (?:nachricht|e-?mail)",
        "originalnachricht",
        "message d'origine",
        "message original",
        "mensaje original",
        "mensagem original",
        "messaggio originale",
        "(?:oorspronkelijk|origineel) bericht",
        "originalmeddelande",
        "ursprungligt meddelande",
        "oprindelig meddelelse",
        "opprinnelig melding",
        "(?:wiadomość oryginalna|oryginalna wiadomość)",
        "původní zpráva",
        "исходное сообщение",
        "eredeti üzenet",
        "özgün ileti",
    )
    + rf"\s*{_DASHES}",
    re.IGNORECASE,
)
"""The line above the message that is answered."""
FORWARDED = re.compile(
    _DASHES
    + _any(
        "forwarded(?: message| e-?mail)?",
        "forward",
        "weitergeleitete (?:nachricht|e-?mail)",
        "message (?:transféré|transmis)",
        "mensaje reenviado",
        "mensagem (?:re)?encaminhada",
        "messaggio inoltrato",
        "doorgestuurd bericht",
        "vidarebefordrat meddelande",
        "videresendt (?:meddelelse|melding)",
        "(?:wiadomość przekazana|przekazana wiadomość)",
        "пересылаемое сообщение",
    )
    + r"(?: (?:by|from|von|par|por|de|da|door|van)\b.{0,160}?)?\s*:?\s*"
    + _DASHES
    + "|"
    + _any(
        "begin forwarded message",
        "anfang der weitergeleiteten (?:nachricht|e-?mail)",
        "début du message (?:réexpédié|transféré)",
        "inicio del mensaje reenviado",
        "início da mensagem (?:re)?encaminhada",
        "inizio messaggio inoltrato",
        "begin doorgestuurd bericht",
    )
    + r"\s?:?\s*",
    re.IGNORECASE,
)
"""The line above a message handed on."""
FORWARDING_SUBJECT = re.compile(
    r"\s*(?:(?:re|aw|sv|antw|r|res|rif|réf|odp)\s*:\s*)*(?:fwd?|wg|tr|rv|enc|i|doorst|vb|pd)\s*:",
    re.IGNORECASE,
)
"""Subjects of forwarded mail; what replies put before a subject may precede."""

# -- the end of a letter -------------------------------------------------------------------------------

_PERHAPS_MUCH = "(?: again| so much| very much| a lot| a million| in advance)?(?:,? (?:and|&) (?:(?:best|kind|warm) )?regards)?"
SIGN_OFF = re.compile(
    _any(
        # English
        "(?:with )?(?:my |our |all )?(?:very )?(?:kind(?:est|ly)?|best|warm(?:est|ly)?|many|friendly) (?:personal )?(?:regards|wishes|thanks)",
        f"(?:with )?(?:thanks|regards){_PERHAPS_MUCH}",
        f"thank you{_PERHAPS_MUCH}",
        "best",
        "rgds",
        "br",
        "kr",
        "cheers",
        "thx",
        "ta",
        "(?:yours |very )?(?:sincerely|truly|faithfully)(?: yours)?",
        "yours",
        "respectfully(?: yours)?",
        "cordially",
        "warmly",
        "take care",
        "(?:talk|speak) soon",
        "all (?:the|my) best",
        "until then",
        "see you (?:soon|then)",
        "(?:mise )?le meas",
        "slán",
        # German
        "(?:(?:mit|viele|liebe|beste|herzliche|schöne|freundliche|sonnige|kollegiale|den|lieben|vielen|besten|freundlichen|herzlichen|schönen) )+"
        "(?:grüßen?|gruß|grüssen?|gruss|gruessen?)",
        "mfg",
        "[lvhb]g",
        "grüße",
        "gruß",
        "grüsse",
        "hochachtungsvoll",
        "herzlich(?:st)?",
        "(?:vielen |besten |herzlichen )?dank(?: und .{1,30})?",
        "bis (?:bald|dann|dahin)",
        "servus",
        "freundlichst",
        # French
        "(?:bien )?(?:très )?(?:cordialement|amicalement|respectueusement|sincèrement)",
        "cdl?t",
        "bien à (?:vous|toi)",
        "à (?:bientôt|très vite)",
        "avec mes (?:sincères |meilleures )?salutations(?: les meilleures| distinguées)?",
        "com estima",
        "(?:meilleures |sincères |cordiales )?salutations(?: distinguées| cordiales)?",
        "(?:bonne|belle) (?:journée|soirée)",
        "merci(?: d'avance| beaucoup| et .{1,30})?",
        "au plaisir",
        # Spanish
        "(?:un |cordiales |muchos |atentos )?(?:saludos?|cordial saludo|abrazo)(?: cordial(?:es)?| atentos?)?",
        "(?:muy )?atentamente",
        "atte",
        "(?:muchas )?gracias(?: y .{1,30}| de antemano| por todo)?",
        "cordialmente",
        "hasta (?:pronto|luego)",
        # Portuguese
        "(?:com os )?(?:melhores |meus )?cumprimentos",
        "atenciosamente",
        "att",
        "(?:um )?abraços?",
        "(?:muito )?obrigad[oa]",
        "até (?:breve|já|logo)",
        "(?:cordiais )?saudações",
        # Italian
        "(?:cordiali |distinti |cari |un (?:caro |cordiale )?)?saluti?",
        "(?:molte )?grazie(?: e .{1,30}| mille)?",
        "a presto",
        "buona (?:giornata|serata)",
        # Dutch
        "(?:met )?(?:vriendelijke|hartelijke|beste|warme) (?:groet(?:en|jes)?)",
        "groet(?:en|jes)?",
        "m\\.?v\\.?g\\.?",
        "hoogachtend",
        "(?:alvast )?bedankt",
        "tot (?:dan|snel|ziens)",
        "dank je wel",
        # Nordic, Slavic and others
        "(?:med )?vänliga? hälsning(?:ar)?",
        "mvh",
        "hälsningar",
        "(?:med )?(?:venlig|vennlig) hilsen",
        "hilsen",
        "pozdrawiam",
        "z poważaniem",
        "s pozdravem",
        "(?:ystävällisin )?terveisin",
        "üdvözlettel",
        "saygılarımla",
        "с уважением",
    )
    + r"(?!\w)",
    re.IGNORECASE,
)
"""The words that end a letter, at the start of a line."""
CONTACT_LABELS = _set(
    "tel", "telephone", "phone", "ph", "mobile", "mob", "cell", "m", "t", "p", "f", "e", "w", "d", "direct", "office", "desk", "fax", "email",
    "e-mail", "mail", "web", "website", "www", "linkedin", "skype", "xing", "telefon", "mobil", "handy", "durchwahl", "dw", "tél", "téléphone",
    "portable", "mob", "courriel", "teléfono", "tfno", "móvil", "movil", "correo", "telefone", "telemóvel", "celular", "tlm", "telefono",
    "cellulare", "cell", "gsm", "natel", "telefoon", "mobiel", "address", "adresse", "pronouns", "twitter", "ext", "extension", "whatsapp",
    "geschäftsführer", "geschäftsführung", "sitz", "hrb", "kvk", "siret", "vat", "p.iva", "nif", "cif",
)  # fmt: skip
"""Labels that introduce a way to reach the sender; any other label states a fact."""
MEETING = re.compile(
    r"\b(?:zoom|teams|meet|webex|join|calendly|passcode|meeting|agenda|interview)\b", re.IGNORECASE
)
"""Words by which a short line below the sign-off is about the appointment."""
POSTSCRIPT = re.compile(r"(?:p\.?\s?p?\.?s|n\.?b)\b\.?", re.IGNORECASE)
"""What still belongs to the letter below the sign-off."""
SENT_FROM = re.compile(
    _any(
        "sent (?:from|via|using|with) (?:my|outlook|yahoo|proton|mail|gmail|samsung|the)\\b",
        "sent from \\w+ for (?:ios|android)",
        "get outlook for",
        "gesendet (?:von|mit|über)\\b",
        "von meinem \\w+ gesendet",
        "envoyé (?:de|depuis|à partir)\\b",
        "enviado (?:desde|do|de|a partir|con)\\b",
        "inviato (?:da|dal|con)\\b",
        "verzonden (?:vanaf|met|vanuit)\\b",
        "skickat från",
        "sendt fra",
        "wysłane? z\\b",
        "отправлено (?:с|из)\\b",
    )
    + ".{0,80}$",
    re.IGNORECASE,
)
"""The line a telephone adds."""

SMALL_PRINT = re.compile(
    _any(
        # English
        "confidential(?:ity)?\\b.{0,200}\\b(?:intended|privileged|recipient|addressee|notice|information|addressed|meant for|delete)",
        "(?:may|might) contain (?:[\\w,]+ ){0,4}(?:confidential|privileged)",
        "(?:intended|meant|addressed) (?:solely |only )?(?:for|to) (?:the |its |those )?"
        "(?:\\w+ )?(?:addressee|use|recipient|individual|person|named)",
        "is for the addressee",
        "(?:got|received|receive|reached you) (?:this |it |this e-?mail |this message )?"
        "(?:in error|by mistake)",
        "not the (?:intended|named) (?:recipient|addressee)",
        "accepts? no liability",
        "before printing",
        "consider the environment",
        "scanned (?:for|by).{0,30}virus",
        "virus-free",
        "unsubscribe",
        "opt[ -]?out\\b",
        "receiv(?:e|ing|ed) this (?:e-?mail|message|mail|notification|because)",
        "(?:manage|update|change|e-?mail|notification) (?:your )?(?:e-?mail |notification )?preferences",
        "(?:mailing list|stop (?:hearing|message notices))",
        "view (?:this )?(?:e-?mail |message )?(?:in|on) (?:your|a|the) (?:web )?browser",
        "equal[ -]opportunit",
        "without regard to (?:race|age|sex|colou?r|gender)",
        "affirmative action",
        "all rights reserved",
        "©",
        "registered (?:office|in england|in scotland|company|charity|in ireland)",
        "company (?:number|no\\.?|registration)",
        "trading (?:style|name) of",
        "privacy (?:policy|notice|statement)",
        "terms (?:of (?:use|service)|and conditions|& conditions)",
        "(?:hold|keep|process|store|retain) (?:your |the )?(?:personal )?(?:data|details|r[ée]sum[ée]s?|information)\\b",
        "legitimate interests?\\b",
        "\\bGDPR\\b",
        "data protection",
        "views expressed",
        "powered by \\w+",
        "generated (?:for|by|on behalf of)\\b.{0,60}(?:software|system|tracking)",
        "never asks? (?:candidates |applicants |you )?for (?:money|confidential|payment)",
        # German
        "(?:diese|die) (?:e-?mail|nachricht).{0,80}(?:vertraulich|bestimmt)",
        "vertrauliche (?:informationen|inhalte)",
        "nicht der (?:richtige|beabsichtigte|vorgesehene) (?:adressat|empfänger)",
        "irrtümlich erhalten",
        "abbestellen",
        "newsletter abmelden",
        "handelsregister",
        "amtsgericht",
        "geschäftsführ(?:er|ung|erin)\\s*:",
        "\\bHR[AB]\\s?\\d",
        "sitz der gesellschaft",
        "\\bUSt-?Id",
        "datenschutz(?:erklärung|hinweis|information|grundverordnung)",
        "\\bDSGVO\\b",
        "firmenbuch",
        # French
        "ce (?:message|courriel|mail).{0,80}(?:confidentiel|destiné)",
        "si vous (?:n'êtes pas le|avez reçu ce)",
        "se désinscrire",
        "désabonner",
        "données personnelles",
        "\\bRGPD\\b",
        "avant d'imprimer",
        # Spanish
        "este (?:mensaje|correo).{0,80}(?:confidencial|dirig)",
        "si (?:usted )?(?:ha recibido|no es el destinatario)",
        "darse de baja",
        "\\bLOPD(?:GDD)?\\b",
        "protección de datos",
        "aviso legal",
        "datos (?:personales|serán tratados)",
        "trata(?:mos)? sus datos",
        "recib(?:es|ís|e) este (?:correo|mensaje|mail)",
        # Portuguese
        "esta mensagem.{0,80}(?:confidencial|destin)",
        "não (?:é|for) o destinatário",
        "cancelar (?:a )?(?:subscrição|inscrição)",
        "descadastr",
        "proteção de dados",
        "\\bLGPD\\b",
        "recebeu (?:este|esta) (?:e-?mail|mensagem)",
        # Italian
        "(?:questo messaggio|questa e-?mail|il presente messaggio|la presente).{0,80}(?:riservat|confidenzial|destinat)",
        "annulla(?:re)? l'iscrizione",
        "disiscriv",
        "trattamento dei (?:suoi )?dati",
        "d\\.lgs",
        "ai sensi (?:dell'art|del reg)",
        # Dutch
        "(?:dit|deze) (?:bericht|e-?mail|mail).{0,80}(?:vertrouwelijk|bestemd|bedoeld)",
        "uitschrijven",
        "afmelden voor",
        "\\bKVK\\b",
        "\\bAVG\\b",
    ),
    re.IGNORECASE,
)
"""Disclaimers, company registrations, subscription footers, equal-opportunity statements."""
