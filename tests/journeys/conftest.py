"""A browser, and two houses to walk through: one in the middle of its survey, one with its result published."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.journeys import house
from tests.journeys.visitor import PATIENCE, Guests, House

expect.set_options(timeout=PATIENCE)

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


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
    """Debian's Chromium, once per module: Playwright's loop must be gone before other tests ask the database.

    While it runs in this thread, Django is told that this is meant.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as driver:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with driver.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET) as browser:
            yield browser


@pytest.fixture
def guests(browser: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator[Guests]:
    """Who comes to this process's own server; nothing may have gone wrong in any of their browsers at the end."""
    with ExitStack() as leaving:
        yield Guests(browser, House(live_server.url, tmp_path), leaving)
