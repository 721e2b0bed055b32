"""Every "Protocol board §4" leads to a numbered paragraph: in the code, in the browser's code, in the papers.

Citations look like `seal §5`, `tally §5, §6`, `verify §3.6 to §3.11`; a `§2` alone, inside a page of docs/protocol,
is one of that page.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.law.source import PROJECT, ensure_none, finding

PROTOCOL = PROJECT / "docs" / "protocol"
CITING = {"src": ("*.py", "*.html", "*.typ"), "client/src": ("*.ts",), "tests/rules": ("*.py",), "docs": ("*.md",)}
NUMBER = r"§(\d+(?:\.\d+)?)"
CITATION = re.compile(rf"(?:\b(Protocol)\s+)?(?:\b([A-Za-z]+)\s+)?({NUMBER}(?:(?:,|\s+and|\s+to)\s+{NUMBER})*)")
PARAGRAPH = re.compile(r"^(?:(\d+)\. |   (\d+\.\d+) \*\*)", re.MULTILINE)


def paragraphs(page: Path) -> list[str]:
    """The numbers of a page's paragraphs, in order: `3`, `3.1`."""
    return [whole or part for whole, part in PARAGRAPH.findall(page.read_text(encoding="utf-8"))]


def citing(root: Path) -> Iterator[Path]:
    """Every file that may cite the protocol."""
    for folder, patterns in CITING.items():
        yield from sorted(path for pattern in patterns for path in (root / folder).rglob(pattern))


def dead_citations(root: Path) -> Iterator[str]:
    """Citations of a page or a paragraph that is not there."""
    pages = {page.stem: set(paragraphs(page)) for page in (root / "docs" / "protocol").glob("*.md")}
    for path in citing(root):
        text = path.read_text(encoding="utf-8")
        for cited in CITATION.finditer(text):
            word, numbers = cited[2], re.findall(NUMBER, cited[3])
            page = word if cited[1] or word in pages else path.stem
            if page not in pages and not cited[1]:
                continue
            line = text.count("\n", 0, cited.start(3)) + 1
            dead = [number for number in numbers if number not in pages.get(page, ())]
            yield from (finding(path, root, line, f"there is no paragraph {page} §{number}") for number in dead)


def test_every_citation_leads_to_a_paragraph() -> None:
    ensure_none(dead_citations(PROJECT))


def test_paragraphs_are_numbered_without_gaps() -> None:
    for page in PROTOCOL.glob("*.md"):
        whole = [int(number) for number in paragraphs(page) if "." not in number]
        assert whole == list(range(1, len(whole) + 1)), page.name


def test_a_citation_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "docs/protocol").mkdir(parents=True)
    (tmp_path / "docs/protocol/board.md").write_text("1. One (§2).\n2. Two, as §3.\n   2.1 **Half**\n")
    (tmp_path / "src").mkdir()
    (tmp_path / "src/good.py").write_text('"""Protocol board §1 and §2.1; elsewhere (statute §9)."""\n')
    (tmp_path / "src/bad.py").write_text('"""Protocol board §2, §4."""\n# board §1 to §2.2\n# Protocol bored §1\n')
    assert sorted(dead_citations(tmp_path)) == [
        "docs/protocol/board.md:2: there is no paragraph board §3",
        "src/bad.py:1: there is no paragraph board §4",
        "src/bad.py:2: there is no paragraph board §2.2",
        "src/bad.py:3: there is no paragraph bored §1",
    ]
