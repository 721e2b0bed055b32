"""The matrix role × power × phase, as one table to read aloud.

What a role has is the union over its rows; a power without a row is refused to all. PUBLIC is everybody who is a
person, SIGNED_IN everybody with an account. What the open phase allows is a coarse grid: the state of the single
object (`rules.lifecycle`) and its dates (`rules.timetable`) refuse further.
"""

from dataclasses import dataclass
from types import MappingProxyType

from pingyi.rules.mandate.phase import PhaseState
from pingyi.rules.mandate.power import Power
from pingyi.rules.mandate.role import (
    APPRAISED,
    BODIES,
    CUSTODIANS,
    INSPECTION,
    LEADING_GROUP,
    OFFICE,
    POSTED,
    STATISTICS,
    WATCHED,
    Role,
)

ALWAYS = frozenset(PhaseState)
PREPARING = frozenset({PhaseState.BEFORE, PhaseState.MOBILISE})
STARTED = ALWAYS - {PhaseState.BEFORE}
RUNNING = STARTED - {PhaseState.AFTER}
FIELDED = STARTED - {PhaseState.MOBILISE}
FIELDING = frozenset({PhaseState.SOLICIT})
INSPECTING = frozenset({PhaseState.INSPECT})
UNTIL_INSPECTED = frozenset({PhaseState.SOLICIT, PhaseState.RECTIFY, PhaseState.INSPECT})
DECIDING = frozenset({PhaseState.INSPECT, PhaseState.CONCLUDE})
ENDING = frozenset({PhaseState.CONCLUDE, PhaseState.AFTER})
LEAVING = frozenset({PhaseState.AFTER})

SIGNING = frozenset(
    {
        Role.CITY_BUREAU_UNIT,
        Role.COUNTY_LEADER,
        Role.INSPECTION_HEAD,
        Role.LEADING_GROUP_LEADER,
        Role.OFFICE_DIRECTOR,
        Role.STAT_LEAD,
    }
)
"""Who signs papers for their unit, body or team."""

BOTH_PARTIES = frozenset(BODIES)
PARTIES_AND_SUPERVISOR = frozenset(WATCHED)
TABLED = (
    OFFICE
    | STATISTICS
    | LEADING_GROUP
    | APPRAISED
    | INSPECTION
    | {Role.APPRAISER, Role.DISCIPLINE_LIAISON, Role.REPRESENTATIVE, Role.SUPERVISOR}
)
"""Whoever may have a register before them: everybody who works on the campaign, and no administrator."""

DISCIPLINE = frozenset({Role.DISCIPLINE_LIAISON, Role.SUPERVISOR})
"""Who looks into violations: nobody of the office that carries the appraisal out (R199)."""

INTAKE = OFFICE | {Role.INTAKE_CLERK}
"""Who takes down and answers what citizens say."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who has a power and while which phases; `signs`: it is a signature, so a second factor is asked of anybody."""

    roles: frozenset[Role]
    phases: frozenset[PhaseState] = ALWAYS
    signs: bool = False


