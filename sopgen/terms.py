"""The glossary: which word a project uses for a thing, and which it does not."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from sopgen.fields import CONFIG, BooleanField, Input, TextField, TextListField, failures, fault
from sopgen.model import Audience


class Term(Input):
    """One thing: the word for it, and words that are not to be used for it; written once or by language."""

    prefer: TextField = Field(description="The word to use.")
    avoid: TextListField = Field(description="Words not to use for it: one, or a list.")
    why: TextField | None = Field(None, description="One sentence that the message shows.")
    audience: Audience | None = Field(None, description="Only where these read it: staff or customer.")
    replace: BooleanField = Field(False, description="`check --fix` may write the one for the other.")

    @model_validator(mode="after")
    def _apart(self) -> Self:
        """The languages of `avoid` have a word to use instead, and it is another one."""
        prefer = dict(self.prefer.by_language)
        errors = []
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
