"""The words with which mail programs and people set off history, forwards, signatures and small print."""

import re

# "On <date>, <name> wrote:" by its first word and its verb, in the languages of common mail programs.
_ATTRIBUTION_START = "on|am|le|el|em|il|op|den|dnia|w dniu|dne|v|pe|la|a|på|d.|vào lúc|pada|tarihinde|στις|в|у|ons|tis|man|fre|lör|sön|lun|mar|mer|jeu|ven|sam|dim"
_ATTRIBUTION_VERB = (
    "wrote|writes|schrieb|schrieb am .{0,60}|hat .{0,80} geschrieben|a écrit|écrit|escribió|escribió el .{0,60}|escreveu|"
    "escreveu em .{0,60}|ha scritto|scrive|schreef|schreef op .{0,60}|het volgende geschreven|geschreven|skrev|skrev .{0,60}|"
    "napisał|napisała|napisał\\(a\\)|pisze|napsal|napsal\\(a\\)|kirjoitti|írta|a scris|yazdı|написал|пише|написав|menulis"
)
ATTRIBUTION = re.compile(rf"(?:{_ATTRIBUTION_START})\b.{{4,400}}?(?:{_ATTRIBUTION_VERB})\s?:?", re.IGNORECASE)
"""A whole attribution that starts with the date; it must hold a digit besides."""
ATTRIBUTION_BY_NAME = re.compile(
    rf".{{2,200}}<[^<>\s]{{1,200}}@[^<>\s]{{1,200}}>.{{0,100}}?(?:{_ATTRIBUTION_VERB}).{{0,60}}:",
    re.IGNORECASE,
)
"""'Jane Doe <jane@example.com> wrote on Monday:'."""
ATTRIBUTION_ANY = re.compile(
    r"(?=.*\d{4})(?=.*\d{1,2}[:.h]\d{2}).{6,200}<[^<>\s]{1,200}@[^<>\s]{1,200}>.{0,60}[:：]"
)
"""A date, a time, an address and a colon: an attribution in any language."""

# Labels of the header block that Outlook and others put above what they quote or forward.
FROM = frozenset(
    [
        "from",
        "von",
        "de",
        "da",
        "van",
        "od",
        "från",
        "fra",
        "afsender",
        "lähettäjä",
        "отправитель",
        "от",
        "feladó",
        "kimden",
        "gönderen",
        "差出人",
        "发件人",
    ]
)
DATED = frozenset(
    [
        "sent",
        "date",
        "gesendet",
        "datum",
        "envoyé",
        "envoyé(e)",
        "date",
        "enviado",
        "enviado",
        "el",
        "enviado",
        "em",
        "inviato",
        "data",
        "fecha",
        "verzonden",
        "skickat",
        "sendt",
        "wysłano",
        "dato",
        "sendt:",
        "sent:",
        "enviada",
        "em",
        "отправлено",
        "дата",
        "odesláno",
        "küldve",
        "tarih",
        "送信日時",
        "发送时间",
    ]
) | {"enviado el", "enviado em", "enviada em", "date d'envoi", "le"}
TO = frozenset(
    [
        "to",
        "an",
        "à",
        "a",
        "para",
        "destinataire",
        "destinatario",
        "aan",
        "till",
        "til",
        "do",
        "кому",
        "komu",
        "címzett",
        "kime",
        "宛先",
        "收件人",
        "cc",
        "kopie",
    ]
) | {"per"}
SUBJECT = frozenset(
    [
        "subject",
        "betreff",
        "objet",
        "asunto",
        "assunto",
        "oggetto",
        "onderwerp",
        "ämne",
        "emne",
        "temat",
        "тема",
        "předmět",
        "tárgy",
        "konu",
        "件名",
        "主题",
        "re",
        "objekt",
        "sujet",
    ]
)
LABEL = re.compile(r"[*_]{0,2}([^\W\d][\w'() -]{0,20}?)\s?[*_]{0,2}\s?[:：][*_]{0,2}(?:\s+|$)(.*)")

