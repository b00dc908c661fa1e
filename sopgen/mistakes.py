"""Mistakes in decoded YAML, in plain words: what pydantic has seen, with the place of its node and a hint."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from sopgen.model import Finding
from sopgen.yaml_source import Loc, Tree


def findings_of(error: ValidationError, model: type[BaseModel], tree: Tree, rule: str) -> Iterator[Finding]:
    """Every mistake that pydantic has seen, each with the place of its YAML node.

    An error type of our own (a rule's name, made by `fields.py`) keeps its rule and hint; the rest get `rule`.
    """
    faults = error.errors(include_url=False)
    misspelt = {
        (*fault["loc"][:-1], near)
        for fault in faults
        if fault["type"] == "extra_forbidden"
        for near in difflib.get_close_matches(str(fault["loc"][-1]), keys_of(model, fault["loc"][:-1]), n=1)
    }
    for fault in faults:
        loc: Loc = fault["loc"]
        kind, context = fault["type"], fault.get("ctx") or {}
        if loc and loc[-1] == "[key]" and "hint" in context:
            yield Finding(tree.places.key(*loc[:-1]), rule, fault["msg"], str(context["hint"]))
        elif kind == "extra_forbidden" or (loc and loc[-1] == "[key]"):
            loc = loc[:-1] if loc[-1] == "[key]" else loc
            name = str(loc[-1])
            known = choices(fault) if kind == "literal_error" else keys_of(model, loc[:-1])
            message = f"the key `{name}` is not known here"
            yield Finding(tree.places.key(*loc), "unknown-key", message, known_hint(name, known))
        elif kind == "missing" and loc in misspelt:
            continue  # the misspelt key says it
        elif kind == "missing":
            yield Finding(
                tree.places.at(*loc), "missing-key", f"the key `{loc[-1]}` is missing", f"add a line `{loc[-1]}: …`"
            )
        elif "hint" in context:
            yield Finding(tree.places.at(*loc), rule if kind == "config" else kind, fault["msg"], str(context["hint"]))
        else:
            yield Finding(tree.places.at(*loc), rule, _words(fault), _value_hint(fault))


def without_faults(value: Any, error: ValidationError) -> Any:
    """The decoded YAML without the nodes that pydantic has found fault with: the smallest that holds each mistake.

    Where a key is missing, what should hold it goes; None where nothing is left.
    """
    wrong = set()
    for fault in error.errors(include_url=False, include_input=False):
        loc = fault["loc"][:-1] if fault["type"] == "missing" else fault["loc"]
        wrong.add(_existing(value, loc))
    return _cut(value, (), wrong)


def _existing(value: Any, loc: Loc) -> Loc:
    """The longest beginning of `loc` that leads to a node."""
    for depth, step in enumerate(loc):
        in_list = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if not in_list and not (isinstance(value, dict) and step in value):
            return loc[:depth]
        value = value[step]
    return loc


def _cut(value: Any, loc: Loc, wrong: set[Loc]) -> Any:
    if loc in wrong:
        return None
    if isinstance(value, dict):
        return {k: _cut(v, (*loc, k), wrong) for k, v in value.items() if (*loc, k) not in wrong}
    if isinstance(value, list):
        return [_cut(v, (*loc, n), wrong) for n, v in enumerate(value) if (*loc, n) not in wrong]
    return value


def known_hint(name: str, known: Iterable[str]) -> str:
    """ "did you mean" with the nearest known name, else the list of them."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6) or difflib.get_close_matches(
        name.lower(), names, n=1, cutoff=0.6
    )
    if near:
        return f"did you mean `{near[0]}`?"
    return f"known: {', '.join(names)}" if names else ""


def keys_of(model: Any, loc: Loc) -> tuple[str, ...]:
    """The keys that `model` knows at `loc`."""
    for step in loc:
        model = _below(model, step)
        if model is None:
            return ()
    found = _first(model, lambda kind: isinstance(kind, type) and issubclass(kind, BaseModel))
    return tuple(info.alias or name for name, info in found.model_fields.items()) if found else ()


def _below(kind: Any, step: str | int) -> Any:
    found = _first(kind, lambda part: isinstance(part, type) and issubclass(part, BaseModel))
    if found is not None:
        for name, info in found.model_fields.items():
            if step in (name, info.alias):
                return info.annotation
        return None
    holder = _first(kind, lambda part: get_origin(part) in (dict, Mapping, tuple, list))
    if holder is None:
        return None
    arguments = get_args(holder)
    if get_origin(holder) in (tuple, list):
        return arguments[0] if arguments else None
    return arguments[1] if len(arguments) == 2 else None


def _first(kind: Any, wanted: Callable[[Any], bool]) -> Any:
    if wanted(kind):
        return kind
    if get_origin(kind) in (dict, Mapping, tuple, list):
        return None
    return next((found for part in get_args(kind) if (found := _first(part, wanted)) is not None), None)


def choices(fault: Any) -> list[str]:
    """The values of which one was expected."""
    return re.findall(r"'([^']+)'", fault["ctx"]["expected"])


_KINDS = {
    "dict_type": "keys and values",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
    "list_type": "a list",
    "tuple_type": "a list",
    "string_type": "a text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
}
"""What should stand there, by pydantic's name for the mistake."""


def _words(fault: Any) -> str:
    loc, value, kind = fault["loc"], fault.get("input"), fault["type"]
    key = next((f"`{step}`" for step in reversed(loc) if isinstance(step, str)), "this")
    name = f"an item of {key}" if loc and isinstance(loc[-1], int) and kind != "literal_error" else key
    if kind == "literal_error" and isinstance(value, str):
        return f"{name}: `{value}` is not one of {', '.join(choices(fault))}"
    if kind == "too_short" or value in ("", None):
        return f"{name} is empty"
    expected = "one of " + ", ".join(choices(fault)) if kind == "literal_error" else _KINDS.get(kind, "another value")
    texts = f"the text `{value}`" if isinstance(value, str) else "a list"
    given = "keys and values" if isinstance(value, dict) else texts
    return f"{name} should be {expected}, not {given}"


def _value_hint(fault: Any) -> str:
    value, kind, loc = fault.get("input"), fault["type"], fault["loc"]
    if kind == "literal_error":
        return known_hint(str(value), choices(fault)) if isinstance(value, str) else "write one of them"
    if kind == "too_short":
        return "write at least one"
    if value is None and kind not in ("list_type", "tuple_type", *_MAPPINGS):
        return "write a value, or delete the line"
    if kind == "string_type":
        return "put the value in quotes if it is text: it reads as a list or as keys and values"
    if kind in ("tuple_type", "list_type"):
        return f"write {loc[-1]}: [{value}]" if isinstance(value, str) and loc else "write a list: [first, second]"
    if kind in _MAPPINGS:
        return "write `key: value` lines below it, indented by two spaces"
    if kind.startswith("bool"):
        return "write true or false"
    return "write digits only, such as 10" if kind.startswith("int") else ""


_MAPPINGS = ("dict_type", "model_type", "model_attributes_type")
