"""YAML as people write it: every scalar is text, every value has a place, mistakes are findings with a hint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml
from msgspec import Struct, field

from sopgen.lines import lines_of, unbroken
from sopgen.model import Finding, Place
from sopgen.yaml_syntax import LOADER, quote_hint, slip

Loc = tuple[str | int, ...]
NULLS = ("", "~", "null", "Null", "NULL")
MAX_NODES = 200_000
MAX_DEPTH = 64
MAX_MENDED = 20
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""What neither HTML nor XML can hold."""


class Places(Struct, frozen=True):
    """Where each value (and each key) of a tree stands, by its way from the root: ("sites", "help", "title")."""

    values: Mapping[Loc, Place] = field(default_factory=dict)
    keys: Mapping[Loc, Place] = field(default_factory=dict)
    root: Place = field(default_factory=lambda: Place("sopgen.yaml"))

    def at(self, *loc: str | int) -> Place:
        """The place of the value at `loc`, else of the nearest value around it."""
        while loc:
            if loc in self.values:
                return self.values[loc]
            loc = loc[:-1]
        return self.values.get((), self.root)

    def has(self, *loc: str | int) -> bool:
        """Whether something is written at `loc`."""
        return loc in self.values

    def key(self, *loc: str | int) -> Place:
        """The place of the key that leads to `loc`, else of its value."""
        return self.keys.get(loc) or self.at(*loc)


class Tree(Struct, frozen=True):
    """A YAML text decoded: dicts, lists, str and None. `value` is None where the text could not be read."""

    value: Any
    places: Places
    findings: tuple[Finding, ...]


def read(text: str, path: str, first_line: int = 1) -> Tree:
    """Decode one YAML text whose first line is line `first_line` of the file at `path`.

    Where a line cannot be read it is reported and left out, so that the mistakes in the others are reported too.
    """
    root = Place(path, first_line)
    lines = lines_of(unbroken(text)) or [""]
    findings: list[Finding] = []
    node: yaml.Node | None = None
    if deep := _too_deep(lines, path, first_line):
        return Tree(None, Places(root=root), (deep,))
    for _ in range(MAX_MENDED):
        try:
            node = yaml.compose("\n".join(lines), Loader=LOADER)
            break
        except yaml.MarkedYAMLError as error:
            found = slip(error, lines)
            if found.plain or not findings:
                place = Place(path, first_line + found.row, found.column + 1)
                findings.append(Finding(place, "yaml", found.message, found.hint))
            if not lines[found.row].strip():
                break
            for row in found.rows:
                lines[row] = ""
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            findings.append(_character_finding(error, "\n".join(lines), path, first_line))
            break
    if node is None:
        return Tree(None, Places(root=root), tuple(findings))
    builder = _Builder(lines, path, first_line)
    value = builder.build(node, (), ())
    return Tree(value, Places(builder.values, builder.keys, root), (*findings, *builder.findings))


_MAYBE_DEEP = re.compile(r"[\s?:-]{64}")


