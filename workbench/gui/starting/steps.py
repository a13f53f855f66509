"""The four steps of the first start, one widget each."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from workbench.gui.starting.beginning import ADVICE, NATIONS, Beginning, KeyCheck, With, Wrong
from workbench.gui.starting.fields import Field, SecretBox
from workbench.gui.theme.look import wear
from workbench.gui.widgets.basics import Label, Rule, Well, column, row
from workbench.gui.widgets.buttons import Joined, button
from workbench.gui.widgets.option_card import Options


class StartStep(QWidget):
    """Base of the steps: its words, its boxes by name, what is wrong with them."""

    title = ""
    text = ""
    go = "&Continue"

    def __init__(self, beginning: Beginning, parent: QWidget) -> None:
        super().__init__(parent)
        self.beginning = beginning
        self.fields: dict[str, Field] = {}
        self.box = column(self, gap=12)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return next(iter(self.fields.values())).box

    def take(self) -> list[Wrong]:
        """Take what was typed; what is wrong with it."""
        return []

    def mark(self, wrong: list[Wrong]) -> None:
        """Show what is wrong at its boxes and go to the first."""
        for name, field in self.fields.items():
            found = next((w for w in wrong if w.box == name), None)
            field.refuse(found.text if found else "", found.advice if found else "")
        if wrong and wrong[0].box in self.fields:
            self.fields[wrong[0].box].box.setFocus(Qt.FocusReason.OtherFocusReason)

    def line(self, name: str, label: str, hint: str, box: QLineEdit | None = None) -> QLineEdit:
        """Add a box for a line of text."""
        made = box or QLineEdit(self)
        self.fields[name] = Field(label, hint, made, self)
        self.box.addWidget(self.fields[name])
        return made


class CouncilStep(StartStep):
    """Whose records these are."""

    title = "Whose records are these?"
    text = "The name stands on every page, print and workbook. You can change it later."
    sample_wanted = Signal()

    def __init__(self, beginning: Beginning, parent: QWidget) -> None:
        super().__init__(beginning, parent)
        self.council = self.line("council", "&Name of the council", "For example Llandudno Town Council")
        self.nation = Joined("Nation", self)
        self.nation.offer([label for _, label in NATIONS])
        self.nation.choose([code for code, _ in NATIONS].index(beginning.nation))
        self.nation.setFocusProxy(self.nation.buttons()[max(self.nation.place(), 0)])
        self.box.addWidget(Field("Na&tion", "It decides bank holidays and which law applies.", self.nation, self))
        self.box.addWidget(Rule(self))
        sample = column(gap=1)
        from workbench.workflows.sample import PASSPHRASE  # brings the importer with it: not at every start

        self.sample = button("Or try the &sample council first", self, self.sample_wanted.emit, kind="link")
        sample.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignLeft)
        text = f"Made-up records in a folder of their own. The passphrase is “{PASSPHRASE}”."
        sample.addWidget(Label(text, self, "caption", "ink2", wrap=True))
        self.box.addLayout(sample)

    def take(self) -> list[Wrong]:
        """The name must not be empty."""
        self.beginning.council = self.council.text().strip()
        self.beginning.nation = NATIONS[max(self.nation.place(), 0)][0]
        return self.beginning.wrong_council()


class PlaceStep(StartStep):
    """Where the records are kept, and who opens them with what."""

    title = "Where are they kept, and who opens them?"
    text = "Everything is in one folder, encrypted. Without the passphrase nobody can read it."
    go = "&Set up the records"

    def __init__(self, beginning: Beginning, parent: QWidget) -> None:
        super().__init__(beginning, parent)
        self._folder_line()
        self.user = self.line("user", "&Your name and office", "For example Sam Morgan, clerk")
        self.passphrase = SecretBox(self)
        self.line("passphrase", "&Passphrase", ADVICE, self.passphrase)
        self.again = SecretBox(self)
        self.line("again", "The same &again", "", self.again)

    def first(self) -> QWidget:
        """The first box that is still empty."""
        return next((b for b in (self.user, self.passphrase, self.again) if not b.text()), self.folder)

    def _folder_line(self) -> None:
        self.folder = QLineEdit(str(self.beginning.folder), self)
        holder = QWidget(self)
        across = row(holder, gap=8)
        across.addWidget(self.folder, 1)
        across.addWidget(button("C&hoose…", holder, self._ask))
        self.fields["folder"] = Field("&Folder on this computer", "", self.folder, self, holder)
        self.box.addWidget(self.fields["folder"])
        self._warning = Well(self, "amber", "triangle-alert", "", " ")
        self.box.addWidget(self._warning)
        self.folder.textChanged.connect(self._warn)
        self._warn()

    def take(self) -> list[Wrong]:
        """Folder, name and twice the same passphrase."""
        typed = self.folder.text().strip()
        self.beginning.folder = Path(typed).expanduser() if typed else Path()
        self.beginning.user = self.user.text().strip()
        self.beginning.passphrase, self.beginning.again = self.passphrase.text(), self.again.text()
        return self.beginning.wrong_place()

    def forget(self) -> None:
        """The passphrase is needed no longer."""
        self.passphrase.clear()
        self.again.clear()
        self.beginning.forget_passphrase()

    def _warn(self) -> None:
        typed = self.folder.text().strip()
        said = Beginning(Path(typed)).warnings() if typed else ()
        self._warning.say("This is not a good place", " ".join(said))
        self._warning.setVisible(bool(said))

    def _ask(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Choose the folder for the council’s records")
        if name:
            self.folder.setText(name)


class KeyStep(StartStep):
    """The recovery key: shown, printed, and typed back in part."""

    title = "Print the recovery sheet"
    text = "If the passphrase is ever lost, this key is the only other way in. It is shown once."
    print_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, beginning: Beginning, parent: QWidget) -> None:
        super().__init__(beginning, parent)
        self._check: KeyCheck | None = None
        well = Well(self, "accent", "lock-keyhole", "", " ")
        self._key = well.title
        self._key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._key.setAccessibleName("Recovery key")
        wear(self._key, "title")
        well.text.setText("Write it down or print it, seal it in an envelope, and lock it away from the computer.")
        self.box.addWidget(well)
        acts = row(gap=10)
        self.print = button("&Print the sheet…", self, self.print_wanted.emit, icon_name="printer")
        self.save = button("&Save it as PDF…", self, self.save_wanted.emit, icon_name="download")
        acts.addWidget(self.print)
        acts.addWidget(self.save)
        acts.addStretch(1)
        self.box.addLayout(acts)
        self._done = Label("", self, "caption", "ink2", wrap=True)
        self._done.hide()
        self.box.addWidget(self._done)
        self.box.addWidget(Label("Now type two of its groups from the paper.", self, "body", wrap=True))
        self.one = self.line("one", "&First", "")
        self.two = self.line("two", "&Second", "")
        self._titles = [f.findChildren(Label)[0] for f in self.fields.values()]

    def show_key(self, key: str) -> None:
        """Show the key and ask for two of its groups."""
        self._check = KeyCheck(key)
        groups = key.split("-")
        half = len(groups) // 2
        self._key.setText("   ".join(groups[:half]) + "\n" + "   ".join(groups[half:]))
        for number, label, field in zip(self._check.groups, self._titles, self.fields.values(), strict=True):
            label.setText(f"Group &{number} of {len(groups)}")
            field.box.setAccessibleName(f"Group {number} of {len(groups)}")

    def saved(self, path: Path) -> None:
        """The sheet was written."""
        self._say(f"Saved as “{path.name}”. Print it, then delete that file: it opens everything.")

    def printed(self) -> None:
        """The sheet went to the printer."""
        self._say("Sent to the printer. See that the paper can be read before you go on.")

    def first(self) -> QWidget:
        """Printing comes first."""
        return self.print

    def _say(self, text: str) -> None:
        self._done.setText(text)
        self._done.show()

    def take(self) -> list[Wrong]:
        """Both groups must be right."""
        if self._check is None:
            return []
        boxes = zip(("one", "two"), self._check.groups, (self.one, self.two), strict=True)
        checked = ((name, self._check.wrong(number, box.text())) for name, number, box in boxes)
        return [Wrong(name, text, advice) for name, (text, advice) in checked if text]

    def forget(self) -> None:
        """The key is on paper now."""
        self._check = None
        for text in (self._key, self.one, self.two):
            text.clear()


class FirstLinesStep(StartStep):
    """What the retention schedule begins with."""

    title = "What do you begin with?"
    text = "You can do the others later from the retention schedule."
    go = "&Begin"

    def __init__(self, beginning: Beginning, parent: QWidget) -> None:
        super().__init__(beginning, parent)
        self.options = Options("What to begin with", self)
        self.options.offer([(label, hint) for _, label, hint in _BEGINNINGS])
        self.options.choose(0)
        self.box.addWidget(self.options)

    def first(self) -> QWidget:
        """The first answer."""
        return self.options.cards()[0]

    def chosen(self) -> With:
        """What was chosen."""
        return _BEGINNINGS[max(self.options.place(), 0)][0]


_BEGINNINGS = (
    (With.OWN, "Bring in the schedule you keep now", "From Excel, Word or a CSV file. You check every row first."),
    (
        With.READY_MADE,
        "Start from the ready-made one for a town council",
        "You check every row first, then make it yours.",
    ),
    (With.EMPTY, "Start empty", "Add schedule lines one by one."),
)
