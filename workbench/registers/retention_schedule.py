"""The retention schedule: what the council keeps, for how long, from when, and what happens then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType

from workbench import clock, display
from workbench.records.fields import Choice, LongText, PersonalText, Rule, Text, Words, YesNo, one_below_another
from workbench.records.record import Record, Values
from workbench.register import Act, Line, Register, Section, Understood, View
from workbench.registers.bases import LAWFUL_BASES, SPECIAL_CONDITIONS
from workbench.registers.schedule_versions import ScheduleVersion
from workbench.rules import labels, periods
from workbench.rules.fixedday import fixed_day
from workbench.rules.proposals import decisive
from workbench.rules.questions import Question
from workbench.rules.reckoning import YEAR_ENDS
from workbench.rules.rule import UNSPECIFIED, Kind, RetentionRule
from workbench.rules.schedule_line import LineWords, join_period, read_line, start_questions

NOT_SAID = "Not said"
_FIGURES = re.compile(r"\d+")
_STANDINGS = (("question", "To be checked"),)


class ScheduleLine(Record):
    """One record series of the schedule with its agreed period, in the council's words and as understood."""

    register_name = "retention-schedule"

    reference = Text(
        "Reference",
        headings="Ref, Ref no, Reference number, Unique ID, Code, No, Item, Number, Row, Asset ID, Cyfeirnod",
        order_by="reference_order",
    )
    service = Text(
        "Service",
        headings="""
            Service, Department, Function, Service area, Directorate, Function Level 1, Business area,
            Gwasanaeth, Adran
        """,
    )
    section = Text(
        "Section",
        headings="""
            Section, Function Level 2, Sub-work Area, Category, Group, Activity group, Sub function
        """,
    )
    record_series = Text(
        "Record series",
        optional=False,
        help="What the records are, as the council calls them.",
        headings="""
            Record series, Records series, Record, Records, Document, Documents, Document name, Name of
            document, Record name, Name of record, Type of record, Type of document, Record type, Document
            type, Class of record, Record class, Record related to, Date description, Information type,
            Information asset, Example of records, Service Name, Retention and disposal policies, Title,
            Description of records, Records held, Type of information, Data held, Information held, Type of
            data, Series, Record group, Basic file description, File description, File title, Asset name,
            Name of asset, Item, Category of information, Data category, Category of record, Math o gofnod,
            Cofnod, Dogfen
        """,
    )
    activity = LongText(
        "Activity or use",
        help="What the records are used for, with examples.",
        joins=one_below_another,
        headings="""
            Activity/used for, Activity, Used for, Purpose, Description, Detail, Details, Scope, Examples,
            Description of record and examples, Records Description, Description/ Example Record Types,
            Function Description, Example(s) of Record(s)
        """,
    )
    stored_system = Text(
        "Stored system",
        headings="""
            Stored System, System, Location, Where held, Location Retained, Held, Storage location
        """,
    )
    medium = Text(
        "Medium",
        headings="Medium, Storage media, Format, Media, Paper or electronic",
    )
    period_text = Words(
        "Agreed period",
        help="The council's own words. They stay exactly as adopted.",
        joins=join_period,
        recognise=periods.recognise_period,
        headings="""
            Agreed retention period, Retention period, Retention, Period, Keep for, Retained, Retention
            periods, Minimum Period, Minimum retention period, How long kept, Retention and disposal,
            disposition, Retain for, Retention Period Years, Retention Period Months, Retain Permanently, Permanent,
            Perm, Total Retention, Retention Action, Length of retention, Time kept, Retention time, How long we
            keep it, Years, Months, Years kept, Keep permanently, Destroy after, Keep until, Retain until,
            Length of time, Duration, Storage period, Timescale, Kept for, Retained for, Held for, Hold for,
            Period of retention, How long, Cyfnod cadw
        """,
    )
    trigger_text = Words(
        "Counted from, in the council's words",
        recognise=periods.recognise_trigger,
        headings="""
            Keep from, Start Event, Trigger, Retention Trigger, Start, Trigger event, From, Start date
        """,
    )
    rule = Rule("How we read it", help="The same in plain words. Change it here if we read it wrongly.")
    disposal_text = Words(
        "Disposal arrangements",
        help="The council's own words: who disposes of the records, how and how often.",
        recognise=periods.recognise_disposal,
        headings="""
            Disposal, Disposal Arrangements, Action, Disposal action, Disposition, Final action, Fate, Disposal method,
            Action at end of administrative life of record, Disposal Policy, Method of disposal, Disposition
            Plan, How disposed, Destruction method, Disposal instructions, Final disposition, Outcome,
            What happens then, Destruction, Destroy or archive, Gwaredu
        """,
    )
    disposal_action = Choice(
        "Then",
        choices=tuple(labels.ACTION_LABELS.items()),
        headings="Then",
    )
    responsible = Text(
        "Officer",
        help="Who carries out the disposal.",
        internal=True,
        headings="Officer, Responsible officer",
    )
    rhythm = Choice(
        "Checked",
        choices=tuple(labels.RHYTHM_LABELS.items()),
        headings="Checked, Frequency",
    )
    log_number = YesNo("Log the number", help="Is the number destroyed written in the destruction log?", internal=True)
    authority = LongText(
        "Reason or law",
        joins=one_below_another,
        headings="""
            Reason, Authority, Statutory authority, Legislation, Legislation or business reason, Legislation
            or regulations, Statutory provisions/Authority, Authority for Guiding Retention, Legislation
            Name, Legal basis, Justification, Legal or Business Requirement?, Why we keep these documents,
            Retention Rationale, Authority/citation, Legislation and Other Requirements, Statutory
            provision, Reason for retention, Rationale, Rheswm
        """,
    )
    personal_data = YesNo(
        "Personal data",
        headings="Contains Personal Information?, Personal data, Contains personal data, PIB, Data protection issues",
    )
    special_category = YesNo(
        "Special-category data",
        headings="Contains Special Information?, Special category data, Sensitive data, Sensitive",
    )
    lawful_basis = Choice(
        "Lawful basis",
        choices=LAWFUL_BASES,
        headings="Lawful basis, Lawful basis collected, Article 6 basis",
    )
    special_condition = Choice(
        "Condition for special-category data",
        choices=SPECIAL_CONDITIONS,
        headings="Article 9 condition",
    )
    owner = PersonalText(
        "Owner",
        headings="Owner, Information asset owner, Record owner, Responsibility, OPR",
    )
    notes = LongText(
        "Notes",
        internal=True,
        joins=one_below_another,
        headings="Notes, Comments, Remarks, Additional information",
    )
    to_be_checked = YesNo(
        "To be checked", help="The words can be read in more than one way; somebody must decide.", internal=True
    )
    question = LongText("Question", internal=True)

    counted_from = Text("Counted from", derived=True)
    rule_kind = Choice(
        "Kind of period", choices=tuple((k.value, label) for k, label in labels.KIND_LABELS.items()), derived=True
    )
    reference_order = Text("Reference for sorting", derived=True)
    standing = Choice("Standing", choices=_STANDINGS, derived=True)

    @classmethod
    def reckon(cls, values: Values) -> None:
        """Work out the columns that follow from the rule, the reference and the mark "to be checked"."""
        values["counted_from"], values["rule_kind"] = _of_rule(values["rule"])
        values["reference_order"] = _FIGURES.sub(_padded, values["reference"].casefold())
        values["standing"] = "question" if values["to_be_checked"] else ""


