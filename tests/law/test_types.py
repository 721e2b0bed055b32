"""Everything is checked strictly, and a page knows what its request carries (law 15)."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.law.source import PROJECT, SOURCE, ensure_none, finding, imported, parsed, python_files

ROOMS = ("desks", "ui")
TYPED = "request.py"
BLANKET = re.compile(r"#\s*(type: ignore(?!\[[a-z, -]+\]\s+# \w)|mypy: )|attr-defined")
LOOSER = {"ignore_missing_imports", "disallow_subclassing_any"}
"""What may be said of single modules: libraries without types, and their classes that we inherit."""

PAGES = """
from django.http import HttpResponse

from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest, Request


@serves(Power.CAMPAIGN_READ)
def misspelt(request: Request) -> HttpResponse:
    return HttpResponse(request.actr)


@serves(Power.CAMPAIGN_READ)
def unasked(request: Request) -> HttpResponse:
    return HttpResponse(request.campaign.code)


@serves(Power.CAMPAIGN_READ)
def ungated(request: CampaignRequest) -> HttpResponse:
    return HttpResponse(request.campaign.code)


@serves(Power.CAMPAIGN_READ)
@in_campaign
def good(request: CampaignRequest) -> HttpResponse:
    return HttpResponse(request.campaign.code)
"""


def bare_requests(root: Path) -> Iterator[str]:
    """Pages that take Django's own request."""
    for path in python_files(root, *ROOMS):
        for line, name in imported(parsed(path)):
            if name == "django.http.HttpRequest" and path.name != TYPED:
                yield finding(
                    path, root, line, "take ui.door.request.Request: it knows who asks, when, and the campaign"
                )


def blanket_ignores(root: Path) -> Iterator[str]:
    """Lines, and whole files, of which nothing is checked, or nobody says why not; and names that are not there."""
    for path in python_files(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if BLANKET.search(line):
                yield finding(path, root, number, "say which fault is ignored, and why: # type: ignore[…]  # …")


def settings() -> dict[str, Any]:
    with (PROJECT / "pyproject.toml").open("rb") as file:
        found: dict[str, Any] = tomllib.load(file)["tool"]["mypy"]
    return found


def test_everything_is_checked_strictly() -> None:
    mypy = settings()
    assert (mypy["files"], mypy["strict"]) == (["src/pingyi"], True)
    for each in mypy["overrides"]:
        assert set(each) - {"module"} <= LOOSER
    assert "$(RUN)/mypy" in (PROJECT / "Makefile").read_text()


def test_every_page_takes_the_house_s_request() -> None:
    ensure_none(bare_requests(SOURCE))


def test_no_fault_is_ignored_without_its_name_and_a_reason() -> None:
    ensure_none(blanket_ignores(SOURCE))


def test_a_page_with_django_s_request_is_found(plant: Callable[..., Path]) -> None:
    root = plant({"desks/visits/show.py": "from django.http import HttpRequest\n", "ui/door/request.py": "x = 1\n"})
    assert [line.split(":")[0] for line in bare_requests(root)] == ["desks/visits/show.py"]


def test_a_blanket_ignore_is_found(plant: Callable[..., Path]) -> None:
    ignoring = ("", "[misc]", "[attr-defined]  # annotated", "[misc]  # its stubs are older")
    root = plant({f"{n}.py": f"x = y  # type: ignore{each}\n" for n, each in enumerate(ignoring)})
    assert [line.split(":")[0] for line in blanket_ignores(root)] == ["0.py", "1.py", "2.py"]


def test_a_relative_import_is_found(plant: Callable[..., Path]) -> None:
    root = plant({"desks/visits/show.py": "from . import forms\n\nforms.show()\n"})
    ruff = [sys.executable, "-m", "ruff", "check", "--no-cache", "--config", PROJECT / "pyproject.toml", root]
    said = subprocess.run(ruff, capture_output=True, text=True, check=False).stdout
    assert "TID252" in said and "show.py" in said


def test_what_a_request_does_not_carry_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text(PAGES)
    mypy = [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml", "--no-error-summary", str(page)]
    ours = os.environ | {"MYPYPATH": str(SOURCE.parent)}
    told = subprocess.run(mypy, cwd=PROJECT, env=ours, capture_output=True, text=True).stdout.splitlines()
    faults = [line for line in told if ": error: " in line]
    assert len(faults) == 3, told
    assert "actr" in faults[0] and '"None"' in faults[1] and "CampaignRequest" in faults[2]
