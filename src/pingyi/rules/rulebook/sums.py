"""Points, weights, counts and orders that must agree with one another."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from pingyi.rules.encoding import decimal_text
from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.finding import Finding, entries
from pingyi.rules.rulebook.inspection import Indicator, Rule
from pingyi.rules.rulebook.survey import MERGED, Aggregation, Question, QuestionKind
from pingyi.rules.rulebook.words import Text


def disagreeing(book: Rulebook) -> Iterator[Finding]:
    """Numbers that contradict one another."""
    yield from _composite(book)
    yield from _blocks(book)
    yield from _grades(book)
    yield from _questions(book)
    yield from _survey(book)
    yield from _bands(book)


def _composite(book: Rulebook) -> Iterator[Finding]:
    composite = book.composite
    parts = entries("composite.parts", composite.parts)
    yield from _sum("composite.parts", [(f"{path}.points", part.points) for path, part in parts], composite.total)
    rests_on = ("composite.parts", *(f"{path}.blocks" for path, _ in parts))
    of_survey = [part.code for part in composite.parts if not part.blocks]
    if len(of_survey) != 1:
        allowed = Text("应恰有一个组成部分不含检查板块（即满意度调查）", "exactly one part without blocks: the survey")
        yield Finding("composite.parts", of_survey, allowed, rests_on)
    used = [code for part in composite.parts for code in part.blocks]
    for path, block in entries("inspection.blocks", book.inspection.blocks):
        if used.count(block.code) != 1:
            allowed = Text("应恰好计入综合分的一个组成部分", "counted in exactly one part of the composite")
            yield Finding(path, block.code, allowed, (*rests_on, f"{path}.code"))
    points = {
        block.code: (f"{path}.points", block.points)
        for path, block in entries("inspection.blocks", book.inspection.blocks)
    }
    for path, part in parts:
        if part.blocks and all(code in points for code in part.blocks):
            yield from _sum(f"{path}.blocks", [points[code] for code in part.blocks], part.points, f"{path}.points")
    if composite.more_decimals < composite.decimals:
        allowed = Text(f"应不小于 decimals（{composite.decimals}）", f"at least decimals ({composite.decimals})")
        yield Finding("composite.more_decimals", composite.more_decimals, allowed, ("composite.decimals",))
    if composite.veto.enabled and not composite.veto.incidents:
        allowed = Text("启用一票否决时应至少列出一项", "at least one entry when the veto is enabled")
        yield Finding("composite.veto.incidents", None, allowed)


def _blocks(book: Rulebook) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for path, block in entries("inspection.blocks", book.inspection.blocks):
        indicators = entries(f"{path}.indicators", block.indicators)
        yield from _sum(
            f"{path}.indicators",
            [(f"{where}.points", item.points) for where, item in indicators],
            block.points,
            f"{path}.points",
        )
        for where, indicator in indicators:
            other = seen.setdefault(indicator.code, path)
            if other != path:
                allowed = Text(f"应与 {other} 的指标代码不同", f"different from the indicators of {other}")
                yield Finding(f"{where}.code", indicator.code, allowed)
            yield from _indicator(where, indicator)


NEEDED: dict[Rule, frozenset[str]] = {
    Rule.RATIO: frozenset({"counted", "out_of"}),
    Rule.DEDUCT: frozenset({"deductions"}),
    Rule.STEP: frozenset({"steps"}),
    Rule.COUNT: frozenset({"counted"}),
    Rule.PANEL: frozenset(),
}


def _indicator(path: str, indicator: Indicator) -> Iterator[Finding]:
    """An indicator has exactly the lists its rule uses, and they fit its points."""
    rule = indicator.rule
    present = {name for name in ("counted", "out_of", "steps", "deductions") if getattr(indicator, name)}
    for name in sorted(NEEDED[rule] - present):
        yield Finding(
            f"{path}.{name}", None, Text(f"规则 {rule} 必须填写", f"given for the rule {rule}"), (f"{path}.rule",)
        )
    for name in sorted(present - NEEDED[rule] - {"deductions"}):
        allowed = Text(f"规则 {rule} 不使用此项，应删去", f"absent for the rule {rule}")
        yield Finding(f"{path}.{name}", "…", allowed, (f"{path}.rule",))
    most = Decimal(1) if rule is Rule.RATIO else indicator.points
    for where, counted in entries(f"{path}.counted", indicator.counted):
        if not 0 < counted.weight <= most:
            top = decimal_text(most)
            allowed = Text(f"应大于 0 且不超过 {top}", f"more than 0 and at most {top}")
            yield Finding(f"{where}.weight", counted.weight, allowed, (f"{path}.rule", f"{path}.points"))
    if rule is Rule.STEP and indicator.steps:
        steps = entries(f"{path}.steps", indicator.steps)
        options = [f"{at}.points" for where, step in steps for at, _ in entries(f"{where}.options", step.options)]
        yield from _sum(
            f"{path}.steps",
            [(f"{where}.options", step.best) for where, step in steps],
            indicator.points,
            f"{path}.points",
            *options,
        )
    for name in ("full_from", "mark_step"):
        if getattr(indicator, name) <= 0:
            yield Finding(f"{path}.{name}", getattr(indicator, name), Text("应大于 0", "more than 0"))


def _grades(book: Rulebook) -> Iterator[Finding]:
    grades = entries("survey.grades", book.survey.grades)
    scored = [(path, grade.weight) for path, grade in grades if grade.weight is not None]
    weights = tuple(f"{path}.weight" for path, _ in grades)
    if len(scored) < 2:
        allowed = Text("应至少有两个计分等次", "a list with at least two grades that have a weight")
        yield Finding("survey.grades", [grade.code for _, grade in grades], allowed, weights)
    for (before, higher), (path, lower) in pairwise(scored):
        if lower >= higher:
            top = decimal_text(higher)
            allowed = Text(f"应小于上一等次的 {top}", f"less than the {top} of the grade before it")
            yield Finding(f"{path}.weight", lower, allowed, (f"{before}.weight",))


def _questions(book: Rulebook) -> Iterator[Finding]:
    questions = entries("survey.questions", book.survey.questions)
    scored = [question.code for _, question in questions if question.scored]
    flags = tuple(f"{path}.scored" for path, _ in questions)
    one = book.survey.aggregation is Aggregation.OVERALL_ITEM
    if not scored or (one and len(scored) > 1):
        allowed = (
            Text(
                "应恰有一题计分（aggregation = overall_item）",
                "exactly one scored question (aggregation = overall_item)",
            )
            if one
            else Text("应至少有一题计分", "a list with at least one scored question")
        )
        yield Finding("survey.questions", scored, allowed, (*flags, "survey.aggregation"))
    for path, question in questions:
        yield from _question(path, question)


def _question(path: str, question: Question) -> Iterator[Finding]:
    rests_on = (f"{path}.kind",)
    if question.kind is QuestionKind.CHOICE:
        if len(question.options) < 2:
            allowed = Text("选择题应至少有两个选项", "a list of at least two options for a choice question")
            yield Finding(f"{path}.options", [option.code for option in question.options], allowed, rests_on)
        if question.scored:
            yield Finding(f"{path}.scored", True, Text("选择题不能计分", "false for a choice question"), rests_on)
    elif question.options:
        allowed = Text("等次题使用统一等次，不应另列选项", "absent, because a grade question offers the plan's grades")
        yield Finding(f"{path}.options", [option.code for option in question.options], allowed, rests_on)


def _survey(book: Rulebook) -> Iterator[Finding]:
    sealing, privacy, sampling = book.survey.sealing, book.survey.privacy, book.survey.sampling
    holders = len(sealing.trustees)
    if sealing.threshold > holders:
        allowed = Text(f"应不超过密钥持有方数 {holders}", f"at most the number of trustees, {holders}")
        yield Finding("survey.sealing.threshold", sealing.threshold, allowed, ("survey.sealing.trustees",))
    if len(set(sealing.trustees)) < holders:
        allowed = Text("各密钥持有方应互不相同", "a list without repetition")
        yield Finding("survey.sealing.trustees", list(sealing.trustees), allowed)
    if sealing.registrar == sealing.administrator:
        allowed = Text("应与 administrator 不是同一机构", "another body than the administrator")
        yield Finding("survey.sealing.registrar", sealing.registrar, allowed, ("survey.sealing.administrator",))
    if sampling.floor < privacy.least_box:
        allowed = Text(
            f"应不小于可开箱的最少票数 {privacy.least_box}",
            f"at least the smallest box that is opened, {privacy.least_box}",
        )
        yield Finding("survey.sampling.floor", sampling.floor, allowed, ("survey.privacy.least_box",))
    if privacy.least_invited < privacy.least_box:
        allowed = Text(
            f"应不小于可开箱的最少票数 {privacy.least_box}",
            f"at least the smallest box that is opened, {privacy.least_box}",
        )
        yield Finding("survey.privacy.least_invited", privacy.least_invited, allowed, ("survey.privacy.least_box",))
    for path, stratum in entries("survey.strata", book.survey.strata):
        if MERGED in stratum.name.zh:
            allowed = Text(
                f"不含“{MERGED}”，它用于连接合用票箱的类别名称", f"without {MERGED}, which joins strata in one box"
            )
            yield Finding(f"{path}.name", stratum.name.zh, allowed)
    shares = [
        (f"{path}.share", target.share)
        for path, target in entries("participation.composition", book.participation.composition)
    ]
    yield from _sum("participation.composition", shares, Decimal(1))


def _bands(book: Rulebook) -> Iterator[Finding]:
    for (before, higher), (path, lower) in pairwise(entries("composite.bands", book.composite.bands)):
        if lower.least >= higher.least:
            top = decimal_text(higher.least)
            yield Finding(
                f"{path}.least", lower.least, Text(f"应小于上一档的 {top}", f"less than {top}"), (f"{before}.least",)
            )


def _sum(path: str, addends: list[tuple[str, Decimal]], total: Decimal, *rests_on: str) -> Iterator[Finding]:
    found = sum((value for _, value in addends), Decimal(0))
    if found != total:
        total_text = decimal_text(total)
        allowed = Text(f"各项之和应为 {total_text}", f"entries that add up to {total_text}")
        yield Finding(path, found, allowed, (*rests_on, *(where for where, _ in addends)))
