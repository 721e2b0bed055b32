"""Backup, drill and loss, with an outside keeper of the journal beside: real databases, the real commands."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pingyi.commands.verify import command as journal
from pingyi.rules.journal.checkpoint import Checkpoint
from pingyi.rules.journal.note import VerifierKey
from pingyi.rules.journal.restoration import follow
from tests.server.living import ROOT

NAME = "pingyi.example/journal"
ACTS = """
from datetime import UTC, datetime
from django.db import transaction
from pingyi.records.journal import actions
from pingyi.rules.journal.vocabulary.organisation import SessionOpened
from pingyi.rules.journal.vocabulary.results import RankingRuled
from pingyi.rules.mandate import CLOCKWORK
at = datetime.fromisoformat("{at}").replace(tzinfo=UTC)
with transaction.atomic():
    for number in range({count}):
        actions.append(RankingRuled(about=1, kind="", digest="", reason=""), actor=CLOCKWORK, at=at)
    actions.append(SessionOpened(about=17), actor=CLOCKWORK, at=at)
actions.checkpoint(at=at)
"""
LIFE = """
from datetime import timedelta
from django.core.management import call_command
call_command("migrate", verbosity=0)
from pingyi.records.files import actions as files
from pingyi.records.journal import actions as journal, key
from pingyi.records.papers import actions as papers
from pingyi.records.registers import actions as registers
from pingyi.records.duties.models import Duty
from pingyi.records.voices.actions.raising import NewOpinion, raise_opinion
from pingyi.rules.journal.subject import Subject
from pingyi.rules.mandate import PUBLIC, Role
from pingyi.rules.voices import Kind
from tests.cast import cast
from tests.samples import sent
from tests.stage import day, opened
key.make()
people = cast()
campaign, at = opened(people), day("07-01")
county = people.actor(Role.COUNTY_OFFICE)
proposal = {"problem": "样本少", "proposal": "多发", "made": "2026-06-30", "outcome": "proposed"}
registers.write("method-reviews", [registers.NewRow("qinghe", proposal)], actor=county, at=at)
papers.begin("D06", "qinghe", actor=county, at=at)
about = Subject.of("duty", Duty.objects.get(task="county-bodies", unit__code="qinghe").pk)
for text in ("会议记录", "签到表", "照片说明"):
    files.attach(sent(text.encode(), "记录.txt"), about=about, campaign=campaign, actor=county, at=at)
opinion = NewOpinion(Kind.COMPLAINT, ["qinghe"], "窗口让我跑了三趟。")
raise_opinion(opinion, source="web", token=bytes(32), campaign=campaign, actor=PUBLIC, at=at)
journal.checkpoint(at=at + timedelta(hours=1))
"""
PUBLISHING = """
from pathlib import Path
from pingyi.records.journal import queries
for name, data in queries.files():
    path = Path("{folder}") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The database server of the tests; each installation gets a database of its own in it."""
    from django.db import connection

    yield connection.settings_dict["HOST"]


@dataclass
class House:
    """An installation: its own data folder and its own database on a server that others use too."""

    data: Path
    database: str
    host: str

    @classmethod
    def built(cls, data: Path, host: str) -> "House":
        data.mkdir()
        house = cls(data, f"house_{os.getpid()}_{data.name}", host)
        house.sql(f'DROP DATABASE IF EXISTS "{house.database}" WITH (FORCE)', f'CREATE DATABASE "{house.database}"')
        return house

    def sql(self, *statements: str) -> None:
        import psycopg

        with psycopg.connect(f"host={self.host} user=postgres dbname=postgres", autocommit=True) as maintenance:
            for statement in statements:
                maintenance.execute(statement)

    def tables(self) -> dict[str, str]:
        """Every table with the digest of its rows, whatever their order."""
        import psycopg

        with psycopg.connect(f"host={self.host} user=postgres dbname={self.database}") as reading:
            names = reading.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            whole = "SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) FROM \"{}\" t"
            return {name: reading.execute(whole.format(name)).fetchone()[0] for (name,) in names}  # type: ignore

    def files(self) -> dict[str, bytes]:
        """What is attached, by where it lies."""
        kept = self.data / "files"
        return {str(path.relative_to(kept)): path.read_bytes() for path in kept.rglob("*") if path.is_file()}

    def pingyi(self, *arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-c", "from pingyi.commands.cli import main; main()", *arguments],
            env=os.environ
            | {
                "PINGYI_DATA": str(self.data),
                "DATABASE_URL": f"postgresql://postgres@/{self.database}?host={self.host}",
                "PINGYI_JOURNAL_ORIGIN": NAME,
            },
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def python(self, text: str) -> str:
        return self.pingyi("manage", "shell", "-v", "0", "-c", text)

    def act(self, count: int, *, at: str = "2026-06-01", publish: Path | None = None) -> str:
        """So many acts of a campaign, and the minute's checkpoint; then it may publish, in the same process."""
        self.python(ACTS.format(count=count, at=at) + (PUBLISHING.format(folder=publish) if publish else ""))
        return str(publish or "")

    def refuses(self) -> str:
        """What it says instead of signing."""
        return self.python("""
from datetime import UTC, datetime
from pingyi.records.journal import actions, queries
from pingyi.records.journal.errors import JournalRefused
before = queries.published_size()
try:
    actions.checkpoint(at=datetime(2026, 6, 9, tzinfo=UTC))
except JournalRefused as refused:
    print(type(refused).__name__, refused)
assert queries.published_size() == before
""")

    def published(self, folder: Path) -> str:
        """All that the journal publishes, as a mirror would copy it."""
        self.python(PUBLISHING.format(folder=folder))
        return str(folder)


