"""`pingyi credentials`: the registrar's work on a machine without network. No Django, no database, no server.

What it writes are three files of very different kinds: codes.csv and letters.pdf never leave the bureau, and only
credentials.json is brought to the server (Protocol registrar).
"""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from pingyi.commands.bureau import FILE, Refused, read_people, read_survey
from pingyi.commands.letters import make_letters
from pingyi.kept import write as write_private
from pingyi.printing.codes import Coded, Drawn, read_coded, read_drawn, write_coded
from pingyi.rules.ballot.board import EventType, read_steps
from pingyi.rules.ballot.errors import BallotError
from pingyi.rules.ballot.form import Election, read_election
from pingyi.rules.ballot.group import Group, Randomness, group_named
from pingyi.rules.ballot.registrar import make_codes, public_side, silent
from pingyi.rules.ballot.seal import read_ballot


@dataclass(frozen=True, slots=True)
class Voted:
    """What a public board tells: its box, the group, and the credentials that have voted."""

    uuid: str
    group: Group
    credentials: frozenset[str]


@click.group()
def command() -> None:
    """Make the codes of a survey, and find whom to remind, on the bureau's own machine."""


@command.command()
@click.argument("boxes", type=FILE)
@click.argument("drawn", type=FILE)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("codes"), show_default=True)
@click.option("--telephone", default="", help="Printed in every letter.")
def issue(boxes: Path, drawn: Path, out: Path, telephone: str) -> None:
    """Make a code for everybody in DRAWN (drawn.csv), for the boxes in BOXES (boxes.json).

    Writes codes.csv and letters.pdf, which stay with the bureau, and credentials.json, to be published. A folder that
    holds codes already is left alone: codes cannot be made twice.
    """
    survey = read_survey(boxes)
    out.mkdir(parents=True, exist_ok=True)
    taken = [name for name in ("codes.csv", "credentials.json", "letters.pdf") if (out / name).exists()]
    if taken:
        raise Refused(f"{out} holds {', '.join(taken)} already. Choose another folder; nothing was made.")
    coded, public = make(survey, read_people(read_drawn, drawn), secrets.token_bytes)
    write_private(out / "codes.csv", write_coded(coded))
    write_private(out / "credentials.json", json.dumps(public, separators=(",", ":")).encode())
    click.echo(f"{out / 'codes.csv'}: {len(coded)} codes. Keep it locked up; it never leaves the bureau.")
    click.echo(f"{out / 'credentials.json'}: public credentials of {len(public)} boxes. Publish it on the page.")
    _letters(survey, telephone, coded, out / "letters.pdf")


@command.command()
@click.argument("codes", type=FILE)
@click.argument("boards", type=FILE, nargs=-1, required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("remind.csv"), show_default=True)
def remind(codes: Path, boards: Sequence[Path], out: Path) -> None:
    """List who in CODES (codes.csv) has not answered, by the public BOARDS (one .bel file per box).

    Nothing is sent anywhere. The list has the form of codes.csv, so `pingyi letters` prints the reminders.
    """
    coded = read_people(read_coded, codes)
    waiting: list[Coded] = []
    unread = {person.box for person in coded}
    for board in boards:
        voted = read_voted(board)
        unread.discard(voted.uuid)
        own = [person for person in coded if person.box == voted.uuid]
        unheard = set(silent(voted.group, voted.uuid, (person.code for person in own), voted.credentials))
        waiting += [person for person in own if person.code in unheard]
        click.echo(f"{voted.uuid}: {len(own) - len(unheard)} of {len(own)} have answered.")
    if unread:
        click.echo(f"Without a board, so not looked at: {', '.join(sorted(unread))}.", err=True)
    write_private(out, write_coded(waiting))
    click.echo(f"{out}: {len(waiting)} to remind. Destroy it when the reminders are sent.")


def make(
    survey: Mapping[str, Any], people: Sequence[Drawn], randomness: Randomness
) -> tuple[list[Coded], dict[str, list[str]]]:
    """A code for everybody, and the public side of every box. Raises Refused."""
    group, coded, public = group_named(survey["group"]), [], {}
    cells = {(box["unit"], box["stratum"]): box for box in survey["boxes"] if not box["published"]}
    strangers = {(own.unit, own.stratum) for own in people} - set(cells)
    if strangers:
        raise Refused(f"No box waits for codes for: {', '.join(map('/'.join, sorted(strangers)))}. Nothing was made.")
    for cell, box in cells.items():
        own = [person for person in people if (person.unit, person.stratum) == cell]
        if len(own) != box["invited"]:
            raise Refused(f"{'/'.join(cell)}: {box['invited']} were drawn, the list has {len(own)}. Nothing was made.")
        codes = make_codes(len(own), randomness)
        coded += [_coded(survey, box, person, code) for person, code in zip(own, codes, strict=True)]
        public[box["uuid"]] = public_side(group, box["uuid"], codes)
    if not public:
        raise Refused("Every box has its credentials already. Nothing was made.")
    return coded, public


def _coded(survey: Mapping[str, Any], box: Mapping[str, Any], person: Drawn, code: str) -> Coded:
    return Coded(
        box=box["uuid"],
        unit=box["unit_name"]["zh"],
        stratum=box["stratum_name"]["zh"],
        ref=person.ref,
        name=person.name,
        address=person.address,
        code=code,
        link=f"{survey['address']}#{box['uuid']}.{code}",
    )


def read_voted(path: Path) -> Voted:
    """Whose credentials are on a board, its chain of hashes checked on the way. Raises Refused."""
    try:
        with path.open("rb") as stream:
            steps = read_steps(stream)
            first = next(steps, None)
            if first is None or first.event.type is not EventType.SETUP:
                raise Refused(f"{path} does not begin with a box's set-up.")
            election = read_election(first.contents[0])
            return Voted(election.uuid, election.arithmetic, frozenset(_credentials(election, steps)))
    except BallotError as fault:
        raise Refused(f"{path} is not a sound board: {fault}. Download it again.") from fault


def _credentials(election: Election, steps: Any) -> Iterator[str]:
    for step in steps:
        if step.event.type is EventType.BALLOT:
            yield read_ballot(election, step.contents[0]).credential


def _letters(survey: Mapping[str, Any], telephone: str, coded: Sequence[Coded], path: Path) -> None:
    """The letters too; codes and credentials stand even when they cannot be typeset here."""
    try:
        make_letters(survey, telephone, coded, path)
    except click.ClickException as fault:
        click.echo(f"WARNING: {fault.message} Later: pingyi letters codes.csv --boxes boxes.json", err=True)
