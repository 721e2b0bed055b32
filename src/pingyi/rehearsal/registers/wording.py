"""What people write into registers in a rehearsal: invented, by register and column. `{place}` is where they are."""

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "hospitality": {
        "visited": ("{place}科技局",),
        "route": ("当日往返，公务用车，午餐在单位食堂按标准缴费。",),
        "facts": ("无宴请、礼品和其他安排。",),
    },
    "incidents": {
        "matter": ("违规接受服务对象宴请问题",),
        "source": ("上级通报",),
        "handled": ("已立案查处，责任人受到处分，开展专题教育。",),
    },
    "openness-checks": {
        "affair": ("科技项目申报", "技术合同登记"),
        "where": ("办事大厅公示栏和网站",),
        "gaps": ("办事结果更新间隔偏长。",),
    },
    "contents-evidence": {
        "evidence": ("作风建设领导小组成立文件", "科技经费使用专项检查报告", "区域科技创新规划"),
        "number": ("演科〔2026〕{n}号",),
        "facts": ("文件已印发执行，材料齐全。",),
    },
    "award-records": {
        "recipient": ("评议第一名单位",),
        "number": ("演牌2026-01",),
        "basis": ("评议实施方案第五阶段",),
        "approval": ("领导小组决定〔2026〕9号",),
    },
    "method-reviews": {
        "problem": ("部分对象不清楚评议的是哪个单位。", "座谈会与农忙时间重叠。"),
        "proposal": ("在问卷首页列明单位职能", "座谈会安排避开农忙"),
        "answer": ("纳入下年度方案修订。",),
    },
    "open-days": {"theme": ("课堂开放日", "食堂开放日")},
    "charges": {"item": ("课后服务费", "校服费", "餐费"), "basis": ("区发展改革局、教育局收费文件",)},
    "parent-meetings": {
        "form": ("三年级一班", "七年级二班"),
        "opinions": ("希望作业总量再少一些。", "希望课后服务增加体育项目。"),
        "answers": ("年级组当场答复，纳入整改。",),
    },
    "homework": {"form": ("五年级一班", "八年级三班"), "remedy": ("年级组统筹作业总量，每周公示。",)},
}
