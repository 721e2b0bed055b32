"""The columns of the two tables that administrators bring: units and people. Every reader says what it allows."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import override

from pingyi.records.organisation import queries
from pingyi.records.organisation.terms import CODE, OrgType
from pingyi.rules.mandate import GRANTABLE, ROLE_NAMES, UNIT_BOUND, Role
from pingyi.ui.tables.column import Column
from pingyi.ui.words.phrases import listed, translated

YES = frozenset({"是", "yes", "y", "true", "1", "√"})
NO = frozenset({"", "否", "no", "n", "false", "0", "×"})


def unit_columns() -> tuple[Column, ...]:
    """Columns of the table of units."""
    units = queries.units()
    code = _new({unit.code: unit.name.zh for unit in units}, _code)
    name = _new({unit.name.zh: unit.code for unit in units}, str)
    labels = tuple(map(str, OrgType.labels))
    spelling, kinds, yes_or_no = str(CODE.message), _listed(labels), _("yes or no")
    kind = _one_of(_kinds(), kinds)
    return (
        Column("code", "单位代码", "Unit code", required=True, unique=True, most=64, read=code, note=spelling),
        Column("name_zh", "单位名称", "Name in Chinese", required=True, unique=True, read=name, name=True),
        Column("name_en", "英文名称", "Name in English", name=True),
        Column(
            "kind",
            "单位类别",
            "Kind of unit",
            required=True,
            read=kind,
            display=_kind,
            note=kinds,
            choices=labels,
        ),
        Column("ranked", "是否参评", "Ranked", read=_yes_or_no, note=yes_or_no),
        Column("remit_zh", "职责", "Remit in Chinese", most=2000, lines=True),
        Column("remit_en", "英文职责", "Remit in English", most=2000, lines=True),
    )


def person_columns() -> tuple[Column, ...]:
    """Columns of the table of people."""
    units = queries.units()
    username = _new(dict.fromkeys(queries.usernames(), ""), _code)
    known = {unit.name.zh: unit.code for unit in units} | {unit.code: unit.code for unit in units}
    unit = _one_of({"": ""} | known, _listed(unit.name.zh for unit in units))
    names = {"": ""} | {unit.code: translated(unit.name) for unit in units}
    roles = tuple(sorted(_(ROLE_NAMES[role]) for role in GRANTABLE))
    role = _one_of({"": ""} | _roles(), _listed(roles))
    homes = tuple(unit.name.zh for unit in units)
    spelling, either = str(CODE.message), _("code or name of a unit")
    return (
        Column("username", "用户名", "Username", required=True, unique=True, most=64, read=username, note=spelling),
        Column("name", "姓名", "Name", required=True, most=100, name=True),
        Column("unit", "所在单位", "Home unit", read=unit, display=names.__getitem__, note=either, choices=homes),
        Column("email", "电子邮箱", "Email", most=254, read=_email),
        Column("post", "职务", "Post", most=100, name=True),
        Column("role", "拟任角色", "Proposed role", read=role, display=_role, note=_listed(roles), choices=roles),
        Column(
            "for_unit",
            "角色所属单位",
            "Unit of the role",
            read=unit,
            display=names.__getitem__,
            note=either,
            choices=homes,
        ),
    )


def role_has_its_unit(row: Mapping[str, Any]) -> tuple[str, str] | None:
    """A role that is granted for one unit names it."""
    if row["role"] and Role(row["role"]) in UNIT_BOUND and not row["for_unit"]:
        return "for_unit", _("This role is granted for one unit: name the unit.")
    return None


def _code(text: str) -> str:
    try:
        CODE(text)
    except ValidationError as fault:
        raise ValueError(fault.messages[0]) from fault
    return text


def _email(text: str) -> str:
    try:
        if text:
            validate_email(text)
    except ValidationError as fault:
        raise ValueError(fault.messages[0]) from fault
    return text


def _new(taken: Mapping[str, str], read: Callable[[str], str]) -> Callable[[str], str]:
    def value(text: str) -> str:
        if text in taken:
            raise ValueError(_("This is entered already. %(owner)s") % {"owner": taken[text]})
        return read(text)

    return value


def _one_of(allowed: Mapping[str, str], listed_values: str) -> Callable[[str], str]:
    """Any accepted spelling of a known thing; `told` is how the known things are told."""

    def value(text: str) -> str:
        found = allowed.get(text, allowed.get(text.casefold()))
        if found is None:
            raise ValueError(_("Not known here. Allowed: %(values)s") % {"values": listed_values})
        return found

    return value


def _yes_or_no(text: str) -> bool:
    folded = text.casefold()
    if folded not in YES | NO:
        raise ValueError(_("Write yes or no."))
    return folded in YES


def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for language in ("en", "zh-hans"):
        with override(language):
            kinds |= {str(kind.label).casefold(): kind.value for kind in OrgType}
    return kinds | {kind.value: kind.value for kind in OrgType}


def _roles() -> dict[str, str]:
    roles = {ROLE_NAMES[role].casefold(): role.value for role in GRANTABLE}
    with override("zh-hans"):
        roles |= {_(ROLE_NAMES[role]): role.value for role in GRANTABLE}
    return roles | {role.value: role.value for role in GRANTABLE}


def _kind(value: str) -> str:
    return str(OrgType(value).label)


def _role(value: str) -> str:
    return _(ROLE_NAMES[Role(value)]) if value else ""


def _listed(values: Any) -> str:
    shown = [str(value) for value in values]
    return listed([*shown[:30], "…"] if len(shown) > 30 else shown)