_DASHES = r"[-_=*~–—]{2,}\s*"
ORIGINAL = re.compile(
    rf"{_DASHES}(?:original message|original appointment|reply message|original e-?mail|ursprüngliche (?:nachricht|e-?mail)|"
    r"originalnachricht|urspr\. nachricht|message d'origine|message original|mensaje original|mensagem original|"
    r"messaggio originale|oorspronkelijk bericht|originele bericht|origineel bericht|originalmeddelande|ursprungligt meddelande|"
    r"oprindelig meddelelse|opprinnelig melding|wiadomość oryginalna|oryginalna wiadomość|původní zpráva|исходное сообщение|"
    rf"eredeti üzenet|özgün ileti)\s*{_DASHES}",
    re.IGNORECASE,
)
"""The line above a quoted original."""
FORWARDED = re.compile(
    rf"(?:{_DASHES}(?:forwarded message|forwarded by\b.{{0,120}}?|forwarded e-?mail|forward|weitergeleitete (?:nachricht|e-?mail)|weitergeleitet von\b.{{0,120}}?|"
    r"message transféré|message transmis|transféré par\b.{0,120}?|mensaje reenviado|reenviado por\b.{0,120}?|mensagem encaminhada|mensagem reencaminhada|encaminhado por\b.{0,120}?|"
    r"messaggio inoltrato|inoltrato da\b.{0,120}?|doorgestuurd bericht|doorgestuurd door\b.{0,120}?|vidarebefordrat meddelande|videresendt (?:meddelelse|melding)|"
    rf"wiadomość przekazana|przekazana wiadomość|пересылаемое сообщение)(?:\s+(?:from|von|de|da)\b.{{0,80}}?)?\s*:?\s*{_DASHES}"
    r"|begin forwarded message:?|anfang der weitergeleiteten (?:nachricht|e-?mail):?|début du message (?:réexpédié|transféré) ?:?|"
    r"inicio del mensaje reenviado:?|início da mensagem (?:re)?encaminhada:?|inizio messaggio inoltrato:?|begin doorgestuurd bericht:?)\s*",
    re.IGNORECASE,
)
"""The line above a forwarded message."""
FORWARDING_SUBJECT = re.compile(
    r"\s*(?:(?:re|aw|sv|antw)\s*:\s*)*(?:fwd?|wg|tr|rv|enc|i|doorst|vs|vb|pd|res)\s*:", re.IGNORECASE
)

SIGN_OFF = re.compile(
    r"(?:(?:(?:with |my |our )?(?:very |all |all my |all the )?(?:kind(?:est|ly)?|best|warm(?:est|ly)?|many|friendly|cordial)\s+(?:personal )?(?:regards|wishes|thanks)|"
    r"(?:best|regards|rgds|br|kr|cheers|thanks(?: again| so much| a lot| in advance| and (?:best|kind) regards)?|thank you(?: again| so much| very much| in advance| and (?:best|kind) regards)?|thx|ta|"
    r"(?:yours |very )?(?:sincerely|truly|faithfully)(?: yours)?|yours|respectfully(?: yours)?|cordially|warmly|take care|talk soon|speak soon|all (?:the|my) best|"
    r"looking forward(?: to .{0,40})?|have a (?:great|good|nice|lovely|wonderful) (?:day|week|weekend|evening|afternoon)|until then|see you (?:soon|then)|sent with thanks|mise le meas|le meas|slán)"
    r"|(?:mit |viele |liebe |beste |herzliche |schöne |freundliche |sonnige |mit den |mit besten |mit freundlichen |mit lieben |mit herzlichen |mit vielen )+(?:grüße[n]?|gruß|grüsse[n]?|gruss|gruessen|gruesse|grüßle)"
    r"|(?:mfg|lg|vg|hg|bg|gruß|grüße|hochachtungsvoll|herzlichst|(?:vielen |besten |herzlichen )?dank(?: und .{0,30})?|bis (?:bald|dann|dahin)|servus|freundlichst)"
    r"|(?:bien |très )?(?:cordialement|cdt|cdlt|sincèrement|amicalement|respectueusement|bien à (?:vous|toi)|à (?:bientôt|très vite)|salutations(?: distinguées)?|meilleures salutations|bonne (?:journée|soirée)|belle journée|merci(?: d'avance| beaucoup| et .{0,30})?|sincères salutations|au plaisir)"
    r"|(?:un |cordiales |muchos |atentos )?(?:saludos?|cordial saludo|abrazo)(?: cordial(?:es)?| atentos?)?|(?:muy )?atentamente|atte\.?|(?:muchas )?gracias(?: y .{0,30})?|cordialmente|hasta (?:pronto|luego)|quedo (?:a la espera|atent[oa]).{0,40}"
    r"|(?:com os )?(?:melhores )?cumprimentos|atenciosamente|att\.?|abraços?|(?:muito )?obrigad[oa]|até (?:breve|já|logo)|um abraço|cordiais saudações|saudações"
    r"|(?:cordiali |distinti |cari |un )?(?:saluti?|cordiale saluto)|cordialmente|(?:molte )?grazie(?: e .{0,30})?|a presto|buona giornata|in attesa.{0,40}|un caro saluto"
    r"|(?:met )?(?:vriendelijke|hartelijke|beste|warme) (?:groet(?:en)?|groetjes)|groet(?:en|jes)?|mvg|m\.v\.g\.?|hoogachtend|(?:alvast )?bedankt|tot (?:dan|snel|ziens)|dank je wel"
    r"|med vänlig(?:a)? hälsning(?:ar)?|vänliga hälsningar|mvh|hälsningar|med venlig hilsen|venlig hilsen|vennlig hilsen|med vennlig hilsen|hilsen|pozdrawiam|z poważaniem|s pozdravem|ystävällisin terveisin|üdvözlettel|saygılarımla"
    r"))",
    re.IGNORECASE,
)
"""The words that end a letter, at the start of a line."""

