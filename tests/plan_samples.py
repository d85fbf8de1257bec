"""Invented action plans, as files have them and as the domain does, and any plan there may be."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.ids import OperatorId, ResidentId
from console.domain.plan import DEFAULT_WAYS, FIXED_ANSWERS, PLAN_RUNGS, Act, Plan, Record, Situation
from console.domain.plan_form import plan_of
from console.domain.resident import FactKind

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
ANNA = OperatorId("anna")


def texts(said: str = "Ring upp.") -> dict[str, str]:
    return {"sv": said, "en": f"{said} (en)"}


def step(id_: str = "call", do: str = "call", **more: Any) -> dict[str, Any]:
    """One step as a file has it."""
    return {"id": id_, "do": do, "text": texts(), **more}


def written(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A plan as a file has it; `fits` is its `for`."""
    fits = more.pop("fits", {})
    return {"plan": "prov", "title": texts("Prov"), "for": fits, "steps": list(steps) or [step()], **more}


def plan(*steps: dict[str, Any], **more: Any) -> Plan:
    return plan_of(written(*steps, **more))


def situation(**more: Any) -> Situation:
    """A press of a personal alarm in Norrby, unless told otherwise."""
    given: dict[str, Any] = {
        "lane": Lane.PERSON, "kind": DeviceKind.PERSONAL_ALARM, "cause": Cause.PRESS, "alarm_class": AlarmClass.NORMAL,
        "municipality": "norrby", "resident": ResidentId("r-1"),
    }  # fmt: skip
    return Situation(**{**given, **more})


def done(step_id: str, answer: str = "") -> Record:
    return Record(step_id, answer, "", True, AT, ANNA)


def skipped(step_id: str, reason: str = "Ingen telefon") -> Record:
    return Record(step_id, "", reason, False, AT, ANNA)


# Any plan that a file could hold.

IDS = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
_WORDS = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" \n"), max_size=20).filter(str.strip)
TEXTS = st.fixed_dictionaries({"sv": _WORDS, "en": _WORDS})


def _some(words: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), min_size=1, max_size=3, unique=True)


FACT_NAMES = [fact.name.lower() for fact in FactKind]
FITS = st.fixed_dictionaries(
    {},
    optional={
        "kinds": _some([kind.value for kind in DeviceKind]),
        "causes": _some([cause.value for cause in Cause]),
        "classes": _some([each.name.lower() for each in AlarmClass]),
        "lanes": _some([lane.value for lane in Lane]),
        "municipality": st.sampled_from(["norrby", "soderby"]),
        "resident": st.sampled_from(["r-1", "r-2"]),
    },
)


@st.composite
def conditions(draw: st.DrawFn, earlier: dict[str, list[str]]) -> dict[str, Any]:
    """What may be asked after these steps, each with its answers."""
    found: dict[str, Any] = {}
    with_answers = [id_ for id_, answers in earlier.items() if answers]
    if draw(st.booleans()):
        found["facts"] = draw(_some(FACT_NAMES))
    if with_answers and draw(st.booleans()):
        asked = draw(st.lists(st.sampled_from(with_answers), min_size=1, max_size=2, unique=True))
        found["answers"] = {id_: draw(_some(earlier[id_])) for id_ in asked}
    if draw(st.booleans()):
        found["presses_from"] = draw(st.integers(1, 9))
    return found or {"causes": draw(_some([cause.value for cause in Cause]))}


@st.composite
def steps(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Steps of one plan: each with what its act has, and conditions on steps before it."""
    found: list[dict[str, Any]] = []
    earlier: dict[str, list[str]] = {}
    for id_ in draw(st.lists(IDS, min_size=1, max_size=7, unique=True)):
        act = draw(st.sampled_from(Act))
        one: dict[str, Any] = {"id": id_, "do": act.value, "text": draw(TEXTS)}
        answers = [answer.id for answer in FIXED_ANSWERS.get(act, ())]
        match act:
            case Act.ASK:
                answers = ["yes", "no"]
                one["answers"] = [{"id": each, **draw(TEXTS)} for each in answers]
            case Act.CALL:
                one["ways"] = [way.value for way in draw(st.permutations(DEFAULT_WAYS))]
            case Act.WAIT:
                one["seconds"] = draw(st.integers(1, 3600))
            case Act.CHECK_BACK:
                one["minutes"] = draw(st.integers(1, 1440))
            case Act.OUTCOME:
                one["outcomes"] = ["visit_done"]
            case _:
                pass
        if draw(st.booleans()):
            one["when"] = draw(conditions(earlier))
        if draw(st.booleans()):
            one["unless"] = draw(conditions(earlier))
        rungs = draw(st.lists(st.integers(5, 900), max_size=3, unique=True))
        if rungs:
            one["untouched"] = [
                {"after_s": after, "to": draw(st.sampled_from(PLAN_RUNGS)).value} for after in sorted(rungs)
            ]
        found.append(one)
        earlier[id_] = answers
    return found


@st.composite
def written_plans(draw: st.DrawFn) -> dict[str, Any]:
    """Any plan as a file has it."""
    return {"plan": draw(IDS), "title": draw(TEXTS), "for": draw(FITS), "steps": draw(steps())}


PLANS = written_plans().map(plan_of)
SITUATIONS = st.builds(
    Situation,
    lane=st.sampled_from(Lane),
    kind=st.sampled_from(DeviceKind),
    cause=st.sampled_from(Cause),
    alarm_class=st.sampled_from(AlarmClass),
    municipality=st.sampled_from(["norrby", "soderby"]),
    resident=st.sampled_from([None, ResidentId("r-1"), ResidentId("r-2")]),
    facts=st.frozensets(st.sampled_from(FactKind), max_size=4),
    presses=st.integers(0, 9),
)
