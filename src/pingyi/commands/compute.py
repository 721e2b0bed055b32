"""`pingyi compute FILE.json`: one number, checked by anyone."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, BinaryIO, NoReturn

import click

from pingyi.compute.calculator import TOPICS, ComputeError, compute

MOST_BYTES = 20_000_000
REFUSED = 2


@click.command("compute", epilog="Topics: " + ", ".join(TOPICS) + ".")
@click.argument("file", type=click.File("rb"))
def command(file: BinaryIO) -> None:
    """Compute one statistic from FILE ("-" for standard input): a JSON object with `topic` and `inputs`.

    Prints the answer as JSON. A fault is one sentence on standard error and exit code 2.
    """
    try:
        answer = compute(_document(file))
    except ComputeError as fault:
        click.echo(f"pingyi compute: {fault}", err=True)
        sys.exit(REFUSED)
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1, allow_nan=False))


def _document(file: BinaryIO) -> Any:
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise ComputeError(f"the file is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ComputeError("the file is not UTF-8; save it as UTF-8 and try again") from fault
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_unique)
    except json.JSONDecodeError as fault:
        raise ComputeError(f"the file is not JSON: {fault.msg} in line {fault.lineno}, column {fault.colno}") from fault
    except RecursionError as fault:
        raise ComputeError("the file is nested too deeply") from fault
    except ComputeError:
        raise
    except (ValueError, ArithmeticError) as fault:
        raise ComputeError("the file contains a number with too many digits") from fault


def _no_constant(name: str) -> NoReturn:
    raise ComputeError(f"the file contains {name}, which is not a number of JSON")


def _unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise ComputeError(f"the file gives the field {twice!r} twice in one object")
    return found
