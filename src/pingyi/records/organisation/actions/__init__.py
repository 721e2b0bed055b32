"""The only writer of units, accounts, grants, invitations and acknowledgements: allow, change, record, announce."""

from pingyi.records.organisation.actions.accounts import (
    acknowledge,
    change_password,
    close_account,
    close_session,
    note_refused_sign_in,
    open_session,
    reopen_account,
)
from pingyi.records.organisation.actions.entering import (
    NewPerson,
    NewUnit,
    add_people,
    add_units,
    install_administrators,
)
from pingyi.records.organisation.actions.granting import (
    Office,
    confirm_grants,
    grant_role,
    grant_roles,
    withdraw_grant,
)
from pingyi.records.organisation.actions.inviting import (
    Invited,
    accept_invitation,
    ensure_open,
    invite,
    invite_newcomers,
)
from pingyi.records.organisation.actions.suspending import end_suspension, suspend

__all__ = [
    "Invited",
    "NewPerson",
    "NewUnit",
    "Office",
    "accept_invitation",
    "acknowledge",
    "add_people",
    "add_units",
    "change_password",
    "close_account",
    "close_session",
    "confirm_grants",
    "end_suspension",
    "ensure_open",
    "grant_role",
    "grant_roles",
    "install_administrators",
    "invite",
    "invite_newcomers",
    "note_refused_sign_in",
    "open_session",
    "reopen_account",
    "suspend",
    "withdraw_grant",
]
