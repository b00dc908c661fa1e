"""How a project wants to be written: the forms it accepts for a step, and its own verbs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sopgen.fields import Input

Mood = Literal["imperative", "infinitive", "declarative", "na-clause"]
"""Forms of a step: "Check the date.", "Controllare la data.", "The agent checks the date.", «Να ελέγξετε …»."""

MOODS: dict[str, tuple[Mood, ...]] = {"it": ("imperative", "infinitive"), "ca": ("imperative", "infinitive")}
"""What is accepted where the project says nothing; elsewhere the imperative alone."""


class Style(Input):
    """How texts are written."""

    moods: dict[str, tuple[Mood, ...]] = Field(
        {}, description="The forms that a step may have, by language; the imperative is always one of them."
    )
    verbs: dict[str, tuple[str, ...]] = Field(
        {}, description="The project's own verbs, by language, as a dictionary lists them."
    )

    def accepted(self, language: str) -> frozenset[str]:
        """The forms that a step may have in this language."""
        return frozenset({"imperative", *self.moods.get(language, MOODS.get(language, ()))})
