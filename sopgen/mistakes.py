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
    for fault in error.errors(include_url=False):
        loc: Loc = fault["loc"]
        kind, context = fault["type"], fault.get("ctx") or {}
        if kind == "extra_forbidden":
            name = str(loc[-1])
            yield Finding(
                tree.places.key(*loc),
                "unknown-key",
                f"the key `{name}` is not known here",
                known_hint(name, keys_of(model, loc[:-1])),
            )
        elif kind == "missing":
            yield Finding(
                tree.places.at(*loc), "missing-key", f"the key `{loc[-1]}` is missing", f"add a line `{loc[-1]}: …`"
            )
        elif "hint" in context:
            yield Finding(tree.places.at(*loc), rule if kind == "config" else kind, fault["msg"], str(context["hint"]))
        else:
            place = tree.places.at(*loc)
            yield Finding(place, rule, f"{_name(loc)}: {_words(fault)}", _value_hint(fault))


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


def _name(loc: Loc) -> str:
    names = [str(step) for step in loc if isinstance(step, str)]
    return f"`{names[-1]}`" if names else "this value"


def _words(fault: Any) -> str:
    if fault["type"] == "literal_error":
        return f"`{fault['input']}` is not one of {fault['ctx']['expected'].replace(chr(39), '')}"
    if fault["type"] == "int_parsing":
        return f"`{fault['input']}` is not a whole number"
    message = fault["msg"].removeprefix("Value error, ")
    return str(message[:1].lower() + message[1:])


def _value_hint(fault: Any) -> str:
    value, kind = fault.get("input"), fault["type"]
    if kind == "literal_error":
        return known_hint(str(value), re.findall(r"'([^']+)'", fault["ctx"]["expected"]))
    if kind == "string_type" and isinstance(value, (list, dict)):
        return "this reads as a list or mapping: put the value in quotes if it is text"
    if kind == "string_type" and value is None:
        return "write a value, or delete the line"
    if kind in ("tuple_type", "list_type"):
        return "write a list: [first, second]"
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return "write keys and values below it, indented by two spaces"
    return ""
