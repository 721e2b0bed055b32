"""What is posted or asked in an address goes through a form, which says length, type and choice once (law 14)."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.law.source import SOURCE, ensure_none, finding, parsed, python_files

PARTS = frozenset({"FILES", "GET", "POST"})
HANDS = frozenset({"forms.py"})
AT_THE_DOOR = frozenset({"server/middleware.py"})
"""Where a request is refused or cleaned as a whole before any page sees it."""


def requests_read_by_hand(root: Path) -> Iterator[str]:
    """Modules other than forms that read the fields of a request."""
    for path in python_files(root):
        if path.name in HANDS or str(path.relative_to(root)) in AT_THE_DOOR:
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Attribute) and node.attr in PARTS and ast.unparse(node.value).endswith("request"):
                yield finding(path, root, node.lineno, f"{ast.unparse(node)}: only a form reads it (ui/door/forms.py)")


def test_only_forms_read_requests() -> None:
    ensure_none(requests_read_by_hand(SOURCE))


@pytest.mark.parametrize("breach", ['request.POST["reason"]', 'request.GET.get("page")', "self.request.FILES"])
def test_reading_by_hand_is_found(breach: str, plant: Callable[..., Path]) -> None:
    root = plant(dict.fromkeys(("desks/duties/duty.py", "desks/duties/forms.py", "server/middleware.py"), breach))
    assert [line.split(":")[0] for line in requests_read_by_hand(root)] == ["desks/duties/duty.py"]
