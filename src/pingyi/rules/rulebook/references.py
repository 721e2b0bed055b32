"""Every code that is mentioned must be defined, and in the right list."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.completion import Completion
from pingyi.rules.rulebook.fault import listed
from pingyi.rules.rulebook.finding import Coded, Finding, entries
from pingyi.rules.rulebook.registers import Register
from pingyi.rules.rulebook.results import resting
from pingyi.rules.rulebook.words import Text


@dataclass(frozen=True, slots=True)
class Index:
    """The codes of one or more lists, and the paths at which they are defined."""

    name: Text
    codes: Mapping[str, str] = field(default_factory=dict)
    paths: tuple[str, ...] = ()

    def add(self, path: str, items: Iterable[Coded]) -> "Index":
        """The index with one more list; of a code defined twice the first place counts."""
        found = [(item.code, where) for where, item in entries(path, items)]
        codes = dict(self.codes)
        for code, where in found:
            codes.setdefault(code, where)
        return replace(self, codes=codes, paths=(*self.paths, path, *(f"{where}.code" for _, where in found)))

    def allowed(self, meant: str) -> Text:
        """The codes that may be mentioned."""
        codes = listed(self.codes, meant)
        return Text(f"应为已定义的{self.name.zh}：{codes}", f"the code of {self.name.en} defined in this plan: {codes}")


Mention = tuple[str, str | None, Index]


def dangling(book: Rulebook) -> Iterator[Finding]:
    """Mentions of codes that nothing defines."""
    for path, code, index in mentions(book):
        if code is not None and code not in index.codes:
            yield Finding(path, code, index.allowed(code), index.paths)


def mentions(book: Rulebook) -> Iterator[Mention]:
    """Every place that mentions a code, the code, and the codes that may stand there."""
    bodies = Index(Text("机构", "a body")).add("bodies", book.bodies)
    classes = Index(Text("评议对象类别", "a unit class")).add("unit_classes", book.unit_classes)
    levels = Index(Text("层级", "a level")).add("levels", book.levels)
    phases = Index(Text("阶段", "a phase")).add("calendar.phases", book.calendar.phases)
    tasks = Index(Text("任务", "a task")).add("tasks", book.tasks)
    yield from _of_organisation(book, bodies, classes, levels)
    yield from _of_tasks(book, bodies, phases, levels)
    yield from _of_lines(book, bodies, tasks)
    yield from _of_papers(book, tasks)
    yield from _of_survey(book, bodies, phases)
    yield from _of_results(book, bodies, tasks, phases)
    yield from _of_registers(book, classes, phases, tasks)
    yield "inspection.unit_class", book.inspection.unit_class, classes


def _of_organisation(book: Rulebook, bodies: Index, classes: Index, levels: Index) -> Iterator[Mention]:
    for path, basis in entries("basis", book.basis):
        yield f"{path}.issuer", basis.issuer, bodies
    for path, body in entries("bodies", book.bodies):
        yield f"{path}.level", body.level, levels
        yield f"{path}.parent", body.parent, bodies
    for path, unit_class in entries("unit_classes", book.unit_classes):
        yield f"{path}.level", unit_class.level, levels
        yield f"{path}.inspected_by", unit_class.inspected_by, bodies
        yield from _each(f"{path}.surveyed_by", unit_class.surveyed_by, bodies)
    kinds = Index(Text("行政区或单位类型（词表 unit_kinds）", "a kind in the vocabulary unit_kinds"))
    for path, words in entries("vocabularies", book.vocabularies):
        if words.code == "unit_kinds":
            kinds = kinds.add(f"{path}.terms", words.terms)
    for path, unit in entries("units", book.units):
        yield f"{path}.unit_class", unit.unit_class, classes
        yield f"{path}.kind", unit.kind, kinds
    yield "conduct.decides", book.conduct.decides, bodies
    yield "calendar.extension_by", book.calendar.extension_by, bodies


def _of_tasks(book: Rulebook, bodies: Index, phases: Index, levels: Index) -> Iterator[Mention]:
    actors = Index(Text("机构或评议对象类别", "a body or unit class"))
    actors = actors.add("bodies", book.bodies).add("unit_classes", book.unit_classes)
    contents = Index(Text("评议内容", "a content")).add("contents", book.contents)
    limits = Index(Text("时限", "a time limit")).add("calendar.time_limits", book.calendar.time_limits)
    registers = Index(Text("登记簿", "a register")).add("registers", book.registers)
    kinds = Index(Text("文书", "a paper")).add("papers", book.papers)
    for path, task in entries("tasks", book.tasks):
        yield f"{path}.phase", task.phase, phases
        yield f"{path}.until", task.until, phases
        yield f"{path}.level", task.level, levels
        yield f"{path}.actor", task.actor, actors
        yield f"{path}.within", task.within, limits
        if task.approval is not None:
            yield f"{path}.approval.by", task.approval.by, bodies
        yield from _each(f"{path}.recipients", task.recipients, bodies)
        yield from _each(f"{path}.joint", task.joint, bodies)
        yield from _each(f"{path}.supports", task.supports, bodies)
        yield from _each(f"{path}.contents", task.contents, contents)
        for place, completion in enumerate(task.completion, start=1):
            yield f"{path}.completion[#{place}].register", completion.register, registers
            yield f"{path}.completion[#{place}].paper", completion.paper, kinds
            yield f"{path}.completion[#{place}].phase", completion.phase, phases
            yield from _of_completion(f"{path}.completion[#{place}]", completion, book)


def _of_completion(path: str, completion: Completion, book: Rulebook) -> Iterator[Mention]:
    for where, register in entries("registers", book.registers):
        if register.code == completion.register:
            counts = Index(Text("统计项", "a figure")).add(f"{where}.counts", register.counts)
            yield f"{path}.count", completion.count, counts


def _of_lines(book: Rulebook, bodies: Index, tasks: Index) -> Iterator[Mention]:
    lines = Index(Text("报送事项", "a reporting line")).add("lines", book.lines)
    for path, line in entries("lines", book.lines):
        yield f"{path}.task", line.task, tasks
        yield f"{path}.rolls_up", line.rolls_up, lines
        yield from _each(f"{path}.copies", line.copies, bodies)
    for path, phase in entries("calendar.phases", book.calendar.phases):
        for gate_path, gate in entries(f"{path}.gates", phase.gates):
            yield from _each(f"{gate_path}.tasks", gate.tasks, tasks)


def _of_papers(book: Rulebook, tasks: Index) -> Iterator[Mention]:
    parties = Index(Text("机构或评议对象类别", "a body or unit class"))
    parties = parties.add("bodies", book.bodies).add("unit_classes", book.unit_classes)
    kinds = Index(Text("文书", "a paper")).add("papers", book.papers)
    registers = Index(Text("登记簿", "a register")).add("registers", book.registers)
    yield "inspection.checklist", book.inspection.checklist, registers
    yield "inspection.binder", book.inspection.binder, kinds
    for path, block in entries("inspection.blocks", book.inspection.blocks):
        for where, indicator in entries(f"{path}.indicators", block.indicators):
            yield from _each(f"{where}.registers", indicator.registers, registers)
            yield from _each(f"{where}.papers", indicator.papers, kinds)
    for path, kind in entries("papers", book.papers):
        yield f"{path}.sender", kind.sender, parties
        yield from _each(f"{path}.recipients", kind.recipients, parties)
        yield from _each(f"{path}.copies", kind.copies, parties)
        yield f"{path}.task", kind.task, tasks
        yield f"{path}.answers", kind.answers, kinds
        yield f"{path}.feeds", kind.feeds, registers
        for place, annexed in enumerate(kind.annexes, start=1):
            yield f"{path}.annexes[#{place}].register", annexed.register, registers


def _of_survey(book: Rulebook, bodies: Index, phases: Index) -> Iterator[Mention]:
    survey = book.survey
    contents = Index(Text("评议内容", "a content")).add("contents", book.contents)
    strata = Index(Text("层", "a stratum")).add("survey.strata", survey.strata)
    yield "survey.phase", survey.phase, phases
    yield from _each("survey.signed_by", survey.signed_by, bodies)
    yield from _each("survey.header.issuers", survey.header.issuers, bodies)
    yield from _each("survey.sealing.trustees", survey.sealing.trustees, bodies)
    yield "survey.sealing.registrar", survey.sealing.registrar, bodies
    yield "survey.sealing.administrator", survey.sealing.administrator, bodies
    for path, question in entries("survey.questions", survey.questions):
        yield from _each(f"{path}.contents", question.contents, contents)
    for path, stratum in entries("survey.strata", survey.strata):
        yield f"{path}.merges_into", stratum.merges_into, strata


def _of_results(book: Rulebook, bodies: Index, tasks: Index, phases: Index) -> Iterator[Mention]:
    blocks = Index(Text("检查板块", "an inspection block")).add("inspection.blocks", book.inspection.blocks)
    parts = Index(Text("综合分组成部分", "a part of the composite")).add("composite.parts", book.composite.parts)
    for path, part in entries("composite.parts", book.composite.parts):
        yield from _each(f"{path}.blocks", part.blocks, blocks)
    yield from _each("composite.tie_break", book.composite.tie_break, parts)
    for path, consequence in entries("consequences", book.consequences):
        yield f"{path}.task", consequence.task, tasks
    yield "objection.phase", book.objection.phase, phases
    yield from _of_fitness(book)


def _of_fitness(book: Rulebook) -> Iterator[Mention]:
    registers = Index(Text("登记簿", "a register")).add("registers", book.registers)
    for path, rests_on in resting(book.participation):
        yield f"{path}.register", rests_on.register, registers
        for where, register in entries("registers", book.registers):
            if register.code == rests_on.register:
                columns = Index(Text("栏", "a column")).add(f"{where}.columns", register.columns)
                for each in fields(rests_on):
                    if each.name not in ("register", "appoints"):
                        yield f"{path}.{each.name}", getattr(rests_on, each.name), columns


def _of_registers(book: Rulebook, classes: Index, phases: Index, tasks: Index) -> Iterator[Mention]:
    registers = Index(Text("登记簿", "a register")).add("registers", book.registers)
    words = Index(Text("词表", "a vocabulary")).add("vocabularies", book.vocabularies).add("own_lists", book.own_lists)
    for path, register in entries("registers", book.registers):
        columns = Index(Text("栏", "a column")).add(f"{path}.columns", register.columns)
        yield f"{path}.phase", register.phase, phases
        yield f"{path}.title", register.title, columns
        yield f"{path}.day", register.day, columns
        yield f"{path}.concerns", register.concerns, columns
        yield f"{path}.looks_back", register.looks_back, registers
        yield from _each(f"{path}.unique", register.unique, columns)
        yield from _each(f"{path}.answered", register.answered, columns)
        if register.assigns:
            yield f"{path}.assigns.task", register.assigns.task, tasks
            yield f"{path}.assigns.owner", register.assigns.owner, columns
            yield f"{path}.assigns.due", register.assigns.due, columns
        if register.posts:
            yield f"{path}.posts.person", register.posts.person, columns
            yield f"{path}.posts.unit", register.posts.unit, columns
        for where, column in entries(f"{path}.columns", register.columns):
            yield f"{where}.vocabulary", column.vocabulary, words
            yield f"{where}.register", column.register, registers
            yield f"{where}.part", column.part, columns
            yield f"{where}.whole", column.whole, columns
        yield from _of_counts(book, path, register, columns, classes)


def _of_counts(book: Rulebook, path: str, register: Register, columns: Index, classes: Index) -> Iterator[Mention]:
    words = {each.code: each for each in (*book.own_lists, *book.vocabularies)}
    chosen = {each.code: words.get(each.vocabulary or "") for each in register.columns}
    for where, count in entries(f"{path}.counts", register.counts):
        for name in ("sum", "over", "by", "unit"):
            yield f"{where}.{name}", getattr(count, name), columns
        yield f"{where}.each", count.each, classes
        for place, condition in enumerate(count.where, start=1):
            yield f"{where}.where[#{place}].column", condition.column, columns
            vocabulary = chosen.get(condition.column)
            if vocabulary:
                terms = Index(vocabulary.name).add(f"vocabularies[{vocabulary.code}].terms", vocabulary.terms)
                yield from _each(f"{where}.where[#{place}].terms", condition.terms, terms)


def _each(path: str, codes: tuple[str, ...], index: Index) -> Iterator[Mention]:
    for place, code in enumerate(codes, start=1):
        yield f"{path}[#{place}]", code, index
