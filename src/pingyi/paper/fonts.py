"""Chinese fonts for papers: Debian's, those of PyPI's `mplfonts` when somebody installed it, or the system's own.

A paper without them would be a page of empty boxes, so none is made and the sentence says what to install
(docs/decisions/0044-fonts-for-papers.md).
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

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
