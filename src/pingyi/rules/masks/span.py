"""Places in a text and the text with them hidden. Offsets count code points; a grapheme cluster is never cut."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import regex

from pingyi.rules.masks.errors import FragmentAbsent, MaskCuts, MaskOutside

MASKED = "〔隐去：身份信息〕"
"""What stands where something is hidden: always the same, since what kind of thing it was can tell who."""

_CLUSTER = regex.compile(r"\X")


class Finding(StrEnum):
    """What a place may tell about who said it."""

    NAME = "name"
    CONTACT = "contact"
    ID_NUMBER = "id_number"
    PLATE = "plate"
    ADDRESS = "address"
    POST = "post"
    RARE = "rare"
    GROUP = "group"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From the character `start` up to the one before `end`, and what it may tell."""

    start: int
    end: int
    finding: Finding


def boundaries(text: str) -> frozenset[int]:
    """Where a character as a reader sees it begins, and where the text ends (UAX 29)."""
    return frozenset(match.start() for match in _CLUSTER.finditer(text)) | {len(text)}


def checked(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The places in their order, each once. Raises MaskOutside, MaskCuts."""
    found = tuple(sorted(set(spans)))
    edges = boundaries(text)
    for span in found:
        if not 0 <= span.start < span.end <= len(text):
            raise MaskOutside
        if not {span.start, span.end} <= edges:
            raise MaskCuts(fragment=text[span.start : span.end])
    return found


def covered(text: str, spans: Iterable[Span]) -> str:
    """The text with every place hidden; places that touch or overlap become one mask. Raises MaskOutside, MaskCuts."""
    parts, done = [], 0
    reach = -1
    for span in checked(text, spans):
        if span.start > reach:
            parts += [text[done : span.start], MASKED]
        reach = max(reach, span.end)
        done = reach
    return "".join([*parts, text[done:]])


def places(text: str, fragment: str) -> tuple[Span, ...]:
    """Everywhere that a fragment stands in whole characters. Raises FragmentAbsent, MaskCuts."""
    starts = [match.start() for match in regex.finditer(regex.escape(fragment), text)] if fragment else []
    if not starts:
        raise FragmentAbsent(fragment=fragment)
    edges = boundaries(text)
    whole = [start for start in starts if {start, start + len(fragment)} <= edges]
    if not whole:
        raise MaskCuts(fragment=fragment)
    return tuple(Span(start, start + len(fragment), Finding.OTHER) for start in whole)


def excerpt(text: str, span: Span, around: int) -> tuple[str, str, str]:
    """What stands in a place, with so many characters before and after it."""
    return text[max(0, span.start - around) : span.start], text[span.start : span.end], text[span.end :][:around]
