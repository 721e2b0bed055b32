"""Bodies, posts and duties that cannot stand together: nobody approves their own work, every seat exists once."""

from collections.abc import Iterator, Sequence

from pingyi.rules.mandate.role import GRANTABLE, Role
from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.fault import listed
from pingyi.rules.rulebook.finding import Finding, entries
from pingyi.rules.rulebook.organisation import Body, BodyKind, Post
from pingyi.rules.rulebook.words import Text

SINGLE = (BodyKind.ORGANISER, BodyKind.LEADING_GROUP, BodyKind.OFFICE, BodyKind.STATISTICS)


def unfitting(book: Rulebook) -> Iterator[Finding]:
    """Organisation and duties that contradict one another."""
    yield from _bodies(book)
    yield from _classes(book)
    yield from _tasks(book)
    yield from _lines(book)
    yield from _consequences(book)
    yield from _limits(book)


def _bodies(book: Rulebook) -> Iterator[Finding]:
    bodies = entries("bodies", book.bodies)
    kinds = tuple(f"{path}.kind" for path, _ in bodies)
    for kind in SINGLE:
        found = [body.code for _, body in bodies if body.kind is kind]
        if len(found) != 1:
            allowed = Text(f"应恰有一个 kind = {kind} 的机构", f"a list with exactly one body of kind {kind}")
            yield Finding("bodies", found, allowed, kinds)
    parents = {body.code: body.parent for body in book.bodies}
    for path, body in bodies:
        if _is_own_ancestor(body, parents):
            yield Finding(f"{path}.parent", body.parent, Text("上下级不应成环", "a body that is not below this one"))
        for where, post in entries(f"{path}.posts", body.posts):
            yield from _post(where, post)


def _is_own_ancestor(body: Body, parents: dict[str, str | None]) -> bool:
    above, steps = body.parent, 0
    while above is not None and above != body.code and steps <= len(parents):
        above, steps = parents.get(above), steps + 1
    return above == body.code


def _post(path: str, post: Post) -> Iterator[Finding]:
    if post.most < post.least:
        allowed = Text(f"应不小于 least（{post.least}）", f"at least {post.least}, the value of least")
        yield Finding(f"{path}.most", post.most, allowed, (f"{path}.least",))
    heads = sum(office.count for office in post.offices)
    if post.offices and not post.least <= heads <= post.most:
        allowed = Text(
            f"所列职务人数应为 {post.least} 至 {post.most} 人", f"offices for {post.least} to {post.most} people"
        )
        counts = tuple(f"{path}.offices[#{place}].count" for place in range(1, len(post.offices) + 1))
        yield Finding(f"{path}.offices", heads, allowed, (f"{path}.least", f"{path}.most", *counts))
    yield from _role(f"{path}.role", post.role)


def _role(path: str, role: Role) -> Iterator[Finding]:
    if role not in GRANTABLE:
        names = listed(sorted(GRANTABLE), role)
        yield Finding(path, str(role), Text(f"应为可授予的角色：{names}", f"a role that can be granted: {names}"))


def _classes(book: Rulebook) -> Iterator[Finding]:
    classes = entries("unit_classes", book.unit_classes)
    ranked = {unit_class.code for _, unit_class in classes if unit_class.ranked}
    flags = tuple(f"{path}.ranked" for path, _ in classes) + tuple(f"{path}.code" for path, _ in classes)
    if not ranked:
        yield Finding("unit_classes", [], Text("应至少有一类参加排名", "a list with at least one ranked class"), flags)
    if book.inspection.unit_class in {unit_class.code for _, unit_class in classes} - ranked:
        allowed = Text("应为参加排名的类别", "a ranked class")
        yield Finding("inspection.unit_class", book.inspection.unit_class, allowed, flags)
    bodies = {body.code for body in book.bodies}
    for path, unit_class in classes:
        if unit_class.code in bodies:
            yield Finding(
                f"{path}.code", unit_class.code, Text("应与机构代码不同", "different from the codes of bodies")
            )
    first: dict[str, str] = {}
    for path, unit in entries("units", book.units):
        other = first.setdefault(unit.name.zh, path)
        if other != path:
            allowed = Text(f"应与 {other} 不同，单位不得重复", f"different from {other}, because no unit appears twice")
            yield Finding(f"{path}.name", unit.name.zh, allowed, (f"{path}.name.zh", f"{other}.name.zh"))


