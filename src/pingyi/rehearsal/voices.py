"""What invented citizens say while opinions are solicited, by the page and by telephone, and what they are answered."""

import io
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from pingyi.ceremonies import masking, sorting
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import key
from pingyi.records.sorting.actions import Decided
from pingyi.records.sorting.terms import contents
from pingyi.records.voices import actions
from pingyi.records.voices.access import access_by_code, access_opinion
from pingyi.records.voices.actions.bringing import Brought
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.records.voices.sources import WEB, sources
from pingyi.rehearsal.cast import Company
from pingyi.rehearsal.chance import Chance
from pingyi.rehearsal.sayings import Saying, worded
from pingyi.rules.mandate import CLOCKWORK, PUBLIC, Role
from pingyi.rules.sorting import Disposition
from pingyi.rules.voices import Kind

TELEPHONE = "telephone"
MAKER = 0x010F
"""The tag of a picture under which its device is named."""
WORDS = """
complaint
科技项目申报材料交了三次，每次都说缺一样，没有一次性告知。
已核实。窗口今后一律出具一次性告知单，您的材料已受理。

complaint
打服务热线，上午十点到十一点一直没有人接。
已核查当日值班记录，情况属实，值班表已调整，热线恢复专人接听。

complaint
专项资金批下来半年了还没有拨到企业账上，问了两次都说在走流程。
-

consult
小微企业研发费用补助，今年什么时候开始申报？需要哪些材料？
今年的申报从八月一日开始，所需材料见门户网站通知附件。

consult
科技特派员到我们村讲课要收费吗？怎么预约？
不收费。请到乡镇农业服务中心登记，或拨打公布的电话预约。

suggestion
建议把申报指南写得通俗一些，再附一个填好的样表。
建议已采纳，样表将随下一批指南一并公布。

suggestion
希望实验室开放日能安排在周末，平时上班来不了。
-

suggestion
网站上的办事指南还是前年的，建议及时更新。
感谢指正，已更新，并明确了专人每月核对。

request
大棚里的蘑菇出菇不齐，想请懂技术的老师来看看。
已联系科技特派员，三个工作日内与您所在乡镇联系。

request
我们的专利年费快到期了，想问能不能申请资助。
-

praise
来办高新企业认定，窗口的同志把要改的地方都标了出来，一次就过了，谢谢。
谢谢您的肯定，已转告窗口同志。

complaint
去局里开证明，说负责人开会去了，让下周再来，我跑了六十里路。
情况属实，已要求实行工作人员外出代办制，向您致歉。

"""
"""Kind, what is said, what it is answered; a hyphen where nobody answers."""

EACH = 24
"""So many opinions."""
BROUGHT = 376
"""And so many more that come as tables, in TABLES of them: passed on, by mailed forms and at symposia."""
TABLES = 4
PASSED_ON, FORM, SYMPOSIUM = "third_party", "post", "symposium"
WAYS = (*[FORM] * 6, *[SYMPOSIUM] * 4, PASSED_ON)
"""By which of the ways they come, as often as each stands here."""
RETURNED = "已核实，办理结果已告知来件机关。"
MASKED = 8
DISPOSITIONS = dict.fromkeys(Kind, Disposition.ANSWERED) | {Kind.COMPLAINT: Disposition.FOR_FEEDBACK}
SORTED = 40
"""Of those brought, so many are sorted."""


def speak(campaign: CurrentCampaign, company: Company, chance: Chance, *, since: datetime, until: datetime) -> None:
    """Opinions at any hour between two moments, answered where there is time; the trees of all hours are closed."""
    key.make()
    talks = [talk.split("\n") for talk in WORDS.strip().split("\n\n")]
    units = [unit.code for unit in campaign.book.ranked_units]
    clerk = company.actor(Role.INTAKE_CLERK)
    calls = TELEPHONE if TELEPHONE in sources(campaign.book) else WEB
    for place in range(EACH):
        kind, text, answer = talks[place % len(talks)]
        at = since + (until - since) * (place + 1) / (EACH + 1)
        source, actor = (calls, clerk) if place % 4 == 3 and calls != WEB else (WEB, PUBLIC)
        files = actions.clean([ContentFile(photo(), "IMG_0713.jpg")]) if not place else ()
        new = NewOpinion(Kind(kind), chance.sample(units, 1), text, files)
        taken = actions.raise_opinion(new, source=source, token=chance.bytes(32), campaign=campaign, actor=actor, at=at)
        replied = at + timedelta(days=1)
        if answer != "-" and replied < until:
            opinion = access_by_code(taken.code, campaign)
            actions.answer(opinion, answer, seen=1, actor=clerk, at=replied, campaign=campaign)
    _bring(campaign, company, chance.child("tables"), since=since, until=until)
    actions.batch(campaign=campaign, actor=CLOCKWORK, at=until)


def photo() -> bytes:
    """A counter with its shutter down, and what a telephone writes beside it."""
    image, out, beside = Image.new("RGB", (960, 720), (226, 222, 212)), io.BytesIO(), Image.Exif()
    pen = ImageDraw.Draw(image)
    pen.rectangle((120, 120, 840, 470), (120, 124, 128))
    for line in range(140, 470, 22):
        pen.line((120, line, 840, line), (92, 96, 100), 3)
    pen.rectangle((60, 470, 900, 640), (132, 92, 58))
    beside[MAKER] = "Rehearsed telephone"
    image.save(out, "JPEG", exif=beside)
    return out.getvalue()


def _bring(campaign: CurrentCampaign, company: Company, chance: Chance, *, since: datetime, until: datetime) -> None:
    """Tables of opinions, some of them sorted, and the first of those masked by two people."""
    clerk, director = company.actor(Role.INTAKE_CLERK), company.actor(Role.OFFICE_DIRECTOR)
    units = [unit.code for unit in campaign.book.ranked_units]
    ways = [way for way in WAYS if way in sources(campaign.book)]
    if not ways:
        return
    known: dict[str, Saying] = {}
    for table in range(TABLES):
        sayings = [worded(chance) for _ in range(BROUGHT // TABLES)]
        brought = [
            Brought(f"{table}-{place}", chance.choice(ways), NewOpinion(each.kind, chance.sample(units, 1), each.text))
            for place, each in enumerate(sayings)
        ]
        at = since + (until - since) * (table + 1) / (TABLES + 1)
        numbers = actions.bring(brought, actor=clerk, at=at, campaign=campaign)
        known |= dict(zip(numbers, sayings, strict=True))
        passed_on = [number for number, each in zip(numbers, brought, strict=True) if each.source == PASSED_ON]
        for number in passed_on[1:]:
            opinion = access_opinion(clerk, number, campaign)
            actions.answer(opinion, RETURNED, seen=1, actor=clerk, at=until, campaign=campaign)
    for place, (number, each) in enumerate(list(known.items())[:SORTED]):
        if each.content not in contents(campaign.book):
            continue
        decided = Decided(each.content, "", "", DISPOSITIONS[each.kind])
        sorting.sort(number, decided, seen=0, actor=clerk, at=until, campaign=campaign)
        if place < MASKED or decided.disposition is Disposition.FOR_FEEDBACK:
            masking.propose(number, 0, [], "未见身份信息", seen=0, actor=clerk, at=until, campaign=campaign)
            masking.countersign(number, 0, True, "", seen=1, actor=director, at=until, campaign=campaign)
