"""Whoever holds server and journal key, but came too late: every story they can add to the journal gives itself away.

Each forgery is thorough: new minutes with fitting digests and signatures, a result recomputed to the last digit, a
journal signed by its own key. Only what was written before stands where it stood.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from pingyi.rules import rulebook
from pingyi.rules.acts.kind import FREEZE, RECKONING
from pingyi.rules.encoding import canonical, digest, plain
from pingyi.rules.journal.checkpoint import Checkpoint, sign_checkpoint
from pingyi.rules.journal.entry import Entry, Kind, commitment
from pingyi.rules.journal.note import verifier_key
from pingyi.rules.journal.tile import Tile, bundles, read_bundle, tiles, write_bundle
from pingyi.rules.journal.tree import leaf_hash, root
from pingyi.rules.scoring.published import result_of
from pingyi.verify.finding import Outcome
from pingyi.verify.minutes import PARTIES
from tests.verify.test_bundle import changed, named, reasons, verified

Files = Mapping[str, bytes]
SEED, SALT, ORIGIN = bytes(range(32)), bytes(32), "forged.example"


def hashes(leaves: list[bytes], tile: Tile) -> Iterator[bytes]:
    """What a tile of hashes holds."""
    for place in range(tile.first, tile.first + tile.width):
        width = 256 ** (tile.level or 0)
        yield root([leaf_hash(leaf) for leaf in leaves[place * width : (place + 1) * width]])


class Forger:
    """A published bundle in the hands of somebody who can sign journals."""

    def __init__(self, files: Files) -> None:
        self.files = {name: data for name, data in files.items() if not name.startswith("journal/tile/")}
        size = int(files["journal/checkpoint"].split(b"\n")[1])
        self.entries = [
            Entry.read(leaf) for tile in bundles(size) for leaf in read_bundle(files[f"journal/{tile.path}"])
        ]
        self.inputs: Any = json.loads(files["inputs.json"])
        self.campaign = json.loads(files[named(files, FREEZE.code)])["campaign"]
        self.next = 100

    def content(self, kind: str) -> Any:
        return json.loads(self.files[named(self.files, kind)])["content"]

    def say(self, kind: str, subject: str, public: Any, private: Any = None, *, days: int = 0) -> None:
        """Add one entry at the end, a second or so many days after the last; its salt is all zeros."""
        last = self.entries[-1]
        at = last.at + timedelta(days=days, seconds=1)
        sealed = None if private is None else commitment(SALT, private)
        self.entries.append(Entry(Kind.parse(kind), at, commitment(SALT, "x"), subject, public, sealed))

    def take(self, kind: str) -> list[Entry]:
        """Take out every entry of a kind; answers them."""
        taken = [entry for entry in self.entries if str(entry.kind) == kind]
        self.entries = [entry for entry in self.entries if str(entry.kind) != kind]
        return taken

    def act(self, kind: str, content: Any, *, publish: bool = True) -> None:
        """Minutes that all parties signed."""
        self.next += 1
        parties, subject, said = (
            sorted(PARTIES[kind]),
            f"minutes:{self.next}",
            {"kind": kind, "digest": digest(content)},
        )
        self.say("minutes:draw_up:1", subject, {**said, "parties": parties})
        drawn_up, signatures = self.entries[-1].at, []
        for party in parties:
            signer = {"party": party, "name": "某人"}
            self.say("minutes:sign:1", subject, {**said, "party": party}, signer)
            signatures.append({**signer, "at": self.entries[-1].at, "salt": SALT.hex()})
        if publish:
            minutes = {"campaign": self.campaign, "content": content, "number": self.next, "parties": parties, **said}
            minutes |= {"drawn_up_at": drawn_up, "signatures": signatures}
            self.files[f"minutes/{self.next}-{kind}.json"] = canonical(minutes)

    def reckon(self, machine: Callable[[Any], object] = lambda result: None) -> None:
        """A result that follows from the inputs as they now are: kept, signed, approved and released.

        `machine` changes what this machine computes, as another machine would.
        """
        book = rulebook.restore(self.files["plan.json"])
        result = plain(result_of(book, self.inputs))
        machine(result)
        before = self.content(RECKONING.code)
        said = {"plan": book.digest, "inputs": digest(self.inputs), "result": digest(result["exact"])}
        kept = {**said, "uncertainty": digest(result["uncertainty"])}
        self.say("reckoning:keep:1", "reckoning:100", kept)
        self.act(RECKONING.code, {**said, "count": before["count"], "reckoning": 100})
        self.say("ranking:rule:1", "reckoning:100", {"kind": "approved", "digest": said["result"]})
        self.say("ranking:release:1", "reckoning:100", {"digest": said["result"]}, days=9)
        self.files |= {"inputs.json": canonical(self.inputs), "result.json": canonical(result)}

    def unreckoned(self) -> "Forger":
        """As if the first result had never been: what only somebody can do of whose journal nobody kept a copy."""
        first = named(self.files, RECKONING.code)
        subject = f"minutes:{json.loads(self.files.pop(first))['number']}"
        for kind in ("reckoning:keep:1", "ranking:rule:1", "ranking:release:1"):
            self.take(kind)
        self.entries = [entry for entry in self.entries if entry.subject != subject]
        return self

    def published(self) -> dict[str, bytes]:
        """The bundle, its list of files and its journal made anew."""
        leaves = [entry.leaf() for entry in self.entries]
        head = Checkpoint(ORIGIN, len(leaves), root([leaf_hash(leaf) for leaf in leaves]))
        files = {
            **self.files,
            "journal/checkpoint": sign_checkpoint(head, SEED).encode(),
            "journal/key": f"{verifier_key(ORIGIN, SEED)}\n".encode(),
        }
        files["index.json"] = canonical({"files": sorted({*files} - {"index.json"}), "format": 1})
        for tile in bundles(len(leaves)):
            files[f"journal/{tile.path}"] = write_bundle(leaves[tile.first : tile.first + tile.width])
        for tile in tiles(len(leaves)):
            files[f"journal/{tile.path}"] = b"".join(hashes(leaves, tile))
        return files


def keep(before: Forger, files: Files) -> Forger:
    """The forger, with the reckoning's content at hand although its minutes are gone."""
    content = json.loads(files[named(files, RECKONING.code)])["content"]
    before.content = lambda kind: content  # type: ignore[method-assign]
    return before


