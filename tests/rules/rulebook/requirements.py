"""docs/requirements.md: its rows, and the column that follows from the plan. Run as a module to write it anew."""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pingyi.rules import encoding
from pingyi.rules.rulebook import parse
from tests.rules.rulebook.planting import SCIENCE

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "requirements.md"
ROW = re.compile(r"\| (R\d+) \| (.+?) \| (.*?) ?\| (.+?) \|")


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement."""

    number: str
    quote: str
    in_plan: str
    acted_on_by: str

    def __str__(self) -> str:
        return f"| {self.number} | {self.quote} | {self.in_plan} | {self.acted_on_by} |"


def rows() -> list[Row]:
    """The table as it stands."""
    return [Row(*found.groups()) for found in map(ROW.fullmatch, PAGE.read_text(encoding="utf-8").split("\n")) if found]


def answered() -> dict[str, str]:
    """Requirement → the entries of the source plan that name it."""
    found: dict[str, list[str]] = defaultdict(list)
    _collect(found, encoding.plain(parse(SCIENCE)), "")
    return {number: ", ".join(f"`{path}`" for path in paths) for number, paths in found.items()}


def _collect(found: dict[str, list[str]], value: Any, path: str) -> None:
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                _collect(found, item, f"{path}[{item['code']}]" if "code" in item else path)
    elif isinstance(value, dict):
        for number in value.get("source", ()):
            found[number].append(path or "the plan itself")
        for name, item in value.items():
            _collect(found, item, f"{path}.{name}" if path else name)


def write() -> None:
    """Fill the third column."""
    entries = answered()
    page = PAGE.read_text(encoding="utf-8")
    for row in rows():
        filled = Row(row.number, row.quote, entries.get(row.number, ""), row.acted_on_by)
        page = re.sub(rf"^\| {row.number} \|.*$", lambda _, line=str(filled): line, page, flags=re.MULTILINE)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    write()
