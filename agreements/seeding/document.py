"""YAML as a tree of lists, mappings and text: no value is guessed to be a date, a number or a truth value."""

from __future__ import annotations

from typing import Any

import yaml

from agreements.domain.text import nfc
from agreements.seeding.problems import Where

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Tree = str | list[Any] | dict[str, Any]


def parse(text: str, where: Where) -> Tree:
    """The document; what cannot be read is said at `where`, and an empty list stands for it."""
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        where.say(f"{line}not readable as YAML: {getattr(error, 'problem', None) or error}")
        return []
    return _tree(node, where) if node is not None else []


def _tree(node: yaml.Node, where: Where) -> Tree:
    if isinstance(node, yaml.SequenceNode):
        return [_tree(child, where) for child in node.value]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, where)
    return nfc(str(node.value))


def _mapping(node: yaml.MappingNode, where: Where) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in result:
            where.say(f"line {key.start_mark.line + 1}: “{name}” is stated twice")
        result[name] = _tree(value, where)
    return result
