"""Ways to spoil a plan on purpose."""

from pingyi import plans
from pingyi.rules.rulebook import Fault, FaultyPlan, parse

SCHOOL = plans.read(plans.SCHOOL_DISTRICT)
SCIENCE = plans.read(plans.SCIENCE_BUREAU)


def changed(text: str, old: str, new: str) -> str:
    """The plan with its only occurrence of `old` replaced."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the plan"
    return text.replace(old, new)


def faults(text: str) -> tuple[Fault, ...]:
    """All faults of a plan; empty when it may be used."""
    try:
        parse(text)
    except FaultyPlan as refused:
        return refused.faults
    return ()


def paths(text: str) -> list[str]:
    """Where the faults are."""
    return [fault.path for fault in faults(text)]
