"""Periods: "6 years after closure" to a RetentionRule and back, and every retention date."""

from workbench.rules.proposals import Proposal, propose
from workbench.rules.questions import Answer, PeriodReading, Question
from workbench.rules.reckoning import GRACE, Reckoning, held_back, reckon
from workbench.rules.recognise import recognise_disposal, recognise_period, recognise_trigger
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.rules.sentences import sentence
from workbench.rules.understanding import read_period

__all__ = [
    "GRACE",
    "Answer",
    "Kind",
    "Length",
    "PeriodReading",
    "Proposal",
    "Question",
    "Reckoning",
    "RetentionRule",
    "Unit",
    "held_back",
    "propose",
    "read_period",
    "reckon",
    "recognise_disposal",
    "recognise_period",
    "recognise_trigger",
    "sentence",
]