def _padded(figures: re.Match[str]) -> str:
    """Figures at one width, so that 2.10 sorts after 2.9."""
    return figures[0].zfill(8)


@lru_cache(maxsize=4096)
def _of_rule(rule: RetentionRule | None) -> tuple[str, str]:
    """What a rule is counted from, and its kind."""
    if rule is None:
        return "", ""
    if rule.kind in (Kind.PERMANENT, Kind.UNKNOWN):
        return "", rule.kind.value
    return NOT_SAID if rule.trigger == UNSPECIFIED else labels.trigger_label(rule.trigger), rule.kind.value


def understand(line: Line) -> Understood:
    """Read a line's words into its rule and its disposal arrangement."""
    text, heading = line.texts.get, line.headings.get
    return _understood(
        LineWords(
            decisive(text("record_series", "")),
            text("period_text", ""),
            text("trigger_text", ""),
            text("disposal_text", ""),
            heading("period_text", ""),
            heading("disposal_text", ""),
            line.page,
        )
    )


@lru_cache(maxsize=50_000)
def _understood(words: LineWords) -> Understood:
    """A wording is read once, however many lines of a long schedule share it; nobody may write into what they share."""
    reading = read_line(words)
    values = {
        "rule": reading.rule,
        "disposal_action": reading.action,
        "responsible": reading.responsible or "",
        "rhythm": reading.rhythm or "",
        "log_number": reading.log_number,
        **questioned(reading.questions),
    }
    return Understood(MappingProxyType(values), reading.questions, reading.warnings)


def questioned(questions: Sequence[Question]) -> Values:
    """The mark and the words of what is still to be asked about a line."""
    return {
        "to_be_checked": any(q.stops for q in questions),
        "question": "\n".join(q.text for q in questions),
    }


def asks(values: Values) -> tuple[Question, ...]:
    """What a line waits for: the questions its words raise that are not yet answered, else where its period starts."""
    line = LineWords(*(values[name] for name in ("record_series", "period_text", "trigger_text", "disposal_text")))
    if values["to_be_checked"]:
        still = values["question"].splitlines()
        return tuple(q for q in read_line(line).questions if q.stops and q.text in still)
    rule: RetentionRule | None = values["rule"]
    return start_questions(rule, line) if rule and rule.trigger == UNSPECIFIED else ()


