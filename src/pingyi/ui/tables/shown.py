"""A number as a spreadsheet shows it: the value and its format together, because a person checks what is on the screen.

Formats that show a number otherwise than by its digits (dates, fractions, conditions, Chinese numerals) are refused by
name: what they show depends on the machine, and 0012 that became 12, or 3-1 that became a day, is a mistake to be seen.
Only a column of days takes a date, whose year, month and day are shown (docs/decisions/0170-days-in-sheets.md).
"""

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils.translation import gettext as _

BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0;(#,##0)",
    38: "#,##0;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    48: "##0.0E+0",
    49: "@",
} | dict.fromkeys([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)], "h:mm")
BUILT_IN |= dict.fromkeys((14, 15, 31), "yyyy/m/d")
"""The formats that have a number and no spelling in the file. The order of a date's parts depends on the machine."""

PLAIN = frozenset({"General", "@", ""})
EPOCH, DAYS_TO_1904 = date(1899, 12, 30), 1462
EXACT_DIGITS = 15
WIDEST = 11
COLOUR = re.compile(r"\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|黑色|蓝色|红色|绿色)\]", re.I)
TOKEN = re.compile(r'"([^"]*)"|\\(.)|_(.)|([0#?.,%])|([-+/()!^&\'~{}<>:= $¥￥])|(.)', re.DOTALL)
DATE = re.compile(r"[ymdhsYMDHSeEgGbB年月日时分秒]")
ELSEWHERE = re.compile(r"\[\$[^\]]*-[0-9A-Fa-f]{5,}\]")
"""Asks for another calendar or for other digits: the moon's years, the years of a reign."""

FIRST, LAST = 61, 2_958_465
"""The days that every program counts alike: 1 March 1900, after the 29 February that there was not, to the end of 9999.
"""


class NotShown(ValueError):
    """What this cell shows cannot be told from the file; the message says what to do."""


def number(raw: str, form: str) -> str:
    """What a cell with this stored number and format shows. Raises NotShown."""
    try:
        value = Decimal(raw)
    except InvalidOperation:
        raise NotShown(_as_text()) from None
    if not value.is_finite() or value.adjusted() >= EXACT_DIGITS:
        raise NotShown(
            _(
                "A number of more than 15 digits: the spreadsheet has lost the last ones already. "
                "Format the column as text and type it again."
            )
        )
    return _general(value) if form in PLAIN else _formatted(value, form)


def text(stored: str, form: str) -> str:
    """What a cell with this text and format shows. Raises NotShown."""
    sections = _sections(form)
    part = sections[3] if len(sections) > 3 else form if "@" in form else "@"
    if stored and re.sub(r'_.|\*.|"\s*"', "", COLOUR.sub("", part)).strip() not in ("@", "General"):
        raise NotShown(_as_text())
    return stored


def is_date(form: str) -> bool:
    """Whether the format shows a number as a day or a time."""
    bare = re.sub(r'"[^"]*"|\\.|_.|\[[^\]]*\]|General|E[+-]', "", form)
    return bool(DATE.search(bare)) or bool(re.search(r"\[[hms]+\]", form))


def taken_for_date() -> str:
    """What is said of a date where no day is asked for, and of a time."""
    return _(
        "The spreadsheet has taken this for a date or time. Format the column as text and type again what "
        "should stand there."
    )


def day(raw: str, form: str, *, since_1904: bool) -> str:
    """The day that a cell with this number and format shows, as 2026-07-16; "" where it does not show a whole day."""
    bare = re.sub(r'"[^"]*"|\\.|_.|\[[^\]]*\]', "", form).lower()
    if not {"y", "m", "d"} <= set(bare) or {"h", "s"} & set(bare) or ELSEWHERE.search(form):
        return ""
    try:
        number = Decimal(raw) + (DAYS_TO_1904 if since_1904 else 0)
    except InvalidOperation:
        return ""
    whole = number.is_finite() and FIRST <= number < LAST + 1
    return (EPOCH + timedelta(days=int(number))).isoformat() if whole else ""


