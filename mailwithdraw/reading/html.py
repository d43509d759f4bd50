"""HTML to the lines and links a reader sees: words stay whole, blocks break lines, hidden text is dropped."""

import re
from collections import Counter
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mailwithdraw.model import Link
from mailwithdraw.reading.charsets import one_line, tidy
from mailwithdraw.reading.hidden import Look, look
from mailwithdraw.reading.lines import MOST, Line

LARGEST = 400_000
"""Characters of HTML that are read."""
MOST_TAGS = 40_000
MOST_LINKS = 400
LONGEST_URL = 4_000


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DROPPED = _names(
    "audio canvas datalist embed head iframe map math noframes noscript object script select style svg "
    "template textarea title video"
)
_BLOCK = _names(
    "address article aside body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form header hgroup li main nav section summary tbody td tfoot th thead tr"
)
_PARAGRAPH = _names("blockquote h1 h2 h3 h4 h5 h6 hr ol p pre table ul")
_QUOTING_CLASS = _names("gmail_quote protonmail_quote yahoo_quoted zmail_extra")
_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
# Void elements, those whose content is no markup, and those whose end tag may be left out.
_NEVER_DEEP = _names(
    "area base br col dd dt hr img input li link meta p script source style tbody td textarea th title tr wbr"
)
_NO_MARGIN = re.compile(r"(?:^|;)\s*margin\s*:\s*0[a-z]{0,2}\s*(?:;|$|!)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_OUTLOOK_RULE = re.compile(r"border:none;border-top:solid#[0-9a-f]{3,6}1\.0pt;padding:3\.0pt0")


class Page(NamedTuple):
    """What a reader sees of an HTML body."""

    lines: list[Line]
    links: tuple[Link, ...]


def read(html: str) -> Page:
    """Lay out an HTML body as lines with their depth of quotation, and collect its links in order."""
    root = LexborHTMLParser(_flattened(html[:LARGEST].replace("\0", ""))).root
    layout = _laid_out(root, see_all=False)
    if not any(line.text for line in layout.lines):
        # sizes and colours may be put right by a style sheet; better a strange word than an empty mail
        layout = _laid_out(root, see_all=True)
    return Page(layout.lines, tuple(dict.fromkeys(layout.links)))


def _laid_out(root: LexborNode | None, *, see_all: bool) -> "_Layout":
    layout = _Layout()
    if root is not None:
        _walk(root, layout, see_all=see_all)
    layout.end_line()
    return layout


def _flattened(html: str) -> str:
    """Rename tags nested so deep, or so many, that building the tree would take quadratic time.

    A renamed tag becomes a void one, so that it can hold nothing; text and attributes stay where they are.
    """
    starts = html.count("<")
    if starts < 800:
        return html
    deepest = max(12, min(400, 400_000 // starts))
    opened: Counter[str] = Counter()
    renamed: Counter[str] = Counter()
    depth = count = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth, count
        closing, name = match[1], match[2].lower()
        if name in _NEVER_DEEP:
            return match[0]
        count += 1
        if closing and renamed[name]:
            renamed[name] -= 1
            return "</wbr"
        if closing:
            if opened[name]:
                opened[name] -= 1
                depth -= 1
            return match[0]
        if depth < deepest and count < MOST_TAGS:
            opened[name] += 1
            depth += 1
            return match[0]
        renamed[name] += 1
        return "<br" if name in _BLOCK or name in _PARAGRAPH else "<wbr"

    return _TAG.sub(kept, html)


def _walk(root: LexborNode, layout: "_Layout", *, see_all: bool) -> None:
    """Visit the tree in document order, without recursion: mail may nest as deep as it likes."""
    stack: list[tuple[LexborNode, Look, bool]] = [(root, Look(), False)]
    while stack:
        node, seen, leaving = stack.pop()
        if leaving:
            layout.leave(node)
            continue
        tag = node.tag or ""
        if tag == "-text":
            if see_all or not seen.hidden:
                layout.text(node.text_content or "")
            continue
        if tag.startswith(("-", "!")) or tag in _DROPPED or len(layout.lines) >= MOST:
            continue
        attributes = node.attributes
        if attributes:
            seen = look(node, attributes, seen)
            if seen.gone:
                continue
        layout.enter(node, tag, attributes)
        stack.append((node, seen, True))
        stack.extend((child, seen, False) for child in reversed(list(node.iter(include_text=True))))


class _Layout:
    """Lines as they grow, and what is open around the current place."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.links: list[Link] = []
        self._words: list[str] = []
        self._gap = False
        self._depth = 0
        self._history = False
        self._preformatted = 0
        self._quoting: list[int] = []
        self._anchors: list[tuple[int, str, int, int]] = []
        self._clicked: list[str] = []

    def text(self, text: str) -> None:
        text = tidy(text)
        if self._preformatted:
            *whole, text = text.split("\n")
            for line in whole:
                self._words.append(line)
                self.end_line(even_empty=True)
        else:
            text = _SPACES.sub(" ", text)
            if text.startswith(" ") and (not self._words or self._words[-1].endswith(" ")):
                text = text[1:]
        if text:
            self._words.append(text)
            if self._anchors:
                self._clicked.append(text)

    def enter(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "br":
            self.end_line(even_empty=True)
        elif tag in _PARAGRAPH:
            self.end_line()
            self._gap = self._gap or not (self._words or _is_tight(tag, attributes))
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag in _BLOCK:
            self.end_line()
        if tag == "li":
            self._words.append("- ")
        elif tag == "pre":
            self._preformatted += 1
        elif tag in {"a", "area"}:
            self._anchors.append(
                (node.mem_id, _url(attributes.get("href")), len(self._clicked), len(self._words))
            )
        elif tag == "img" and self._anchors:
            self._image(attributes.get("alt") or "")
        self._quote(node, tag, attributes)

    def leave(self, node: LexborNode) -> None:
        tag = node.tag
        if tag in _PARAGRAPH:
            self.end_line()
            self._gap = self._gap or not _is_tight(tag, node.attributes)
        elif tag in _BLOCK and tag not in {"td", "th"}:
            self.end_line()
        if tag == "pre":
            self._preformatted -= 1
        elif tag in {"a", "area"} and self._anchors:
            self._close_anchor()
        if self._quoting and self._quoting[-1] == node.mem_id:
            self._quoting.pop()
            self.end_line()
            self._depth -= 1

    def end_line(self, *, even_empty: bool = False) -> None:
        text = "".join(self._words)
        text = text.rstrip() if self._preformatted else text.strip()
        if text == "-":  # a list item whose words are still to come
            return
        self._words.clear()
        if (not text and not even_empty) or len(self.lines) >= MOST:
            return
        if self._gap and self.lines:
            self.lines.append(Line("", min(self._depth, self.lines[-1].depth)))
        self._gap = False
        self.lines.append(Line(text, self._depth, self._history))
        self._history = False

    def _end_cell(self) -> None:
        """A cell is a line of its own; after a label that ends with a colon it stays on the label's line."""
        if "".join(self._words[-3:]).rstrip().endswith(":"):
            self._words.append(" ")
        else:
            self.end_line()

    def _image(self, alternative: str) -> None:
        """A picture's words are shown only where they are all one can click."""
        if not "".join(self._clicked[self._anchors[-1][2] :]).strip() and self._anchors[-1][1]:
            self.text(one_line(alternative)[:200])

    def _close_anchor(self) -> None:
        _, url, since, _ = self._anchors.pop()
        if url and len(self.links) < MOST_LINKS:
            self.links.append(Link(url, one_line("".join(self._clicked[since:]))[:300]))
        if not self._anchors:
            self._clicked.clear()

    def _quote(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> None:
        """Notice the marks by which mail programs set off the message that is answered."""
        if tag == "blockquote" and _quotes(attributes):
            self.end_line()
            self._depth += 1
            self._quoting.append(node.mem_id)
        elif tag == "div" and attributes:
            names = (attributes.get("class") or "").split()
            if "yahoo_quoted" in names:
                self.end_line()
                self._depth += 1
                self._quoting.append(node.mem_id)
            elif attributes.get("id") in {"appendonsend", "divRplyFwdMsg"} or _is_outlook_header(
                node, attributes
            ):
                self._history = True


def _is_tight(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether a paragraph has no space around it, as Outlook writes every single line."""
    if tag not in {"p", "table"} or not attributes:
        return tag == "table"
    if tag == "p" and (attributes.get("class") or "").startswith("MsoNormal"):
        return True
    return tag == "table" or bool(_NO_MARGIN.search(attributes.get("style") or ""))


def _quotes(attributes: dict[str, str | None]) -> bool:
    if (attributes.get("type") or "").lower() == "cite":
        return True
    if not _QUOTING_CLASS.isdisjoint((attributes.get("class") or "").split()):
        return True
    return "border-left" in (attributes.get("style") or "").lower()


def _is_outlook_header(node: LexborNode, attributes: dict[str, str | None]) -> bool:
    style = (attributes.get("style") or "").replace(" ", "").replace("\n", "").lower()
    if not _OUTLOOK_RULE.search(style):
        return False
    text = node.text(deep=True)[:2_000]
    return text.count(":") >= 3 and len(node.css("b")) >= 3


def _url(href: str | None) -> str:
    url = one_line(href or "").replace(" ", "%20")[:LONGEST_URL]
    return url if url.lower().startswith(_SCHEMES) else ""
