"""Files on the bureau's own machine: read with a sentence for every fault, written whole and for their owner only."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pingyi.printing.codes import BadList
from pingyi.rules.ballot.errors import BallotError
from pingyi.rules.ballot.group import group_named

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
People = TypeVar("People")


class Refused(click.ClickException):
    """A sentence on standard error and exit code 2."""

    exit_code = 2


def _reason(fault: Exception) -> str:
    """Short, and without the bytes of a file that is something else."""
    match fault:
        case UnicodeDecodeError():
            return "it is not text in UTF-8"
        case KeyError():
            return f"it lacks {fault}"
    return str(fault)


def read_survey(path: Path) -> dict[str, Any]:
    """The boxes of a survey, as the registrar's page gives them. Raises Refused."""
    try:
        survey: dict[str, Any] = json.loads(path.read_bytes())
        group_named(survey["group"])
        needed = [survey["address"]]
        for box in survey["boxes"]:
            needed += [box[key] for key in ("uuid", "unit", "stratum", "invited", "published")]
            needed += [box[key]["zh"] for key in ("unit_name", "stratum_name")]
    except (KeyError, TypeError, ValueError, BallotError) as fault:
        raise Refused(f"{path} is not the file boxes.json of the registrar's page ({_reason(fault)}).") from fault
    return survey


def read_people(read: Callable[[bytes], list[People]], path: Path) -> list[People]:
    """A list of people. Raises Refused."""
    try:
        return read(path.read_bytes())
    except BadList as fault:
        raise Refused(f"{path}: {fault}.") from fault
