"""A stock of invented sentences from which believable opinions are put together: when, who, what, and why."""

from dataclasses import dataclass
from typing import Protocol

from pingyi.rules.voices import Kind


class Chooser(Protocol):
    """Whatever chooses one of several: `random.Random`, or the rehearsal's own chance."""

    def choice(self, items: list[str]) -> str: ...


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says, and the point of the contents it is about."""

    kind: Kind
    content: str
    text: str


WHEN = ["上个月", "七月初", "前几天", "今年以来", "去年申报时", "上周二上午", "端午节后", "最近两个月"]
WHO = ["我", "我们合作社", "我们公司", "我父亲", "我们村", "厂里同事", "我们几个返乡创业的", "园区里的企业"]
WANT = {
    Kind.COMPLAINT: ["请查一查。", "希望给个说法。", "请尽快解决。", "群众意见很大。", "希望不要再发生。", "盼回复。"],
    Kind.SUGGESTION: ["建议改一改。", "供参考。", "希望采纳。", "别的县已经这样做了。", "花钱不多，群众方便。"],
    Kind.REQUEST: ["请帮忙协调。", "请派人来看看。", "急盼答复。", "谢谢。", "希望给指条路。"],
    Kind.CONSULT: ["请问怎么办？", "请答复。", "该找哪个科室？", "谢谢。"],
    Kind.PRAISE: ["特此感谢。", "给你们点赞。", "希望保持下去。", "群众心里有杆秤。"],
}
STOCK = """
complaint|C1.5|到窗口交材料，第一个接待的人说不归他管，让去找别人，找了三个人才办成
complaint|C1.5|承诺七个工作日办结，等了二十多天没有消息，打电话问说还在走流程
complaint|C1.5|申报材料交了三趟，每次都说还缺一样，没有一次性告知
complaint|C1.4|项目初审压在科室一个多月，问起来互相推，谁也不说什么时候能批
complaint|C1.4|评审意见只写“不予立项”四个字，没有理由，也不知道向谁问
complaint|C1.2|上午十点去办事，办公室没有人，门口牌子写着“外出办事”
complaint|C1.2|工作人员一边玩手机一边答话，态度冷淡，问急了就说自己看网上
complaint|C1.1|市里的补助文件下来半年了，到县里就没有下文，说还没有接到通知
complaint|C1.3|检查组来之前让我们补台账、摆样子，走了以后设备就拉走了
complaint|C3.2|办认定被要求参加收费培训，不参加就说材料不齐，培训费八百元
complaint|C3.1|查新、咨询怎么收费没有公示，不同的人说的不一样
complaint|C3.4|专项资金公示批了二十万，到账只有一半，其余的说年底再说
complaint|C3.5|验收的时候暗示要请客，不安排就一直说专家没有时间
complaint|C4.4|举报信箱挂在二楼拐角，锁都生锈了，投进去没有回音
complaint|C2.2|办事指南还是前年的，表格下载打不开，打电话一直占线
complaint|C6.2|说好六月底建成的科技服务站，到现在还是一块牌子
suggestion|C2.2|申报指南专业词太多，农户看不懂，应当附一张填好的样表
suggestion|C2.3|窗口能不能中午不断档，赶集那天周末也开半天
suggestion|C2.3|办事进度应当发短信告诉一声，免得一趟趟跑来问
suggestion|C5.2|县里应当围绕食用菌和中药材定几个主攻方向，不要撒胡椒面
suggestion|C5.5|实验室和检测设备平时闲着，可以对中小企业开放
suggestion|C5.6|科技投入年年说，应当把每年安排多少、花在哪里公开出来
suggestion|C4.3|对服务窗口的考核应当让办事群众打分，不要只看台账
request|C3.6|大棚里的菌棒成片发黑，不知道是什么病，想请懂技术的老师来看看
request|C3.6|厂里想做省级研发中心，缺人指导怎么准备材料
request|C3.6|专利被人仿冒，不知道该到哪里维权
request|C5.4|想引进新的茶苗品种，缺试验的钱和技术
request|C3.3|科技特派员的补助两年没有发，希望核实一下
consult|C2.1|高新技术企业认定今年什么时候开始，要先做什么
consult|C2.2|研发费用补助和加计扣除能不能同时享受
consult|C2.1|个人有发明专利，没有公司，能不能申请资助
consult|C3.3|项目经费里的劳务费有没有比例限制
praise|C4.2|窗口的同志把要改的地方一处处标出来，一次就办成了
praise|C3.6|特派员冒雨到地里看苗，教会了我们嫁接
praise|C1.5|打电话问政策，接电话的同志没有推，第二天就回了电话
praise|C2.3|新的一窗通办很方便，不用再跑三个科室
"""
"""Kind, point of the contents, what is said."""

_LINES = STOCK.strip().split("\n")


def worded(chance: Chooser) -> Saying:
    """One opinion out of the stock: who, when, what, and what they want."""
    kind, content, what = chance.choice(_LINES).split("|")
    text = f"{chance.choice(WHEN)}，{chance.choice(WHO)}遇到的事：{what}。{chance.choice(WANT[Kind(kind)])}"
    return Saying(Kind(kind), content, text)
