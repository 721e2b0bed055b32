"""A new house: three people, three links, no default account."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ANSWERS = "zhao\n赵维新\nqian\n钱慎行\nsun\n孙明鉴\n"


@pytest.mark.slow
def test_the_command_brings_in_three_people_once(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "PINGYI_DEMO")}
    environment |= {"PINGYI_DATA": str(tmp_path)}

    def run(answers: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from pingyi.commands.cli import main; main()", "administrators"]
        return subprocess.run(command, input=answers, env=environment, capture_output=True, text=True)

    first = run(ANSWERS)
    assert first.returncode == 0, first.stderr
    assert first.stdout.count("/join/") == 3
    assert ("runs as root" in first.stderr) == (os.geteuid() == 0), "root is warned, nobody else is"
    second = run(ANSWERS)
    assert second.returncode == 1
    assert "people already" in second.stderr