def _tasks(book: Rulebook) -> Iterator[Finding]:
    levels = {actor.code: (path, actor.level) for path, actor in entries("bodies", book.bodies)}
    levels |= {actor.code: (path, actor.level) for path, actor in entries("unit_classes", book.unit_classes)}
    for path, task in entries("tasks", book.tasks):
        where, level = levels.get(task.actor, ("", task.level))
        if level != task.level:
            allowed = Text(f"应为承办方的层级 {level}", f"the level of its actor, {level}")
            yield Finding(f"{path}.level", task.level, allowed, (f"{path}.actor", f"{where}.level"))
        if task.approval is not None and task.approval.by == task.actor:
            allowed = Text("承办方不得自行批准", "another body than the actor, because nobody approves their own work")
            yield Finding(f"{path}.approval.by", task.approval.by, allowed, (f"{path}.actor",))
        yield from _role(f"{path}.role", task.role)


def _lines(book: Rulebook) -> Iterator[Finding]:
    due = {task.code: task.due for task in book.tasks}
    lines = {line.code: line for line in book.lines}
    for path, line in entries("lines", book.lines):
        below = lines.get(line.rolls_up or "")
        if below is None:
            continue
        if below.code == line.code:
            yield Finding(f"{path}.rolls_up", line.rolls_up, Text("不应汇总自身", "another line than this one"))
        mine, theirs = due.get(line.task), due.get(below.task)
        if mine is not None and theirs is not None and mine < theirs:
            allowed = Text(
                f"汇总任务的期限 {mine} 应不早于下级期限 {theirs}",
                f"a line due on or before {mine}; its reports are due {theirs}",
            )
            rests_on = (f"tasks[{line.task}].due", f"tasks[{below.task}].due", f"{path}.task")
            yield Finding(f"{path}.rolls_up", line.rolls_up, allowed, rests_on)


def _consequences(book: Rulebook) -> Iterator[Finding]:
    for path, consequence in entries("consequences", book.consequences):
        if consequence.needs_basis and consequence.fallback is None:
            allowed = Text("需批准依据时应写明替代措辞", "given when a legal basis is needed")
            yield Finding(f"{path}.fallback", None, allowed, (f"{path}.needs_basis",))


def _limits(book: Rulebook) -> Iterator[Finding]:
    for path, limit in entries("calendar.time_limits", book.calendar.time_limits):
        if (limit.extension > 0) != (limit.extensions > 0):
            allowed = Text("extension 与 extensions 应同时为 0 或同时大于 0", "0 exactly when extensions is 0")
            yield Finding(f"{path}.extension", limit.extension, allowed, (f"{path}.extensions",))
    words, questions = book.survey.unit_words, [question.text for question in book.survey.questions]
    if words is not None and not all(
        any(own in text for text in texts) for own, texts in _by_language(words, questions)
    ):
        allowed = Text("应为至少一道题目中写到的字样", "words that stand in the text of a question, in both languages")
        yield Finding("survey.unit_words", words.zh, allowed, ("survey.questions",))
    for path, stratum in entries("survey.strata", book.survey.strata):
        if stratum.merges_into == stratum.code:
            yield Finding(f"{path}.merges_into", stratum.code, Text("应为另一层", "another stratum"), (f"{path}.code",))


def _by_language(words: Text, questions: Sequence[Text]) -> Iterator[tuple[str, list[str]]]:
    yield words.zh, [text.zh for text in questions]
    yield words.en, [text.en for text in questions]
