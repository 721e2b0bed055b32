"""What pages may know about files, as frozen values: one query, however many things carry them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.db.models import QuerySet

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files.access import LASTS, access_upload
from pingyi.records.files.holder import may_attach
from pingyi.records.files.kinds import PICTURES, Kind
from pingyi.records.files.models import File, Version, Withdrawal
from pingyi.records.files.staging import there
from pingyi.rules.journal.subject import Subject
from pingyi.rules.mandate import Actor


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a file."""

    number: int
    name: str
    kind: Kind
    size: int
    sha256: str
    original: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """That a file was taken back, and why."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file with its versions, the newest first."""

    pk: int
    about: Subject
    editions: tuple[Edition, ...]
    withdrawn: Withdrawn | None

    @property
    def newest(self) -> Edition:
        """What counts."""
        return self.editions[0]

    @property
    def is_picture(self) -> bool:
        """Whether its list shows it small."""
        return self.newest.kind in PICTURES

    @property
    def earlier(self) -> tuple[Edition, ...]:
        """What it replaced."""
        return self.editions[1:]

    def edition(self, number: int) -> Edition | None:
        """The version of this number; None where there is none, or the file was withdrawn: nobody opens it then."""
        if self.withdrawn:
            return None
        return next((edition for edition in self.editions if edition.number == number), None)


@dataclass(frozen=True, slots=True)
class Arriving:
    """An upload under way, and until when it is kept."""

    length: int
    there: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of one thing as one person sees them."""

    about: Subject
    files: tuple[Attached, ...]
    may_attach: bool

    @property
    def standing(self) -> tuple[Attached, ...]:
        """Those that were not withdrawn."""
        return tuple(file for file in self.files if file.withdrawn is None)


def attached(subjects: Iterable[Subject]) -> Mapping[Subject, tuple[Attached, ...]]:
    """What is attached to each of these, in the order it came; nothing for a thing without files. One query."""
    rows = _rows().filter(file__about__in={str(subject) for subject in subjects})
    found: dict[Subject, tuple[Attached, ...]] = {}
    for file in _files(rows):
        found[file.about] = (*found.get(file.about, ()), file)
    return found


@dataclass(frozen=True, slots=True)
class Glance:
    """What a line of a list shows of the files of a thing: some pictures, and how many files there are besides."""

    pictures: tuple[Attached, ...]
    more: int


def glances(subjects: Iterable[Subject], most: int = 3) -> Mapping[Subject, Glance]:
    """What each of these shows in a list; nothing for a thing without files. One query."""
    found = {}
    for about, files in attached(subjects).items():
        standing = [file for file in files if file.withdrawn is None]
        pictures = tuple(file for file in standing if file.is_picture)[:most]
        if standing:
            found[about] = Glance(pictures, len(standing) - len(pictures))
    return found


def folder(actor: Actor, about: Subject, campaign: CurrentCampaign) -> Folder:
    """The files of one thing that this person may read."""
    return Folder(about, attached([about]).get(about, ()), may_attach(actor, about, campaign))


def digests() -> tuple[str, ...]:
    """The digest of everything that was ever kept, each once."""
    return tuple(Version.objects.order_by("sha256").values_list("sha256", flat=True).distinct())


def upload(actor: Actor, key: str, *, at: datetime) -> Arriving:
    """How much of an upload has come. Raises ScopeRefused (hidden)."""
    row = access_upload(actor, key, at=at)
    return Arriving(row.length, there(row.key), row.started_at + LASTS)


def one(file: File) -> Attached:
    """A file with its versions: one query."""
    (found,) = _files(_rows().filter(file=file))
    return found


def _rows() -> QuerySet[Version]:
    return Version.objects.select_related("file__withdrawal__by", "by").order_by("file_id", "-number")


def _files(rows: Iterable[Version]) -> Iterator[Attached]:
    for _, versions in groupby(rows, key=attrgetter("file_id")):
        editions = tuple(versions)
        file = editions[0].file
        yield Attached(file.pk, Subject.read(file.about), tuple(map(_edition, editions)), _withdrawn(file))


def _edition(row: Version) -> Edition:
    by = row.by.name if row.by else ""
    return Edition(row.number, row.name, Kind(row.kind), row.size, row.sha256, row.original, by, row.at)


def _withdrawn(file: File) -> Withdrawn | None:
    row: Withdrawal | None = getattr(file, "withdrawal", None)
    return Withdrawn(row.by.name if row.by else "", row.at, row.reason) if row else None