def plainly(values: Values) -> tuple[str, str]:
    """The rule and what happens then in one sentence, and an example with real dates beneath."""
    rule: RetentionRule | None = values["rule"]
    if rule is None:
        return ("No period has been agreed yet.", "Write the council's words below, and they are read for you.")
    said = periods.sentence(rule, values["disposal_action"])
    day = clock.today()
    reckoned = periods.reckon(rule, day)
    if reckoned.keep_until is None or reckoned.eligible_from is None:
        return (said, "")
    start = labels.trigger_label(rule.trigger)
    start = "a record of" if rule.trigger in YEAR_ENDS or fixed_day(rule.trigger) else f"{start[:1].lower()}{start[1:]}"
    example = f"For example, {start} {display.day(day)}: keep until {display.day(reckoned.keep_until)}"
    return (said, f"{example}, may go from {display.day(reckoned.eligible_from)}.")


_SETTLED = (ScheduleLine.to_be_checked, (False,))
_UNREAD = ("", "unknown")
_DATED = ("fixed", "rolling", "until_event")  # a review is counted from the last one

QUESTIONS = View(
    "To be checked",
    ((ScheduleLine.to_be_checked, (True,)),),
    act="Answer the questions on {}",
    why="Their words can be read in more than one way. No date is worked out until somebody decides.",
    cure="No ready answer fits. Correct the agreed period below, or “How we read it”, then say that it is right.",
)
NO_START = View(
    "No start day",
    (_SETTLED, (ScheduleLine.counted_from, (NOT_SAID,)), (ScheduleLine.rule_kind, _DATED)),
    act="Give the start day of {}",
    why="The words give a length but no day to count from, so no date can be worked out yet.",
    cure="Write the day it is counted from, in the council’s words, under the agreed period below.",
)
NO_PERIOD = View(
    "No period",
    (_SETTLED, (ScheduleLine.rule_kind, _UNREAD)),
    act="Give the period of {}",
    why="There are no words, or none that give a length of time, so nothing says when they may go.",
    cure="Write the agreed period below, in the council’s words. They are read as you leave the box.",
)
PERMANENT = View("Permanent", ((ScheduleLine.rule_kind, ("permanent",)),))

REGISTER = Register(
    name="retention-schedule",
    title="Retention schedule",
    singular="schedule line",
    plural="schedule lines",
    icon="calendar-clock",
    group="Records",
    record=ScheduleLine,
    naming=ScheduleLine.record_series,
    columns=(
        ScheduleLine.reference,
        ScheduleLine.record_series,
        ScheduleLine.period_text,
        ScheduleLine.counted_from,
        ScheduleLine.disposal_action,
        ScheduleLine.standing,
    ),
    form=(
        Section(
            "The records",
            (
                ScheduleLine.reference,
                ScheduleLine.service,
                ScheduleLine.section,
                ScheduleLine.record_series,
                ScheduleLine.activity,
                ScheduleLine.stored_system,
                ScheduleLine.medium,
            ),
        ),
        Section("How long they are kept", (ScheduleLine.period_text, ScheduleLine.trigger_text, ScheduleLine.rule)),
        Section(
            "What happens then",
            (
                ScheduleLine.disposal_text,
                ScheduleLine.disposal_action,
                ScheduleLine.responsible,
                ScheduleLine.rhythm,
                ScheduleLine.log_number,
            ),
        ),
        Section(
            "Why, and whose",
            (
                ScheduleLine.authority,
                ScheduleLine.personal_data,
                ScheduleLine.special_category,
                ScheduleLine.lawful_basis,
                ScheduleLine.special_condition,
                ScheduleLine.owner,
                ScheduleLine.notes,
            ),
        ),
        Section("To be checked", (ScheduleLine.to_be_checked, ScheduleLine.question)),
    ),
    identify=(
        (ScheduleLine.reference, ScheduleLine.record_series),
        (ScheduleLine.record_series, ScheduleLine.service, ScheduleLine.section, ScheduleLine.activity),
        (ScheduleLine.record_series, ScheduleLine.service, ScheduleLine.section),
    ),
    renamed=(ScheduleLine.reference,),
    views=(View("All"), QUESTIONS, NO_START, NO_PERIOD, PERMANENT),
    words=(ScheduleLine.period_text, ScheduleLine.trigger_text, ScheduleLine.disposal_text),
    printed=(
        ScheduleLine.reference,
        ScheduleLine.section,
        ScheduleLine.record_series,
        ScheduleLine.period_text,
        ScheduleLine.trigger_text,
        ScheduleLine.rule,
        ScheduleLine.disposal_text,
        ScheduleLine.disposal_action,
    ),
    understood=(
        ScheduleLine.rule,
        ScheduleLine.disposal_action,
        ScheduleLine.responsible,
        ScheduleLine.rhythm,
        ScheduleLine.log_number,
        ScheduleLine.to_be_checked,
        ScheduleLine.question,
    ),
    understand=understand,
    questioned=questioned,
    asks=asks,
    plainly=plainly,
    held_at=ScheduleLine.disposal_action,
    read_with=("holds",),
    standing=ScheduleLine.standing,
    starter="schedules/town-council-schedule.xlsx",
    versions=ScheduleVersion,
    acts=(
        Act("Hold this series…", "hand", "hold-series", "Place a hold on every holding of this series", key="Ctrl+H"),
    ),
    empty="No schedule lines yet. Add one (Ctrl+N), bring in the schedule you already keep, "
    "or start from the ready-made one.",
)
