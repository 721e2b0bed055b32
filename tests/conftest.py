"""What every test may ask for: the cast, and a browser-less client signed in as one of them."""

from collections.abc import Callable

import pytest
from django.test import Client

from pingyi.rules.mandate import Role
from tests.cast import Cast, cast


@pytest.fixture(name="cast")
def the_cast(db: None) -> Cast:
    """The fixed cast in a fresh database."""
    return cast()


@pytest.fixture
def client_of(cast: Cast) -> Callable[..., Client]:
    """`client_of(Role.X)`: a client signed in as that person; `strong=False` for one without second factor."""

    def signed_in(role: Role, *, strong: bool = True) -> Client:
        client = Client()
        client.force_login(cast[role])
        if strong:
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": "totp"}]
            session.save()
        return client

    return signed_in