def keeper(source: str, folder: Path, *more: str) -> Result:
    return CliRunner().invoke(journal, [source, "--keep", str(folder), *more])


@pytest.fixture
def houses(tmp_path: Path, server: str) -> Iterator[tuple[House, House]]:
    real, other = House.built(tmp_path / "real", server), House.built(tmp_path / "other", server)
    yield real, other
    for house in (real, other):
        house.sql(f'DROP DATABASE IF EXISTS "{house.database}" WITH (FORCE)')


@pytest.mark.slow(65)
@pytest.mark.django_db
def test_a_drill_and_a_loss_with_a_keeper_outside(houses: tuple[House, House], tmp_path: Path) -> None:
    real, copy = houses
    kept, file = tmp_path / "kept", tmp_path / "night.backup"
    real.pingyi("manage", "migrate", "-v", "0")
    assert keeper(real.act(5, publish=tmp_path / "1"), kept).exit_code == 0

    said = real.pingyi("backup", str(file))
    assert "signed over 5 entries" in said and file.stat().st_mode & 0o777 == 0o600
    assert "is there already" in real.pingyi("backup", str(file), code=1)
    assert keeper(real.act(4, at="2026-06-02", publish=tmp_path / "2"), kept).exit_code == 0

    # The drill: the copy has the key, as deploy.md says, and even so signs nothing, whatever happens in it.
    (copy.data / "journal-key").write_bytes((real.data / "journal-key").read_bytes())
    said = copy.pingyi("restore", str(file))
    assert "All 5 signed entries of the journal are as they were written" in said
    assert "The journal's key is the one that signed them" in said and "it is a copy" in said
    assert copy.refuses().startswith("Copied")
    assert "not empty" in copy.pingyi("restore", str(file), code=1)
    after = keeper(real.act(3, at="2026-06-03", publish=tmp_path / "3"), kept)
    assert after.exit_code == 0, after.output
    assert "continues the 10 entries" in after.output

    # The loss: the real one is gone for good, head and all; the keeper has its newest checkpoint.
    newest = max(kept.glob("checkpoint-*"), key=lambda path: int(path.name.rpartition("-")[2]))
    said = copy.pingyi("takeover", "硬盘损坏", "--head", str(newest))
    assert "first 5 are here" in said.replace(",", "")
    told = keeper(copy.act(2, at="2026-06-04", publish=tmp_path / "4"), kept)
    assert told.exit_code == 3, told.output
    assert "RESTORED FROM A BACKUP" in told.output and "IN ORDER" in told.output and "NOT" not in told.output
    again = keeper(copy.act(2, at="2026-06-05", publish=tmp_path / "5"), kept)
    assert again.exit_code == 0, again.output
    assert "RESTORED FROM A BACKUP" in again.output

    trail = follow(VerifierKey.parse((kept / "key").read_text().strip()), (tmp_path / "5/restored.json").read_bytes())
    [(former, restoration)] = trail
    lost = Checkpoint.parse(newest.read_text().rpartition("\n\n")[0] + "\n")
    assert (former.name, restoration.lost, restoration.kept.size) == (NAME, lost, 5)
    leaves = (tmp_path / "5/tile/entries").rglob("*")
    texts = b"".join(path.read_bytes() for path in leaves if path.is_file()).decode(errors="replace")
    assert "硬盘损坏" in texts and "journal:restore:1" in texts

    # The lost one comes back to life: its journal does not go with the new one, and the keeper says so.
    assert keeper(real.published(tmp_path / "6"), kept).exit_code == 1


