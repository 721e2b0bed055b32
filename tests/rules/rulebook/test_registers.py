"""Every fault of a declared register has its sentence at its place, beside an allowed neighbour."""
# ruff: noqa: E501 -- a case is one line, so that the refused and the allowed value can be compared

import pytest

from tests.rules.rulebook.planting import SCHOOL, changed, paths

AT = "registers[open-days]"
SECOND = """
[[registers]]
code = "remarks"
name = { zh = "意见登记簿", en = "Remarks" }
purpose = { zh = "试。", en = "To try." }
title = "said"
writers = ["county_office"]
columns = [
  { code = "said", kind = "text", name = { zh = "内容", en = "Said" } },
  { code = "of", kind = "row", register = "open-days", name = { zh = "开放日", en = "Open day" } },
]
"""
THEME = '{ code = "theme", kind = "text", required = true,'
RATE = 'kind = "share", part = "answered", whole = "opinions"'
CAME = '{ code = "came", kind = "number", required = true, sight = "public",'
COUNT = 'code = "held", name = { zh = "各校开放日次数", en = "Open days of each school" }, each = "schools", target = 1'

# what stands in the plan, a refused value, an allowed neighbour, where the fault is told
CASES = {
    "unknown kind": (THEME, THEME.replace('"text"', '"colour"'), THEME.replace('"text"', '"place"'), f"{AT}.columns[theme].kind"),
    "choice without vocabulary": ('vocabulary = "participants", required', "required", None, f"{AT}.columns[guests].vocabulary"),
    "unknown vocabulary": ('vocabulary = "participants", required', 'vocabulary = "guests", required', 'vocabulary = "subpoints", required', f"{AT}.columns[guests].vocabulary"),
    "vocabulary of a number": (CAME, f'{CAME} vocabulary = "participants",', f"{CAME} least = 1,", f"{AT}.columns[came].vocabulary"),
    "share without whole": (RATE, 'kind = "share", part = "answered"', None, f"{AT}.columns[answer_rate].whole"),
    "share of a text": (RATE, 'kind = "share", part = "theme", whole = "opinions"', 'kind = "share", part = "came", whole = "opinions"', f"{AT}.columns[answer_rate].part"),
    "required though computed": (RATE, f"{RATE}, required = true", f"{RATE}, required = false", f"{AT}.columns[answer_rate].required"),
    "most under least": (CAME, f"{CAME} least = 9, most = 8,", f"{CAME} least = 9, most = 9,", f"{AT}.columns[came].most"),
    "limits of a text": (THEME, f"{THEME} most = 9,", None, f"{AT}.columns[theme].most"),
    "a person in public": (CAME, CAME.replace('"number"', '"person"'), CAME.replace('"number", required = true, sight = "public"', '"person"'), f"{AT}.columns[came].sight"),
    "title private": ('sight = "public", name = { zh = "开放主题"', 'sight = "private", name = { zh = "开放主题"', 'sight = "internal", name = { zh = "开放主题"', f"{AT}.columns[theme].sight"),
    "title nowhere": ('title = "theme"', 'title = "topic"', 'title = "held"', f"{AT}.title"),
    "title of several": ('title = "theme"', 'title = "guests"', 'title = "held"', f"{AT}.title"),
    "day that is no date": ('title = "theme"\nday = "held"', 'title = "theme"\nday = "theme"', 'title = "theme"\nunique = ["held", "theme"]', f"{AT}.day"),
    "looking back nowhere": ('title = "theme"\nday = "held"', 'title = "theme"\nday = "held"\nlooks_back = "past"', None, f"{AT}.looks_back"),
    "looking back by another name": ('title = "theme"\nday = "held"', 'title = "theme"\nday = "held"\nlooks_back = "charges"', None, f"{AT}.looks_back"),
    "unknown phase": ('title = "theme"\nday = "held"\nphase = "S2"', 'title = "theme"\nday = "held"\nphase = "S9"', 'title = "theme"\nday = "held"\nphase = "S3"', f"{AT}.phase"),
    "unique though computed": ('title = "theme"\nday = "held"', 'title = "theme"\nunique = ["answer_rate"]', 'title = "theme"\nunique = ["came"]', f"{AT}.unique[#1]"),
    "an administrator writes": ('writers = ["county_leader", "county_office"]', 'writers = ["county_office", "sys_admin"]', 'writers = ["county_office"]', f"{AT}.writers[#2]"),
    "nobody writes": ('writers = ["county_leader", "county_office"]', "writers = []", 'writers = ["county_leader"]', f"{AT}.writers"),
    "counted of an unknown class": (COUNT, COUNT.replace('"schools"', '"shops"'), None, f"{AT}.counts[held].each"),
    "coverage of a number": ('by = "guests"', 'by = "came"', None, f"{AT}.counts[guests].by"),
    "share without sum": ('sum = "answered", over = "opinions"', 'over = "opinions"', 'sum = "answered"', f"{AT}.counts[answered].sum"),
    "sum of a text": ('sum = "answered", over', 'sum = "theme", over', 'sum = "came", over', f"{AT}.counts[answered].sum"),
    "condition on an unknown term": (COUNT, f'{COUNT}, where = [{{ column = "guests", terms = ["aunts"] }}]', f'{COUNT}, where = [{{ column = "guests", terms = ["parents"] }}]', f"{AT}.counts[held].where[#1].terms[#1]"),
    "yes of a choice": (COUNT, f'{COUNT}, where = [{{ column = "guests" }}]', None, f"{AT}.counts[held].where[#1].column"),
    "unit without class": (COUNT, 'code = "held", name = { zh = "次数", en = "Held" }, unit = "school"', None, f"{AT}.counts[held].unit"),
    "refers to nothing": (SECOND, SECOND.replace('register = "open-days"', 'register = "closed-days"'), SECOND, "registers[remarks].columns[of].register"),
    "refers to itself": (SECOND, SECOND.replace('register = "open-days"', 'register = "remarks"'), SECOND, "registers[remarks].columns[of].register"),
    "a circle of references": (CAME, f'{{ code = "last", kind = "row", register = "remarks", name = {{ zh = "意见", en = "Remark" }} }},\n{CAME}', f'{{ code = "last", kind = "count", register = "remarks", name = {{ zh = "意见数", en = "Remarks" }} }},\n{CAME}', f"{AT}.columns[last].register"),
    "counts who does not refer": ('kind = "row", register = "open-days"', 'kind = "count", register = "open-days"', None, "registers[remarks].columns[of].register"),
    "two columns of one code": (THEME, THEME.replace('"theme"', '"held"'), None, f"{AT}.columns[#2].code"),
    "answered by nobody": ('title = "theme"\nday = "held"', 'title = "theme"\nday = "held"\nanswered = ["opinions"]\namended_by = []', None, f"{AT}.answered[#1]"),
    "files twice": (THEME, f'{{ code = "a", kind = "files", name = {{ zh = "甲", en = "A" }} }},\n{{ code = "b", kind = "files", name = {{ zh = "乙", en = "B" }} }},\n{THEME}', f'{{ code = "a", kind = "files", name = {{ zh = "甲", en = "A" }} }},\n{THEME}', f"{AT}.columns"),
    "a county assigns": ('title = "theme"\nday = "held"', 'title = "theme"\nassigns = { task = "publish-channels", owner = "who", due = "held" }', None, f"{AT}.writers[#1]"),
    "assigns an unknown task": ('title = "theme"\nday = "held"', 'title = "theme"\nassigns = { task = "nothing", owner = "who", due = "held" }', None, f"{AT}.assigns.task"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_fault_is_told_at_its_place(case: tuple[str, str, str | None, str]) -> None:
    old, refused, allowed, path = case
    plan = SCHOOL + SECOND
    assert path in paths(changed(plan, old, refused))
    if allowed is not None:
        assert paths(changed(plan, old, allowed)) == []
