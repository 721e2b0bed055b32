"""What the leading group does in which phase."""

from django.utils.translation import gettext_lazy

from pingyi.rules.mandate import PhaseState, Role
from pingyi.ui.shell.today import Work

LEADER = Work(
    Role.LEADING_GROUP_LEADER, PhaseState.INSPECT, gettext_lazy("You approve the signed result, or return it.")
)
MEMBER = Work(
    Role.LEADING_GROUP_MEMBER,
    PhaseState.INSPECT,
    gettext_lazy("You read the signed result with every number behind it, and advise the leader."),
)
