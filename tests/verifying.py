"""The command line as an outsider runs it on what was published: nothing of this process's own database or clock."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PROGRAMME = Path(sys.executable).with_name("pingyi")


def pingyi(*words: object) -> subprocess.CompletedProcess[str]:
    """One run of the command."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PINGYI_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    return subprocess.run([PROGRAMME, *map(str, words)], env=kept, capture_output=True, text=True, check=False)


def reported(source: Path, code: int) -> dict[str, Any]:
    """What `pingyi verify` finds, ending with this exit code."""
    done = pingyi("verify", source, "--json")
    report: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == code, wrong(report)
    return report


def wrong(report: dict[str, Any]) -> dict[str, Any]:
    """The faults, by the check that found them."""
    return {check["check"]: check["faults"] for check in report["checks"] if check["outcome"] == "wrong"}


def smallest_board(bundle: Path) -> Path:
    """The board that is verified soonest."""
    return min((bundle / "boards").glob("*.bel"), key=lambda path: (path.stat().st_size, path.name))


def alter(file: Path) -> None:
    """Change one byte in the middle."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
