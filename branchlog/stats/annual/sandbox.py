"""A ledger's own template, run so that it can neither reach out nor go on for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, NoReturn

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.filters import FILTERS
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

from branchlog.config import suggestion
from branchlog.errors import BadConfig, NotFound
from branchlog.messages import Annual as Text
from branchlog.messages import Pair
from branchlog.records.text import short

#: What a whole report may be long, in characters, and how much a template may say of itself.
MOST_TEXT = 2_000_000
#: Loops and calls in all; a long template gets fewer, so that its own text stays bounded too.
_MOST_STEPS = 20_000
_MOST_LOOPED = 64_000_000
#: Filters that make nothing large out of something small.
_FILTERS = ("abs", "default", "first", "int", "last", "length", "lower", "max", "min", "reject",
            "round", "select", "sort", "sum", "trim", "unique", "upper")  # fmt: skip


class Source(NamedTuple):
    """A template: its text, and the path that a fault in it is told with."""

    text: str
    path: str


class _Endless(Exception):  # noqa: N818 - named for what went wrong
    """The template took more steps or said more than any report needs."""


class _Unknown(Exception):  # noqa: N818
    """The template used a word that nobody gave it."""


def render(source: Source, words: Mapping[str, object]) -> str:
    """What the template says with these functions and values. Raises BadConfig with its line."""
    try:
        environment = _Bounded(words, _MOST_LOOPED // (len(source.text) + 1))
        code = environment.compile(source.text, "report", source.path)
        globals_ = environment.make_globals(None)
        return "".join(_short(Template.from_code(environment, code, globals_).generate()))
    # Whatever a template does wrong, it is the template that is to be mended.
    except Exception as error:
        _refuse(source, words, error)


def _short(chunks: Iterable[str]) -> Iterator[str]:
    """The chunks of a text that is no longer than a report can be."""
    length = 0
    for chunk in chunks:
        length += len(chunk)
        if length > MOST_TEXT:
            raise _Endless
        yield chunk


def _refuse(source: Source, words: Mapping[str, object], error: Exception) -> NoReturn:
    why, values = _why(error, words)
    raise BadConfig(
        Text.TEMPLATE_BAD,
        Text.TEMPLATE_LINE,
        Text.TEMPLATE_HINT,
        path=source.path,
        line=_line(source, error),
        problem=(why[0].format(**_side(values, 0)), why[1].format(**_side(values, 1))),
        known=" ".join(words),
    ) from error


def _why(error: Exception, words: Mapping[str, object]) -> tuple[Pair, dict[str, Any]]:
    if isinstance(error, (_Endless, RecursionError, MemoryError)):
        return Text.TEMPLATE_ENDLESS, {}
    if isinstance(error, _Unknown):
        word = str(error)
        return Text.TEMPLATE_UNKNOWN, {"word": short(word), "suggestion": suggestion(word, words)}
    if isinstance(error, NotFound):
        return Text.TEMPLATE_NO_INDICATOR, error.trouble.values
    detail = error.message if isinstance(error, TemplateSyntaxError) else str(error)
    # An assertion or a missing key says nothing by itself.
    return Text.TEMPLATE_DETAIL, {"detail": f"{type(error).__name__}: {detail}"[:300]}


def _side(values: Mapping[str, Any], side: int) -> dict[str, Any]:
    return {
        name: value[side] if isinstance(value, tuple) else value for name, value in values.items()
    }


def _line(source: Source, error: Exception) -> int:
    """The line of the template that an error arose in; jinja names it in the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    found = 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == source.path:
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


class _Missing(StrictUndefined):
    """A name that the template was not given: using it in any way is a fault."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise _Unknown(self._undefined_name or "")

    __iter__ = __str__ = __len__ = _fail_with_undefined_error
    __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __call__ = __getitem__ = __add__ = __radd__ = _fail_with_undefined_error
    __mul__ = __mod__ = __lt__ = __gt__ = _fail_with_undefined_error


class _Bounded(SandboxedEnvironment):
    """Jinja without files, methods and imports, and with an end to everything."""

    intercepted_binops = frozenset(("*", "**", "%", "+"))

    def __init__(self, words: Mapping[str, object], steps: int) -> None:
        super().__init__(
            undefined=_Missing,
            finalize=self._said,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=0,
        )
        self._steps = min(steps, _MOST_STEPS)
        self._text = MOST_TEXT
        self.globals = {**words, "range": self._range, "namespace": _Store}
        self.filters = {name: FILTERS[name] for name in _FILTERS}
        self.filters |= {"counted": self._counted, "joined": self._joined, "flat": _flat}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Counting().visit(super()._parse(source, name, filename))
        return tree

    def call(self, context: Any, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        self._step()
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        if operator == "+" and not numbers:
            self._room(len(left) + len(right))
        elif not numbers or operator == "**" or abs(left) + abs(right) > 1e12:
            raise TypeError(f"{operator} is for numbers")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        # Texts and lists have methods that make gigabytes of a short word.
        mine = isinstance(obj, (LoopContext, Namespace))
        return mine and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        return None

    def _step(self) -> None:
        self._steps -= 1
        if self._steps < 0:
            raise _Endless

    def _range(self, *numbers: int) -> range:
        """Python's own is summed and searched without a step that could be counted."""
        made = range(*numbers)
        if len(made) > self._steps:
            raise _Endless
        self._steps -= len(made)
        return made

    def _room(self, length: int) -> None:
        self._text -= length
        if self._text < 0:
            raise _Endless

    def _said(self, value: object) -> str:
        text = "" if value is None or value is False else str(value)
        self._room(len(text))
        return text

    def _counted(self, things: Iterable[object]) -> Iterator[object]:
        for thing in things:
            self._step()
            yield thing

    def _joined(self, parts: Iterable[object]) -> str:
        return "".join(map(self._said, parts))


class _Store(Namespace):
    """What a loop leaves behind; as text it says nothing of what is in it."""

    def __repr__(self) -> str:
        return "namespace"


def _flat(made: Any) -> Any:
    """A list that holds no other: a few that hold each other twice would be endless as text."""
    things = made.values() if isinstance(made, dict) else made
    if any(isinstance(thing, (list, tuple, dict)) for thing in things):
        raise TypeError("a list within a list")
    return made


class _Counting(NodeTransformer):
    """Has every loop and every `~` of a template counted, and every list looked into."""

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802 - jinja's name
        self.generic_visit(node)
        return _filter(node, "flat")

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(node, "flat")

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return node if node.ctx == "store" else _filter(node, "flat")

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - jinja's name
        self.generic_visit(node)
        node.iter = _filter(node.iter, "counted")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(nodes.List(node.nodes, lineno=node.lineno), "joined")


def _filter(node: nodes.Node, name: str) -> nodes.Filter:
    assert isinstance(node, nodes.Expr)  # noqa: S101 - what is looped over
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
