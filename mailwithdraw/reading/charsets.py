"""Bytes to text: any bytes under any claimed charset become clean Unicode, never an exception."""

import codecs
import re
import unicodedata

_UNDEFINED_IN_CP1252 = {0x81: "\x81", 0x8D: "\x8d", 0x8F: "\x8f", 0x90: "\x90", 0x9D: "\x9d"}

# Names mail programs write, and what their bytes really are (WHATWG Encoding, section 4.2).
_MEANT = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "utf8": "utf-8",
    "utf8mb4": "utf-8",
    "unicode": "utf-16",
    "unicode-1-1-utf-7": "utf-7",
}

# Codecs of Python that are no charsets of mail; punycode is slow on hostile input besides.
_NO_CHARSET = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Characters that show nothing: soft hyphen, joiners of preheaders, bidi controls, byte-order marks.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
# ZWNJ and ZWJ carry meaning between letters of other scripts and in emoji; none beside Latin or blanks, or in a row.
_JOINERS = re.compile("[\u200c\u200d]{2,}")
_LATIN_JOINER = re.compile(
    "(?<=[\u0000-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\u0000-\u024f]|$)|^[\u200c\u200d]"
)
_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CONTROL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")


def decode(data: bytes, charset: str = "") -> tuple[str, bool]:
    """Decode `data`, and say whether it was what the charset claims.

    Falls back from the claimed charset to UTF-8 to Windows-1252; U+FFFD stands for what none can read.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace"), True
    if data.isascii() and b"\0" not in data and b"\x1b" not in data and not _is_seven_bit_code(charset):
        return data.decode("ascii"), True
    wide = _unmarked_utf16(data)
    if wide:
        return data.decode(wide, "replace"), "16" in charset
    codec = _codec(charset)
    if codec and codec != "cp1252":
        text = _strictly(data, codec)
        if text is not None:
            return text, True
    text = _strictly(data, "utf-8")
    if text is not None:
        return text, False
    if codec and codec != "cp1252":
        return _mended(data, codec), False
    if _mostly_utf8(data):
        return data.decode("utf-8", "replace"), False
    return _cp1252(data), codec == "cp1252"


def tidy(text: str) -> str:
    """Text as a reader sees it: line feeds only, plain blanks, nothing invisible, no lone surrogates, NFC."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = text.replace("\u0085", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    if not text.isascii():
        text = _JOINERS.sub("", _INVISIBLE.sub("", _BLANK.sub(" ", text)))
        text = _LATIN_JOINER.sub("", text)
        text = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """Tidy text on one line, single blanks: safe in a header we write."""
    return _SPACES.sub(" ", tidy(text)).strip()


def _is_seven_bit_code(charset: str) -> bool:
    """Whether ASCII bytes may mean something else: ISO-2022 and HZ escapes, UTF-7's plus."""
    return charset.lower().startswith(("iso-2022", "hz", "utf-7", "unicode-1-1-utf-7", "csiso2022"))


def _codec(charset: str) -> str | None:
    charset = charset[:60]
    name = charset.strip().strip("'\"").lower().replace("_", "-") if charset else ""
    name = _MEANT.get(charset.lower(), _MEANT.get(name, name))
    try:
        found = codecs.lookup(name)
        "".encode(found.name)  # LookupError for codecs that are no text encodings, such as zlib
    except (LookupError, ValueError):
        return None
    except Exception:  # noqa: BLE001 - "idna" and kin raise what they like; an unknown charset is no failure
        return None
    return None if found.name.replace("_", "-") in _NO_CHARSET else found.name


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (ValueError, LookupError):
        return None


def _mended(data: bytes, codec: str) -> str:
    """A text with some bytes wrong, or cut inside a character; Windows-1252 where most of it is wrong."""
    text = data.decode(codec, "replace")
    foreign = sum(byte > 0x7F for byte in data[:65536])
    wrong = text[:65536].count("\ufffd")
    return text if wrong * 3 <= foreign or foreign == 0 else _cp1252(data)


def _mostly_utf8(data: bytes) -> bool:
    text = data[:65536].decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(char > "\x7f" for char in text) - wrong
    return right > 4 * wrong


def _cp1252(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        table = bytes(range(256)).decode("cp1252", "replace")
        return data.decode("latin-1").translate(
            {byte: _UNDEFINED_IN_CP1252.get(byte, table[byte]) for byte in range(0x80, 0xA0)}
        )


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 of Western text shows by its zero bytes, whatever charset was claimed."""
    sample = data[:4096]
    if len(sample) < 4 or sample.count(0) * 3 < len(sample):
        return None
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else None
