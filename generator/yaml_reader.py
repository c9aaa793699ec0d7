"""Read YAML text into a tree of plain text, with line numbers.

Door to ``yaml``: no other module imports it. Pure: no disk, no clock.

Content is untrusted, so the tree is built from libyaml's events, one by one:
anchors, aliases and tags are refused before anything grows, and depth is bounded.

Shapes  ``parse_yaml`` returns the root ``Branch``, ``parse_yaml_list`` the root
        ``Series`` (empty where nothing stands).
Units   ``first_line`` is the line of the file on which the text begins.
Errors  Every slip is a Problem in the list given; the tree is None where the text
        can't be read at all.
Source  YAML 1.1 as libyaml reads it; scalars stay text (``generator/schema.py``).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml

from generator.errors import Problem, error
from generator.schema import Branch, Entry, Leaf, Node, Series

DEEPEST = 24  # site.yml needs 5; MkDocs settings seldom more than 8
N = TypeVar("N", bound=Node)
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Refused(Exception):
    """What is refused, with its Problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _TreeBuilder:
    """Build the tree from events; ``strict`` refuses anchors, aliases and tags."""

    def __init__(self, text: str, file: str, first_line: int, strict: bool) -> None:
        self.file = file
        self.offset = first_line
        self.strict = strict
        self.problems: list[Problem] = []
        self.events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
        self.anchors: dict[str, Node] = {}

    def line(self, event: Any) -> int:  # noqa: ANN401 - libyaml's events have no stubs
        return int(event.start_mark.line) + self.offset

    def root(self) -> Node | None:
        documents = 0
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(error("yaml-two-documents", self.file, self.line(event), "---"))
                root = self.node(next(self.events), 0)
        return None if root is None or (isinstance(root, Leaf) and root.is_null) else root

    def mapping(self) -> Branch:
        root = self.root()
        if root is None:
            return Branch(entries=(), line=self.offset)
        if isinstance(root, Branch):
            return root
        value = root.text if isinstance(root, Leaf) else ""
        raise _Refused(error("yaml-no-mapping", self.file, root.line, value))

    def sequence(self) -> Series:
        root = self.root()
        if root is None:
            return Series(items=(), line=self.offset)
        if isinstance(root, Series):
            return root
        value = root.text if isinstance(root, Leaf) else ""
        raise _Refused(error("yaml-no-list", self.file, root.line, value))

    def node(self, event: Any, depth: int) -> Node:  # noqa: ANN401
        line = self.line(event)
        if depth > DEEPEST:
            raise _Refused(error("yaml-too-deep", self.file, line))
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, line)
        self.refuse_extras(event, line)
        if isinstance(event, yaml.ScalarEvent):
            node: Node = Leaf(text=event.value, line=line, plain=not event.style)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Series(items=tuple(self.items(depth)), line=line)
        else:
            node = Branch(entries=tuple(self.entries(depth)), line=line)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def alias(self, event: Any, line: int) -> Node:  # noqa: ANN401
        if self.strict:
            raise _Refused(error("yaml-anchor", self.file, line, f"*{event.anchor}"))
        # A leaf stands for what an alias repeats: none of our settings needs one.
        found = self.anchors.get(event.anchor)
        return found if isinstance(found, Leaf) else Leaf(text="", line=line)

    def refuse_extras(self, event: Any, line: int) -> None:  # noqa: ANN401
        if not self.strict:
            return
        if event.anchor is not None:
            raise _Refused(error("yaml-anchor", self.file, line, f"&{event.anchor}"))
        if event.tag is not None:
            raise _Refused(error("yaml-tag", self.file, line, str(event.tag)))

    def items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def entries(self, depth: int) -> Iterator[Entry]:
        seen: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Leaf):
                self.problems.append(error("yaml-odd-key", self.file, key.line))
            elif key.text in seen:
                self.problems.append(
                    error("duplicate-key", self.file, key.line, key.text,
                          first=str(seen[key.text]))
                )
            else:
                seen[key.text] = key.line
                yield Entry(key=key.text, line=key.line, value=value)


def parse_yaml(
    text: str, file: str, problems: list[Problem], *, first_line: int = 1, strict: bool = True
) -> Branch | None:
    """Return the mapping that the text holds, or None with a problem in the list."""
    return _parse(_TreeBuilder.mapping, text, file, problems, first_line, strict)


def parse_yaml_list(text: str, file: str, problems: list[Problem]) -> Series | None:
    """Return the list that the text holds, or None with a problem in the list."""
    return _parse(_TreeBuilder.sequence, text, file, problems, 1, True)


