"""Chinese fonts for papers: Debian's, those of PyPI's `mplfonts` when somebody installed it, or the system's own.

A paper without them would be a page of empty boxes, so none is made and the sentence says what to install
(docs/decisions/0044-fonts-for-papers.md). typst draws a box for a sign that no font has, silently; `lacking` tells it.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "SimHei", "WenQuanYi Zen Hei")
"""Preferred first: families with the signs of simplified Chinese."""


class NoChineseFont(Exception):
    """No font on this machine has Chinese signs."""

    def __str__(self) -> str:
        return (
            "No Chinese font was found on this machine, so no paper was made. Install one, for example with "
            "`sudo apt-get install fonts-noto-cjk` or `pip install --no-deps mplfonts`, and run the command again."
        )


@cache
def fonts() -> typst.Fonts:
    """Every font that papers may use."""
    found = find_spec("mplfonts")
    folders = [Path(place) / "fonts" for place in found.submodule_search_locations or ()] if found else []
    return typst.Fonts(font_paths=[folder for folder in folders if folder.is_dir()])


def sans() -> str:
    """The best family there is. Raises NoChineseFont."""
    families = set(fonts().families())
    for family in SANS:
        if family in families:
            return family
    raise NoChineseFont


def file() -> tuple[str, int]:
    """Where the font of that family lies, and which face in it is the regular one. Raises NoChineseFont."""
    return next(iter(_places()))


def lacking(text: str) -> list[str]:
    """The signs of a text that no font here has, in order. Raises NoChineseFont."""
    signs = [sign for sign in dict.fromkeys(text) if not _drawn_by_none(sign)]
    for path, index in _places():
        if not signs:
            break
        known = _signs(path, index)
        signs = [sign for sign in signs if ord(sign) not in known]
    return signs


def _drawn_by_none(sign: str) -> bool:
    """Blanks, joiners and selectors of variants: nothing is drawn for them."""
    return unicodedata.category(sign)[0] in "ZC" or "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


def _places() -> Iterable[tuple[str, int]]:
    """Where the fonts lie, that of the papers first; typst falls back to any other. Raises NoChineseFont."""
    own = sans()
    found = [font for font in fonts().fonts() if font.path]
    for font in sorted(found, key=lambda font: (font.family != own, font.weight != 400)):
        yield str(font.path), font.index


@cache
def _signs(path: str, index: int) -> frozenset[int]:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())
