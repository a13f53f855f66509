"""The side of the check page: one row's question, its answers, a worked example, and the way on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from workbench.gui.importing.checking import Act, Card, Checking, Option
from workbench.gui.importing.differences import Differences, shown_differences
from workbench.gui.importing.pane import give_way
from workbench.gui.importing.tick import Tick
from workbench.gui.importing.wording import RowWords
from workbench.gui.theme.look import restyle
from workbench.gui.widgets import basics
from workbench.gui.widgets.basics import IconLabel, Label, Scroll, row
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.option_card import Options
from workbench.records import linked
from workbench.records.fields import Choices, Link

_ESCAPE = QKeySequence.StandardKey.Cancel


class Example(basics.Card):
    """A worked date on a tinted ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, (11, 8, 11, 8))
        restyle(self, card="", well="accent")
        across = row(gap=9)
        self.box.addLayout(across)
        across.addWidget(IconLabel("calendar-clock", self, "accent_ink", 16), 0, Qt.AlignmentFlag.AlignTop)
        self._text = Label("", self, "caption", wrap=True)
        across.addWidget(self._text, 1)

    def say(self, text: str) -> None:
        """Show a sentence, or go away."""
        self._text.setText(text)
        self.setVisible(bool(text))


class CureBox(QLineEdit):
    """What is typed for a row; Escape takes it back and gives the keyboard to the list again."""

    left = Signal()

    def offer(self, options: Choices) -> None:
        """Offer these names while it is typed; none of another kind of answer."""
        finder = QCompleter([label for _, label in options], self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(finder)

    def event(self, event: QEvent) -> bool:
        """Escape is meant for this box, not for the step."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.matches(_ESCAPE):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.matches(_ESCAPE):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CheckPanel(basics.Card):
    """`kept` says that the answer was taken and the next row is wanted; `put_back` that it is to be changed."""

    kept = Signal(object, str, bool)
    put_back = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, (1, 1, 1, 1), 0)
        self._checking: Checking | None = None
        self._index = -1
        self._given: tuple[Option, ...] = ()
        self._scroll = Scroll(self, (18, 15, 18, 12), 6)
        give_way(self._scroll)
        self.box.addWidget(self._scroll, 1)
        self._fill(self._scroll.inside)
        self._foot()

    def _fill(self, inside: QWidget) -> None:
        box = self._scroll.box
        self._where = Label("", inside, "caption", "ink2", wrap=True)
        self._title = Label("", inside, "section", wrap=True)
        self._text = Label("", inside, "body", "ink2", wrap=True)
        for label in (self._where, self._title, self._text):
            box.addWidget(label)
        self.cure = CureBox(inside)
        self.cure.left.connect(self._leave)
        self._cure_label = Label("", inside, "captionstrong", wrap=True)
        self._cure_label.setBuddy(self.cure)
        self.cure.textEdited.connect(self._typing)
        self.cure.returnPressed.connect(self.keep)
        box.addSpacing(2)
        box.addWidget(self._cure_label)
        box.addWidget(self.cure)
        self.options = Options("Answers", inside)
        self.options.chosen.connect(self._picked)
        self.options.entered.connect(self.keep)
        box.addSpacing(2)
        box.addWidget(self.options)
        self.example = Example(inside)
        box.addSpacing(2)
        box.addWidget(self.example)
        self.all_alike = Tick(inside)
        box.addWidget(self.all_alike)
        self.differences = Differences(inside)
        box.addWidget(self.differences)
        box.addStretch(1)

    def _foot(self) -> None:
        self._across = foot = row(margins=(18, 8, 18, 14), gap=10)
        self._count = Label("", self, "caption", "ink2", wrap=True)
        self._count.setMinimumWidth(60)
        foot.addWidget(self._count, 1)
        self.change = button("Change this &answer", self, self.put_back.emit)
        self.keep_button = button(
            "&Keep answer, next row", self, self.keep, kind="primary", icon_name="corner-down-left"
        )
        foot.addWidget(self.change)
        foot.addWidget(self.keep_button)
        self.box.addLayout(foot)

    def set_low(self, low: bool) -> None:
        """Less air on a low screen."""
        self._across.setContentsMargins(18, 4 if low else 8, 18, 6 if low else 14)
        self._scroll.box.setContentsMargins(18, 8 if low else 15, 18, 8 if low else 12)

    def show_row(self, checking: Checking, words: RowWords, index: int) -> None:
        """Show a row of the plan; -1 for none."""
        if index != self._index:
            self._scroll.verticalScrollBar().setValue(0)
        self._checking, self._index = checking, index
        asked = index >= 0 and checking.card(index) is Card.NEED
        self._given = checking.options(index) if asked else ()
        self._say(checking, words, index, asked)
        self._offer(checking, index)
        decided = index >= 0 and bool(checking.decided(index))
        self.change.setVisible(decided)
        self.keep_button.setVisible(asked)
        self._count.setText(_answered(checking))

    def choose(self, place: int) -> None:
        """Choose an answer by its number, counted from 0."""
        if 0 <= place < len(self._given):
            self.options.choose(place)
            self._scroll.ensureWidgetVisible(self.options.cards()[place])
            self._picked(place)

    def reveal(self) -> None:
        """Bring the box to type in into view."""
        self._scroll.ensureWidgetVisible(self.cure)

    def keep(self) -> None:
        """Take the answer that is marked."""
        place = self.options.place()
        if not self.keep_button.isVisible() or not 0 <= place < len(self._given):
            self._hint()
            return
        option = self._given[place]
        if option.act is Act.TYPE and not self.cure.text().strip():
            self.cure.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.kept.emit(option, self.cure.text().strip() if option.act is Act.TYPE else "", self.all_alike.isChecked())

    def _say(self, checking: Checking, words: RowWords, index: int, asked: bool) -> None:
        if index < 0:
            self._show("", "No row here", "Choose another count above to see its rows.")
            return
        question, refusal = checking.question(index), checking.refusal(index)
        quoted = words.quoted(index)
        theirs = f"Your sheet says “{quoted}”." if quoted else "Your sheet says nothing here."
        where = words.heading(index)
        if refusal:
            wrong = words.refusal(checking.plan.rows[index], refusal)
            self._show(where, wrong.first, wrong.second)
        elif question and asked:
            several = sum(q.stops for q in checking.plan.rows[index].questions)
            more = f" {several - 1} more after this." if several > 1 else ""
            self._show(where, question.text, theirs + more)
        else:
            title = checking.decided(index) or words.meaning(checking.values(index)) or "Nothing to decide here"
            self._show(where, title, "\n".join((theirs, *self._notes(checking, index))))

    def _notes(self, checking: Checking, index: int) -> list[str]:
        """What should be known about a row that is not asked about."""
        planned, waits = checking.plan.rows[index], checking.plan.register.waits(checking.values(index))
        return [*planned.warnings, waits.why] if waits and planned.writes else list(planned.warnings)

    def _show(self, where: str, title: str, text: str) -> None:
        self._where.setText(where)
        self._title.setText(title)
        self._text.setText(text)

    def _offer(self, checking: Checking, index: int) -> None:
        self.options.offer([(option.label, option.hint) for option in self._given])
        self.options.setVisible(bool(self._given))
        typed = next((o for o in self._given if o.act is Act.TYPE), None)
        self.cure.setVisible(typed is not None)
        self._cure_label.setVisible(typed is not None)
        refusal = checking.refusal(index) if index >= 0 else None
        if typed and refusal:
            field = checking.plan.register.field(typed.field)
            label = field.label
            self.cure.offer(linked.offered(field, "") if isinstance(field, Link) else ())
            self._cure_label.setText(label)
            self.cure.setAccessibleName(label)
            self.cure.setText(refusal.value)
        alike = checking.alike(index) if self._given else []
        count = len(alike) + 1
        self.all_alike.setText(f"&Same answer for all {count:,} rows with these words")
        self.all_alike.setChecked(bool(alike) and checking.for_all(index))
        self.all_alike.setVisible(bool(alike))
        self._show_differences(checking, index)
        self._example(None)
        if (best := checking.recommended(index) if self._given else -1) >= 0:
            self.choose(best)

    def _show_differences(self, checking: Checking, index: int) -> None:
        planned = checking.plan.rows[index] if index >= 0 else None
        changed = planned is not None and checking.card(index) is Card.CHANGED
        self.differences.show_them(shown_differences(checking.plan, planned) if planned and changed else [])

    def _picked(self, place: int) -> None:
        option = self._given[place] if 0 <= place < len(self._given) else None
        self._example(option)
        if option and option.act is Act.TYPE:
            self.cure.setFocus(Qt.FocusReason.OtherFocusReason)

    def _example(self, option: Option | None) -> None:
        if self._checking is None or self._index < 0:
            self.example.say("")
            return
        if option:
            sentence, example = self._checking.preview(self._index, option)
        elif not self._given and self._checking.plan.register.plainly:
            sentence, example = self._checking.plan.register.plainly(self._checking.values(self._index))
        else:
            sentence, example = "", ""
        self.example.say(" ".join(part for part in (sentence, example) if part))

    def _typing(self, text: str) -> None:
        typed = next((n for n, o in enumerate(self._given) if o.act is Act.TYPE), -1)
        if text.strip() and typed >= 0:
            self.options.choose(typed)

    def _leave(self) -> None:
        if self._checking:
            self._offer(self._checking, self._index)
        self.left.emit()

    def _hint(self) -> None:
        if self._given:
            self._count.setText("Choose an answer first: press its number.")
            self.options.cards()[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _answered(checking: Checking) -> str:
    done = len(checking.asked) - checking.open
    return f"{done:,} of {len(checking.asked):,} answered" if checking.asked else ""
