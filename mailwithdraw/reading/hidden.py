"""What HTML hides from the reader: preheaders, tracking text, white on white."""

import re
from typing import NamedTuple

from selectolax.lexbor import LexborNode

_GONE = re.compile(r"(?:^|;)(?:display:none|opacity:0(?:\.0+)?%?(?:;|$|!))")
_INVISIBLE = re.compile(r"(?:^|;)visibility:(hidden|collapse|visible)")
_FLAT = re.compile(r"(?:^|;)(?:max-)?height:0(?:px|pt|em|%)?(?:;|$|!)")
_SIZE = re.compile(r"(?:^|;)font-size:([0-9.]+)(px|pt|em|rem|%)?")
_COLOUR = re.compile(r"(?:^|;)color:([^;!]+)")
_BACKGROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;!]+)")
_WHITE = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)", "#fefefe"})


class Look(NamedTuple):
    """How text at a place looks, as far as inline styles say."""

    tiny: bool = False
    invisible: bool = False
    white: bool = False
    """White letters on a background that is itself declared white."""
    ground: str = ""
    gone: bool = False
    """True for an element whose whole content is hidden, whatever stands below it."""

    @property
    def hidden(self) -> bool:
        """Whether text here cannot be seen; elements below may show again."""
        return self.tiny or self.invisible or self.white


def look(node: LexborNode, attributes: dict[str, str | None], around: Look) -> Look:
    """How an element's own text looks, given how it looks around it."""
    if "hidden" in attributes:
        return around._replace(gone=True)
    ground = (attributes.get("bgcolor") or "").lower() or around.ground
    colour = (attributes.get("color") or "").lower() if node.tag == "font" else ""
    style = attributes.get("style")
    if not style:
        return around if ground == around.ground and not colour else _painted(around, ground, colour)
    style = "".join(style.lower().split())
    if _GONE.search(style) or (_FLAT.search(style) and "overflow:hidden" in style):
        return around._replace(gone=True)
    if "mso-hide:all" in style and node.tag != "a" and node.css_first("a") is None:
        # other programs show it, yet only preheaders use it; buttons for all but Outlook hold a link
        return around._replace(gone=True)
    seen = around
    if match := _SIZE.search(style):
        size = float(match[1]) if re.fullmatch(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+", match[1]) else 12.0
        seen = seen._replace(tiny=size == 0 or (size <= 1 and match[2] in {"px", "pt", None}))
    if match := _INVISIBLE.search(style):
        seen = seen._replace(invisible=match[1] != "visible")
    if match := _BACKGROUND.search(style):
        ground = match[1]
    if match := _COLOUR.search(style):
        colour = match[1]
    return _painted(seen, ground, colour)


def _painted(seen: Look, ground: str, colour: str) -> Look:
    white = colour in _WHITE if colour else seen.white
    return seen._replace(ground=ground, white=white and ground in _WHITE)