@pytest.mark.slow(65)
@pytest.mark.django_db
def test_a_database_restored_under_the_head_that_was_signed(houses: tuple[House, House], tmp_path: Path) -> None:
    """The database's disk is lost and the data folder is not: behind, so nothing is signed; in step, so it goes on."""
    real, other = houses
    old, new = tmp_path / "old.backup", tmp_path / "new.backup"
    real.pingyi("manage", "migrate", "-v", "0")
    real.act(3)
    real.pingyi("backup", str(old))
    real.act(3, at="2026-06-02")
    real.pingyi("backup", str(new))
    other.data = real.data
    assert "the database has 3" in other.pingyi("restore", str(old))
    assert other.refuses().startswith("OutOfStep")
    other.sql(f'DROP DATABASE "{other.database}" WITH (FORCE)', f'CREATE DATABASE "{other.database}"')
    assert "nothing was lost, and signing goes on" in other.pingyi("restore", str(new))
    assert keeper(other.act(1, at="2026-06-03", publish=tmp_path / "1"), tmp_path / "kept").exit_code == 0


@pytest.mark.slow(60)
@pytest.mark.django_db
def test_everything_comes_back_or_is_named(houses: tuple[House, House], tmp_path: Path) -> None:
    """Registers, papers, files and opinions; then a backup of which one file is gone and another is altered."""
    real, other = houses
    file, kept = tmp_path / "night" / "night.backup", tmp_path / "night" / "files"
    file.parent.mkdir()
    real.python(LIFE)
    real.pingyi("backup", str(file))
    tables, files = real.tables(), real.files()
    nothing = tables["papers_version"]
    for name in ("registers_row", "papers_paper", "files_version", "voices_statement"):
        assert tables[name] != nothing, f"{name} is empty"
    assert len(files) == 3

    (other.data / "journal-key").write_bytes((real.data / "journal-key").read_bytes())
    told = other.pingyi("restore", str(file))
    assert "signed entries of the journal are as they were written" in told and "3 were brought back" in told
    assert other.tables() == tables and other.files() == files

    gone, altered, whole = sorted(files)
    (kept / gone).unlink()
    (kept / altered).chmod(0o600)
    (kept / altered).write_bytes(b"something else")
    for path in files:
        (other.data / "files" / path).unlink()
    other.sql(f'DROP DATABASE "{other.database}" WITH (FORCE)', f'CREATE DATABASE "{other.database}"')
    told = other.pingyi("restore", str(file), code=1)
    assert "2 attached files are not there" in told
    assert Path(gone).name in told and Path(altered).name in told and Path(whole).name not in told
    assert other.files() == {whole: files[whole]} and other.tables() == tables

    (real.data / "files" / gone).unlink()
    assert Path(gone).name in real.pingyi("backup", str(file.with_name("next.backup")), code=1)


def test_a_keeper_is_not_fooled_by_a_restoration_that_hides(tmp_path: Path) -> None:
    """What was signed and is not told of is still proof."""
    from pingyi.rules.journal.checkpoint import sign_checkpoint
    from pingyi.rules.journal.note import verifier_key
    from pingyi.rules.journal.restoration import Restoration, sign_restoration
    from pingyi.rules.journal.tree import EMPTY_ROOT

    seed, kept, source = bytes(range(32)), tmp_path / "kept", tmp_path / "source"
    former, successor = verifier_key(NAME, seed), verifier_key(f"{NAME}/restored-2", seed)
    nothing = Checkpoint(NAME, 0, EMPTY_ROOT)
    for folder in (kept, source):
        folder.mkdir()
    (kept / "key").write_text(f"{former}\n")
    (kept / "checkpoint-9").write_text(sign_checkpoint(Checkpoint(NAME, 9, bytes(32)), seed))
    (source / "checkpoint").write_text(sign_checkpoint(Checkpoint(successor.name, 0, EMPTY_ROOT), seed))
    for lost, code in ((8, 1), (9, 3), (10, 3)):
        restoration = Restoration(Checkpoint(NAME, lost, bytes(32)), nothing, successor)
        (source / "restored.json").write_text(json.dumps([sign_restoration(restoration, seed)]))
        assert journal_code(source, kept) == code
    other = Restoration(Checkpoint(NAME, 9, bytes(31) + b"x"), nothing, successor)
    (source / "restored.json").write_text(json.dumps([sign_restoration(other, seed)]))
    assert journal_code(source, kept) == 1
    (source / "restored.json").write_text(json.dumps([sign_restoration(other, bytes(32))]))
    assert journal_code(source, kept) == 1
    (source / "restored.json").write_text("[1]")
    assert journal_code(source, kept) == 1
    (source / "restored.json").unlink()
    assert journal_code(source, kept) == 1


def journal_code(source: Path, kept: Path) -> int:
    code = keeper(str(source), kept).exit_code
    (kept / "checkpoint-restored-2-0").unlink(missing_ok=True)
    return code
