"""How templates run: in Jinja's sandbox, with short ways for our own values, and what pages share rendered once."""

from __future__ import annotations

import inspect
import marshal
import os
import re
import zlib
from collections.abc import Callable, Hashable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import BaseLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket, BytecodeCache, bc_magic
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup, escape

from sopgen import __version__, cache, model, reads, view
from sopgen.reads import Reader, Row

_OPEN = frozenset(
    {
        LoopContext,
        Namespace,
        TemplateModule,
        *(
            kind
            for room in (model, view, reads)
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


class _Template(jinja2.Template):
    """A template of which each page that imports it has read what its first lines read once for all."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        environment = self.environment
        assert isinstance(environment, Sandbox)
        with environment.reader.noting() as rows:
            module = super()._get_default_module(ctx)
        known = self.__dict__.setdefault("reads", set())
        known |= rows
        environment.reader.rows |= known
        return module


class Sandbox(SandboxedEnvironment):
    """Jinja's sandbox. What it allows most often, it allows at once. reader: notes what templates read of a frame."""

    code_generator_class = _Generator
    template_class = _Template
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
        self.reader = Reader()

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
    """The code of templates, which the environments of all sites and languages share. new: not yet in the file."""

    def __init__(self) -> None:
        self.codes: dict[str, tuple[str, CodeType]] = {}
        self.new = False

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.codes.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self.codes[bucket.key] = bucket.checksum, bucket.code
        self.new = True


@lru_cache(maxsize=1)
def _compiled() -> _Compiled:
    """One for the whole process: the same source is the same code."""
    return _Compiled()


FILE = "templates"
MOST = 1000
"""Templates whose code the file holds: those compiled last, should somebody have so many."""


@contextmanager
def remembered_code(home: str | None) -> Iterator[None]:
    """Runs with the code of templates that earlier runs have left in the cache folder, and leaves what is new.

    home: the folder, None to remember nothing. A damaged file is forgotten, and nothing depends on it.
    """
    if home is None:
        yield
        return
    file, compiled = os.path.join(home, FILE), _compiled()
    with suppress(OSError, EOFError, TypeError, ValueError, zlib.error):
        digest, _, packed = Path(file).read_bytes().partition(b"\n")
        if digest == _digest(packed):
            compiled.codes = {**marshal.loads(zlib.decompress(packed)), **compiled.codes}
    yield
    if compiled.new:
        packed = zlib.compress(marshal.dumps(dict([*compiled.codes.items()][-MOST:])), 1)
        with suppress(OSError):  # the disk is full, or the folder is not ours: the next run compiles again
            cache.make(home)
            cache.write(file, _digest(packed) + b"\n" + packed)
            compiled.new = False


def _digest(packed: bytes) -> bytes:
    """Of code and of all that decides how it is made: sopgen, Jinja, Python, and this file."""
    made_by = repr((__version__, jinja2.__version__, bc_magic)).encode() + Path(__file__).read_bytes()
    return blake2b(packed, key=blake2b(made_by).digest()).hexdigest().encode()


Kept = dict[tuple[Hashable, ...], tuple[Markup, frozenset[Row]]]
"""What stands in `{% kept %}` and what it has read, by the place of the tag, the way to the root, and the values that
are given."""


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
    kept: Kept,
    reader: Reader,
    root: str,
    place: str,
    values: Sequence[Hashable] | Hashable,
    caller: Callable[[], Markup],
) -> Markup:
    """What stands in a `kept` tag. root: the link to the site's root, as all links of pages equally deep begin.

    reader: notes for each page what was read when the tag was rendered.
    """
    key = (place, root, values)
    found = kept.get(key)
    if found is None:
        with reader.noting() as rows:
            text = caller()
        found = kept[key] = text, frozenset(rows)
    reader.rows |= found[1]
    return found[0]
