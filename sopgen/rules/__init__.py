"""The rules: one module each, its docstring is its manual page. `NAMES` is the one list that names them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType

from sopgen.rule import Rule, Scope

NAMES: tuple[str, ...] = (
    "alt-text",
    "alt-text-useless",
    "anchor-twice",
    "approval-missing",
    "attributes",
    "audience-block",
    "audience-leak",
    "branch-time-zone",
    "broken-anchor",
    "broken-image",
    "broken-link",
    "call-cost",
    "callout-type",
    "channel-language",
    "comment",
    "config",
    "contact-block",
    "contact-channels",
    "contact-id",
    "contact-value",
    "contrast",
    "country-code",
    "description-missing",
    "draft-link",
    "duplicate-anchor",
    "duplicate-id",
    "duplicate-key",
    "duplicate-title",
    "email-address",
    "empty-block",
    "empty-document",
    "encoding",
    "exemption",
    "exemption-reason",
    "external-media",
    "fact-branch",
    "fact-value",
    "footnote",
    "foreign-value",
    "front-matter",
    "front-matter-place",
    "heading-level",
    "hours",
    "hours-unused",
    "html-dropped",
    "image-unreadable",
    "include",
    "internal-link",
    "language-code",
    "link-scheme",
    "missing-key",
    "missing-text",
    "opening-hours",
    "phone-number",
    "placeholder",
    "register-incomplete",
    "review-overdue",
    "section-empty",
    "section-missing",
    "section-order",
    "staff-link",
    "static-file",
    "step-past-tense",
    "successor-missing",
    "table",
    "template-syntax",
    "text-translation",
    "time-zone",
    "title-missing",
    "toll-free",
    "translation-missing",
    "unclosed-block",
    "unknown-branch",
    "unknown-document",
    "unknown-fact",
    "unknown-key",
    "unknown-product",
    "unknown-role",
    "unknown-setting",
    "unreadable-file",
    "unused-setting",
    "url-clash",
    "video",
    "web-address",
    "yaml",
    "yaml-comment",
)


def _rule(name: str) -> Rule:
    module: ModuleType = import_module(f"sopgen.rules.{name.replace('-', '_')}")
    scope: Scope = module.SCOPE
    return Rule(
        name=name,
        page=(module.__doc__ or "").strip(),
        severity=module.SEVERITY,
        scope=scope,
        fixed=getattr(module, "FIXED", scope == "proof"),
        check_document=module.check if scope == "document" else None,
        check_library=module.check if scope == "library" else None,
        needs=frozenset(getattr(module, "NEEDS", ())),
        front_matter=getattr(module, "FRONT_MATTER", False),
        error_in=frozenset(getattr(module, "ERROR_IN", ())),
    )


RULES: Mapping[str, Rule] = {name: _rule(name) for name in NAMES}
"""Every rule by name."""
