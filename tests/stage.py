"""A campaign by the science bureau's plan, with the cast's units in place of the plan's own, brought to any point."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pingyi import plans
from pingyi.ceremonies import commencement, phase
from pingyi.records.campaign import actions, queries
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.campaign.topics import Topic
from pingyi.records.organisation.models import Account, Acknowledgement
from pingyi.rules.mandate import Role
from tests.cast import UNITS, Cast

SHANGHAI = ZoneInfo("Asia/Shanghai")
CODE = "science-bureau-2026"
CLASSES = {"city_bureau": ("municipal_bureau", "city"), "county_bureau": ("county_bureau", "county")}


def day(text: str, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2026 in Shanghai: `day("07-10", 23, 59)`."""
    return datetime.fromisoformat(f"2026-{text}").replace(hour=hour, minute=minute, tzinfo=SHANGHAI)


def plan_text(
    units: tuple[tuple[str, str, str, str, bool], ...] = UNITS,
    *,
    by_paper: bool = False,
    annexed: bool = False,
    fit: bool = False,
) -> str:
    """The science bureau's plan for these units, with boxes of five, so that few ballots have to be made.

    Its duties are handed in by words, unless it is papers that are tested (`by_paper`); no rows settle them, nor
    go with papers, unless it is those that are tested (`annexed`). Nobody needs to be trained and to declare links
    before the work, unless that is tested (`fit`).
    """
    text = re.sub(
        r"^completion = \[(\n(  .*\n)+\]|\{ (register|ledger|record) .*\])$",
        "completion = [{ files = 0 }]",
        plans.read(plans.SCIENCE_BUREAU),
        flags=re.MULTILINE,
    )
    if not annexed:
        text = re.sub(r"^(feeds|annexes) = .*\n", "", text, flags=re.MULTILINE)
    if not fit:
        text = re.sub(r"^(fitness|posts) = .*\n", "", text, flags=re.MULTILINE)
    if not by_paper:
        first, last = text.index("[[papers]]"), text.index("# ── 群众满意度调查")
        text = text[:first] + re.sub(r"^task = .*\n", "", text[first:last], flags=re.MULTILINE) + text[last:]
    text = text.replace("least_invited = 20\nleast_box = 10\n", "least_invited = 5\nleast_box = 5\n")
    blocks = [
        f'[[units]]\ncode = "{code}"\nname = {{ zh = "{zh}", en = "{en}" }}\n'
        f'place = {{ zh = "此地", en = "here" }}\nkind = "{CLASSES[kind][1]}"\nunit_class = "{CLASSES[kind][0]}"\n'
        'remit = { zh = "职能", en = "remit" }\ncadre_authority = { zh = "县委", en = "committee" }\n\n'
        for code, zh, en, kind, _ in units
        if kind in CLASSES
    ]
    first = text.index("[[units]]")
    rest = re.search(r"^# ──", text[first:], re.MULTILINE)
    assert rest
    text = text[:first] + "".join(blocks) + text[first + rest.start() :]
    return text if blocks else text.replace("schema = 1\n", "schema = 1\nunits = []\n")


def begun(cast: Cast, text: str = "") -> CurrentCampaign:
    """A draft that the office has just begun; everybody has signed the prohibitions of this campaign."""
    actor = cast.actor(Role.OFFICE_STAFF)
    campaign = actions.create_campaign(text or plan_text(), actor=actor, at=day("06-10"))
    Acknowledgement.objects.bulk_create(
        Acknowledgement(account=account, campaign_id=campaign.code, text_digest="0" * 64, at=day("06-10"))
        for account in Account.objects.all()
    )
    return campaign


def approved(cast: Cast, text: str = "") -> CurrentCampaign:
    """The plan is signed and its duties are handed out."""
    digest = begun(cast, text).digest
    leader = cast.actor(Role.LEADING_GROUP_LEADER)
    commencement.approve_plan(actor=leader, at=day("06-15"), digest=digest)
    return queries.required()


def opened(cast: Cast, until: str = "P1", text: str = "") -> CurrentCampaign:
    """Approved, and opened up to this phase."""
    approved(cast, text)
    return gone_on(cast, until)


def gone_on(cast: Cast, until: str) -> CurrentCampaign:
    """From where it stands up to this phase; later phases than the first on decisions, so that no duty must be done."""
    director, leader = cast.actor(Role.OFFICE_DIRECTOR), cast.actor(Role.LEADING_GROUP_LEADER)
    while (campaign := queries.required()).state != until:
        assert campaign.next_phase
        code = campaign.next_phase.code
        at = campaign.timetable.interval(code).start + timedelta(hours=9)
        number = None
        if code != "P1":
            number = f"决〔2026〕{code[1:]}号"
            actions.record_decision(number, Topic.OVERRIDE, code, "同意", actor=leader, at=at)
        phase.open_phase(code, actor=director, at=at, decision=number)
    return queries.required()


def next_year(cast: Cast, text: str = "") -> CurrentCampaign:
    """The campaign ends and is put away; the next one is approved."""
    gone_on(cast, "P5")
    roles = (Role.OFFICE_STAFF, Role.OFFICE_DIRECTOR, Role.LEADING_GROUP_LEADER)
    office, director, leader = (cast.actor(role) for role in roles)
    actions.record_decision("决8号", Topic.OVERRIDE, "P5", "结束", actor=leader, at=day("10-01"))
    phase.close(actor=director, at=day("10-01"), decision="决8号")
    actions.archive(actor=director, at=day("12-01"))
    campaign = actions.create_campaign(text or plan_text(), actor=office, at=day("12-02"), year=2027)
    Acknowledgement.objects.bulk_create(
        Acknowledgement(account=each, campaign_id=campaign.code, text_digest="0" * 64, at=day("12-02"))
        for each in Account.objects.all()
    )
    commencement.approve_plan(actor=leader, at=day("12-03"), digest=campaign.digest)
    return queries.required()
