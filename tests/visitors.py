"""A register that no council has, with every kind of field: what is made for one must serve for the next."""

from __future__ import annotations

from workbench.records.fields import Choice, Day, Number, PersonalDay, PersonalLongText, PersonalText, YesNo
from workbench.records.record import Record
from workbench.register import Register, Section


class Visitor(Record):
    """One visit."""

    register_name = "visitors"

    person = PersonalText("Name of visitor", optional=False, headings="Visitor, Name of visitor")
    came = Day("Day of visit", headings="Day of visit, Visited on")
    born = PersonalDay("Born", headings="Born, Date of birth")
    way = Choice("Way in", choices=(("front", "Front door"), ("back", "Back door")), headings="Way in, Door")
    stayed = Number("Minutes", headings="Minutes, Stayed")
    escorted = YesNo("Escorted")
    told = PersonalLongText("What was said", headings="What was said")


VISITORS = Register(
    name="visitors",
    title="Visitors",
    singular="visit",
    plural="visits",
    icon="scroll-text",
    group="People",
    record=Visitor,
    naming=Visitor.person,
    columns=(Visitor.person, Visitor.came, Visitor.way, Visitor.stayed),
    form=(
        Section("The visit", (Visitor.person, Visitor.came, Visitor.born, Visitor.way, Visitor.stayed)),
        Section("More", (Visitor.escorted, Visitor.told)),
    ),
    identify=((Visitor.person, Visitor.came),),
)
