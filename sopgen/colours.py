"""The colour room: a project's own colours, what is derived from them, and whether they can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Scheme = Literal["light", "dark"]

# The same values stand in themes/base/assets/site.css; a test keeps the two alike.
LIGHT: Mapping[str, str] = {
    "accent": "#0f5c5a",
    "on_accent": "#ffffff",
    "background": "#ffffff",
    "surface": "#f3f6f5",
    "text": "#17211f",
    "muted": "#4d5b58",
}
DARK: Mapping[str, str] = {
    "accent": "#86d3c8",
    "on_accent": "#06211e",
    "background": "#111716",
    "surface": "#1a2221",
    "text": "#e7eeec",
    "muted": "#a9b7b4",
}
CHOOSABLE = ("accent", "background", "surface", "text")
COLOUR_NAMES = tuple(sorted([*CHOOSABLE, *(f"{name}_dark" for name in CHOOSABLE)]))

TINT = 0.09  # share of the accent in tinted areas; the same number stands in site.css
READABLE = 4.5  # WCAG 2.2, SC 1.4.3 Contrast (Minimum), text of normal size

_PAIRS = (
    ("text", "background"),
    ("text", "surface"),
    ("text", "tint"),
    ("muted", "background"),
    ("muted", "surface"),
    ("accent", "background"),
    ("accent", "surface"),
    ("accent", "tint"),
    ("on_accent", "accent"),
)


class ContrastFault(Struct, frozen=True, order=True):
    """Text that is hard to read: the colours' names, their ratio (1 to 21) and the ratio that is needed.

    key: the colour of `sopgen.yaml` to change ("accent_dark").
    """

    scheme: Scheme
    text: str
    behind: str
    ratio: float
    needed: float
    key: str


def is_colour(value: str) -> bool:
    """Whether `value` is "#rgb" or "#rrggbb"."""
    digits = value.removeprefix("#")
    return value.startswith("#") and len(digits) in (3, 6) and all(d in "0123456789abcdefABCDEF" for d in digits)


def contrast_ratio(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def palette(colours: Mapping[str, str], scheme: Scheme) -> dict[str, str]:
    """All colours of one scheme: the project's, those derived from them, and the theme's own for the rest.

    An accent without a dark one of its own is lightened until it can be read on the dark ground; the text on the
    accent is black or white, whichever is read better.
    """
    result = dict(LIGHT if scheme == "light" else DARK)
    suffix = "" if scheme == "light" else "_dark"
    result |= {name: colours[name + suffix] for name in CHOOSABLE if name + suffix in colours}
    if scheme == "dark" and "accent" in colours and "accent_dark" not in colours:
        result["accent"] = _lightened(colours["accent"], (result["background"], result["surface"]))
    result["tint"] = _mix(result["accent"], result["background"], TINT)
    if "accent" in colours or "accent" + suffix in colours:
        result["on_accent"] = max("#ffffff", "#000000", key=lambda ink: contrast_ratio(ink, result["accent"]))
    return result


def contrast_faults(colours: Mapping[str, str]) -> tuple[ContrastFault, ...]:
    """Which of the project's colours (values "#rgb" or "#rrggbb") make text hard to read, light scheme first."""
    faults = []
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        suffix = "" if scheme == "light" else "_dark"
        inks = palette(colours, scheme)
        for text, behind in _PAIRS:
            ratio = contrast_ratio(inks[text], inks[behind])
            if ratio < READABLE:
                given = [name for name in (text, behind, "accent") if name + suffix in colours]
                key = given[0] + suffix if given else "accent"
                faults.append(ContrastFault(scheme, text, behind, int(ratio * 100) / 100, READABLE, key))
    return tuple(faults)


def colours_css(colours: Mapping[str, str]) -> str:
    """The project's colours as a style sheet of custom properties, for screens; "" where it has none."""
    if not colours:
        return ""
    light, dark = (_properties(palette(colours, "light"), LIGHT), _properties(palette(colours, "dark"), DARK))
    return (
        f"@media screen {{\n:root {{\n{light}}}\n}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{dark}}}\n}}\n"
    )


def _properties(inks: Mapping[str, str], standard: Mapping[str, str]) -> str:
    return "".join(
        f"  --{name.replace('_', '-')}: {inks[name]};\n" for name in standard if inks[name] != standard[name]
    )


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(colour: str, ground: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _lightened(colour: str, grounds: tuple[str, ...]) -> str:
    for percent in range(0, 100, 5):
        lighter = _mix("#ffffff", colour, percent / 100)
        tint = _mix(lighter, grounds[0], TINT)
        if all(contrast_ratio(lighter, ground) >= READABLE for ground in (*grounds, tint)):
            return lighter
    return "#ffffff"
