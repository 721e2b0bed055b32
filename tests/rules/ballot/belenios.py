"""Debian's `belenios-tool`, the program that we did not write, run in a folder of its own."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

GROUP = "BELENIOS-2048"
"""The only group that 2.0 and we have in common."""

PRESENT = shutil.which("belenios-tool") is not None
needs_tool = pytest.mark.skipif(not PRESENT, reason="belenios-tool is not on the PATH; `make test` installs it")


class Tool:
    """`belenios-tool` with one folder as its election."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def run(self, *arguments: str, stdin: str = "") -> str:
        """What it prints. Raises AssertionError with what it says when it fails."""
        done = self._run(*arguments, stdin=stdin)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def election(self, command: str, **options: Any) -> str:
        """An `election` command on this folder's board."""
        given = [f"--{key.replace('_', '-')}={value}" for key, value in options.items()]
        return self.run("election", command, "--dir", str(self.folder), *given)

    def event(self, kind: str, *lines: str) -> None:
        """Appends an event with its data to the board."""
        self.run(
            "archive", "add-event", "--dir", str(self.folder), "--type", kind, stdin="".join(f"{x}\n" for x in lines)
        )

    def accepts(self, uuid: str, board: bytes) -> bool:
        """Whether it verifies the board, which replaces the folder's."""
        for old in self.folder.glob("*.bel"):
            old.unlink()
        (self.folder / f"{uuid}.bel").write_bytes(board)
        done = self._run("election", "verify", "--dir", str(self.folder))
        assert done.returncode in (0, 124), done.stderr
        return done.returncode == 0

    def write(self, name: str, content: str) -> str:
        """The path of a new file in the folder."""
        path = self.folder / name
        path.write_text(content)
        return str(path)

    def ballot(self, private_credential: str, choices: list[list[int]]) -> str:
        """A ballot that it makes for the folder's board."""
        code, ticks = self.write("code", private_credential), self.write("choices", json.dumps(choices))
        return self.election("generate-ballot", privcred=code, ballot=ticks).strip()

    def credentials(self, uuid: str, count: int) -> dict[str, str]:
        """Public credentials by private one, as it derives them (laxer §8)."""
        self.run("setup", "generate-credentials", "--group", GROUP, "--uuid", uuid, "--count", str(count))
        (private,) = self.folder.glob("*.privcreds")
        codes = [line.split()[1] for line in private.read_text().splitlines()]
        derive = ("setup", "generate-credentials", "--group", GROUP, "--uuid", uuid, "--derive")
        return {code: self.run(*derive, code).strip() for code in codes}

    @property
    def board(self) -> bytes:
        """The folder's board."""
        (path,) = self.folder.glob("*.bel")
        return path.read_bytes()

    def _run(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["belenios-tool", *arguments], cwd=self.folder, input=stdin, capture_output=True, text=True, check=False
        )