def test_a_journal_told_anew_without_a_lie_holds(published: Files) -> None:
    """What the forgeries below fail by is what they forge, not how they are made."""
    assert verified(Forger(published).published()).outcome is Outcome.HOLDS
    rewritten = keep(Forger(published).unreckoned(), published)
    rewritten.reckon()
    assert verified(rewritten.published()).outcome is Outcome.HOLDS


def nudge(by: float) -> Callable[[Any], None]:
    """One number under `uncertainty` a little larger."""

    def change(result: Any) -> None:
        doubt = result["uncertainty"]["units"]["linshan"]
        doubt["se"] = f"{float(doubt['se']) + by:.6f}"

    return change


def test_numbers_that_another_machine_rounds_otherwise_are_the_same(published: Files) -> None:
    """What the machine that reckoned computed in the last decimal is kept, and nobody may change it afterwards."""
    reckoned = {}
    for by in (0.000002, 0.00002):
        forger = keep(Forger(published).unreckoned(), published)
        forger.reckon(nudge(by))
        reckoned[by] = forger.published()
    assert verified(reckoned[0.000002]).outcome is Outcome.HOLDS
    assert "result.json: uncertainty.units.linshan.se is" in reasons(reckoned[0.00002])
    again = changed(reckoned[0.000002], "result.json", nudge(-0.000002))
    assert "no entry reckoning:keep:1" in reasons(again)


