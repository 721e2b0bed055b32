"""`pingyi rehearse`, and the rehearsal behind `make demo`."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pingyi.server.plan import load, plan_text
from pingyi.server.serving import sentences, start_django

WORKERS = os.cpu_count() or 2


@click.command()
@click.option("--plan", default="science-bureau", show_default=True, help="A built-in plan's name, or a plan file.")
@click.option("--units", default=9, show_default=True, type=click.IntRange(1, 500), help="Ranked units.")
@click.option("--respondents", default=150, show_default=True, type=click.IntRange(20, 5000), help="Answers per unit.")
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same campaign.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where bundle and database go.")
@click.option("--workers", default=WORKERS, show_default=True, help="Processes that seal and check ballots.")
def command(plan: str, units: int, respondents: int, seed: int, out: Path, workers: int) -> None:
    """Run a whole invented campaign, from the plan to the published bundle."""
    load(plan, None, "en")
    started = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    if (out / "bundle").exists():
        raise click.ClickException(f"{out / 'bundle'} exists already. Choose another folder, or remove that one.")
    os.environ["PINGYI_DATA"] = str((out / "data").resolve())
    with sentences():
        start_django()
        from pingyi.server.rehearsal.stage import rehearse

        with bars() as progress:
            rehearse(plan_text(plan), units, respondents, seed, workers, out, progress)
    click.echo(f"{time.monotonic() - started:.1f} s · check it with: pingyi verify {out / 'bundle'}")


@contextmanager
def bars() -> Iterator[Progress]:
    """Progress bars on the terminal; a plain log where there is none."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield progress
