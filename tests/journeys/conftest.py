"""A browser, and two houses to walk through: one in the middle of its survey, one with its result published."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys import house
from tests.journeys.visitor import House

SMALL = ("--units", "3", "--respondents", "20")
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
]
"""Chromium as root, and without the requests it makes of its own accord."""


@pytest.fixture(scope="session")
def houses(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[dict[str, House]]:
    """Both houses, founded side by side and shared by all test processes of this run.

    Whoever writes journeys may keep two demos running and name their addresses: PINGYI_HOUSES="http://… http://…".
    """
    base = tmp_path_factory.getbasetemp()
    top = base if worker_id == "master" else base.parent
    if running := os.environ.get("PINGYI_HOUSES", "").split():
        yield {
            name: House(address, top / name) for name, address in zip(("fielding", "published"), running, strict=True)
        }
        return
    kinds = {"fielding": SMALL, "published": (*SMALL, "--phase", "published")}
    leases = {name: house.lease(top / name, *options) for name, options in kinds.items()}
    yield {name: House(address, top / name) for name, (_, address) in leases.items()}
    for held, _ in leases.values():
        held.close()


@pytest.fixture(scope="session")
def fielding(houses: dict[str, House]) -> House:
    """Some days into the survey: boxes take ballots, counties owe papers."""
    return houses["fielding"].ready()


@pytest.fixture(scope="session")
def published(houses: dict[str, House]) -> House:
    """After everything: the ranking is out."""
    return houses["published"].ready()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, once per module: Playwright's loop must be gone before another test asks the database."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where screenshots are kept for whoever wants to look; never committed."""
    folder = Path(__file__).resolve().parents[2] / "artefacts" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
