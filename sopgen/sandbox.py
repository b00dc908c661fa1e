"""How templates run: in Jinja's sandbox, with short ways for our own values, and what pages share rendered once."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Hashable, MutableMapping, Sequence
from functools import cache, partial
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup, escape

from sopgen import model, view

_OPEN = frozenset(
    {
        LoopContext,
        Namespace,
        TemplateModule,
        *(
            kind
            for room in (model, view)
            for _, kind in inspect.getmembers(room, inspect.isclass)
            if kind.__module__ == room.__name__
        ),
    }
)
"""Types whose values have nothing to hide but what begins with `_`: the model's own, and what templates make."""


class _Generator(CodeGenerator):
    """Jinja's generator of code, which asks the environment for text that can stand in HTML."""

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.text(")
        else:
            super()._output_child_pre(node, frame, finalize)


_SPECIAL = re.compile("[<>&\"']")


def _text(value: Any) -> str:
    """As `markupsafe.escape`, at once where there is nothing to escape."""
    if type(value) is str and not _SPECIAL.search(value):
        return value
    return value if type(value) is Markup else escape(value)


class Sandbox(SandboxedEnvironment):
    """Jinja's sandbox. What it allows most often, it allows at once."""

    code_generator_class = _Generator
    text = staticmethod(_text)

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_compiled(),
            extensions=[KeptTag],
        )

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """As Jinja's, in one dictionary: it is copied for each page."""
        return {**self.globals, **(d or {})}

    def with_globals(self, **values: Any) -> Sandbox:
        """An environment of the same templates that all know these values as well."""
        other = self.overlay()
        other.globals = {**self.globals, **values}
        return other

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As Jinja's: the value of an attribute, where templates may see it."""
        if type(obj) in _OPEN and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # as Jinja's
        """As Jinja's: the answer of a function. Macros and our own functions can do no harm."""
        kind = type(__obj)
        if kind is Macro or kind is partial:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            if kind is Macro:
                return __obj(__context.eval_ctx, *args, **kwargs)
            return __obj(*args, **kwargs)
        return super().call(__context, __obj, *args, **kwargs)


class _Compiled(BytecodeCache):
    """The code of templates, which the environments of all sites and languages share."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._codes.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._codes[bucket.key] = bucket.checksum, bucket.code


@cache
def _compiled() -> _Compiled:
    """One for the whole process: the same source is the same code."""
    return _Compiled()


Kept = dict[tuple[Hashable, ...], Markup]
"""What stands in `{% kept %}`, by the place of the tag, the way to the root, and the values that are given."""


class KeptTag(Extension):
    """`{% kept %} … {% endkept %}`: rendered once for all pages of an edition that lie equally deep.

    It may read `frame` and lead to any address. What else it depends on, of `page` above all, stands behind `kept`:
    `{% kept page.template, way.id %}` is rendered once for each such pair.
    """

    tags = {"kept"}  # noqa: RUF012 # as Jinja has it

    def parse(self, parser: Parser) -> nodes.Node:
        """The tag as a call of `keep`, which each page's context has."""
        line = next(parser.stream).lineno
        bare = parser.stream.current.type == "block_end"
        values = nodes.Tuple([], "load") if bare else parser.parse_tuple(with_condexpr=True)
        body = parser.parse_statements(("name:endkept",), drop_needle=True)
        place = nodes.Const(f"{parser.name}:{line}")
        call = nodes.Call(nodes.Name("keep", "load"), [place, values], [], None, None)
        return nodes.CallBlock(call, [], [], body).set_lineno(line)


def keep(
    kept: Kept, root: str, place: str, values: Sequence[Hashable] | Hashable, caller: Callable[[], Markup]
) -> Markup:
    """What stands in a `kept` tag. root: the link to the site's root, as all links of pages equally deep begin."""
    key = (place, root, values)
    found = kept.get(key)
    if found is None:
        found = kept[key] = caller()
    return found
