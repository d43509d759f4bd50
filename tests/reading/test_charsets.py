"""Bytes under right, wrong and unknown charsets."""

import pytest

from mailwithdraw.reading.charsets import decode, one_line, tidy


@pytest.mark.parametrize(
    ("data", "charset", "text", "as_claimed"),
    [
        ("Grüße".encode(), "utf-8", "Grüße", True),
        ("Grüße".encode(), "utf8", "Grüße", True),
        ("Grüße".encode("latin-1"), "iso-8859-1", "Grüße", True),
        ("“50 €”".encode("cp1252"), "iso-8859-1", "“50 €”", True),
        ("Grüße".encode(), "us-ascii", "Grüße", False),
        ("Grüße".encode(), "iso-8859-1", "Grüße", False),
        ("Grüße".encode("latin-1"), "utf-8", "Grüße", False),
        ("Grüße".encode("latin-1"), "no-such-charset", "Grüße", False),
        ("Gr\x81üße".encode("latin-1"), "windows-1252", "Gr\x81üße", True),
        ("grüße ".encode() * 30 + b"\xc3", "utf-8", "grüße " * 30 + "\ufffd", False),
        ("面接".encode("iso2022_jp"), "ISO-2022-JP", "面接", True),
        ("面试".encode("gb18030"), "gb2312", "面试", True),
        ("면접".encode("cp949"), "ks_c_5601-1987", "면접", True),
        ("interview at ten".encode("utf-16-le"), "utf-16", "interview at ten", True),
        ("interview at ten".encode("utf-16-be"), "us-ascii", "interview at ten", False),
        ("Grüße".encode("utf-16"), "utf-8", "Grüße", True),
        (b"plain", "utf-16", "plain", True),
        (b"\xef\xbb\xbfhello", "", "hello", True),
        (b"a-" * 10, "punycode", "a-" * 10, True),
        (b"\\u0041\xff", "unicode_escape", "\\u0041ÿ", False),
        (b"caf\xe9", "zlib", "café", False),
        (b"", "", "", True),
    ],
)
def test_a_charset_is_believed_only_where_the_bytes_agree(
    data: bytes, charset: str, text: str, as_claimed: bool
) -> None:
    assert decode(data, charset) == (text, as_claimed)


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("inter\u200bvi\u00adew", "interview"),
        ("inter\u200cview", "interview"),
        ("\u034f\u200c\u00a0\u034f\u200c\u00a0Hi", "  Hi"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs its joiner
        ("a\x00b\x1bc", "abc"),
        ("cafe\u0301", "café"),
        ("x\ud800y", "x\ufffdy"),
        ("a\u202eb\u2066c", "abc"),
    ],
)
def test_tidy_text_shows_what_a_reader_sees(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


def test_one_line_leaves_nothing_that_could_start_another_header() -> None:
    assert one_line(" Re:\r\n\tBcc:\u2028 x\x0b\x85y ") == "Re: Bcc: x y"
