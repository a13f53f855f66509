"""One-off bank holidays that the council enters: proclaimed days the program cannot know beforehand."""

from __future__ import annotations

from workbench.records.fields import Choice, Day, Text
from workbench.records.record import Record
from workbench.register import Register, Section

EVERYWHERE = "all"
DIVISIONS = (
    (EVERYWHERE, "The whole United Kingdom"),
    ("england-and-wales", "England and Wales"),
    ("scotland", "Scotland"),
    ("northern-ireland", "Northern Ireland"),
)


class BankHoliday(Record):
    """A day that is no working day, beside those that come round every year."""

    register_name = "bank-holidays"

    day = Day("Day", optional=False, headings="Day, Date")
    name = Text("Occasion", optional=False, headings="Occasion, Name, Holiday")
    where = Choice("Where", choices=DIVISIONS, optional=False, headings="Where, Nation, Division")


REGISTER = Register(
    name="bank-holidays",
    title="One-off bank holidays",
    singular="holiday",
    plural="holidays",
    icon="calendar",
    group="Council",
    record=BankHoliday,
    naming=BankHoliday.name,
    columns=(BankHoliday.day, BankHoliday.name, BankHoliday.where),
    form=(Section("The day", (BankHoliday.day, BankHoliday.name, BankHoliday.where)),),
    identify=((BankHoliday.day, BankHoliday.where),),
    empty="The usual bank holidays are known. Add a proclaimed one (Ctrl+N): the dates of open files follow at once.",
)
