"""The glossary: which word a project uses for a thing, what it means, and which word it does not use."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from sopgen.fields import CONFIG, BooleanField, Input, TextField, TextList, TextListField, failures, fault
from sopgen.model import Audience
from sopgen.slug import slugify


class Term(Input):
    """One thing: the word for it, its meaning, and words that are not to be used for it; once or by language."""

    prefer: TextField = Field(description="The word to use.")
    meaning: TextField | None = Field(None, description="What it means, in a sentence or two that readers see.")
    forms: TextListField = Field(TextList(), description="Other forms of the word in texts: one, or a list.")
    avoid: TextListField = Field(TextList(), description="Words not to use for it: one, or a list.")
    why: TextField | None = Field(None, description="One sentence that the message shows.")
    audience: Audience | None = Field(None, description="Only where these read it: staff or customer.")
    mark: BooleanField = Field(True, description="Whether its first use on a page is explained.")
    replace: BooleanField = Field(False, description="`check --fix` may write the one for the other.")

    @model_validator(mode="after")
    def _apart(self) -> Self:
        """The languages of `avoid` have a word to use instead, and it is another one."""
        prefer = dict(self.prefer.by_language)
        errors: list[tuple[tuple[str | int, ...], PydanticCustomError]] = []
        if not self.meaning and not self.avoid.by_language:
            hint = "write what it means, or which words to avoid"
            errors.append((("prefer",), fault(CONFIG, "this term has neither `meaning` nor `avoid`", hint)))
        for code, avoided in self.avoid.by_language:
            word = prefer.get(code) or prefer.get("")
            at: tuple[str | int, ...] = ("avoid", code) if code else ("avoid",)
            if word is None and code:
                hint = f"add it to prefer: {{{code}: …}}"
                errors.append((at, fault(CONFIG, f"no word is preferred in the language `{code}`", hint)))
            elif word in avoided:
                errors.append((at, fault(CONFIG, f"`{word}` is both preferred and avoided", "take one of them out")))
        if errors:
            raise failures(errors)
        return self

    def preferred(self, language: str) -> str:
        """The word to use in this language, "" where the glossary has none."""
        words = dict(self.prefer.by_language)
        return words.get(language, words.get("", ""))

    def avoided(self, language: str) -> tuple[str, ...]:
        """The words not to use in this language."""
        if not self.preferred(language):
            return ()
        words = dict(self.avoid.by_language)
        return words.get(language, words.get("", ()))

    def other_forms(self, language: str) -> tuple[str, ...]:
        """The forms of the word that are listed for this language."""
        if not self.preferred(language):
            return ()
        words = dict(self.forms.by_language)
        return words.get(language, words.get("", ()))

    def shown_to(self, audience: Audience) -> bool:
        """Whether these readers find it in their glossary: what is for customers colleagues may know too."""
        return audience == "staff" or self.audience != "staff"


def anchor_of(term: Term, source_language: str) -> str:
    """Where the term stands on the glossary page: the same in every language."""
    return slugify(term.preferred(source_language) or term.prefer.get()) or "term"


def has_glossary(terms: tuple[Term, ...], audience: Audience) -> bool:
    """Whether the sites of an audience have a glossary page: some term has a meaning for them."""
    return any(term.meaning and term.shown_to(audience) for term in terms)
