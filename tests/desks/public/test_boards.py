"""The boxes' public page: the digest there is that of the script the booth serves, as it is printed in the letters."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from pingyi.server.clock import Clock
from tests.sitting import VOTED, Sitting

pytestmark = pytest.mark.django_db


def test_the_page_names_the_booths_script(sitting_at: Callable[[str], Sitting], clock: Clock) -> None:
    sitting_at("P2")
    clock.set(VOTED)
    script = Path(str(finders.find("booth/booth.js"))).read_bytes()
    assert sha256(script).hexdigest() in Client().get(reverse("boards")).content.decode()
