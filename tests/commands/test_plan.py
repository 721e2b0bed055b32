"""`pingyi plan` at the command line, without Django."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pingyi import plans
from pingyi.commands.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["plan", *arguments], terminal_width=200)


def test_check_prints_digest_and_counts() -> None:
    result = run("check", "science-bureau")
    assert result.exit_code == 0
    assert "SHA-256 " in result.output
    assert "要点 29" in result.output


def test_check_numbers_every_fault_and_leaves_with_2(tmp_path: Path) -> None:
    text = (
        plans.read("school-district")
        .replace("threshold = 2", "threshold = 9")
        .replace("least_box = 10", "least_box = 0")
    )
    file = tmp_path / "plan.toml"
    file.write_text(text, encoding="gb18030")
    result = run("check", str(file), "--lang", "en")
    assert result.exit_code == 2
    assert "2 faults" in result.output
    assert "  1. survey.privacy.least_box is 0; it must be" in result.output
    assert "  2. survey.sealing.threshold is 9; it must be" in result.output


@pytest.mark.parametrize("name", ["absent.toml", "."])
def test_unreadable_file_is_one_sentence(name: str) -> None:
    result = run("check", name)
    assert result.exit_code == 2
    assert result.output.startswith(f"无法读取 {name}")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", plans.names())
def test_show_is_complete(name: str, lang: str) -> None:
    result = run("show", name, "--lang", lang)
    assert result.exit_code == 0
    for heading in ("基本原则", "任务", "结果运用") if lang == "zh" else ("Principles", "Tasks", "Consequences"):
        assert heading in result.output


def test_diff_tells_equal_from_different(tmp_path: Path) -> None:
    file = tmp_path / "local.toml"
    file.write_text(plans.read("science-bureau").replace("weight = 0.7\n", "weight = 0.6\n"), encoding="utf-8")
    different = run("diff", "science-bureau", str(file))
    assert different.exit_code == 1
    assert different.output == "survey.grades[basic].weight\n  - 0.7\n  + 0.6\n共 1 处不同\n"
    assert run("diff", "science-bureau", "science-bureau").exit_code == 0
    assert run("diff", "science-bureau", "absent").exit_code == 2


def test_year_is_a_parameter() -> None:
    assert "年度 2031" in run("check", "science-bureau", "--year", "2031").output
    assert run("check", "science-bureau", "--year", "99").exit_code == 2


def test_runs_without_django() -> None:
    program = (
        "import sys; sys.modules['django'] = None\n"
        "from pingyi.commands.cli import main\n"
        "main(['plan', 'check', 'school-district'])"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout


def test_years_that_nobody_has_published_are_told() -> None:
    result = run("check", "science-bureau", "--year", "2199")
    assert result.exit_code == 0 and "2199年的放假调休安排" in result.output.replace("\n", "")
    assert "注意" not in run("check", "science-bureau").output
