"""What can be seen to be wrong with a page: barriers, things cut off, words left in the other language."""

import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from babel.messages.pofile import read_po
from playwright.sync_api import Page

import pingyi
from tests.journeys.visitor import DESK, PHONE, Guests

CRITERIA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SENTENCE = re.compile(r"[A-Za-z']{2,}(?:[ ,]+[A-Za-z']{2,}){2,}")
"""Three words or more: names, user names and file names are fewer."""

WORDS = """() => {
  const said = [document.title], skip = "code, pre, .hash, [lang=en] [lang=zh-Hans], script, style, option[lang]";
  const add = (element, text) => {
    const spoken = element.closest("[lang]")?.lang, own = document.documentElement.lang;
    if (text?.trim() && spoken === own && !element.closest(skip)) said.push(text.replace(/\\s+/g, " ").trim());
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) add(walker.currentNode.parentElement, walker.currentNode.data);
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [title], [alt]"))
    for (const name of ["aria-label", "placeholder", "title", "alt"]) add(element, element.getAttribute(name));
  return [...new Set(said)];
}"""

WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = (node) =>
    node && (/auto|scroll|hidden/.test(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
  return [...document.body.querySelectorAll("*")]
    .filter((node) => node.getBoundingClientRect().right > width + 1 && !scrolls(node.parentElement))
    .slice(0, 5)
    .map((node) => `${node.tagName}.${node.className} ends at ${node.getBoundingClientRect().right}`)
    .concat(`page is ${document.documentElement.scrollWidth} wide, the window ${width}`);
}"""


FOUND = "options => axe.run(options).then(({violations}) => violations)"
"""What a page keeps to is not asked for: to hand that over takes as long as to look for what it does not keep to."""

PICTURES = os.environ.get("PINGYI_PICTURES")
"""The folder where pictures of all pages are kept, for whoever wants to look."""

SETTLED = """() => Promise.all(document.getAnimations()
    .filter(each => each.effect.getComputedTiming().endTime !== Infinity)
    .map(each => each.finished.catch(() => undefined)))"""
"""Colours have come to where they go."""


def faults_of(page: Page, name: str) -> list[str]:
    """Everything that is wrong with a page on a telephone and on a desk."""
    found = cut_off(page, name)
    return found + [f"{name}: {fault}" for fault in barriers(page, runOnly=CRITERIA) + foreign_words(page)]


def cut_off(page: Page, name: str) -> list[str]:
    """What sticks out of a page sideways on a telephone and on a desk."""
    found = []
    for screen in (PHONE, DESK):
        page.set_viewport_size(screen)
        picture(page, f"{name}-{screen['width']}")
        found += [f"{name}-{screen['width']}: {fault}" for fault in too_wide(page)]
    return found


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page, if anybody wants to look."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def faultless(page: Page) -> None:
    """The page that a click led to has come: nothing of it sticks out sideways, on whatever it is looked at and on a
    telephone and a desk besides, and axe finds no fault by any rule.
    """
    page.wait_for_load_state()
    faults, own = too_wide(page) + barriers(page, rules=_rules(page)), page.viewport_size
    faults += cut_off(page, page.url)
    if own:
        page.set_viewport_size(own)
    assert not faults, "\n".join(faults)


_COLOURED = set[str]()
"""Pages, by their address without numbers and their theme, whose colours this process has looked at."""


def _rules(page: Page) -> dict[str, Any]:
    """Contrast takes axe longer than all its other rules: of each page it is asked for once."""
    kind = page.evaluate("location.pathname.replace(/[0-9]+/g, '') + document.documentElement.dataset.bsTheme")
    if kind in _COLOURED:
        return {"color-contrast": {"enabled": False}}
    _COLOURED.add(kind)
    return {}


def look(guests: Guests, page: Page, route: str, *args: object) -> None:
    """Open a page: it is faultless."""
    guests.go(page, route, *args)
    faultless(page)


def faultless_by_day_and_night(page: Page) -> None:
    """The same in light and dark; light it stays."""
    for theme in ("dark", "light"):
        page.evaluate(f"document.documentElement.dataset.bsTheme = '{theme}'")
        page.evaluate(SETTLED)
        faultless(page)


def barriers(page: Page, **options: Any) -> list[str]:
    """What axe finds by any rule, one line per element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return [
        f"{rule['id']}: {node['html'][:200]} ({node['failureSummary'].splitlines()[-1].strip()})"
        for rule in page.evaluate(FOUND, {"resultTypes": ["violations"], "preload": False, **options})
        for node in rule["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    found: list[str] = page.evaluate(WIDE)
    return found


def foreign_words(page: Page) -> list[str]:
    """Words of ours that are in the other language."""
    said: list[str] = page.evaluate(WORDS)
    english, chinese = _catalogue()
    if page.evaluate("document.documentElement.lang") == "en":
        return [text for text in said if chinese.fullmatch(text)]
    return [
        text
        for text in said
        if not CHINESE.search(text) and (english.fullmatch(text) or SENTENCE.search(text)) and text != "English"
    ]


@cache
def _catalogue() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Every English and every Chinese text of the interface, as one pattern each."""
    english, chinese = set(), set()
    for path in Path(pingyi.__file__).parent.glob("**/zh_Hans/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                texts = zip(_forms(message.id), _forms(message.string), strict=False)
                for source, translation in texts:
                    if re.search(r"[A-Za-z]{3}", PLACEHOLDER.sub("", source)) and CHINESE.search(translation):
                        english.add(_pattern(source))
                        chinese.add(_pattern(translation))
    return tuple(re.compile("|".join(sorted(texts))) for texts in (english, chinese))  # type: ignore[return-value]


def _forms(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _pattern(text: str) -> str:
    parts = PLACEHOLDER.split(re.sub(r"<[^>]+>", "", " ".join(text.split())))
    return ".+?".join(map(re.escape, parts))
