"""Every fault has one sentence, at its place, beside an allowed neighbour; and all are told at once."""
# ruff: noqa: E501 -- a case is one line, so that the refused and the allowed value can be compared

import pytest

from tests.rules.rulebook.planting import SCHOOL, SCIENCE, changed, faults, paths

UNIT = '[[units]]\ncode = "xh"\n'
OVERALL = 'scored = true\n\n[[survey.questions]]\ncode = "rules"'

# what stands in the plan, a refused value, an allowed neighbour, where the fault is told
CASES = {
    "wrong schema": ("schema = 1", "schema = 2", "schema = 1", "schema"),
    "unknown key": ('year = 2026\n', 'year = 2026\ncolour = "red"\n', "year = 2027\n", "colour"),
    "missing key": ('sector = {', 'sektor = {', None, "sector"),
    "text without quotes": ("version = 1\n", 'version = "1"\n', "version = 2\n", "version"),
    "true is no number": ("version = 1\n", "version = true\n", "version = 9999\n", "version"),
    "huge number": ("version = 1\n", f"version = {'9' * 40}\n", "version = 9999\n", "version"),
    "whole number wanted": ("frame_months = 12", "frame_months = 12.0", "frame_months = 120", "survey.sampling.frame_months"),
    "quoted decimal": ("weight = 0.8", 'weight = "0.8"', "weight = 0.80", "survey.grades[good].weight"),
    "decimal with exponent": ("weight = 0.8", "weight = 8e-1", "weight = 0.8000", "survey.grades[good].weight"),
    "not a number": ("weight = 0.8", "weight = nan", "weight = 0.7", "survey.grades[good].weight"),
    "too many decimals": ("weight = 0.8", "weight = 0.80001", "weight = 0.8001", "survey.grades[good].weight"),
    "grade weight above 1": ("weight = 1\n\n[[survey.grades]]", "weight = 1.1\n\n[[survey.grades]]", "weight = 0.9\n\n[[survey.grades]]", "survey.grades[excellent].weight"),
    "grade weights not falling": ("weight = 0.6", "weight = 0.8", "weight = 0.79", "survey.grades[fair].weight"),
    "empty text": ('zh = "第一阶段（动员准备）"', 'zh = " "', 'zh = "准"', "calendar.phases[S1].name.zh"),
    "control character": ('zh = "第一阶段（动员准备）"', 'zh = "动员\\u0007"', 'zh = "动员\\n准备"', "calendar.phases[S1].name.zh"),
    "text missing in one language": ('name = { zh = "第一阶段（动员准备）", en = "Phase 1: Preparation" }', 'name = { zh = "第一阶段（动员准备）" }', None, "calendar.phases[S1].name.en"),
    "misspelt code": ('code = "ml"', 'code = "明澜"', 'code = "m-l"', "units[#1].code"),
    "duplicate unit code": (UNIT, '[[units]]\ncode = "ml"\n', '[[units]]\ncode = "ml2"\n', "units[#2].code"),
    "duplicate unit": ('zh = "杏河中学"', 'zh = "明澜小学"', 'zh = "明澜中学"', "units[xh].name"),
    "unknown kind of unit": ('kind = "middle"', 'kind = "college"', 'kind = "primary"', "units[xh].kind"),
    "unknown role": ('role = "office_staff"', 'role = "office_cat"', 'role = "office_director"', "bodies[appraisal_office].posts[staff].role"),
    "role nobody can hold": ('role = "office_staff"', 'role = "public"', 'role = "intake_clerk"', "bodies[appraisal_office].posts[staff].role"),
    "post with fewer than none": ("least = 2\nmost = 4", "least = 5\nmost = 4", "least = 4\nmost = 4", "bodies[leading_group].posts[member].most"),
    "two offices": ('kind = "supervisor"', 'kind = "office"', 'kind = "partner"', "bodies"),
    "parent in a circle": ('level = "district"\nparent = "municipal_bureau"', 'level = "district"\nparent = "education_bureau"', None, "bodies[education_bureau].parent"),
    "overlapping phases": ('starts = "09-19"', 'starts = "09-18"', None, "calendar.phases[S2].starts"),
    "gap between phases": ('starts = "09-19"', 'starts = "09-20"', None, "calendar.phases[S2].starts"),
    "phase ends before it starts": ('starts = "11-07"\nends = "11-20"', 'starts = "11-07"\nends = "11-06"', 'starts = "11-07"\nends = "11-25"', "calendar.phases[S4].ends"),
    "phases in wrong order": ('kind = "conclude"', 'kind = "mobilise"', None, "calendar.phases[S4].kind"),
    "no such day": ('ends = "11-20"', 'ends = "11-31"', 'ends = "11-30"', "calendar.phases[S4].ends"),
    "week instead of day": ('ends = "11-20"', 'ends = "W47"', "ends = 2026-11-20", "calendar.phases[S4].ends"),
    "deadline outside its phase": ('due = "11-16"', 'due = "11-21"', 'due = "11-20"', "tasks[publish-result].due"),
    "unknown phase": ('phase = "S4"\ngrounds', 'phase = "S5"\ngrounds', 'phase = "S3"\ngrounds', "objection.phase"),
    "unknown actor": ('actor = "inspection_team"', 'actor = "nobody"', None, "tasks[inspection-report].actor"),
    "level of somebody else": ('level = "district"\nactor = "inspection_team"', 'level = "school"\nactor = "inspection_team"', None, "tasks[inspection-report].level"),
    "approves own work": ('due = "09-09"\nevidence = [{ zh = "实施方案", en = "plan" }]\napproval = { by = "leading_group" }', 'due = "09-09"\nevidence = [{ zh = "实施方案", en = "plan" }]\napproval = { by = "education_bureau" }', None, "tasks[district-plan].approval.by"),
    "gate waits for a later phase": ('"survey-plan"] }', '"self-exam-report"] }', '"publish-channels"] }', "calendar.phases[S1].gates[ready].tasks[#3]"),
    "unknown time limit": ('within = "improvement"', 'within = "soon"', 'within = "complaint"', "tasks[improve-last].within"),
    "due and within": ('within = "improvement"', 'within = "improvement"\ndue = "11-20"', 'due = "11-20"', "tasks[improve-last].within"),
    "rolls up before its reports": ('due = "10-16"\nevidence = [{ zh = "汇总报告"', 'due = "10-11"\nevidence = [{ zh = "汇总报告"', 'due = "10-12"\nevidence = [{ zh = "汇总报告"', "lines[L3].rolls_up"),
    "reminders not falling": ("reminders = [3, 1]", "reminders = [1, 3]", "reminders = [3]", "calendar.reminders"),
    "extension without number": ("extension = 3\nextensions = 1", "extension = 3\nextensions = 0", "extension = 0\nextensions = 0", "calendar.time_limits[complaint].extension"),
    "survey outside its phase": ('closes = "10-14"', 'closes = "10-17"', 'closes = "10-16"', "survey.closes"),
    "unknown content in a question": ('contents = ["E2"]', 'contents = ["E9"]', 'contents = ["E2", "E3"]', "survey.questions[ethics].contents[#1]"),
    "two overall questions": ('kind = "grade"\ncontents = ["E2"]', 'kind = "grade"\nscored = true\ncontents = ["E2"]', None, "survey.questions"),
    "no scored question": (OVERALL, OVERALL.replace("true", "false"), None, "survey.questions"),
    "unknown stratum": ('name = { zh = "家长", en = "parents" }\nmerges_into = "residents"', 'name = { zh = "家长", en = "parents" }\nmerges_into = "others"', 'name = { zh = "家长", en = "parents" }\nmerges_into = "partners"', "survey.strata[parents].merges_into"),
    "threshold above trustees": ("threshold = 2", "threshold = 4", "threshold = 3", "survey.sealing.threshold"),
    "same trustee twice": ('"statistics_bureau", "supervisor"]\nthreshold', '"supervisor", "supervisor"]\nthreshold', None, "survey.sealing.trustees"),
    "registrar is administrator": ('registrar = "statistics_bureau"', 'registrar = "appraisal_office"', 'registrar = "supervisor"', "survey.sealing.registrar"),
    "smallest box below 1": ("least_box = 10", "least_box = 0", "least_box = 1", "survey.privacy.least_box"),
    "floor below smallest box": ("floor = 10", "floor = 9", "floor = 11", "survey.sampling.floor"),
    "box to be made below smallest box to be opened": (
        "least_invited = 20",
        "least_invited = 9",
        "least_invited = 10",
        "survey.privacy.least_invited",
    ),
    "a stratum named like two": (
        'code = "residents"\nname = { zh = "社区居民", en = "residents" }\nmerges',
        'code = "residents"\nname = { zh = "社区＋居民", en = "residents" }\nmerges',
        'code = "residents"\nname = { zh = "社区和居民", en = "residents" }\nmerges',
        "survey.strata[residents].name",
    ),
    "words for the unit that no question has": (
        'unit_words = { zh = "这所学校", en = "this school" }',
        'unit_words = { zh = "这所学校", en = "that school" }',
        'unit_words = { zh = "学校", en = "school" }',
        "survey.unit_words",
    ),
    "confidence of 1": ("confidence = 0.95", "confidence = 1", "confidence = 0.999", "survey.sampling.confidence"),
    "indicators miss the block": ("points = 7\n", "points = 8\n", None, "inspection.blocks[Y].indicators"),
    "block in no part": ('blocks = ["X", "Y"]', 'blocks = ["X"]', None, "composite.parts[inspection].blocks"),
    "parts miss the total": ("points = 60\n", "points = 61\n", None, "composite.parts"),
    "ratio weight above 1": ('en = "done late" }, weight = 0.4', 'en = "done late" }, weight = 1.4', 'en = "done late" }, weight = 1', "inspection.blocks[X].indicators[X1].counted[late].weight"),
    "best step misses points": ('en = "on time" }, points = 10', 'en = "on time" }, points = 9', None, "inspection.blocks[X].indicators[X2].steps"),
    "rule without its list": ('rule = "panel"', 'rule = "deduct"', None, "inspection.blocks[Y].indicators[Y3].deductions"),
    "unknown rule": ('rule = "panel"', 'rule = "guess"', None, "inspection.blocks[Y].indicators[Y3].rule"),
    "tie broken by nothing": ('tie_break = ["survey"]', 'tie_break = ["luck"]', "tie_break = []", "composite.tie_break[#1]"),
    "fewer decimals when needed": ("more_decimals = 3", "more_decimals = 0", "more_decimals = 1", "composite.more_decimals"),
    "veto of nothing": ('incidents = [{ zh = "发生体罚学生事件并查实", en = "corporal punishment, verified" }]', "incidents = []", None, "composite.veto.incidents"),
    "consequence without task": ('task = "praise-first"', 'task = "feast"', 'task = "publish-result"', "consequences[praise].task"),
    "basis without fallback": ('task = "praise-first"', 'needs_basis = true\ntask = "praise-first"', 'needs_basis = false\ntask = "praise-first"', "consequences[praise].fallback"),
    "composition misses 1": ("share = 0.6", "share = 0.7", None, "participation.composition"),
    "table instead of list": ("reminders = [3, 1]", "reminders = { a = 1 }", "reminders = [9]", "calendar.reminders"),
    "list instead of table": ("[survey.header]", "[[survey.header]]", None, "survey.header"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_fault_is_refused_beside_its_allowed_neighbour(name: str) -> None:
    standing, refused, allowed, path = CASES[name]
    expected = [path] if name not in EXTRA else [*EXTRA[name], path]
    assert sorted(paths(changed(SCHOOL, standing, refused))) == sorted(expected)
    if allowed is not None:
        assert paths(changed(SCHOOL, standing, allowed)) == []


# Faults that truly are two: a renamed key is both unknown and missing, a block left out also spoils the sum.
EXTRA = {
    "missing key": ["sektor"],
    "block in no part": ["inspection.blocks[Y]"],
}

PLANTED = [
    ("year = 2026", 'year = 2026\ncolour = "red"', "colour"),
    ("version = 1\n", 'version = "one"\n', "version"),
    ('issuer = "provincial_department"', 'issuer = "ministry"', "basis[provincial-notice].issuer"),
    ('polarity = "±"', 'polarity = "?"', "contents[C3].subpoints[C3.4].polarity"),
    ('role = "office_staff"\nleast = 4', 'role = "office_cat"\nleast = 4', "bodies[appraisal_office].posts[staff].role"),
    ("least = 10\nmost = 10\n", "least = 10\nmost = 9\n", "bodies[leading_group].posts[member].most"),
    ('code = "qy"', 'code = "yx"', "units[#3].code"),
    ('zh = "新垚区科技局"', 'zh = "望汀区科技局"', "units[xy].name"),
    ('unit_class = "municipal_bureau"\nremit', 'unit_class = "village"\nremit', "units[sj].unit_class"),
    ('starts = "07-11"', 'starts = "07-10"', "calendar.phases[P2].starts"),
    ('starts = "09-16"', 'starts = "09-18"', "calendar.phases[P5].starts"),
    ('due = "06-30"\nevidence = [\n  { zh = "学习记录"', 'due = "08-30"\nevidence = [\n  { zh = "学习记录"', "tasks[party-study].due"),
    ('task = "county-plan"\ndecision', 'task = "country-plan"\ndecision', "lines[L1].task"),
    ("weight = 0.8\n", "weight = 0.95\n", "survey.grades[satisfied].weight"),
    ("weight = 0.5\n", 'weight = "0.5"\n', "survey.grades[dissatisfied].weight"),
    ('contents = ["C4"]', 'contents = ["C7"]', "survey.questions[style].contents[#1]"),
    ("threshold = 2", "threshold = 5", "survey.sealing.threshold"),
    ("least_box = 10", "least_box = 0", "survey.privacy.least_box"),
    ("points = 70\n", "points = 75\n", "composite.parts"),
    ("least_ranked = 3", f"least_ranked = {'9' * 30}", "composite.least_ranked"),
]  # fmt: skip


def test_twenty_planted_faults_are_named_at_once() -> None:
    text = SCIENCE
    for standing, wrong, _ in PLANTED:
        text = changed(text, standing, wrong)
    assert len(PLANTED) == 20
    assert sorted(paths(text)) == sorted(path for _, _, path in PLANTED)


def test_sentences_say_place_value_and_what_is_allowed_in_both_languages() -> None:
    (fault,) = faults(changed(SCHOOL, "threshold = 2", "threshold = 4"))
    assert fault.sentence("zh") == "survey.sealing.threshold：现为 4，应不超过密钥持有方数 3。"
    assert fault.sentence("en") == "survey.sealing.threshold is 4; it must be at most the number of trustees, 3."


def test_missing_value_is_said_to_be_missing() -> None:
    (fault,) = faults(changed(SCHOOL, "schema = 1\n", ""))
    assert fault.sentence("zh").startswith("schema：缺少此项，")
    assert fault.sentence("en").startswith("schema is missing; ")


def test_hostile_values_are_quoted_shortly_and_on_one_line() -> None:
    (fault,) = faults(changed(SCHOOL, 'code = "ml"', f'code = "{"长" * 500}\\n\\u001b[31m"'))
    assert "\n" not in fault.sentence("zh")
    assert len(fault.sentence("zh")) < 250


def test_unreadable_value_does_not_drag_others_down() -> None:
    text = changed(SCHOOL, 'code = "S2"', 'code = "2"')
    assert paths(text) == ["calendar.phases[#2].code"]
    text = changed(SCHOOL, 'ends = "10-16"', 'ends = "10-32"')
    assert paths(text) == ["calendar.phases[S2].ends"]
    text = changed(SCHOOL, "points = 7\n", "points = 700\n")
    assert paths(text) == ["inspection.blocks[Y].indicators[Y1].points"]