def _only(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


MATRIX = MappingProxyType(
    {
        # everybody
        Power.BOARD_DOWNLOAD: Rule(_only(Role.PUBLIC), FIELDED),
        Power.BOOTH_ENTER: Rule(_only(Role.PUBLIC), STARTED),
        Power.BUNDLE_DOWNLOAD: Rule(_only(Role.PUBLIC), ENDING),
        Power.CALENDAR_READ: Rule(_only(Role.PUBLIC)),  # whoever has its secret address
        Power.CAMPAIGN_READ: Rule(_only(Role.PUBLIC)),
        Power.JOURNAL_READ: Rule(_only(Role.PUBLIC)),
        Power.MAIL_LEAVE: Rule(_only(Role.PUBLIC)),  # whoever has the mail
        Power.PORTAL_READ: Rule(_only(Role.PUBLIC)),
        Power.RESULT_READ: Rule(_only(Role.PUBLIC)),
        Power.SESSION_OPEN: Rule(_only(Role.PUBLIC)),
        Power.BALLOT_CAST: Rule(_only(Role.RESPONDENT), FIELDING),
        Power.OPINION_RAISE: Rule(_only(Role.PUBLIC), STARTED),  # and go on, with the receipt code alone
        # everybody with an account
        Power.ACCOUNT_USE: Rule(_only(Role.SIGNED_IN)),
        Power.PROHIBITIONS_ACKNOWLEDGE: Rule(_only(Role.SIGNED_IN)),
        # the three administrators hold nothing else, and nobody else holds this (E-D D5)
        Power.ADMINISTRATOR_INSTALL: Rule(_only(Role.CLOCKWORK)),  # once, in an empty house
        Power.ACCOUNT_ADMINISTER: Rule(_only(Role.SYS_ADMIN)),
        Power.UNIT_IMPORT: Rule(_only(Role.SYS_ADMIN)),
        Power.PERSON_IMPORT: Rule(_only(Role.SYS_ADMIN)),
        Power.INVITATION_SEND: Rule(_only(Role.SYS_ADMIN)),  # an invitation brings an account, never a role
        Power.GRANT_ADMINISTER: Rule(_only(Role.SEC_ADMIN)),
        Power.AUDIT_READ: Rule(_only(Role.AUDIT_ADMIN)),
        # the campaign and its phases (R60, R81)
        Power.CAMPAIGN_CREATE: Rule(OFFICE),
        Power.CAMPAIGN_APPROVE: Rule(_only(Role.LEADING_GROUP_LEADER), PREPARING, signs=True),
        Power.CAMPAIGN_ARCHIVE: Rule(_only(Role.OFFICE_DIRECTOR), LEAVING),
        Power.PHASE_OPEN: Rule(_only(Role.OFFICE_DIRECTOR), RUNNING | PREPARING),
        Power.PHASE_EXTEND: Rule(_only(Role.LEADING_GROUP_LEADER), RUNNING, signs=True),
        Power.PHASE_OVERRIDE: Rule(_only(Role.LEADING_GROUP_LEADER), RUNNING | PREPARING, signs=True),
        # duties (A4)
        Power.DUTY_READ: Rule(OFFICE | STATISTICS | LEADING_GROUP | APPRAISED | INSPECTION | {Role.SUPERVISOR}),
        Power.UNIT_READ: Rule(APPRAISED),
        Power.ATTENTION_READ: Rule(OFFICE | LEADING_GROUP | {Role.SUPERVISOR}),
        Power.DUTY_ASSIGN: Rule(OFFICE),
        Power.DUTY_SUBMIT: Rule(OFFICE | STATISTICS | LEADING_GROUP | APPRAISED | {Role.INSPECTION_HEAD}, STARTED),
        Power.DUTY_SIGN: Rule(_only(Role.COUNTY_LEADER, Role.CITY_BUREAU_UNIT), STARTED, signs=True),  # for the unit
        Power.DUTY_RETURN: Rule(OFFICE, STARTED),
        Power.DUTY_APPROVE: Rule(_only(Role.OFFICE_DIRECTOR, Role.LEADING_GROUP_LEADER), STARTED),
        Power.DUTY_REMIND: Rule(OFFICE | {Role.CLOCKWORK}, STARTED),
        # files: what they are attached to decides (records/files/holder.py)
        Power.FILE_READ: Rule(_only(Role.SIGNED_IN)),
        Power.FILE_ATTACH: Rule(_only(Role.SIGNED_IN)),
        # registers: which of these roles, and for which register, the plan says (R61–R187)
        Power.REGISTER_READ: Rule(TABLED),
        Power.REGISTER_WRITE: Rule(TABLED, RUNNING),
        # what somebody took part in and raised, and what became of it (R177)
        Power.PARTICIPATION_READ: Rule(INSPECTION | {Role.APPRAISER, Role.REPRESENTATIVE}),
        # papers: written by one, signed and so numbered and sent by another, decided on by whom it goes to (R81, A4)
        Power.PAPER_READ: Rule(
            OFFICE | STATISTICS | LEADING_GROUP | APPRAISED | INSPECTION | {Role.SUPERVISOR, Role.PROV_GUEST}
        ),
        Power.BINDER_READ: Rule(
            OFFICE | LEADING_GROUP | APPRAISED | INSPECTION | {Role.SUPERVISOR, Role.PROV_GUEST}, STARTED
        ),
        Power.PAPER_DRAFT: Rule(OFFICE | STATISTICS | APPRAISED | INSPECTION, STARTED),
        Power.PAPER_SIGN: Rule(SIGNING, STARTED, signs=True),
        Power.PAPER_RECEIVE: Rule(OFFICE | STATISTICS | LEADING_GROUP | APPRAISED, STARTED),
        Power.PAPER_APPROVE: Rule(_only(Role.OFFICE_DIRECTOR, Role.LEADING_GROUP_LEADER), STARTED, signs=True),
        # what citizens say: never an appraised unit, never an administrator (R77, R93–R105, R196)
        Power.OPINION_ENTER: Rule(INTAKE, STARTED),
        Power.OPINION_READ: Rule(INTAKE, STARTED),
        Power.OPINION_ANSWER: Rule(INTAKE, STARTED),
        Power.OPINION_SORT: Rule(INTAKE, STARTED),
        Power.OPINION_RECKON: Rule(INTAKE | LEADING_GROUP | {Role.SUPERVISOR}, STARTED),  # numbers, no words (R115)
        Power.MASK_DECIDE: Rule(INTAKE, STARTED),  # one proposes, another agrees (R116)
        # fed back face to face: the unit's leader signs first, then the office, then the unit reads (R116, R117)
        Power.FEEDBACK_PREPARE: Rule(OFFICE, STARTED),
        Power.FEEDBACK_READ: Rule(OFFICE | APPRAISED, STARTED),
        Power.FEEDBACK_RECEIVE: Rule(_only(Role.COUNTY_LEADER, Role.CITY_BUREAU_UNIT), STARTED, signs=True),
        Power.FEEDBACK_SIGN: Rule(OFFICE, STARTED, signs=True),
        # how a matter is handled: a unit works only on what it was given, masked (R40, R197)
        Power.CASE_READ: Rule(INTAKE, STARTED),
        Power.CASE_HANDLE: Rule(INTAKE, STARTED),
        Power.CASE_EXTEND: Rule(_only(Role.OFFICE_DIRECTOR), STARTED),
        Power.CASE_CALL: Rule(OFFICE, STARTED),
        Power.CASE_WORK: Rule(OFFICE | APPRAISED, STARTED),
        Power.CASE_COUNT: Rule(INTAKE | LEADING_GROUP | {Role.SUPERVISOR}, STARTED),
        # who said it: sealed to two custodians, and unsealed by both alone (R196, E-C C17)
        Power.VAULT_KEEP: Rule(frozenset(CUSTODIANS), signs=True),
        Power.UNSEALING_ASK: Rule(OFFICE, STARTED),
        Power.UNSEALING_DECIDE: Rule(frozenset(CUSTODIANS), STARTED, signs=True),
        Power.UNSEALING_READ: Rule(frozenset({*CUSTODIANS, Role.SUPERVISOR}), STARTED),
        # sealed reports of wrongdoing: who has to do with them, and who watches over it; nobody else (E-C C11)
        Power.CLUE_ANSWER: Rule(_only(Role.DISCIPLINE_LIAISON), STARTED, signs=True),
        Power.CLUE_READ: Rule(frozenset({*CUSTODIANS, Role.SUPERVISOR}), STARTED),
        Power.CLUE_TRANSFER: Rule(_only(Role.IDENTITY_CUSTODIAN), STARTED, signs=True),
        # the survey, the roll and the codes (R90, R91)
        Power.SURVEY_DRAFT: Rule(OFFICE | STATISTICS, PREPARING),
        Power.SURVEY_SIGN: Rule(BOTH_PARTIES, PREPARING, signs=True),
        Power.ROLL_IMPORT: Rule(STATISTICS, PREPARING),
        Power.ROLL_DRAW: Rule(STATISTICS, PREPARING),
        Power.ROLL_READ: Rule(STATISTICS),  # sizes, fingerprints and the draw; names are read with the two below
        Power.ROLL_ERASE: Rule(_only(Role.CLOCKWORK), LEAVING),
        Power.CREDENTIAL_PUBLISH: Rule(STATISTICS, PREPARING),
        Power.LETTER_PRINT: Rule(STATISTICS, PREPARING | FIELDING),
        # keys and boxes (A2-13, R149, R150)
        Power.KEY_MAKE: Rule(_only(Role.TRUSTEE), PREPARING),
        Power.KEY_TEST: Rule(_only(Role.TRUSTEE)),
        Power.BOX_CREATE: Rule(BOTH_PARTIES, PREPARING, signs=True),
        Power.BOX_READ: Rule(OFFICE | STATISTICS | LEADING_GROUP | {Role.SUPERVISOR, Role.TRUSTEE}),
        Power.BOX_CLOSE: Rule(BOTH_PARTIES, UNTIL_INSPECTED, signs=True),
        Power.OPENING_CONVENE: Rule(BOTH_PARTIES, INSPECTING),
        Power.OPENING_JOIN: Rule(PARTIES_AND_SUPERVISOR | {Role.TRUSTEE}, INSPECTING, signs=True),
        Power.BOX_OPEN: Rule(_only(Role.TRUSTEE), INSPECTING, signs=True),
        # people for the work (R82, R83, R195)
        Power.APPOINTMENT_RECEIVE: Rule(POSTED, RUNNING),
        Power.PEOPLE_READ: Rule(OFFICE | LEADING_GROUP | {Role.SUPERVISOR}),
        Power.POOL_DRAW: Rule(_only(Role.OFFICE_DIRECTOR, Role.COUNTY_OFFICE), RUNNING),
        Power.POOL_READ: Rule(OFFICE | LEADING_GROUP | {Role.COUNTY_OFFICE, Role.SUPERVISOR}),
        Power.RECUSAL_DECLARE: Rule(POSTED, RUNNING | PREPARING),
        # the rectification ledger: closed by nobody of the unit (R118-R131)
        Power.LEDGER_ADD: Rule(OFFICE | APPRAISED, STARTED),
        Power.LEDGER_APPROVE: Rule(_only(Role.COUNTY_LEADER, Role.CITY_BUREAU_UNIT), STARTED),
        Power.LEDGER_READ: Rule(OFFICE | LEADING_GROUP | APPRAISED | INSPECTION | {Role.SUPERVISOR}, STARTED),
        Power.LEDGER_VERIFY: Rule(OFFICE, STARTED),
        Power.LEDGER_WRITE: Rule(APPRAISED, STARTED),
        # inspection (R137–R143)
        Power.INSPECTION_APPOINT: Rule(_only(Role.OFFICE_DIRECTOR), UNTIL_INSPECTED),
        Power.INSPECTION_READ: Rule(INSPECTION | PARTIES_AND_SUPERVISOR, DECIDING | ENDING),
        Power.INSPECTION_SCORE: Rule(INSPECTION, INSPECTING),
        Power.INSPECTION_SIGN: Rule(_only(Role.INSPECTION_HEAD), INSPECTING, signs=True),
        Power.INSPECTION_SUBMIT: Rule(_only(Role.INSPECTION_HEAD), INSPECTING),
        # reckoning and ranking (R151, R152, R58)
        Power.RECKONING_RUN: Rule(BOTH_PARTIES, DECIDING),
        Power.RECKONING_RECOUNT: Rule(STATISTICS, DECIDING),
        Power.RECKONING_SIGN: Rule(PARTIES_AND_SUPERVISOR, DECIDING, signs=True),
        Power.RANKING_READ: Rule(LEADING_GROUP | PARTIES_AND_SUPERVISOR, DECIDING | ENDING),
        Power.RANKING_APPROVE: Rule(_only(Role.LEADING_GROUP_LEADER), DECIDING, signs=True),
        Power.RANKING_RETURN: Rule(_only(Role.LEADING_GROUP_LEADER), DECIDING, signs=True),
        Power.RANKING_PUBLISH: Rule(_only(Role.OFFICE_DIRECTOR), ENDING),
        # a unit sees its own provisional result and may object to its arithmetic or evidence (A2-26)
        Power.OBJECTION_READ: Rule(APPRAISED, DECIDING | ENDING),
        Power.OBJECTION_FILE: Rule(_only(Role.COUNTY_LEADER, Role.CITY_BUREAU_UNIT), DECIDING, signs=True),
        Power.OBJECTION_ANSWER: Rule(_only(Role.OFFICE_DIRECTOR), DECIDING, signs=True),
        # units in breach (R200): decided, or the decision revoked, by the leader alone
        Power.DISQUALIFICATION_DECIDE: Rule(_only(Role.LEADING_GROUP_LEADER), RUNNING, signs=True),
        Power.CONDUCT_READ: Rule(LEADING_GROUP | OFFICE | {Role.SUPERVISOR}, STARTED),
        # violations: reported by anybody with an account, looked into by the discipline body, decided by the leader
        Power.VIOLATION_DECIDE: Rule(_only(Role.LEADING_GROUP_LEADER), STARTED, signs=True),
        Power.VIOLATION_DEFEND: Rule(_only(Role.SIGNED_IN), STARTED),
        Power.VIOLATION_HANDLE: Rule(DISCIPLINE, STARTED),
        Power.VIOLATION_READ: Rule(DISCIPLINE | {Role.LEADING_GROUP_LEADER}, STARTED),
        Power.VIOLATION_REPORT: Rule(_only(Role.SIGNED_IN), STARTED),
        Power.DISQUALIFICATION_READ: Rule(LEADING_GROUP | PARTIES_AND_SUPERVISOR | OFFICE, STARTED),
        # the clockwork
    }
)
"""One row per power."""


def allowed(role: Role, power: Power, phase: PhaseState) -> bool:
    """Whether the table gives this role this power in this phase; what PUBLIC may, every person may."""
    rule = MATRIX[power]
    return phase in rule.phases and bool(rule.roles & implied_by(role))


def implied_by(role: Role) -> frozenset[Role]:
    """The role and what it brings along: a person's role brings SIGNED_IN and PUBLIC, the clockwork nothing."""
    match role:
        case Role.CLOCKWORK:
            return frozenset({role})
        case Role.PUBLIC | Role.RESPONDENT:
            return frozenset({role, Role.PUBLIC})
    return frozenset({role, Role.SIGNED_IN, Role.PUBLIC})
