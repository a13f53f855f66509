"""What was begun in a form of one file and not kept waits there while another file is shown."""

from __future__ import annotations

from typing import Any

from workbench.gui.disposal.asking import Asking


class Begun:
    """The form of a list or a timeline, turned from file to file; `about` is what is being changed, None for a new one.

    What cannot be read as it stands is kept in its very words.
    """

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self.about: Any = None
        self._case = 0
        self._waiting: dict[int, tuple[Any, dict[str, Any]]] = {}

    def turn(self, case: int) -> None:
        """Another file is shown: its form is as it was left."""
        if case == self._case:
            return
        boxes = self._asking.form.fields
        if not self._asking.isHidden():
            self._waiting[self._case] = (self.about, {name: box.editor.words() for name, box in boxes.items()})
        self._case = case
        self.about, words = self._waiting.pop(case, (None, {}))
        if words:
            self._asking.show_values({})
            for name, said in words.items():
                boxes[name].editor.put_words(said)
        self._asking.setVisible(bool(words))
