"""How a project wants to be written: the forms it accepts for a step, and its own verbs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from sopgen.fields import CONFIG, Input, did_you_mean, failures, fault

Mood = Literal["imperative", "infinitive", "declarative", "na-clause"]
"""Forms of a step: "Check the date.", "Controllare la data.", "The agent checks the date.", «Να ελέγξετε …»."""

MOODS: dict[str, tuple[Mood, ...]] = {"it": ("imperative", "infinitive"), "ca": ("imperative", "infinitive")}
"""What is accepted where the project says nothing; elsewhere the imperative alone."""


ADDRESS: dict[str, tuple[str, ...]] = {
    "ca": ("tu", "vós", "vostè"),
    "el": ("singular", "plural"),
    "it": ("tu", "Lei", "voi"),
}
"""How a language can speak to one reader; English has one word for all."""


def _address(given: dict[str, str]) -> dict[str, str]:
    """Forms of address that these languages have."""
    errors: list[tuple[tuple[str, ...], PydanticCustomError]] = []
    for code, form in given.items():
        if code not in ADDRESS:
            hint = "languages with several: " + ", ".join(ADDRESS)
            errors.append(((code, "[key]"), fault(CONFIG, f"`{code}` has no forms of address to choose from", hint)))
        elif form not in ADDRESS[code]:
            hint = did_you_mean(form, ADDRESS[code], "write " + " or ".join(ADDRESS[code]))
            errors.append(((code,), fault(CONFIG, f"`{form}` is no form of address", hint)))
    if errors:
        raise failures(errors)
    return given


class Style(Input):
    """How texts are written."""

    address: Annotated[dict[str, str], AfterValidator(_address)] = Field(
        {},
        description="The one way to speak to readers, by language: tu, Lei, voi; singular, plural …",
    )
    moods: dict[str, tuple[Mood, ...]] = Field(
        {}, description="The forms that a step may have, by language; the imperative is always one of them."
    )
    verbs: dict[str, tuple[str, ...]] = Field(
        {}, description="The project's own verbs, by language, as a dictionary lists them."
    )

    def accepted(self, language: str) -> frozenset[str]:
        """The forms that a step may have in this language."""
        return frozenset({"imperative", *_of(language, self.moods, MOODS)})

    def own_verbs(self, language: str) -> frozenset[str]:
        """The project's own verbs in this language."""
        return frozenset(_of(language, self.verbs))


def _of(language: str, *texts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What the first of these says of a language, or of the one that it is a kind of ("pt" of "pt-BR")."""
    codes = (language, language.partition("-")[0])
    return next((by_language[code] for by_language in texts for code in codes if code in by_language), ())
