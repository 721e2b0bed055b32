"""`pingyi rehearse`: a whole invented campaign in a database of its own."""

import os
import time
from pathlib import Path

import click

from pingyi.commands.plan import load, plan_text
from pingyi.rehearsal.bars import bars
from pingyi.rehearsal.voters import WORKERS
from pingyi.server.serving import prepare, sentences, start_django


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
        prepare()
        from pingyi.rehearsal.stage import rehearse

        with bars() as progress:
            rehearse(plan_text(plan), units, respondents, seed, workers, out, progress)
    click.echo(f"{time.monotonic() - started:.1f} s · check it with: pingyi verify {out / 'bundle'}")
