"""The rules: one module each, its docstring is its manual page. `NAMES` is the one list that names them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType

from sopgen.rule import Rule, Scope

NAMES: tuple[str, ...] = ()


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
    )


RULES: Mapping[str, Rule] = {name: _rule(name) for name in NAMES}
"""Every rule by name."""
