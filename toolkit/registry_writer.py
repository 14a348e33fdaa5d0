"""Write decisions about speakers into the YAML text of a registry; every other line stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from toolkit.registry import Assignment, Key
from toolkit.registry_reader import NONE
from toolkit.schema import NO_PARTY
from toolkit.yaml_reader import RegistryError, open_mapping

FIELD = "assigned"
_NULL = "tag:yaml.org,2002:null"
_REST = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|\Z)")


class _Dumper(yaml.SafeDumper):
    """Writes every text on one line."""


def _represent_text(dumper: yaml.Dumper, text: str) -> yaml.Node:
    style = '"' if len(f"{text}.".splitlines()) > 1 else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def write_assigned(text: str, decisions: Mapping[Key, Assignment | None], *, source: str = "registry") -> str:
    """Write decisions into the text of a registry, under ``assigned``.

    Parameters
    ----------
    text : str
        A registry that can be read.
    decisions : mapping
        From speaker and article_id or quote_id (None: everywhere) to the decision, which replaces an
        earlier one of this key; None takes it out.
    source : str
        What errors call the text.

    Returns
    -------
    str
        All other lines and comments as they are; a list in brackets gets a line for each decision.

    Raises
    ------
    RegistryError
        If the text is no YAML, or stands in braces as a whole.

    Examples
    --------
    >>> decision = Assignment("aid workers", party=NO_PARTY)
    >>> print(write_assigned("name: mine  # for now\\nparties: []\\n", {("aid workers", None): decision}))
    name: mine  # for now
    parties: []
    <BLANKLINE>
    assigned:
      - {speaker: aid workers, party: none}
    <BLANKLINE>
    """
    open_mapping(text, source=source)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root.flow_style:
        raise RegistryError(
            f"{source}, line 1: expected 'name', 'parties' and the other fields on lines of their own; "
            "got braces around them. Take the outer braces off."
        )
    field, items = next(((k, v) for k, v in root.value if k.value == FIELD), (None, None))
    new = {key: _write_item(decision) for key, decision in decisions.items() if decision is not None}
    line_end = "\r\n" if "\r\n" in text else "\n"
    indent = " " * (root.start_mark.column + 2)
    if field is None:
        edits = [_add_field(text, root, new, indent, line_end)] if new else []
    elif isinstance(items, yaml.SequenceNode) and not items.flow_style:
        edits = _edit_lines(text, items, decisions, new, line_end)
    else:
        edits = _write_anew(text, field, items, decisions, new, indent, line_end)
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _write_item(decision: Assignment) -> str:
    party = NONE if decision.party == NO_PARTY else decision.party
    fields = {"speaker": decision.speaker, "article": decision.article}
    fields |= {"party": party, "person": decision.person}
    given = {name: value for name, value in fields.items() if value is not None}
    dumped = yaml.dump(
        given,
        Dumper=_Dumper,
        default_flow_style=True,
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
    )
    return dumped.rstrip("\n")


def _add_field(text: str, root: yaml.Node, new: dict, indent: str, line_end: str) -> tuple[int, int, str]:
    """Add the field after the last one."""
    at = root.end_mark.index
    lines = [indent[2:] + FIELD + ":", *(f"{indent}- {item}" for item in new.values())]
    ends_line = not text[:at] or text[:at].endswith(("\n", "\r"))
    return at, at, line_end * (1 if ends_line else 2) + "".join(line + line_end for line in lines)


def _edit_lines(text: str, items: yaml.Node, decisions: Mapping, new: dict, line_end: str) -> list[tuple]:
    """Replace and take out the lines of items, and add new ones below the last."""
    column, new = items.start_mark.column, dict(new)
    dashes = [
        token.start_mark.index
        for token in yaml.scan(text, Loader=yaml.SafeLoader)
        if isinstance(token, yaml.BlockEntryToken)
        and token.start_mark.column == column
        and items.start_mark.index <= token.start_mark.index < items.end_mark.index
    ]
    edits, end = [], 0
    for dash, item in zip(dashes, items.value, strict=True):
        last = item if item.flow_style else item.value[-1][1]
        end = _REST.match(text, len(text[: last.end_mark.index].rstrip())).end()
        key = _read_key(item)
        if key in decisions:
            line = f"{' ' * column}- {new.pop(key)}{line_end}" if key in new else ""
            edits.append((dash - column, end, line))
    if new:
        starts_line = text[:end].endswith(("\n", "\r"))
        lines = "".join(f"{' ' * column}- {item}{line_end}" for item in new.values())
        edits.append((end, end, lines if starts_line else line_end + lines))
    return edits


def _write_anew(
    text: str, field: yaml.Node, items: yaml.Node, decisions: Mapping, new: dict, indent: str, line_end: str
) -> list[tuple]:
    """Write a field that is empty, or whose list stands in brackets, with a line for each item."""
    kept = [] if items.tag == _NULL else items.value
    lines = [text[i.start_mark.index : i.end_mark.index] for i in kept if _read_key(i) not in decisions]
    colon, end = text.index(":", field.end_mark.index) + 1, items.end_mark.index
    if not [*lines, *new]:
        return [(colon, end, text[colon:end] if items.tag == _NULL else " []")]
    rest = _REST.match(text, end).end()
    block = "".join(f"{indent}- {line}{line_end}" for line in [*lines, *new.values()])
    return [(colon, end, ""), (rest, rest, block if text[:rest].endswith(("\n", "\r")) else line_end + block)]


def _read_key(item: yaml.Node) -> Key:
    fields = {key.value: value.value.strip() for key, value in item.value if value.tag != _NULL}
    return fields["speaker"], fields.get("article")