def _general(value: Decimal) -> str:
    whole = max(value.adjusted() + 1, 1)
    places = WIDEST - 1 - whole
    if whole > WIDEST or (value and value.adjusted() < -4):
        raise NotShown(_("The spreadsheet shows this number shortened. Format the column as text and type it again."))
    rounded = value.quantize(Decimal(1).scaleb(-max(places, 0)), ROUND_HALF_UP)
    shown = f"{rounded:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _formatted(value: Decimal, form: str) -> str:
    if is_date(form):
        raise NotShown(taken_for_date())
    sections = _sections(form)
    if (value < 0 and len(sections) > 1) or (not value and len(sections) > 2):
        raise NotShown(_as_text())
    tokens = [_token(*found.groups()) for found in TOKEN.finditer(COLOUR.sub("", sections[0]))]
    return ("-" if value < 0 else "") + _filled(abs(value), tokens)


def _sections(form: str) -> list[str]:
    return re.findall(r'(?:"[^"]*"|\\.|[^;])+|(?<=;)(?=;|$)|^(?=;)', form) or [""]


def _token(quoted: str, escaped: str, padded: str, sign: str, plain: str, other: str) -> tuple[bool, str]:
    """One part of a format: whether it stands for digits, and its text."""
    if other is not None:
        raise NotShown(_as_text())
    if sign is not None:
        return True, sign
    return False, " " if padded is not None else quoted if quoted is not None else escaped or plain or ""


def _filled(value: Decimal, tokens: list[tuple[bool, str]]) -> str:
    """The digits put into the places of the format, from the point to both sides."""
    signs = "".join(text for stands, text in tokens if stands)
    if not re.fullmatch(r"[0#?]+(?:,[0#?]+)*(?:\.[0#?]*)?%?", signs):
        raise NotShown(_as_text())
    whole, _point, decimals = signs.rstrip("%").partition(".")
    percent, grouped = signs.endswith("%"), "," in whole
    scaled = (value * 100 if percent else value).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    if grouped or "?" in signs or "#" in decimals:
        if {*whole.replace(",", "")} - {"#", "0"} or "#" in decimals or whole.replace(",", "").lstrip("#") != "0":
            raise NotShown(_as_text())
        return "".join(_merge(tokens, f"{scaled:,f}"))
    digits = f"{scaled:f}".partition(".")
    return _placed(tokens, digits[0], digits[2])


def _merge(tokens: list[tuple[bool, str]], number: str) -> list[str]:
    """A grouped number between the words of its format."""
    first = next(at for at, (stands, _text) in enumerate(tokens) if stands)
    last = max(at for at, (stands, text) in enumerate(tokens) if stands and text != "%")
    if not all(stands for stands, _text in tokens[first : last + 1]):
        raise NotShown(_as_text())
    before = [text for _stands, text in tokens[:first]]
    return [*before, number, *(text for _stands, text in tokens[last + 1 :])]


def _placed(tokens: list[tuple[bool, str]], whole: str, decimals: str) -> str:
    """Digits placed one by one, so that 000-0000 and "No."000 come out as they are shown."""
    point = next((at for at, (stands, text) in enumerate(tokens) if stands and text == "."), len(tokens))
    places = [at for at, (stands, text) in enumerate(tokens[:point]) if stands and text in "0#"]
    left, shown = whole.lstrip("0"), dict[int, str]()
    for at in reversed(places):
        digit, left = (left[-1:], left[:-1])
        shown[at] = digit or ("0" if tokens[at][1] == "0" else "")
    shown[places[0]] = left + shown[places[0]]
    rest = iter(decimals)
    return "".join(
        text if not stands or text in ".%" else shown[at] if at < point else next(rest)
        for at, (stands, text) in enumerate(tokens)
    )


def _as_text() -> str:
    return _(
        "The spreadsheet shows this cell otherwise than it is stored. Format the column as text and type again what "
        "should stand there."
    )
