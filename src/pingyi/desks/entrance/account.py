"""Whose session it is."""

from django.contrib.auth.models import AnonymousUser

from pingyi.records.organisation.models import Account
from pingyi.ui.door.request import Request


def account_of(request: Request) -> Account:
    """The account that is signed in, on a page that lets in nobody else."""
    assert not isinstance(request.user, AnonymousUser)
    return request.user
