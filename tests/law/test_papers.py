"""The papers tell the truth: links lead somewhere, commands exist, the map is the house, decisions are numbered once,
every setting is explained, every dependency's licence was looked at.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pingyi.commands.cli import COMMANDS
from tests.law.source import PROJECT, SOURCE, ensure_none, finding, python_files

ELSEWHERE = {".venv", ".pingyi", "node_modules", ".git"}
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
TARGET = re.compile(r"\bmake ([a-z]+)")
COMMAND = re.compile(r"`(?:\.venv/bin/)?pingyi ([a-z]+)")
ROOM = re.compile(r"^([│ ]*)[├└]── ([a-z_]+(?:/|\.py))", re.MULTILINE)
TEST = re.compile(r"`(tests/[a-z_/]+\.py)::(\w+)`")
SETTING = re.compile(r"PINGYI_[A-Z_]+")
STOREYS_WITH_ROOMS = ("rules", "verify", "compute", "ui", "server")
NOUNS = ("records/*/__init__.py", "desks/*/__init__.py", "ceremonies/[a-z]*.py")
DECISIONS = PROJECT / "docs" / "decisions"
PARTS = ("Context", "Decision", "Consequence", "What would reverse it")


def papers(root: Path = PROJECT) -> Iterator[Path]:
    """Every Markdown page of the project."""
    yield from (path for path in sorted(root.rglob("*.md")) if not ELSEWHERE & set(path.relative_to(root).parts))


def dead_links(root: Path) -> Iterator[str]:
    """Links to files of ours that are not there."""
    for path in papers(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for link in LINK.findall(line):
                target = link.partition("#")[0]
                if target and "://" not in target and not (path.parent / target).exists():
                    yield finding(path, root, number, f"{link} leads nowhere")


def unknown_commands(root: Path, targets: set[str]) -> Iterator[str]:
    """`make x` and `pingyi x` that do not exist."""
    for path in papers(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            wrong = [
                f"make {name}" for code in re.findall(r"`[^`]+`|^ *make .*", line) for name in TARGET.findall(code)
            ]
            wrong = [said for said in wrong if said.removeprefix("make ") not in targets]
            wrong += [f"pingyi {name}" for name in COMMAND.findall(line) if name not in COMMANDS]
            yield from (finding(path, root, number, f"there is no `{said}`") for said in wrong)


def mapped_rooms() -> set[str]:
    """The rooms of ARCHITECTURE's map, as paths below src/pingyi."""
    rooms, above = set(), ""
    for margin, name in ROOM.findall((PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")):
        room = f"{above}/{name.rstrip('/')}" if margin else name.rstrip("/")
        above = above if margin else room
        rooms.add(room)
    return rooms


def rooms() -> set[str]:
    """The rooms of the tree: storeys, and the packages inside those that do not grow with every noun."""
    packages = [SOURCE, *(SOURCE / storey for storey in STOREYS_WITH_ROOMS)]
    return {path.name for path in SOURCE.glob("*.py") if not path.stem.startswith("__")} | {
        str(inner.parent.relative_to(SOURCE))
        for outer in packages
        for inner in outer.glob("*/__init__.py")
        if inner.parent.name not in ("templatetags", "migrations")
    }


def silent_rooms(root: Path) -> Iterator[str]:
    """Records, ceremonies and desks whose first line does not say what they are."""
    for path in (path for pattern in NOUNS for path in sorted(root.glob(pattern))):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        if len(first.strip('"')) < 20 or not first.startswith('"""'):
            yield finding(path, root, 1, "say in the first line what this room is for")


def dependencies() -> set[str]:
    """Every package that an installation, or a browser, or a developer receives by our lock files."""
    locked = {package["name"] for package in tomllib.loads((PROJECT / "uv.lock").read_text())["package"]}
    client = json.loads((PROJECT / "client" / "package-lock.json").read_text())["packages"]
    shipped = {path.rpartition("node_modules/")[2] for path, package in client.items() if path and "dev" not in package}
    return (locked | shipped) - {"pingyi"}


def test_links_lead_somewhere() -> None:
    ensure_none(dead_links(PROJECT))


def test_commands_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    ensure_none(unknown_commands(PROJECT, targets))


def test_the_tests_named_in_the_papers_exist() -> None:
    for path in papers():
        for file, name in TEST.findall(path.read_text(encoding="utf-8")):
            assert (PROJECT / file).is_file(), f"{path.name}: {file} is not there"
            assert f"def {name}(" in (PROJECT / file).read_text(encoding="utf-8"), f"{path.name}: {file} has no {name}"


def test_a_dead_link_and_an_unknown_command_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[there](page.md) [gone](gone.md#x) [far](https://example.org)\n`make gold`, `pingyi gold`\n")
    assert list(dead_links(tmp_path)) == ["page.md:1: gone.md#x leads nowhere"]
    assert len(list(unknown_commands(tmp_path, {"demo"}))) == 2


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_two_commands_of_a_newcomer(name: str) -> None:
    page = (PROJECT / name).read_text(encoding="utf-8")
    assert "make demo" in page
    assert "make test" in page


def test_the_map_is_the_house() -> None:
    mapped, real = mapped_rooms(), rooms()
    assert mapped == real, (
        f"the map in ARCHITECTURE.md lacks {sorted(real - mapped)}; it dreams of {sorted(mapped - real)}"
    )


def test_every_noun_says_what_it_is() -> None:
    ensure_none(silent_rooms(SOURCE))


def test_a_room_that_says_nothing_is_found(plant: Callable[..., Path]) -> None:
    said = '"""Visits of leaders to units."""\n'
    root = plant({"records/a/__init__.py": said, "desks/a/__init__.py": "", "ceremonies/a.py": '"""A."""\n'})
    assert [line.split(":")[0] for line in silent_rooms(root)] == ["desks/a/__init__.py", "ceremonies/a.py"]


def test_decisions_are_numbered_once_and_listed() -> None:
    files = sorted(path.name for path in DECISIONS.glob("[0-9]*.md"))
    assert all(re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", name) for name in files), files
    assert len({name[:4] for name in files}) == len(files), f"a number is used twice: {files}"
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    for name in files:
        title = (DECISIONS / name).read_text(encoding="utf-8").partition("\n")[0]
        assert title.startswith(f"# {name[:4]} · "), f"{name}: the title is `# {name[:4]} · …`"
        assert f"| {name[:4]} | [{title[9:]}]({name}) |" in index, f"docs/decisions/README.md lacks {name}"


@pytest.mark.parametrize("path", sorted(DECISIONS.glob("[0-9]*.md")), ids=lambda path: path.stem)
def test_a_decision_says_why_and_until_when(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    missing = [part for part in PARTS if not re.search(rf"^(## |\*\*){part}", text, re.MULTILINE)]
    assert not missing, f"{path.name} lacks {missing}"


def test_every_setting_is_explained() -> None:
    named = {name for path in python_files(SOURCE) for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", (PROJECT / "docs" / "deploy.md").read_text(), re.MULTILINE))
    assert explained == named | {"DATABASE_URL"}


def test_every_licence_was_looked_at() -> None:
    record = (DECISIONS / "0001-apache-licence.md").read_text(encoding="utf-8")
    unknown = sorted(name for name in dependencies() if f"`{name}`" not in record)
    assert not unknown, f"look at the licence of {unknown}, then add it to docs/decisions/0001-apache-licence.md"
