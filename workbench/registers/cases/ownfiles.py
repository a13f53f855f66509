"""A council's own complaint register or request log on its way into ours; what fits no field is kept in the notes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from workbench import clock, display
from workbench.records.record import Values, meaning
from workbench.register import Line
from workbench.registers.cases.base import PLAIN_NOTES, Case
from workbench.rules.caselines import Answers, says_closed
from workbench.rules.dayentry import read_day

NOT_NAMED = "Not named in the sheet"
_DUE = re.compile(r"\b(due|deadline|target|complet\w+ by|respond by|reply by|limit)\b", re.IGNORECASE)
_STATUS = re.compile(r"\b(status|action)\b", re.IGNORECASE)
_SUBJECT = 90  # signs of the details that stand for a subject
_SAYS_NOTHING = frozenset(("-", "–", "—", "n/a", "na", "none", "tbc"))


class OwnFiles:
    """Puts the lines of one sheet into our fields, one by one, by what the words of such sheets mean."""

    def __init__(self, record: type[Case], answers: Answers, existing: Iterable[Values]) -> None:
        self._record, self._answers, self._question = record, answers, answers.question
        known = list(existing)
        self._who = {values["reference"].casefold(): values.get("requester", "") for values in known}
        self._fields = {f.name: f for f in meaning(record).fields}
        self._days = [f.name for f in self._fields.values() if f.kind == "day" and f.taken_in]
        self._series = _only_series(known)
        self._yes_no = [f.name for f in self._fields.values() if f.kind == "yesno"]

    @cached_property
    def _known(self) -> Mapping[str, Mapping[str, str]]:
        """Of every choice, the labels by the words that stand for them already: labels and codes."""
        choices = (f for f in self._fields.values() if f.kind == "choice")
        return {f.name: {w.casefold(): label for c, label in f.options for w in (c, label)} for f in choices}

    def line(self, line: Line) -> Line:
        """The line in our words. Everything it says stands in it still."""
        texts, beside, said = dict(line.texts), list[str](), list[str]()
        notes = self._notes(texts, line.headings)
        self._loose_days(texts, line.headings, beside)
        for name in self._known:
            self._coded(name, texts, line.headings, beside)
        self._what_it_is(texts, line)
        self._status(notes, texts, said)
        self._named(texts)
        notes = self._due(notes, texts, said)
        if notes or beside or texts.get("notes"):
            texts["notes"] = "\n".join((*notes, *beside))
        given = self._series if "series" not in line.texts else {}
        return line._replace(texts=texts, said=tuple(said), given=given)

    def _notes(self, texts: Mapping[str, str], headings: Mapping[str, str]) -> list[str]:
        """The lines of the notes; words of a column that is no notes' come after its heading."""
        words, heading = texts.get("notes", ""), " ".join(headings.get("notes", "").split())
        if words and heading and " / " not in heading and heading.casefold() not in PLAIN_NOTES:
            return [f"{heading}: {words}"]
        return words.splitlines()

    def _loose_days(self, texts: dict[str, str], headings: Mapping[str, str], beside: list[str]) -> None:
        """Words in a column of days, such as Yes, say no day: they are kept beside it."""
        for name in self._days:
            if (said := texts.get(name, "")) and name != "received" and not any(sign.isdigit() for sign in said):
                self._aside(name, texts, headings, beside)
        for name in self._yes_no:
            if (said := texts.get(name, "")) and said.casefold() not in ("yes", "no", "y", "n", "true", "false"):
                self._aside(name, texts, headings, beside)

    def _coded(self, name: str, texts: dict[str, str], headings: Mapping[str, str], beside: list[str]) -> None:
        """One of our answers for what somebody wrote; what it says besides is kept."""
        said = texts.get(name, "")
        if not said or said.casefold() in self._known[name]:
            return
        meant = self._answers.of(name, said)
        label = self._known[name].get(meant.code, "")
        if not meant.wholly:
            if name == self._question and not label:
                return  # nobody knows what it is: it is asked
            self._aside(name, texts, headings, beside)
        texts[name] = label

    def _aside(self, name: str, texts: dict[str, str], headings: Mapping[str, str], beside: list[str]) -> None:
        """A cell's words for the notes, after its heading; the field itself is left empty."""
        said, texts[name] = texts[name], ""
        if said.casefold() not in _SAYS_NOTHING:
            heading = " ".join((headings.get(name) or self._fields[name].label).split())
            beside.append(f"{heading}: {said}")

    def _what_it_is(self, texts: dict[str, str], line: Line) -> None:
        """Where no column says what a line is, the sheet's name, titles and headings may say it of all."""
        if not texts.get(self._question) and self._question not in line.texts:
            titles = "\n".join((line.section, line.page, line.sheet, *line.headings.values()))
            code = self._answers.kind_said(titles)
            texts[self._question] = self._known[self._question].get(code, "")

    def _status(self, notes: Iterable[str], texts: dict[str, str], said: list[str]) -> None:
        """A column of standings may say the outcome or the stage, or that a file is closed."""
        for note in notes:
            heading, _, words = note.rpartition(": ")
            if not _STATUS.search(heading):
                continue
            for name in ("outcome", "stage"):
                meant = self._answers.of(name, words)
                if name in self._fields and not texts.get(name) and meant.wholly:
                    texts[name] = self._known[name][meant.code]
            if says_closed(words) and not texts.get("closed_on"):
                said.append("The sheet says that it is closed, and not when. Enter the day in Closed on.")

    def _named(self, texts: dict[str, str]) -> None:
        """A number without a year gets the year it was received in; many begin anew at 1 each year."""
        reference, received = texts.get("reference", ""), _day(texts.get("received", ""))
        if reference.isdigit() and received:
            texts["reference"] = f"{reference}/{received.year}"
        if "requester" in self._fields and "requester" not in texts:
            texts["requester"] = self._who.get(texts.get("reference", "").casefold()) or NOT_NAMED
        if "subject" in self._fields and not texts.get("subject"):
            first = next(iter(texts.get("details", "").splitlines()), "")
            texts["subject"] = first if len(first) <= _SUBJECT else f"{first[:_SUBJECT].rsplit(' ', 1)[0]} …"

    def _due(self, notes: Iterable[str], texts: Mapping[str, str], said: list[str]) -> list[str]:
        """The notes without a due day that is ours as well; one that differs stays, and it is said."""
        kept = []
        for note in notes:
            heading, _, words = note.rpartition(": ")
            theirs = _day(words) if _DUE.search(heading) else None
            ours = self._reckoned(texts)["due"] if theirs else None
            if theirs and theirs == ours:
                continue
            kept.append(note)
            if theirs:
                reckoned = f"by its days it is {display.day(ours)} here" if ours else "by its days it has no limit here"
                said.append(f"The sheet says due {display.day(theirs)}; {reckoned}. Theirs is kept in the notes.")
        return kept

    def _reckoned(self, texts: Mapping[str, str]) -> Values:
        """The values that follow from the days and answers of a line."""
        values = dict(meaning(self._record).empty)
        values |= {name: _day(texts[name]) for name in self._days if texts.get(name)}
        for name, labels in self._known.items():
            codes = {label: code for code, label in self._fields[name].options}
            values[name] = codes.get(labels.get(texts.get(name, "").casefold(), ""), "")
        self._record.reckon(values)
        return values


def _only_series(existing: Sequence[Values]) -> Mapping[str, int]:
    """The line of the schedule that all files so far are kept by; nothing where in doubt."""
    chosen = {values["series"] for values in existing} - {None}
    return {"series": chosen.pop()} if len(chosen) == 1 else {}


def _day(text: str) -> dt.date | None:
    """The day of a cell, its hour left aside."""
    found = read_day(text, clock.today()).day
    return found or (read_day(text.split(" ", 1)[0], clock.today()).day if text[:1].isdigit() else None)