def sheet(forger: Forger) -> None:
    """A tenth of a point more for one unit, after its team had signed."""
    points = forger.inputs["units"]["linshan"]["blocks"]
    points["B"] = str(Fraction(points["B"]) + Fraction(1, 10))
    forger.reckon()


def frame(forger: Forger) -> None:
    """A frame twice as large, and a freeze that says so."""
    content = forger.content(FREEZE.code)
    part = content["frames"]["linshan"]["strata"]["enterprises"]
    part["members"] *= 2
    sizes = {code: each["members"] for code, each in content["frames"]["linshan"]["strata"].items()}
    public = {"unit": "linshan", "fingerprint": content["frames"]["linshan"]["fingerprint"], "sizes": sizes}
    forger.say("roll:import:1", "frame:99", public)
    forger.act(FREEZE.code, content)
    forger.inputs["units"]["linshan"]["strata"]["enterprises"]["members"] *= 2
    forger.reckon()


def second_result(forger: Forger) -> None:
    """Another result beside the one that was approved; its minutes published, the first one's not."""
    first = named(forger.files, RECKONING.code)
    forger.reckon()
    del forger.files[first]


def second_result_shown(forger: Forger) -> None:
    """The same, with both published."""
    forger.reckon()


def unshown_act(forger: Forger) -> None:
    """Something all parties signed between freeze and release is left out."""
    released = forger.take("ranking:release:1")
    forger.act("closing", {}, publish=False)
    forger.entries += released


def second_draw(forger: Forger) -> None:
    """Another seed, drawn later."""
    forger.say("roll:draw:1", f"campaign:{forger.campaign}", {"seed": "9", "source": "", "sizes": {}})


def other_list(forger: Forger) -> None:
    """Another list of credentials for one box."""
    uuid = next(name[7:-4] for name in forger.files if name.endswith(".bel"))
    forger.say("credentials:publish:1", "boxes", {uuid: "0" * 64})


def unapproved_plan(forger: Forger) -> None:
    """A plan that nobody approved."""
    forger.take("campaign:approve:1")


def late_codes(forger: Forger) -> None:
    """Credentials published after the boxes were opened."""
    codes = forger.take("credentials:publish:1")
    forger.entries += codes


def hidden_box(forger: Forger) -> None:
    """One more box was made, and is not shown."""
    made = {"unit": "linshan", "stratum": "enterprises", "election": "0" * 64}
    forger.say("box:create:1", f"campaign:{forger.campaign}", {"AAAAAAAAAAAAAA": made})


FORGERIES: dict[Callable[[Forger], None], str] = {
    sheet: "inputs.json: the journal has no entry inspection:sign:1",
    frame: "this act was signed before; only a reckoning may be",
    second_result: "by the journal all parties signed minutes:",
    second_result_shown: "this result was approved, and a later one is published",
    unshown_act: "by the journal all parties signed minutes:101, and it is missing",
    second_draw: "the journal has another entry roll:draw:1",
    other_list: "the journal has another entry credentials:publish:1 about boxes that says something else",
    unapproved_plan: "the journal has no entry campaign:approve:1",
    late_codes: "the journal tells this out of order: entry",
    hidden_box: "the journal says that this box was made, and its board is missing",
}


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_forgery_gives_itself_away(published: Files, forge: Callable[[Forger], None]) -> None:
    forger = Forger(published)
    forge(forger)
    assert FORGERIES[forge] in reasons(forger.published())


def test_a_frame_made_up_late_is_out_of_order_even_when_the_first_freeze_is_hidden(published: Files) -> None:
    forger = Forger(published)
    hidden = named(published, FREEZE.code)
    frame(forger)
    del forger.files[hidden]
    assert "out of order" in reasons(forger.published())


def test_a_sheet_cannot_be_exchanged_even_by_who_rewrites_the_whole_end(published: Files) -> None:
    forger = keep(Forger(published).unreckoned(), published)
    sheet(forger)
    assert "inputs.json: the journal has no entry inspection:sign:1" in reasons(forger.published())
