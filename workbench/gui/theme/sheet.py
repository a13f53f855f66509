"""The one style sheet, filled from the table of colours. No fonts in it: they would break inheritance."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from workbench.gui.theme.tokens import Tokens

_SHEET = Template("""
QMainWindow, QDialog, #page { background: $window; }
#strip, #nav, #status { background: $nav; }
#strip { border-bottom: 1px solid $line; }
#nav { border-right: 1px solid $line; }
#status { border-top: 1px solid $line; }
#panel { background: $surface; border-left: 1px solid $line; }
#bar { background: $surface; border-top: 1px solid $line; }
#sample { background: $sand; border-bottom: 1px solid $line; }
#sample QLabel { color: $sand_ink; }
#passing { background: $final; border-radius: 6px; }
#restricted { background: $final; }
#passing QLabel, #passing QPushButton, #restricted QLabel, #restricted QPushButton { color: $on_final; }
#passing QPushButton:focus, #restricted QPushButton:focus { border-color: $on_final; background: transparent; }
#passing QPushButton:hover, #restricted QPushButton:hover { background: transparent; }
QFrame[card="yes"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[well="accent"] { background: $accent_soft; border: 1px solid $accent_soft; border-radius: 6px; }
QFrame[well="amber"] { background: $amber_soft; border: 1px solid $amber_soft; border-radius: 6px; }
QFrame[well="violet"] { background: $violet_soft; border: 1px solid $violet_soft; border-radius: 6px; }
QFrame[well="problem"] { background: $amber_soft; border: 2px solid $amber; border-radius: 6px; }
QFrame[chip="sand"] { background: $amber_soft; border-radius: 11px; }
QFrame[chip="filter"] { background: $accent_soft; border-radius: 14px; }
QFrame[rule="yes"] { background: $line; border: none; }
QFrame[field="wrong"] { border: none; border-left: 3px solid $amber; }
QLabel { background: transparent; }
QLabel[tone="ink2"] { color: $ink2; }
QLabel[tone="ink3"] { color: $ink3; }
QLabel[tone="red"] { color: $red; }
QLabel[tone="amber"] { color: $amber; }
QLabel[tone="accent"] { color: $accent_ink; }
QPushButton { background: $raised; color: $ink; border: 1px solid $edge; border-bottom-color: $control;
 border-radius: 5px;
 padding: 4px 12px; min-height: 22px; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border: 2px solid $accent_ink; padding: 3px 11px; }
QPushButton:disabled { color: $disabled; background: $sunken; border-color: $edge; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; padding: 4px 14px; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="final"] { background: $final; color: $on_final; border: 1px solid $final; }
QPushButton[kind="primary"]:disabled, QPushButton[kind="final"]:disabled { color: $disabled; background: $grey_soft; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; padding: 4px 8px; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent_ink; padding: 3px 7px; }
QPushButton[kind="link"] { background: transparent; color: $accent_ink; border: none; border-radius: 0;
 border-bottom: 2px solid transparent; padding: 2px 0 0 0; min-height: 20px;
 text-decoration: underline; }
QPushButton[kind="link"]:focus { border-bottom: 2px solid $accent_ink; background: $accent_soft; }
QPushButton[kind="tab"] { background: transparent; color: $ink2; border: none;
 border-bottom: 2px solid transparent; border-radius: 0;
 padding: 4px 0; }
QPushButton[kind="tab"]:checked { color: $accent_ink; border-bottom: 2px solid $accent_ink; }
QPushButton[kind="tab"]:focus { border: none; border-bottom: 2px solid $accent_ink; background: $accent_soft; }
QPushButton[seg] { border-radius: 0; border-left: none; padding: 4px 12px; }
QPushButton[seg="first"], QPushButton[seg="only"] { border-left: 1px solid $edge; border-top-left-radius: 5px;
 border-bottom-left-radius: 5px; }
QPushButton[seg="last"], QPushButton[seg="only"] { border-top-right-radius: 5px; border-bottom-right-radius: 5px; }
QPushButton[seg]:checked { background: $accent_soft; color: $accent_ink; border: 1px solid $accent_ink; }
QPushButton[seg]:focus { border: 2px solid $accent_ink; padding: 3px 11px; }
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QTextBrowser[box="yes"] { background: $surface; color: $ink;
 border: 1px solid $edge;
 border-bottom-color: $control; border-radius: 5px; padding: 4px 8px; selection-background-color: $accent;
 selection-color: $on_accent; }
QLineEdit, QComboBox, QSpinBox { min-height: 22px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $accent_ink;
 padding: 3px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $sunken; color: $disabled; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $sunken; }
QLineEdit[error="yes"], QPlainTextEdit[error="yes"], QComboBox[error="yes"] { border: 2px solid $amber;
 padding: 3px 7px; }
QLineEdit[filter="off"], QLineEdit[filter="on"] { padding: 1px 7px; min-height: 20px; }
QLineEdit[filter="on"] { background: $accent_soft; color: $accent_ink; border: 1px solid $accent_ink; }
QLineEdit[filter]:focus { border: 2px solid $accent_ink; padding: 0px 6px; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: none; }
QAbstractItemView { background: $surface; color: $ink; border: none; outline: none;
 selection-background-color: $selection;
 selection-color: $ink; }
QComboBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $control; padding: 4px; }
QTableView, QListView, QTextBrowser { border: none; }
QTableView[rows="plain"]::item { border-bottom: 1px solid $line; padding: 0 8px; }
QTableView[rows="plain"]::item:selected { background: $selection; color: $ink; }
QHeaderView, QHeaderView::section { background: $surface; border: none; color: $ink2; }
QHeaderView::section { border-bottom: 1px solid $line; padding: 4px 6px 4px 10px; text-align: left; }
QScrollArea, #inside, #navlist { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $edge; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent;
 border: none; width: 0; height: 0; }
QProgressBar { background: $grey_soft; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent_ink; border-radius: 3px; }
QMenuBar { background: transparent; color: $ink; }
QMenuBar::item { background: transparent; padding: 6px 12px; border-radius: 5px; }
QMenuBar::item:selected { background: $selection; }
QMenu { background: $raised; color: $ink; border: 1px solid $control; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 6px 4px; }
QToolTip { background: $raised; color: $ink; border: 1px solid $control; padding: 4px 6px; }
QCheckBox { spacing: 8px; min-height: 24px; }
QCheckBox:focus { color: $accent_ink; }
""")
_PLAIN = Template("""
QFrame[well], QFrame[chip], #passing, #sample { border: 1px solid $ink; }
QPushButton[seg]:checked { border: 2px solid $ink; text-decoration: underline; }
""")


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of a theme."""
    colours = {name: value for name, value in asdict(tokens).items() if isinstance(value, str)}
    return _SHEET.substitute(colours) + (_PLAIN.substitute(colours) if tokens.plain else "")
