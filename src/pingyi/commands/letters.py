"""`pingyi letters`: the letters that carry the codes, typeset on the bureau's own machine."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from pingyi.commands.bureau import FILE, Refused, read_people, read_survey
from pingyi.kept import write as write_private
from pingyi.printing.codes import Coded, read_coded
from pingyi.printing.fonts import NoChineseFont
from pingyi.printing.letter import BadMatter, LetterTooLong, SignsLacking, matter_of, typeset


@click.command("letters")
@click.argument("codes", type=FILE)
@click.option("--boxes", type=FILE, help="boxes.json from the registrar's page  [default: beside CODES]")
@click.option("--telephone", default="", help="Printed in every letter.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="[default: letters.pdf beside CODES]")
def command(codes: Path, boxes: Path | None, telephone: str, out: Path | None) -> None:
    """Typeset a letter for everybody in CODES (codes.csv, or the list of those to remind)."""
    survey = boxes or codes.with_name("boxes.json")
    if not survey.exists():
        raise Refused(f"{survey} is missing: download boxes.json from the registrar's page, or give --boxes.")
    make_letters(read_survey(survey), telephone, read_people(read_coded, codes), out or codes.with_name("letters.pdf"))


def make_letters(survey: Mapping[str, Any], telephone: str, coded: Sequence[Coded], out: Path) -> None:
    """Write the letters. Raises Refused with what to do about it."""
    if not telephone:
        click.echo("WARNING: no --telephone given; the letters name no number to call.", err=True)
    try:
        document = typeset(matter_of(survey, telephone), coded)
    except NoChineseFont as fault:
        raise Refused(str(fault)) from fault
    except (BadMatter, LetterTooLong, SignsLacking) as fault:
        raise Refused(f"{fault}. No letters were made.") from fault
    write_private(out, document)
    click.echo(f"{out}: {len(coded)} letters, one page each. Keep them locked up until they are sealed.")