SENT_FROM = re.compile(
    r"(?:sent (?:from|via|using) (?:my|outlook|yahoo|proton|mail|gmail|samsung|the)\b|sent from \w+ for (?:ios|android)|get outlook for|gesendet (?:von|mit|über)\b|von meinem \w+ gesendet|envoyé (?:de|depuis|à partir)\b|"
    r"enviado (?:desde|do|de|a partir|con)\b|inviato (?:da|dal|con)\b|verzonden (?:vanaf|met|vanuit)\b|skickat från|sendt fra|wysłane? z\b|отправлено (?:с|из)\b).{0,80}",
    re.IGNORECASE,
)
"""The line a telephone adds."""

SMALL_PRINT = re.compile(
    r"confidential(?:ity)?\b.{0,200}\b(?:intended|privileged|recipient|addressee|notice)|\b(?:intended|is) (?:solely |only )?for the (?:\w+ )?(?:addressee|use|recipient|individual|person|named)|"
    r"received (?:this|it) (?:e-?mail |message |mail )?in error|got (?:this|it) in error|not the intended (?:recipient|addressee)|privileged (?:and|or)\b|"
    r"before printing|consider the environment|think of the (?:environment|trees)|scanned (?:for|by).{0,20}virus|virus-free|"
    r"unsubscribe|opt[ -]?out|you(?: are|'re|’re)? (?:are )?receiv(?:ing|ed) this (?:e-?mail|message|mail|notification)|(?:manage|update|change) (?:your )?(?:e-?mail |notification )?(?:preferences|settings|subscription)|view (?:this )?(?:e-?mail |message )?(?:in|on) (?:your|a|the) (?:web )?browser|"
    r"equal[ -]opportunit|without regard to (?:race|age|sex|colou?r)|reasonable accommodation|affirmative action|all rights reserved|©|registered (?:office|in england|in scotland|company|charity)|company (?:number|no\.?|registration)|"
    r"privacy (?:policy|notice|statement)|terms (?:of (?:use|service)|and conditions)|personal data|data protection|gdpr|"
    r"diese (?:e-?mail|nachricht).{0,60}(?:vertraulich|bestimmt)|vertrauliche|nicht der (?:richtige|beabsichtigte|vorgesehene) (?:adressat|empfänger)|irrtümlich erhalten|abbestellen|abmelden|abmeldung|handelsregister|amtsgericht|geschäftsführ(?:er|ung|erin)\s*:|\bHR[AB]\s?\d|sitz der gesellschaft|ust-?id|datenschutz|"
    r"ce (?:message|courriel|mail).{0,80}(?:confidentiel|destiné)|si vous (?:n'êtes pas|avez reçu ce)|se désinscrire|désabonner|confidentialité|données personnelles|rgpd|"
    r"este (?:mensaje|correo|mensagem|e-?mail|email).{0,80}(?:confidencial|dirigid|destin)|si (?:usted )?(?:ha recibido|no es el destinatario)|darse de baja|cancelar (?:la )?suscripción|lopd|protección de datos|aviso legal|datos (?:personales|serán tratados)|"
    r"esta mensagem.{0,80}(?:confidencial|destin)|se (?:não|nao) (?:é|for) o destinatário|cancelar (?:a )?subscrição|descadastr|proteção de dados|"
    r"(?:questo messaggio|questa e-?mail|il presente messaggio|la presente).{0,80}(?:riservat|confidenzial|destinat)|se (?:avete|hai|ha) ricevuto (?:questo|per errore)|annulla(?:re)? l'iscrizione|disiscriv|trattamento dei dati|d\.lgs|"
    r"(?:dit|deze) (?:bericht|e-?mail|mail).{0,80}(?:vertrouwelijk|bestemd|bedoeld)|afmelden|uitschrijven|\bkvk\b",
    re.IGNORECASE | re.DOTALL,
)
"""Disclaimers, registrations, unsubscribe footers, equal-opportunity statements."""

POSTSCRIPT = re.compile(r"(?:p\.?\s?p?\.?s\b|n\.?b\b|ps\b)\.?\s?[:.\-–—]?", re.IGNORECASE)
"""What still belongs to the letter below the sign-off."""
