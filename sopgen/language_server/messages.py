"""Our values in the words of the protocol: problems as diagnostics, corrections as actions, columns as an editor's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lsprotocol import types

from sopgen.language_server.actions import Action
from sopgen.language_server.completion import Suggestion
from sopgen.language_server.positions import Span, Unit, span, units
from sopgen.model import Problem, Severity

SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
KINDS: Mapping[str, types.CompletionItemKind] = {
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "document": types.CompletionItemKind.File,
    "file": types.CompletionItemKind.File,
    "fact": types.CompletionItemKind.Variable,
    "anchor": types.CompletionItemKind.Reference,
    "rule": types.CompletionItemKind.Keyword,
}
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.sopgen"


def range_of(where: Span, lines: Sequence[str], unit: Unit) -> types.Range:
    line = lines[where.row] if where.row < len(lines) else ""
    start, end = (types.Position(where.row, units(line[:column], unit)) for column in (where.start, where.end))
    return types.Range(start, end)


def diagnostic(problem: Problem, lines: Sequence[str], unit: Unit) -> types.Diagnostic:
    return types.Diagnostic(
        range=range_of(span(problem.place, lines), lines, unit),
        message=f"{problem.message}\n{problem.hint}" if problem.hint else problem.message,
        severity=SEVERITIES[problem.severity],
        code=problem.rule,
        source="sopgen",
    )


def code_action(
    action: Action,
    kind: str,
    lines: Sequence[str],
    unit: Unit,
    change: Callable[[list[types.TextEdit]], types.WorkspaceEdit],
) -> types.CodeAction:
    edits = [
        types.TextEdit(range_of(span(edit.place, lines), lines, unit), edit.new)
        for edit in sorted(action.edits, key=lambda edit: edit.place)
    ]
    return types.CodeAction(
        title=action.title,
        kind=kind,
        diagnostics=[diagnostic(problem, lines, unit) for problem in action.problems],
        is_preferred=True if action.certain and kind != FIX_ALL else None,
        edit=change(edits),
    )


def completion_item(
    suggestion: Suggestion, row: int, lines: Sequence[str], unit: Unit, order: int
) -> types.CompletionItem:
    where = range_of(Span(row, suggestion.start, suggestion.end), lines, unit)
    return types.CompletionItem(
        label=suggestion.label,
        kind=KINDS[suggestion.kind],
        detail=suggestion.detail or None,
        documentation=suggestion.about or None,
        sort_text=f"{order:05}",
        filter_text=suggestion.label,
        text_edit=types.TextEdit(where, suggestion.text),
    )
