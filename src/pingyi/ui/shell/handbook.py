"""The handbook, one page per desk: Markdown in docs/handbook to read there, HTML for whoever sits at a desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

FIRST = (
    *("public", "respondent", "account", "office", "unit", "survey"),
    *("keys", "sitting", "inspection", "leadership", "supervisor", "administrators"),
)
"""What comes first in the list beside every page, in this order; a page that is not named here follows by its name."""

OF_DESKS = {
    "allauth": "account",
    "binder": "inspection",
    "booth": "respondent",
    "campaign": "office",
    "casework": "office",
    "conduct": "supervisor",
    "duties": "office",
    "duties.home": "unit",
    "duties.own": "unit",
    "entrance": "account",
    "hotline": "office",
    "ledger": "unit",
    "notices": "account",
    "people": "office",
    "results": "unit",
    "results.objections": "office",
    "steward": "administrators",
    "today": "account",
    "voices": "public",
}
"""The desks, and pages of desks, that stand on the page of another; every other desk has a page under its own name."""


@dataclass(frozen=True, slots=True)
class HandbookPage:
    """One page in one language."""

    name: str
    title: str
    body: str


@cache
def names() -> tuple[str, ...]:
    """The pages there are: whoever adds a desk adds its page, and lists it nowhere."""
    found = {path.stem for path in (_folder() / "zh").glob("*.md")}
    return (*(name for name in FIRST if name in found), *sorted(found - set(FIRST)))


def pages(language: str) -> Sequence[HandbookPage]:
    """Every page, in `zh` or `en`."""
    return [page(name, language) for name in names()]


@cache
def page(name: str, language: str) -> HandbookPage:
    """One page. The files are our own and HTML inside them is not let through, so the result is safe to show."""
    text = (_folder() / language / f"{name}.md").read_text(encoding="utf-8")
    heading, _, rest = text.partition("\n")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = [_dressed(token) for token in markdown.parse(rest)]
    body = markdown.renderer.render(tokens, markdown.options, {})
    return HandbookPage(name, heading.removeprefix("# "), mark_safe(body))  # noqa: S308 - see above


def page_of(module: str) -> str:
    """The page for whoever is at the desk to which this module belongs; two sides of a desk may have a page each."""
    parts = module.split(".")
    desk, *pages = parts[2:] if parts[:2] == ["pingyi", "desks"] else parts[:1]
    name = OF_DESKS.get(".".join([desk, *pages]), OF_DESKS.get(desk, desk))
    return name if name in names() else "public"


def _dressed(token: Token) -> Token:
    if token.type == "table_open":
        token.attrSet("class", "table")
    return token


def _folder() -> Path:
    """Beside the package where it was installed as a wheel; in the checkout, where people read it."""
    packed = settings.BASE / "handbook"
    return packed if packed.is_dir() else settings.BASE.parents[1] / "docs" / "handbook"