def _too_deep(lines: list[str], path: str, first_line: int) -> Finding | None:
    """Where values stand deeper in each other than anybody means: composing them would end in a fault of the system."""
    brackets = sum(line.count("[") + line.count("{") for line in lines)
    if brackets <= MAX_DEPTH and not any(_MAYBE_DEEP.match(line) for line in lines):
        return None
    depth = 0
    try:
        for event in yaml.parse("\n".join(lines), Loader=LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH and (mark := event.start_mark):
                return _nested(Place(path, first_line + mark.line, mark.column + 1))
    except (yaml.YAMLError, ValueError, RecursionError):
        pass  # said when it is composed
    return None


def _nested(place: Place) -> Finding:
    return Finding(place, "yaml", "this value is nested too deeply or repeats itself", "write it out, flatter")


def _too_many(place: Place) -> Finding:
    message = f"here the file has more than {MAX_NODES} values, those that `*` repeats among them: no more are read"
    return Finding(place, "yaml", message, "part the file, or write fewer")


class _Builder:
    """Turns composed nodes into values, noting places; anchors may be reused, not grow without end."""

    def __init__(self, lines: list[str], path: str, first_line: int) -> None:
        self.lines, self.path, self.first_line = lines, path, first_line
        self.values: dict[Loc, Place] = {}
        self.keys: dict[Loc, Place] = {}
        self.findings: list[Finding] = []
        self.count = 0

    def build(self, node: yaml.Node, loc: Loc, above: tuple[int, ...]) -> Any:
        self.count += 1
        place = self._place(node)
        if id(node) in above or len(above) > MAX_DEPTH or self.count > MAX_NODES:
            if self.count <= MAX_NODES + 1:
                self.findings.append(_nested(place) if self.count <= MAX_NODES else _too_many(place))
            self.count = max(self.count, MAX_NODES + 1) if self.count > MAX_NODES else self.count
            return None
        self.values[loc] = place
        if node.tag and not node.tag.startswith("tag:yaml.org,2002:"):
            self._find(place, "yaml", f"the tag {node.tag} means nothing here", self._quote_hint(place))
        above = (*above, id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc, above)
        if isinstance(node, yaml.SequenceNode):
            return [self._item(child, (*loc, index), above) for index, child in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode) and not node.style:
            self._comment(node)
            if node.value in NULLS:
                return None
        return self._text(node)

    def _text(self, node: yaml.Node) -> str:
        """A scalar; written as `"\\x01"` it can hold what no page can."""
        text = str(node.value)
        if lost := NO_TEXT.search(text):
            message = f"the character U+{ord(lost[0]):04X} is no text"
            self._find(self._place(node), "yaml", message, "delete it; \ufffd is shown in its place")
        return NO_TEXT.sub("\ufffd", text)

    def _item(self, node: yaml.Node, loc: Loc, above: tuple[int, ...]) -> Any:
        """A value in a list: `null` is a word there, for nobody lists what is not."""
        value = self.build(node, loc, above)
        return node.value if value is None and isinstance(node, yaml.ScalarNode) and node.value else value

    def _comment(self, node: yaml.ScalarNode) -> None:
        """`name: Room #5` is read as `Room`: what follows the sign is a comment."""
        end = node.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if "#" not in line:
            return
        found = re.match(r"\s+(#\w\S*)", line[end.column :]) if line[: end.column].strip() else None
        if found:
            start = end.column + found.start(1) + 1
            place = Place(self.path, self.first_line + end.line, start, start + len(found[1]))
            self._find(place, "yaml-comment", f"`{found[1]}` and what follows is a comment", quote_hint(line))

    def _mapping(self, node: yaml.MappingNode, loc: Loc, above: tuple[int, ...]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if self.count > MAX_NODES:  # said where it was reached
                break
            place = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._find(place, "yaml", "a list or mapping cannot be a key", self._quote_hint(place))
                continue
            key = self._text(key_node)
            if key == "<<" and isinstance(value_node, yaml.MappingNode):
                merged |= self._mapping(value_node, (*loc, key), above)
                continue
            if key in result:
                first = self.keys[(*loc, key)]
                self._find(
                    place,
                    "duplicate-key",
                    f"the key `{key}` is written twice",
                    f"line {first.line} has it too: keep one",
                )
                continue
            self.keys[(*loc, key)] = place
            result[key] = self.build(value_node, (*loc, key), above)
        return {**merged, **result}

    def _place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        end_column = end.column + 1 if end.line == start.line else 0
        return Place(self.path, self.first_line + start.line, start.column + 1, end_column)

    def _find(self, place: Place, rule: str, message: str, hint: str) -> None:
        self.findings.append(Finding(place, rule, message, hint))

    def _quote_hint(self, place: Place) -> str:
        index = place.line - self.first_line
        return quote_hint(self.lines[index]) if 0 <= index < len(self.lines) else "put the value in quotes"


def _character_finding(error: Exception, text: str, path: str, first_line: int) -> Finding:
    position = getattr(error, "position", None)
    place = Place(path, first_line)
    if isinstance(position, int):
        before = text[:position]
        place = Place(path, first_line + before.count("\n"), position - before.rfind("\n"))
    return Finding(
        place,
        "yaml",
        "a character here cannot stand in YAML",
        "delete it: it is a control character or not text at all",
    )
