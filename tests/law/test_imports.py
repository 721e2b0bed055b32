"""The import contracts of .importlinter hold, and each is proved by a deliberate breach (laws 1 and 2)."""

import configparser
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.law.source import PROJECT

CONFIG = PROJECT / ".importlinter"
COMMAND = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--config", str(CONFIG)]

# contract → (importing module, what it imports); every other room of the planted house is well behaved
BREACHES = {
    "storeys": ("pingyi.records.campaign.actions", "pingyi.ceremonies.closing"),
    "records": ("pingyi.records.roll.queries", "pingyi.records.box.queries"),
    "foundation": ("pingyi.records.campaign.actions", "pingyi.records.duties.actions"),
    "desks": ("pingyi.desks.duties.overview", "pingyi.desks.sitting.intake"),
    "auditors": ("pingyi.verify.report", "django.http"),
    "models": ("pingyi.desks.duties.people", "pingyi.records.organisation.models"),
    "readers": ("pingyi.desks.public.form", "pingyi.records.campaign.actions"),
    "vault": ("pingyi.desks.duties.curious", "pingyi.records.vault.access"),
}
STOREYS = (
    "server",
    "rehearsal",
    "commands",
    "desks",
    "ceremonies",
    "ui",
    "printing",
    "compute",
    "records",
    "verify",
    "rules",
)
WALLS = [("roll", "box"), ("box", "roll"), ("voices", "vault"), ("vault", "voices")]


def broken_contracts(folder: Path) -> dict[str, str]:
    """Run the contracts against the package `pingyi` in this folder: what each broken one says, by its key."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "400", "NO_COLOR": "1"}
    done = subprocess.run(COMMAND, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    verdict, _, reasons = done.stdout.partition("Broken contracts\n")
    assert "Contracts:" in verdict, done.stdout + done.stderr
    headings = re.split(r"\n\n(.+)\n-{3,}\n", reasons)
    said = dict(zip(headings[1::2], headings[2::2], strict=True))
    assert set(said) == set(re.findall(r"^(.+) BROKEN$", verdict, re.MULTILINE))
    keys = {name: key for key, name in contracts().items()}
    return {keys[name]: text for name, text in said.items()}


def contracts() -> dict[str, str]:
    """The contracts by key: what they are called."""
    config = configparser.ConfigParser()
    config.read(CONFIG, encoding="utf-8")
    prefix = "importlinter:contract:"
    return {key.removeprefix(prefix): config[key]["name"] for key in config.sections() if key.startswith(prefix)}


def house(*imports: tuple[str, str]) -> dict[str, str]:
    """Files of a package `pingyi` with every storey, in which these modules import these others and nothing else."""
    files = {f"pingyi/{storey}/__init__.py": "" for storey in STOREYS}
    files |= {
        f"pingyi/{name}.py": ""
        for name in ("__init__", "records/append_only", "desks/duties/__init__", "ceremonies/bundle")
    }
    for importing, what in imports:
        for name in (importing, what):
            room, _, module = name.replace(".", "/").rpartition("/")
            if room.startswith("pingyi"):
                files |= {f"{room}/__init__.py": ""}
                files.setdefault(f"{room}/{module}.py", "")
        files[importing.replace(".", "/") + ".py"] = f"import {what}\n"
    return files


def test_every_contract_has_its_breach() -> None:
    assert {*BREACHES, "siblings"} == set(contracts())


def test_our_imports_keep_every_contract() -> None:
    assert broken_contracts(PROJECT / "src") == {}


def test_a_well_behaved_house_is_left_alone(plant: Callable[..., Path]) -> None:
    down = [("pingyi.server.urls", "pingyi.desks.public.home"), ("pingyi.desks.public.home", "pingyi.ui.door.gate")]
    reading = [
        ("pingyi.desks.booth.letter", "pingyi.records.box.queries"),
        ("pingyi.ui.door.gate", "pingyi.rules.power"),
    ]
    vault = [("pingyi.desks.custodian.mask", "pingyi.records.vault.access")]
    assert broken_contracts(plant(house(*down, *reading, *vault))) == {}


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_breaks_its_contract(contract: str, plant: Callable[..., Path]) -> None:
    importing, what = BREACHES[contract]
    broken = broken_contracts(plant(house((importing, what))))
    assert set(broken) == {contract}
    assert importing in broken[contract]
    assert what.removesuffix(".http") in broken[contract]


def test_the_walls_stand_in_both_directions(plant: Callable[..., Path]) -> None:
    breaches = [(f"pingyi.records.{one}.a", f"pingyi.records.{other}.b") for one, other in WALLS]
    said = broken_contracts(plant(house(*breaches)))["records"]
    for importing, what in breaches:
        assert f"{importing} -> {what}" in said


@pytest.mark.parametrize("breach", [("gossip", "roll"), ("roll", "gossip"), ("journal", "gossip")])
def test_a_new_record_app_stands_behind_the_walls_without_being_listed(
    breach: tuple[str, str], plant: Callable[..., Path]
) -> None:
    importing, what = (f"pingyi.records.{room}.a" for room in breach)
    assert set(broken_contracts(plant(house((importing, what))))) == {"records"}


def test_a_new_record_app_knows_the_foundation(plant: Callable[..., Path]) -> None:
    down = [("pingyi.records.gossip.actions", f"pingyi.records.{room}.actions") for room in ("journal", "duties")]
    assert broken_contracts(plant(house(*down))) == {}


def test_neighbours_that_import_each_other_are_found(plant: Callable[..., Path]) -> None:
    there, back = ("pingyi.ui.words.a", "pingyi.ui.tables.b"), ("pingyi.ui.tables.c", "pingyi.ui.words.d")
    assert broken_contracts(plant(house(there))) == {}
    assert set(broken_contracts(plant(house(there, back)))) == {"siblings"}
