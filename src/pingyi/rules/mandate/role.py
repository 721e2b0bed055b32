"""The parts people play in a campaign (domain B, suggested role list).

A role is granted to a person, some of them for one unit only. Being a *trustee* is a capacity on top of a seat in the
appraisal office, the statistics bureau or the supervising body: it is its own role, so that not every colleague of
those bodies may touch keys, and it goes with no other kind of role.
"""

from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """One part a person plays; the last four are never granted but follow from how somebody arrives."""

    APPRAISER = "appraiser"
    AUDIT_ADMIN = "audit_admin"
    CITY_BUREAU_UNIT = "city_bureau_unit"
    COUNTY_LEADER = "county_leader"
    COUNTY_OFFICE = "county_office"
    DISCIPLINE_LIAISON = "discipline_liaison"
    IDENTITY_CUSTODIAN = "identity_custodian"
    INSPECTION_HEAD = "inspection_head"
    INSPECTOR = "inspector"
    INTAKE_CLERK = "intake_clerk"
    LEADING_GROUP_LEADER = "leading_group_leader"
    LEADING_GROUP_MEMBER = "leading_group_member"
    OFFICE_DIRECTOR = "office_director"
    OFFICE_STAFF = "office_staff"
    PROV_GUEST = "prov_guest"
    REPRESENTATIVE = "representative"
    SEC_ADMIN = "sec_admin"
    STAT_LEAD = "stat_lead"
    STAT_OFFICER = "stat_officer"
    SUPERVISOR = "supervisor"
    SYS_ADMIN = "sys_admin"
    TRUSTEE = "trustee"

    CLOCKWORK = "clockwork"
    """The programme itself, on a timetable."""
    PUBLIC = "public"
    """Anybody, signed in or not."""
    RESPONDENT = "respondent"
    """The unnamed holder of a one-time code."""
    SIGNED_IN = "signed_in"
    """Any person with an account, even before a first grant."""


IMPLIED = frozenset({Role.CLOCKWORK, Role.PUBLIC, Role.RESPONDENT, Role.SIGNED_IN})
"""Roles that nobody can be granted."""

STRONG = frozenset(
    {Role.AUDIT_ADMIN, Role.IDENTITY_CUSTODIAN, Role.SEC_ADMIN, Role.SUPERVISOR, Role.SYS_ADMIN, Role.TRUSTEE}
)
"""Roles whose holders act only after a verified second factor (issue A 7, E-D D3)."""

UNIT_BOUND = frozenset(
    {
        Role.CITY_BUREAU_UNIT,
        Role.COUNTY_LEADER,
        Role.COUNTY_OFFICE,
        Role.INSPECTION_HEAD,
        Role.INSPECTOR,
        Role.TRUSTEE,
    }
)
"""Roles granted for one unit and worth nothing outside it; a trustee's unit is the body whose key it holds."""

GRANTABLE = frozenset(Role) - IMPLIED

ADMINISTRATORS = (Role.SYS_ADMIN, Role.SEC_ADMIN, Role.AUDIT_ADMIN)
COUNTY = frozenset({Role.COUNTY_OFFICE, Role.COUNTY_LEADER})
APPRAISED = COUNTY | {Role.CITY_BUREAU_UNIT}
INSPECTION = frozenset({Role.INSPECTOR, Role.INSPECTION_HEAD})
SUSPENDABLE = GRANTABLE - APPRAISED
"""Roles in carrying the appraisal out: withheld from whoever is looked into. Who is appraised goes on owing (R199)."""
POSTED = INSPECTION | {Role.APPRAISER, Role.REPRESENTATIVE}
"""Whoever is put to work on units: they declare their links first (R195)."""
CUSTODIANS = (Role.DISCIPLINE_LIAISON, Role.IDENTITY_CUSTODIAN)
"""Two posts of two bodies: an identity is sealed to both, the last one's layer outermost (E-C C17)."""
LEADING_GROUP = frozenset({Role.LEADING_GROUP_MEMBER, Role.LEADING_GROUP_LEADER})
BODIES = (Role.OFFICE_DIRECTOR, Role.STAT_LEAD)
"""The two bodies that carry the survey together: neither acts on it without the other (R90)."""

WATCHED = (*BODIES, Role.SUPERVISOR)
"""Both bodies, in the presence of the supervisor (R149)."""

OFFICE = frozenset({Role.OFFICE_STAFF, Role.OFFICE_DIRECTOR})
STATISTICS = frozenset({Role.STAT_OFFICER, Role.STAT_LEAD})

ROLE_NAMES = MappingProxyType(
    {
        Role.APPRAISER: "appraiser",
        Role.AUDIT_ADMIN: "audit administrator",
        Role.CITY_BUREAU_UNIT: "city bureau as an appraised unit",
        Role.COUNTY_LEADER: "principal leader of a county unit",
        Role.COUNTY_OFFICE: "appraisal office of a county unit",
        Role.DISCIPLINE_LIAISON: "discipline liaison",
        Role.IDENTITY_CUSTODIAN: "identity custodian",
        Role.INSPECTION_HEAD: "head of an inspection team",
        Role.INSPECTOR: "inspector",
        Role.INTAKE_CLERK: "intake clerk",
        Role.LEADING_GROUP_LEADER: "leader of the leading group",
        Role.LEADING_GROUP_MEMBER: "member of the leading group",
        Role.OFFICE_DIRECTOR: "director of the appraisal office",
        Role.OFFICE_STAFF: "staff of the appraisal office",
        Role.PROV_GUEST: "guest from the province",
        Role.REPRESENTATIVE: "appraisal representative",
        Role.SEC_ADMIN: "security administrator",
        Role.STAT_LEAD: "head of the statistics bureau's team",
        Role.STAT_OFFICER: "statistics officer",
        Role.SUPERVISOR: "supervisor of the count",
        Role.SYS_ADMIN: "system administrator",
        Role.TRUSTEE: "trustee",
        Role.CLOCKWORK: "the programme itself",
        Role.PUBLIC: "the public",
        Role.RESPONDENT: "respondent",
        Role.SIGNED_IN: "any person with an account",
    }
)
"""What a desk calls each role (English; also the key of the translation)."""
