"""HTML bodies as a reader sees them."""

import pytest

from mailwithdraw.model import Link
from mailwithdraw.reading.html import read
from mailwithdraw.reading.lines import Line


def text(html: str) -> str:
    return "\n".join(line.text for line in read(html).lines)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>an inter<b>view</b> on <i>Mon</i>day</p>", "an interview on Monday"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("<div>one<div>two</div>three</div>", "one\ntwo\nthree"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<ul><li>first</li><li><p>second</p></li></ul>", "- first\n- second"),
        (
            "<table><tr><td>Test</td><td>Round 1</td></tr><tr><td>Last</td></tr></table>",
            "Test\nRound 1\nLast",
        ),
        (
            "<table><tr><td>Date:</td><td><b>14 March</b></td></tr><tr><th>Time:</th><td>10</td></tr></table>",
            "Date: 14 March\nTime: 10",
        ),
        ("<p>a&nbsp;b\n  c\t d</p>", "a b c d"),
        ("<p>inter\u200bvi&shy;ew &zwnj;&nbsp;&#847;</p>", "interview"),
        ("<pre>  10:00  talk\n  11:00  lunch</pre>", "  10:00  talk\n  11:00  lunch"),
        ("<p class=MsoNormal>one</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>two</p>", "one\ntwo"),
        ("<p style='margin: 0'>one</p><p style='margin:0 0 16px'>two</p><p>three</p>", "one\n\ntwo\n\nthree"),
        ("<p>1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("just text", "just text"),
        ("", ""),
    ],
)
def test_words_stay_whole_and_blocks_break_lines(html: str, expected: str) -> None:
    assert text(html) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'>hidden<p>deep</p></div>",
        "<div style='display : none !important'>hidden</div>",
        "<span style='visibility:hidden'>hidden</span>",
        "<span style='font-size:0'>hidden</span>",
        "<span style='FONT-SIZE: 0px; color:#333'>hidden</span>",
        "<div style='font-size:1px;line-height:1px'>hidden</div>",
        "<div style='max-height:0;overflow:hidden'>hidden</div>",
        "<div style='opacity:0'>hidden</div>",
        "<div style='mso-hide:all'>hidden</div>",
        "<div hidden>hidden</div>",
        "<div style='background:#ffffff'><span style='color:#FFF'>hidden</span></div>",
        "<table><tr><td bgcolor=white><font color='#ffffff'>hidden</font></td></tr></table>",
        "<style>.hidden{}</style><script>hidden()</script><!-- hidden --><template>hidden</template>",
        "<svg><text>hidden</text></svg>",
    ],
)
def test_what_is_hidden_from_the_reader_is_dropped(hidden: str) -> None:
    page = f"<html><head><title>hidden</title></head><body>{hidden}<p>A visible invitation to talk on Monday.</p></body></html>"
    assert text(page) == "A visible invitation to talk on Monday."


@pytest.mark.parametrize(
    "shown",
    [
        "<td style='font-size:0px'><p style='font-size:14px'>shown</p></td>",
        "<div style='visibility:hidden'><p style='visibility:visible'>shown</p></div>",
        "<td bgcolor='#0055aa'><a href='https://x.example/' style='color:#ffffff'>shown</a></td>",
        "<div style='background:#fff'><a style='background:#05a;color:#fff' href='https://x.example/'>shown</a></div>",
        "<a href='https://x.example/' style='mso-hide:all'>shown</a>",
        "<div style='opacity:0.9'>shown</div>",
        "<div style='max-height:0'>shown</div>",
        "<div style='line-height:0'>shown</div>",
        "<div style='font-size:0.9em'>shown</div>",
        "<div style='font-size:0px'>shown</div>",  # all there is: better shown than an empty mail
    ],
)
def test_what_only_looks_hidden_is_kept(shown: str) -> None:
    assert text(shown).strip() == "shown"


def test_links_keep_their_words_and_unsafe_ones_are_left_out() -> None:
    page = read(
        "<a href='https://x.example/book?a=1&amp;b=2'>Pick <b>a time</b></a> <a href=' mailto:jane@x.example '>write</a>"
        "<a href='javascript:alert(1)'>no</a><a href='data:text/html,x'>no</a><a href='#top'>no</a><a>no</a>"
        "<a href='tel:+15550100'>call</a><a href='https://x.example/empty'></a>"
    )
    assert page.links == (
        Link("https://x.example/book?a=1&b=2", "Pick a time"),
        Link("mailto:jane@x.example", "write"),
        Link("tel:+15550100", "call"),
        Link("https://x.example/empty", ""),
    )


def test_a_picture_speaks_only_where_it_is_the_whole_link() -> None:
    page = read(
        "<img alt='logo'><a href='https://x.example/a'><img alt='Book now'></a> "
        "<a href='https://x.example/b'>Read<img alt='arrow'></a>"
    )
    assert [line.text for line in page.lines] == ["Book now Read"]
    assert page.links == (Link("https://x.example/a", "Book now"), Link("https://x.example/b", "Read"))


def test_quoting_elements_give_lines_their_depth() -> None:
    page = read(
        "<div>Yes, gladly.</div><blockquote type='cite'><div>Could we talk?</div><blockquote class='gmail_quote'>First mail"
        "</blockquote></blockquote><div>Below.</div><blockquote><p>a saying</p></blockquote>"
    )
    assert [line for line in page.lines if line.text] == [
        Line("Yes, gladly.", 0),
        Line("Could we talk?", 1),
        Line("First mail", 2),
        Line("Below.", 0),
        Line("a saying", 0),
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "<div id='appendonsend'></div><hr>",
        "<div id='divRplyFwdMsg'>",
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'>",
    ],
)
def test_outlooks_marks_say_that_history_begins(mark: str) -> None:
    page = read(
        f"<p>Fine.</p>{mark}<p><b>Od:</b> Jane<br><b>Wysłano:</b> 5 marca 10:00<br><b>Temat:</b> x</p><p>Old words</p>"
    )
    assert [line.text for line in page.lines if line.history] == ["Od: Jane"]


def test_a_thin_line_alone_is_no_history() -> None:
    page = read(
        "<p>Fine.</p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><p>Agenda</p></div>"
    )
    assert not any(line.history for line in page.lines)


def test_deep_nesting_keeps_the_words_in_order() -> None:
    deep = "<p>above</p>" + "<div>" * 5_000 + "inter<b>view</b>" + "</div>" * 5_000 + "<p>below</p>"
    assert [line.text for line in read(deep).lines if line.text] == ["above", "interview", "below"]


@pytest.mark.parametrize(
    "pair",
    ["<div></b>", "<div a='<'>", "</div><div>", "<b><p>", "<ul><li>", "<table><tr><td>", "<font size=1>"],
)
def test_endless_nesting_of_any_kind_does_not_hide_what_comes_first(pair: str) -> None:
    assert text(f"<p>Talk on <b>Mon</b>day?</p>{pair * 20_000}").startswith("Talk on Monday?")


def test_a_long_page_of_flat_rows_keeps_its_structure() -> None:
    rows = "".join(f"<tr><td><b>slot</b> {n}<td><a href='https://x.example/{n}'>book</a>" for n in range(300))
    page = read(f"<table>{rows}</table>")
    assert [line.text for line in page.lines][-2:] == ["slot 299", "book"]
    assert page.links[-1] == Link("https://x.example/299", "book")
