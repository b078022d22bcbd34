"""The mapping file: how a user says which of a file's columns become which of a table's."""

import json
import tomllib
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from salesplan.errors import UsageError
from salesplan.words import nearest

SECTIONS: Final = ("columns", "values", "constants", "only", "skip", "table", "sheet")


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a mapping file says.

    Attributes
    ----------
    columns
        Column key to a header of the file, or to a template of headers such as ``{First} {Last}``. Where it is
        empty, headers are matched by name; otherwise only what it lists is taken.
    values
        By column key, what a value of the file becomes. ``""`` is a blank; values not listed stay.
    constants
        By column key, a value that every row gets.
    only, skip
        By header, the values of the rows that are kept, and of those that are left out.
    table
        The table of a database file.
    sheet
        The sheet of a workbook.
    name
        The file's name, for messages.

    Examples
    --------
    >>> Mapping.of({"columns": {"month": "OrderDate"}, "values": {"channel": {"1": "Online"}}}).columns
    {'month': 'OrderDate'}
    >>> Mapping.of({"colums": {}})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    salesplan.errors.UsageError: ...; did you mean 'columns'?
    """

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    only: dict[str, tuple[str, ...]] = field(default_factory=dict)
    skip: dict[str, tuple[str, ...]] = field(default_factory=dict)
    table: str | None = None
    sheet: str | None = None
    name: str = "mapping"

    @classmethod
    def load(cls, path: Path) -> "Mapping":
        """Read a mapping from a TOML or JSON file.

        Raises
        ------
        UsageError
            If the file is missing, is neither, or says something that no mapping does.
        """
        try:
            text = path.read_bytes().decode("utf-8-sig")
            said = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
        except FileNotFoundError:
            raise UsageError(f"{path.name}: there is no such mapping file") from None
        except OSError as error:
            raise UsageError(f"{path.name}: the mapping cannot be read ({error.strerror})") from error
        except UnicodeDecodeError as error:
            raise UsageError(f"{path.name}: the mapping is not in UTF-8; save it as UTF-8") from error
        except ValueError as error:
            kind = "JSON" if path.suffix.lower() == ".json" else "TOML"
            raise UsageError(f"{path.name}: the mapping is no {kind}: {error}") from error
        return cls.of(said, name=path.name)

    @classmethod
    def of(cls, said: object, *, name: str = "mapping") -> "Mapping":
        """Build a mapping from plain data, as TOML and JSON give it.

        Raises
        ------
        UsageError
            If a section is unknown or not of its form.
        """
        sections = _dict(name, "the mapping", said)
        for section in sections:
            if section not in SECTIONS:
                known = ", ".join(SECTIONS)
                raise UsageError(
                    f"{name}: there is no section {section!r} (known: {known}){did_you_mean(section, SECTIONS)}"
                )
        return cls(
            columns=_texts(name, "columns", sections),
            values={
                key: _texts(name, key, {key: told})
                for key, told in _dict(name, "values", sections.get("values")).items()
            },
            constants=_texts(name, "constants", sections),
            only=_lists(name, "only", sections),
            skip=_lists(name, "skip", sections),
            table=_name(name, "table", sections),
            sheet=_name(name, "sheet", sections),
            name=name,
        )


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Give "; did you mean 'x'?" for a mistyped word, or nothing when none is close."""
    near = nearest(word, list(known))
    return f"; did you mean {near!r}?" if near else ""


def _dict(name: str, section: str, said: object) -> AnyMapping[str, Any]:
    if said is None:
        return {}
    if not isinstance(said, dict):
        raise UsageError(f"{name}: {section} must be a section of name = value lines")
    return said


def _texts(name: str, section: str, sections: AnyMapping[str, Any]) -> dict[str, str]:
    lines = _dict(name, f"[{section}]", sections.get(section))
    return {key: _text(name, f"[{section}] {key}", value) for key, value in lines.items()}


def _lists(name: str, section: str, sections: AnyMapping[str, Any]) -> dict[str, tuple[str, ...]]:
    lists = {}
    for header, values in _dict(name, f"[{section}]", sections.get(section)).items():
        listed = values if isinstance(values, list) else [values]
        lists[header] = tuple(_text(name, f"[{section}] {header}", value) for value in listed)
    return lists


def _text(name: str, where: str, value: object) -> str:
    if isinstance(value, (dict, list)) or value is None:
        raise UsageError(f"{name}: {where} must be one value in quotes")
    return str(value)


def _name(name: str, section: str, sections: AnyMapping[str, Any]) -> str | None:
    return _text(name, section, sections[section]) if section in sections else None