def _parse(
    read: Callable[[_TreeBuilder], N | None], text: str, file: str, problems: list[Problem],
    first_line: int, strict: bool,
) -> N | None:
    try:
        builder = _TreeBuilder(text, file, first_line, strict)
        root = read(builder)
    except _Refused as refused:
        problems.append(refused.problem)
        return None
    except yaml.YAMLError as fault:
        problems.append(_explain(fault, text, file, first_line))
        return None
    problems.extend(builder.problems)
    return root


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a list item stands: indexes of characters; ``items`` are all of its list."""

    path: tuple[str, ...]
    value: str
    at: int
    items: tuple[tuple[int, int], ...]
    flow: bool


def list_items(text: str) -> tuple[Spot, ...]:
    """Return every scalar in a list, with the keys above it; nothing where YAML is broken."""
    root = _composed(text)
    return tuple(_items_below(root, ()))


def _composed(text: str) -> yaml.Node | None:
    """Return PyYAML's own tree; None where YAML is broken, or so deep that it would fall over."""
    if _parse(_TreeBuilder.root, text, "", [], 1, False) is None:
        return None
    try:
        return yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalarSpan:
    """A scalar of a mapping: where it stands, and how it is written."""

    value: str
    start: int
    end: int
    style: str


def scalar_spans(text: str) -> dict[tuple[str, ...], ScalarSpan]:
    """Return every scalar below mappings by its keys; nothing where YAML is broken.

    A mapping itself stands under its keys and ``""``, so that a key can be added to it;
    its style is ``{`` in flow, and its value then is the key that stands last.
    """
    root = _composed(text)
    return dict(_spans_below(root, ()))


def _spans_below(
    node: yaml.Node | None, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], ScalarSpan]]:
    if isinstance(node, yaml.MappingNode):
        if path and node.value:
            yield (*path, ""), ScalarSpan(
                value=str(node.value[-1][0].value), start=node.value[0][0].start_mark.index,
                end=node.end_mark.index if node.flow_style else node.value[0][0].start_mark.column,
                style="{" if node.flow_style else "",
            )
        for key, value in node.value:
            yield from _spans_below(value, (*path, str(key.value)))
    elif isinstance(node, yaml.ScalarNode):
        yield path, ScalarSpan(value=str(node.value), start=node.start_mark.index,
                               end=node.end_mark.index, style=str(node.style or ""))


def _items_below(node: yaml.Node | None, path: tuple[str, ...]) -> Iterator[Spot]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _items_below(value, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        spans = tuple((each.start_mark.index, each.end_mark.index) for each in node.value)
        for number, each in enumerate(node.value):
            if isinstance(each, yaml.ScalarNode):
                yield Spot(path=path, value=str(each.value), at=number, items=spans,
                           flow=bool(node.flow_style))
            else:
                yield from _items_below(each, path)


def _explain(fault: yaml.YAMLError, text: str, file: str, first_line: int) -> Problem:
    """Return libyaml's complaint in the words of somebody who edits a text."""
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    index = int(mark.line) if mark is not None else 0
    said = str(getattr(fault, "problem", None) or getattr(fault, "reason", None) or "")
    lines = text.split("\n")
    shown = lines[index].strip() if index < len(lines) else ""
    context = getattr(fault, "context_mark", None)
    opened = int(context.line) if context is not None else index
    if "special characters" in said or "control characters" in said:
        position = int(getattr(fault, "position", 0))
        index = text[:position].count("\n") if position else _control_line(lines)
        return error("yaml-control-character", file, index + first_line)
    for at in {index, min(opened, len(lines) - 1)}:
        if _indented_by_tab(lines, at):
            return error("yaml-tab", file, at + first_line, lines[at].strip())
    if "quoted scalar" in str(getattr(fault, "context", "")):
        where = min(opened, len(lines) - 1)
        return error("yaml-quote-open", file, where + first_line, lines[where].strip())
    if "nesting depth" in said:  # libyaml looks ahead, and has a bound of its own
        return error("yaml-too-deep", file, index + first_line)
    if "mapping values are not allowed" in said:
        return error("yaml-colon", file, index + first_line, shown)
    if "flow" in str(getattr(fault, "context", "")) or "flow" in said:
        where = min(opened, len(lines) - 1)
        return error("yaml-bracket-open", file, where + first_line, lines[where].strip())
    while index > 0 and (index >= len(lines) or not lines[index].strip()):
        index -= 1
    return error("yaml-syntax", file, index + first_line, lines[index].strip(), said=said)


def _indented_by_tab(lines: list[str], index: int) -> bool:
    if not 0 <= index < len(lines):
        return False
    line = lines[index]
    return "\t" in line[: len(line) - len(line.lstrip())] or ":\t" in line or "-\t" in line


def _control_line(lines: list[str]) -> int:
    for index, line in enumerate(lines):
        if any(ord(char) < 32 and char != "\t" for char in line):
            return index
    return 0
