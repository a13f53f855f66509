"""The one table of colours, by purpose. Palette, style sheet, delegates and icons read it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, as '#RRGGBB', named for what they are for."""

    name: str
    dark: bool
    window: str
    nav: str
    surface: str
    raised: str
    sunken: str
    hover: str
    line: str
    edge: str
    control: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_hover: str
    accent_ink: str
    accent_soft: str
    selection: str
    red: str
    red_soft: str
    amber: str
    amber_soft: str
    violet: str
    violet_soft: str
    green: str
    sand: str
    sand_ink: str
    grey: str
    grey_soft: str
    final: str
    on_final: str
    disabled: str
    on_accent: str = "#FFFFFF"
    plain: bool = False


LIGHT = Tokens(
    name="light",
    dark=False,
    window="#F4F5F3",
    nav="#EAECE9",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#F7F8F6",
    hover="#EFF2F0",
    line="#DEE1DD",
    edge="#CDD2CF",
    control="#7F888F",
    ink="#1B2126",
    ink2="#4F5960",
    ink3="#5E676E",
    accent="#0E5F72",
    accent_hover="#0A4C5C",
    accent_ink="#0B4F60",
    accent_soft="#E1EEF0",
    selection="#E1EEF0",
    red="#AD241C",
    red_soft="#FBEAE8",
    amber="#7E5200",
    amber_soft="#FAF0DA",
    violet="#54448F",
    violet_soft="#EDEAF7",
    green="#28653F",
    sand="#F7ECCF",
    sand_ink="#5E4500",
    grey="#4F5960",
    grey_soft="#ECEEEC",
    final="#252B31",
    on_final="#FFFFFF",
    disabled="#9BA3A8",
)

DARK = Tokens(
    name="dark",
    dark=True,
    window="#16181B",
    nav="#121416",
    surface="#1D2024",
    raised="#25292E",
    sunken="#191C1F",
    hover="#24282D",
    line="#2E3338",
    edge="#3D444B",
    control="#7D868E",
    ink="#E7E9EB",
    ink2="#B3BAC1",
    ink3="#98A1A9",
    accent="#1F7A8F",
    accent_hover="#1A6B7D",
    accent_ink="#7CCBDB",
    accent_soft="#1B3238",
    selection="#1F363C",
    red="#FF9C91",
    red_soft="#3B2120",
    amber="#EDBD66",
    amber_soft="#352A13",
    violet="#BDB1F3",
    violet_soft="#2B2742",
    green="#8BD0A5",
    sand="#3A3016",
    sand_ink="#F0D28A",
    grey="#B3BAC1",
    grey_soft="#2A2F34",
    final="#E7E9EB",
    on_final="#16181B",
    disabled="#6B747C",
)

CREAM = replace(
    LIGHT,
    name="cream",
    window="#F6EFDD",
    nav="#EDE4CD",
    surface="#FCF7EA",
    raised="#FCF7EA",
    sunken="#F8F1E0",
    hover="#F3EAD5",
    line="#E2D8C0",
    edge="#D2C7AD",
    control="#857B66",
    ink="#26221B",
    ink2="#554E40",
    ink3="#62594A",
    accent_soft="#DDE8E3",
    selection="#DDE8E3",
    red="#A3211A",
    red_soft="#F8E3DA",
    amber="#744B00",
    amber_soft="#F3E3BE",
    violet="#4F4088",
    violet_soft="#E9E3EF",
    grey="#554E40",
    grey_soft="#E9E0CA",
    disabled="#9C937F",
)


_PAPERS = (
    *("window", "nav", "surface", "raised", "sunken", "hover", "sand"),
    *("accent_soft", "red_soft", "amber_soft", "violet_soft", "grey_soft"),
)
_INKS = (
    *("ink", "ink2", "ink3", "red", "amber", "violet", "green", "sand_ink", "grey"),
    *("line", "edge", "control", "accent_ink", "final"),
)


def plain(paper: str, ink: str, button: str, marked: str) -> Tokens:
    """The theme for high contrast, out of the system's own colours: borders instead of fills."""
    colours: dict[str, Any] = dict.fromkeys(_PAPERS, paper) | dict.fromkeys(_INKS, ink)
    return replace(
        DARK if _lightness(paper) < 0.5 else LIGHT,
        name="contrast",
        plain=True,
        selection=marked,
        accent=button,
        accent_hover=button,
        on_accent=paper if contrast(paper, button) > contrast(ink, button) else ink,
        on_final=paper,
        **colours,
    )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by the formula of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((_lightness(one), _lightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _lightness(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.03928 else float(((share + 0.055) / 1.055) ** 2.4)
