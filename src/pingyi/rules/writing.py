"""What a text may be made of, wherever one comes in: signs that have a meaning of their own and that a person can see.

A private-use sign looks like a character on the machine that typed it and like a box on the next; U+FFFD and “?” stand
where a program has lost one; a reversing mark shows a name that isn't the one stored. None of these can be mended by
guessing, so the place and the sign are named. Signs without any width are no part of what a person typed: `tidy` drops
them. Public: tidy, flaw, half_width, decode, Flaw, Wrong. Issue #11 (C20).
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u3164\ufeff\uffa0]")
"""Signs without width that change nothing a person sees between Chinese or Latin letters."""

SCRIPTS_THAT_JOIN = re.compile("[\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u1800-\u18aa]")
"""Arabic, Indic and Mongolian letters: joiners beside them are spelling."""

EMPTY = frozenset("\u2800\ufffc\U0001d159")
"""Signs that leave a blank place: braille without dots, an object that is not there, a note without head."""

UNSEEN = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Me"))
"""Categories of signs that alone show nothing: blanks, controls, marks on another letter."""

JOINERS = "\u200c\u200d\u180e"
HALF_WIDTH = {0x3000: " ", 0xFFE5: "¥"} | {full: chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)}
LOST = re.compile("锟斤拷|烫烫烫|屯屯屯")
"""What is read when U+FFFD, or memory that nobody filled, was taken for GBK."""

STANDARD_2022 = dict(
    zip(
        "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796"
        "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864"
        "\ue816\ue817\ue818\ue831\ue83b\ue855\ue7c7",
        "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19"
        "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb"
        "\U00020087\U00020089\U000200cc\U000215d7\U0002298f\U000241fe\u1e3f",
        strict=True,
    )
)
"""Positions of GB18030 that older tables, and Python's, put into private use, and the characters they have today
(GB18030-2022 and its annex D; A8BC since 2005)."""

_TODAY = {ord(old): new for old, new in STANDARD_2022.items()}


class Wrong(StrEnum):
    """What is wrong with a sign, as the end of an English sentence about it."""

    PRIVATE = "is a private-use sign: every machine shows another character or a box"
    LOST = "stands where a character was lost; type that character again"
    SURROGATE = "is half a character"
    NOTHING = "is no character"
    CONTROL = "is a control character"
    BREAK = "is a line break"
    HIDDEN = "is an invisible sign that changes how the text is shown"


@dataclass(frozen=True, slots=True)
class Flaw:
    """The first sign that may not stand in a text: its place, counted from 1, its fault, what was meant."""

    place: int
    sign: str
    wrong: Wrong
    meant: str = ""

    @property
    def shown(self) -> str:
        """The sign as it can be named: visible ones in quotes, others by their Unicode number."""
        return self.sign if self.wrong is Wrong.LOST and self.sign.isprintable() else f"U+{ord(self.sign[0]):04X}"


def tidy(text: str) -> str:
    """The text without signs of no width, save joiners beside letters that are joined; blanks at both ends go too.

    "" for a text in which a person sees nothing: whoever asks for words asks for this.
    """
    if all(map(_shows_nothing, text)):
        return ""
    joined = bool(SCRIPTS_THAT_JOIN.search(text))
    return INVISIBLE.sub(lambda found: found[0] if joined and found[0] in JOINERS else "", text).strip()


def _shows_nothing(sign: str) -> bool:
    return sign in EMPTY or unicodedata.category(sign) in UNSEEN or bool(INVISIBLE.match(sign))


def half_width(text: str) -> str:
    """The text with what an input method writes at full width (“１２．５”) at half, and nothing else changed."""
    return text.translate(HALF_WIDTH)


def flaw(text: str, *, lines: bool = False, name: bool = False) -> Flaw | None:
    """The first sign that may not stand in the text, or None.

    `lines` allows line breaks and tabs, `name` refuses the “?” and “□” that programs leave in names they cannot write.
    """
    if text.isascii() and text.isprintable() and not (name and "?" in text):
        return None
    lost = LOST.search(text)
    for at, sign in enumerate(text):
        if lost and at == lost.start():
            return Flaw(at + 1, lost[0], Wrong.LOST)
        wrong = _wrong(text, sign, lines=lines, name=name)
        if wrong:
            return Flaw(at + 1, sign, wrong, meant(sign))
    return None


def meant(sign: str) -> str:
    """The character that older Chinese systems mean by a private-use sign, "" when nobody knows."""
    if sign in STANDARD_2022:
        return STANDARD_2022[sign]
    if not "\ue815" <= sign <= "\ue864":  # where Windows put the 80 last positions of GBK, FE50 to FEA0
        return ""
    at = ord(sign) - 0xE815
    position = bytes((0xFE, 0x50 + at + (at >= 0x2F)))
    character = position.decode("gb18030")
    return STANDARD_2022.get(character, character)


def decode(data: bytes) -> str | None:
    """The text of a file: UTF-8 with or without byte order mark, UTF-16 with one, or GB18030 by its edition of 2022.

    None when it is in none of them. A file that says it is UTF-8 and is not, or that is UTF-8 but for a broken place,
    is not read as GB18030: every name in it would be another.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    text = _decoded(data, "utf-8-sig")
    if text is not None or data.startswith(b"\xef\xbb\xbf") or _broken_utf8(data):
        return text
    text = _decoded(data, "gb18030")
    return None if text is None else text.translate(_TODAY)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _broken_utf8(data: bytes) -> bool:
    """Whether most of what isn't ASCII is UTF-8 in three bytes, which Chinese in GB18030 hardly ever looks like."""
    whole = sum(len(each) for each in re.findall(rb"[\xe3-\xe9][\x80-\xbf]{2}", data))
    return 2 * whole > sum(byte > 0x7F for byte in data) and whole >= 6


def _wrong(text: str, sign: str, *, lines: bool, name: bool) -> Wrong | None:
    if sign in "\n\r\t":
        return None if lines else Wrong.BREAK if sign != "\t" else Wrong.CONTROL
    if sign == "\ufffd" or (name and sign in "?？□〓\ufffc"):
        return Wrong.LOST
    match unicodedata.category(sign):
        case "Co":
            return Wrong.PRIVATE
        case "Cs":
            return Wrong.SURROGATE
        case "Cc" | "Zl" | "Zp":
            return Wrong.CONTROL
        case "Cf":
            return None if sign in JOINERS and SCRIPTS_THAT_JOIN.search(text) else Wrong.HIDDEN
        case "Cn" if not _may_be_newer(sign):
            return Wrong.NOTHING
    return Wrong.HIDDEN if INVISIBLE.match(sign) else None


def _may_be_newer(sign: str) -> bool:
    """Characters added to Unicode after this program's table: they come in the planes of rare Chinese characters."""
    return 0x20000 <= ord(sign) < 0x40000 and ord(sign) & 0xFFFE != 0xFFFE
