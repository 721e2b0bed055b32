"""What every test may ask for: the cast, and a browser-less client signed in as one of them."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.creation import DatabaseCreation
from django.test import Client, TransactionTestCase
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed
from hypothesis import HealthCheck
from hypothesis import settings as properties

from pingyi.records.voices import lookup
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from pingyi.server.translations import compile_all
from pingyi.ui.door.confirm import AGREED
from tests.beside_the_key import beside_the_key
from tests.cast import Cast, cast, show_factor
from tests.crossing import LIKE_A_REPLICA, of_each_table
from tests.sitting import Sitting, kept_at

# Tests prove behaviour; how fast the machine is, and who else uses it, is for bench/ to measure.
# What property tests take from fixtures they only read, so one for all examples will do.
properties.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
        HealthCheck.function_scoped_fixture,
    ],
    print_blob=True,
)
properties.load_profile("house")

# A receipt code is made dear for whoever guesses; what it costs is for bench/, and the suite makes thousands.
lookup.TIME, lookup.MEMORY_KIB = 1, 64

FROM_MIGRATIONS = ("django_migrations", "django_content_type", "auth_permission")


def pytest_sessionstart() -> None:
    """Compile the catalogues first: half of the pages are Chinese."""
    if compile_all():
        translation_file_changed(None, Path("django.mo"))


def seconds(item: pytest.Item) -> int:
    """About how long a module takes that takes long, as `pytest.mark.slow(90)` has it; others a quarter of a minute."""
    marked = item.get_closest_marker("slow") or item.get_closest_marker("journey")
    return 0 if marked is None else next(iter(marked.args), 15)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules that take long begin first: what is left for the end is short, and no process waits for another.

    What was read in until here stays, and garbage is looked for seldom: doing so often is a tenth of the suite.
    """
    longest = Counter[Path]()
    for item in items:
        longest[item.path] = max(longest[item.path], seconds(item))
    items.sort(key=lambda item: -longest[item.path])
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def _nobody_chose_a_language() -> None:
    """A language that a page was asked for stays with the thread; the next test starts with the house's own."""
    translation.deactivate()


@pytest.fixture(name="cast")
def the_cast(db: None) -> Cast:
    """The fixed cast in a fresh database."""
    return cast()


@pytest.fixture(autouse=True, scope="session")
def _a_key_for_this_run() -> Iterator[None]:
    """No other run, and no demo in this checkout, has signed with it; in memory, so that no test waits for a disk."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(prefix="pingyi-test-", dir=memory if memory.is_dir() else None) as folder:
        settings.JOURNAL_KEY_FILE = Path(folder) / "journal-key"
        settings.STORAGES["files"]["OPTIONS"]["location"] = Path(folder) / "files"
        settings.UPLOADS = Path(folder) / "uploads"
        yield


@pytest.fixture(autouse=True)
def _what_lies_beside_the_key_is_undone() -> Iterator[None]:
    """The database is brought back after a test; the sequencer would take that for a restored backup, and rightly."""
    with beside_the_key():
        yield


@pytest.fixture(scope="module")
def sitting_at(django_db_setup: None, django_db_blocker: Any) -> Iterator[Callable[[str], Sitting]]:
    """`sitting_at("counted")`: a campaign in which everything up to that step is done, once for a module of tests.

    Every test goes on from there, and what it does is undone.
    """
    stack = ExitStack()
    stack.enter_context(beside_the_key())

    def bring(step: str) -> Sitting:
        with django_db_blocker.unblock():
            return stack.enter_context(kept_at(step, cast))

    yield bring
    with django_db_blocker.unblock():
        stack.close()


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The clock of the house, to be moved; afterwards it is right again."""
    yield settings.CLOCK
    settings.CLOCK.offset = timedelta()


class Agreeing(Client):
    """Somebody who has read what follows and posts with that said (`ui.door.confirm`)."""

    def post(self, path: str, data: Any = None, *args: Any, **options: Any) -> Any:
        if not args and "content_type" not in options and (data is None or isinstance(data, Mapping)):
            data = {**(data or {}), AGREED: "1"}
        return super().post(path, data, *args, **options)


@pytest.fixture
def client_of(cast: Cast) -> Callable[..., Client]:
    """`client_of(Role.X)`: a client signed in as that person; `strong=False` for one without second factor.

    It agrees to whatever asks once before it is done; `agrees=False` is shown the question.
    """

    def signed_in(role: Role, *, strong: bool = True, agrees: bool = True) -> Client:
        client = Agreeing() if agrees else Client()
        account = cast[role]
        account.password_set_at = settings.CLOCK.now()
        account.save()
        client.force_login(account)
        if strong:
            show_factor(client, account)
        return client

    return signed_in


@pytest.fixture(autouse=True, scope="session")
def _test_databases_wait_for_no_disk() -> None:
    """Nobody pulls their plug and looks what is left; whole installations, which are killed, have their own."""
    options = connection.settings_dict["OPTIONS"]
    options["options"] = f"{options.get('options', '')} -c synchronous_commit=off".strip()


@pytest.fixture(autouse=True, scope="session")
def _tests_may_empty_their_database() -> None:
    """After real commits rows go, also those that only grow; what migrations have left stays.

    Django would empty every table anew and fill in the rights of all models again, which takes ten times as long.
    """

    def empty(_: TransactionTestCase) -> None:
        of_each_table(LIKE_A_REPLICA, "EXECUTE format('DELETE FROM public.%I', place)", kept=FROM_MIGRATIONS)

    TransactionTestCase._fixture_teardown = empty


@pytest.fixture(autouse=True, scope="session")
def _tests_may_drop_their_database() -> None:
    """A thread of a test that still holds a connection (a race's loser, a server's worker) does not keep it alive."""

    def drop(self: DatabaseCreation, name: str, verbosity: int) -> None:
        with self._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {self.connection.ops.quote_name(name)} WITH (FORCE)")

    DatabaseCreation._destroy_test_db = drop
