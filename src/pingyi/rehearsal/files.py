"""What counties hand in with their duties in a rehearsal: papers that were typeset and photos that were drawn."""

import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime

import typst
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

from pingyi.printing.fonts import NoChineseFont, file, fonts, sans
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.models import Duty
from pingyi.records.files import actions
from pingyi.records.files.holder import may_attach
from pingyi.rehearsal.chance import Chance
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.duties import DUTY
from pingyi.rules.mandate import Actor

UNITS = 3
"""So many units attach files: enough to be seen, however large the rehearsal is."""

PHOTOGRAPHED = {"county-mobilisation": "会场照片", "county-channels": "举报信箱照片", "county-publicity": "宣传栏照片"}
SIZE = (1280, 860)
WALL, FLOOR, RED, DESK = (228, 222, 210), (176, 150, 122), (168, 38, 32), (120, 84, 56)
CLOTHES = ((52, 63, 84), (70, 70, 74), (96, 52, 48), (44, 82, 76), (88, 96, 110))
SKIN, HAIR = (226, 190, 160), (38, 34, 32)

PAPER = """
#let given = json(bytes(sys.inputs.given))
#set page(paper: "a4", margin: (x: 2.8cm, y: 3.4cm))
#set text(font: given.font, size: 15pt, lang: "zh")
#set par(first-line-indent: (amount: 2em, all: true), leading: 1.1em, justify: true)
#align(center, text(size: 26pt, fill: rgb("#c01818"), weight: "bold", given.owner))
#line(length: 100%, stroke: 1.5pt + rgb("#c01818"))
#v(1.5em)
#align(center, text(size: 20pt, weight: "bold", given.title))
#v(1em)
#for each in given.text [ #each #parbreak() ]
#v(3em)
#align(right)[ #given.owner \\ #given.day ]
#place(bottom + center, text(size: 10pt, fill: gray)[演练材料，内容均为虚构])
"""


def attach(campaign: CurrentCampaign, duties: Iterable[Duty], actor: Actor, chance: Chance, at: datetime) -> None:
    """Files for these duties, where their unit is one of those that attach some. None without a Chinese font."""
    shown = {unit.code for unit in campaign.book.ranked_units[:UNITS]}
    for duty in duties:
        about = Subject.of(DUTY, duty.pk)
        if duty.unit is None or duty.unit.code not in shown or not may_attach(actor, about, campaign):
            continue
        try:
            for name, data in _papers(campaign, duty, chance.child(duty.pk), at):
                upload = ContentFile(data, name)
                actions.attach(upload, about=about, campaign=campaign, actor=actor, at=at)
        except NoChineseFont:
            return


def _papers(campaign: CurrentCampaign, duty: Duty, chance: Chance, at: datetime) -> Iterator[tuple[str, bytes]]:
    assert duty.unit
    task = campaign.book.task(duty.task)
    for each in task.evidence:
        yield f"{each.zh}.pdf", _typeset(duty.unit.name_zh, each.zh, task.title.zh, at)
    if duty.task in PHOTOGRAPHED:
        yield f"{PHOTOGRAPHED[duty.task]}.jpg", _photographed(f"{duty.unit.name_zh}民主评议工作", chance)


def _typeset(owner: str, title: str, task: str, at: datetime) -> bytes:
    text = [
        f"按照本年度民主评议政风行风工作安排，我单位认真组织落实“{task}”，现将有关情况整理如下。",
        "一是加强组织领导，明确责任分工，主要负责人亲自部署，分管负责人具体落实，办公室逐项督办。",
        "二是坚持问题导向，广泛听取服务对象意见，边评边改，做到件件有着落、事事有回音。",
        "三是严肃工作纪律，严格遵守“八个严禁”，自觉接受社会监督。",
    ]
    given = {"font": sans(), "owner": owner, "title": title, "text": text, "day": f"{at.year}年{at.month}月{at.day}日"}
    made = typst.compile(
        PAPER.encode(), font_paths=fonts(), sys_inputs={"given": json.dumps(given, ensure_ascii=False)}
    )
    assert isinstance(made, bytes)
    return made


def _photographed(banner: str, chance: Chance) -> bytes:
    """A hall with a banner and people seen from behind, as a phone would see it."""
    width, height = SIZE
    image = Image.new("RGB", SIZE, WALL)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, height * 0.42, width, height), FLOOR)
    pen.rectangle((width * 0.08, 60, width * 0.92, 170), RED)
    path, index = file()
    font = ImageFont.truetype(path, 54, index=index)
    pen.text((width / 2, 115), banner, (250, 226, 150), font=font, anchor="mm")
    pen.rectangle((width * 0.2, 300, width * 0.8, 390), DESK)
    for row in range(4):
        size, y = 34 + 12 * row, 400 + 110 * row
        for place in range(10 - row):
            x = width * (place + 0.5) / (10 - row) + chance.uniform(-12, 12)
            pen.ellipse((x - size, y + size, x + size, y + 4 * size), chance.choice(CLOTHES))
            pen.rectangle((x - size * 0.25, y + size * 0.6, x + size * 0.25, y + size * 1.3), SKIN)
            pen.ellipse((x - size * 0.6, y - size * 0.4, x + size * 0.6, y + size), HAIR)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()
