"""Read YAML strictly: every error names the file, the line and the field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml

from toolkit.lists import name_some, suggest_name


class RegistryError(ValueError):
    """A registry file that breaks a rule."""


@dataclass
class Node:
    """A YAML node that knows its source and its field."""

    value: object
    source: str
    field: str
    line: int


class _Loader(yaml.SafeLoader):
    """Refuses aliases, which can make a small file endlessly large."""

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="an alias (*)", problem_mark=self.peek_event().start_mark)
        return super().compose_node(parent, index)


def fail(node: Node, expected: str):
    """Raise the error for a node."""
    got = {dict: "fields", list: "a list", type(None): "nothing"}.get(type(node.value), repr(node.value))
    raise RegistryError(
        f"{node.source}, line {node.line}, field {node.field}: expected {expected}; got {got}."
    )


def open_mapping(text: str, *, source: str) -> Node:
    """Parse YAML text whose top level is a mapping."""
    try:
        tree = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise RegistryError(
            f"{source}, line {line}: expected YAML, got {getattr(error, 'problem', error)}. "
            "Check indentation, colons and quotation marks near this line."
        ) from None
    node = Node(None, source, "(top level)", 1)
    if tree is None:
        fail(node, "fields name and parties in a file that is not empty")
    return _wrap(tree, source, "")


def _wrap(tree: yaml.Node, source: str, field: str) -> Node:
    line = tree.start_mark.line + 1
    node = Node(None, source, field or "(top level)", line)
    if isinstance(tree, yaml.ScalarNode):
        node.value = None if tree.tag == "tag:yaml.org,2002:null" else tree.value
    elif isinstance(tree, yaml.SequenceNode):
        node.value = [_wrap(item, source, f"{field}[{i}]") for i, item in enumerate(tree.value)]
    else:
        node.value = {}
        for key, item in tree.value:
            if not isinstance(key, yaml.ScalarNode):
                fail(Node(None, source, field or "(top level)", key.start_mark.line + 1), "a field name")
            name = f"{field}.{key.value}" if field else str(key.value)
            child = _wrap(item, source, name)
            child.line = key.start_mark.line + 1
            if key.value in node.value:
                fail(child, "a field given once; join the two")
            node.value[key.value] = child
    return node


def take_fields(
    node: Node,
    *,
    required: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
    allow_any: bool = False,
) -> dict[str, Node]:
    """Return the fields of a mapping; empty ones count as absent, unknown ones are an error."""
    if not isinstance(node.value, dict):
        fail(
            node, f"fields {', '.join(required + optional)}" if required + optional else "'word: name' pairs"
        )
    if not allow_any:
        known = required + optional
        for name, child in node.value.items():
            if name not in known:
                fail(child, f"one of {', '.join(known)}{suggest_name(name, known)}")
        for name in required:
            if name not in node.value or node.value[name].value is None:
                fail(node, f"a field {name!r}; add it")
    return {name: child for name, child in node.value.items() if child.value is not None}


def take_list(node: Node | None) -> list[Node]:
    """Return the items of a list; an absent field is an empty list."""
    if node is None:
        return []
    if not isinstance(node.value, list):
        fail(node, "a list: one '- …' a line")
    return node.value


def take_text(node: Node) -> str:
    """Return a text that is not empty."""
    if not isinstance(node.value, str) or not node.value.strip():
        fail(node, "a text")
    return node.value.strip()


def take_texts(node: Node | None) -> tuple[str, ...]:
    """Return a list of texts; one text stands for a list of one."""
    if node is None:
        return ()
    if isinstance(node.value, str):
        return (take_text(node),)
    return tuple(take_text(item) for item in take_list(node))


def find_texts(node: Node | None) -> Iterator[Node]:
    """Yield every text within a field, however deep."""
    if node is None or node.value is None:
        return
    if isinstance(node.value, str):
        yield node
        return
    for child in node.value.values() if isinstance(node.value, dict) else node.value:
        yield from find_texts(child)


def take_choice(node: Node, choices: Iterable[str]) -> str:
    """Return a text that is one of the choices."""
    text = take_text(node)
    if text not in choices:
        fail(node, f"one of {name_some(sorted(choices))}{suggest_name(text, choices)}")
    return text
