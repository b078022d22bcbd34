"""The page of the functions for formulas, made from the functions themselves: what Excel shows of them, and examples.

The results of the examples are computed, as a cell in Excel for Windows would show them.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from inspect import Parameter, getsource, signature, unwrap
from types import FunctionType
from typing import Final

from salesplan.excel import functions

_CALL: Final = re.compile(r"=(\w+)\((.*)\)")
_NUMBERS: Final = "how-numbers-are-computed.md"


@dataclass(frozen=True, slots=True)
class Example:
    """A formula, and what the cells hold that it names.

    Attributes
    ----------
    formula
        As it is typed in Excel; it calls one function and nothing else.
    cells
        By address as in the formula: the values row by row.
    """

    formula: str
    cells: Mapping[str, list[list[object]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of a function besides what the function says itself.

    Attributes
    ----------
    chapter
        The anchor of what its numbers rest on, in the page on how numbers are computed.
    """

    chapter: str
    examples: tuple[Example, ...]


_BANDS: Final[list[list[object]]] = [[0.0, 0.8, 0.01], [0.8, 1.0, 0.02], [1.0, None, 0.03]]
_YEAR: Final[list[list[object]]] = [
    [month] for month in (60.0, 60.0, 80.0, 80.0, 80.0, 90.0, 70.0, 70.0, 90.0, 100.0, 110.0, 110.0)
]

SHOWN: Final[Mapping[str, Shown]] = {
    "sp_growth_target": Shown(
        "growth-and-base",
        (
            Example("=sp_growth_target(120000, 8%, 100)"),
            Example("=sp_growth_target(B2:B4, 8%, 1000)", {"B2:B4": [[120_000.0], [None], [86_500.0]]}),
            Example('=sp_growth_target(120000, "abc")'),
        ),
    ),
    "sp_split": Shown(
        "splitting-a-total-websters-method-with-bounds",
        (
            Example("=sp_split(1000, B2:B4)", {"B2:B4": [[3.0], [2.0], [1.0]]}),
            Example("=sp_split(1000, B2:B4, , 400, , 10)", {"B2:B4": [[3.0], [2.0], [1.0]]}),
            Example(
                "=sp_split(1000, B2:B4, , , C2:C4, 10)",
                {"B2:B4": [[3.0], [2.0], [1.0]], "C2:C4": [[None], [450.0], [None]]},
            ),
            Example("=sp_split(1000, B2:B4)", {"B2:B4": [[3.0], [None], [1.0]]}),
            Example("=sp_split(1000, B2:B4, , 300)", {"B2:B4": [[3.0], [2.0], [1.0]]}),
        ),
    ),
    "sp_season": Shown(
        "months-and-season",
        (
            Example("=sp_season(B2:B13)", {"B2:B13": _YEAR}),
            Example("=sp_season(B2:B13, 1200000, 100)", {"B2:B13": _YEAR}),
        ),
    ),
    "sp_tier": Shown(
        "tiers",
        (
            Example("=sp_tier(B2:B5)", {"B2:B5": [[80_000.0], [15_000.0], [4_000.0], [1_000.0]]}),
            Example(
                "=sp_tier(B2:B5, B3)", {"B2:B5": [[80_000.0], [15_000.0], [4_000.0], [1_000.0]], "B3": [[15_000.0]]}
            ),
            Example(
                '=sp_tier(B2:B5, , "amount", E2:E3)',
                {"B2:B5": [[80_000.0], [15_000.0], [4_000.0], [1_000.0]], "E2:E3": [[50_000.0], [2_000.0]]},
            ),
        ),
    ),
    "sp_kpi_score": Shown(
        "scores-totals-ranks",
        (
            Example("=sp_kpi_score(90%, 100%, , 50%)"),
            Example('=sp_kpi_score(40, 50, "lower")'),
            Example("=sp_kpi_score(90%, 100%, , 50%, , 30)"),
            Example("=sp_kpi_score(B2:B3, 100%, , 50%, , D2:D3)", {"B2:B3": [[0.9], [1.0]], "D2:D3": [[0.3], [0.7]]}),
            Example("=sp_kpi_score(5, 0)"),
            Example("=sp_kpi_score(90%, 100%, , 50%, , 30%)"),
        ),
    ),
    "sp_payout": Shown(
        "payouts",
        (
            Example("=sp_payout(110%, 100000, E2:G4)", {"E2:G4": _BANDS}),
            Example('=sp_payout(110%, 100000, E2:G4, "flat")', {"E2:G4": _BANDS}),
            Example("=sp_payout(110.123%, 100000, E2:G4, , 1)", {"E2:G4": _BANDS}),
            Example("=sp_payout(110%, 8000, E2:G3)", {"E2:G3": [[0.0, 1.0, 1.0], [1.0, None, 1.5]]}),
            Example("=sp_payout(110, 100000, E2:G4)", {"E2:G4": _BANDS}),
        ),
    ),
}
"""By the name of the function, in the order of the page."""

_HEAD: Final = """# Functions for formulas in Excel

Made from the functions themselves; the results are computed. How to set Excel up for them, and where they work, is in the
guide under [Functions for formulas](guide.md#functions-for-formulas).

- Each computes what a plan computes, by the same code: the link beside each says how.
- An argument in brackets may be left out. What is left out at the end needs no commas.
- Where an argument may be a range, the answers fill as many cells: a column for a column, a row for a row. In an Excel without
  dynamic arrays, select these cells first, type the formula, and press Ctrl+Shift+Enter.
- What cannot be computed answers an error and the reason. Excel for Windows shows both as a text that begins with the error;
  xlwings Lite and Server show a real error value. An error value among the arguments is handed on.
- A range is given without its header row. Ranges that belong together are laid out alike: a column for a column, a row for a row.
- Percentages are typed as such: 95%, not 95.
- Amounts are in cents; a rounding unit of 1 makes them whole yen, one of 0.001 fils. Where an amount has thousandths, all are counted in them.
- Words such as `lower` may be in English or Chinese, in capitals or not.
- Cells and answers are listed here from the top down, with `/` between rows of several cells.
"""


def functions_page() -> str:
    """Write the page of all functions for formulas."""
    return "\n".join([_HEAD, *(_chapter(name, shown) for name, shown in SHOWN.items())])


def arguments_of(name: str) -> dict[str, str]:
    """Give what Excel shows of each argument of a function.

    It is read from the source, since xlwings' decorators keep it on Windows only.

    Examples
    --------
    >>> arguments_of("sp_split")["total"]
    'The amount to split.'
    """
    (definition,) = ast.parse(getsource(_plain(name))).body
    assert isinstance(definition, ast.FunctionDef)
    said = {}
    for decorator in definition.decorator_list:
        if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "arg":
            given = {keyword.arg: keyword.value for keyword in decorator.keywords}
            said[ast.literal_eval(decorator.args[0])] = ast.literal_eval(given["doc"])
    return said


def answer_of(example: Example) -> object:
    """Compute an example.

    Examples
    --------
    >>> answer_of(Example("=sp_split(1000, B2:B4, , 400, , 10)", {"B2:B4": [[3.0], [2.0], [1.0]]}))
    [[400.0], [400.0], [200.0]]
    """
    found = _CALL.fullmatch(example.formula)
    assert found
    name, arguments = found.groups()
    return getattr(functions, name)(*(_given(text.strip(), example) for text in arguments.split(",")))


def _plain(name: str) -> FunctionType:
    """Give the function as it is written."""
    function = unwrap(getattr(functions, name))
    assert isinstance(function, FunctionType)
    return function


def _given(text: str, example: Example) -> object:
    """Give what Excel hands over for an argument of a formula; None where it is left out."""
    if not text:
        return None
    if text in example.cells:
        return example.cells[text]
    if text.startswith('"'):
        return text.strip('"')
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def _chapter(name: str, shown: Shown) -> str:
    says = (getattr(functions, name).__doc__ or "").strip()
    arguments = [f"| `{argument}` | {said} |" for argument, said in arguments_of(name).items()]
    examples = [_row(example) for example in shown.examples]
    return "\n".join(
        [
            f"## {name}",
            "",
            f"`={name}({_offered(name)})`",
            "",
            f"{says} [How it is computed]({_NUMBERS}#{shown.chapter}).",
            "",
            "| argument | what it is |",
            "|---|---|",
            *arguments,
            "",
            "| formula | cells | answer |",
            "|---|---|---|",
            *examples,
            "",
        ]
    )


def _offered(name: str) -> str:
    parameters = signature(_plain(name)).parameters.items()
    return ", ".join(key if each.default is Parameter.empty else f"[{key}]" for key, each in parameters)


def _row(example: Example) -> str:
    cells = "; ".join(f"{address}: {_listed(values)}" for address, values in example.cells.items())
    answer = answer_of(example)
    return f"| `{example.formula}` | {cells} | {_listed(answer) if isinstance(answer, list) else _shown(answer)} |"


def _listed(rows: list[list[object]]) -> str:
    """Write cells row by row: ``3, 2, 1`` for a column, with slashes between rows of several cells."""
    is_column = all(len(row) == 1 for row in rows)
    return (", " if is_column else " / ").join(", ".join(_shown(cell) for cell in row) for row in rows)


def _shown(cell: object) -> str:
    """Write one cell.

    Examples
    --------
    >>> _shown(0.075), _shown(129600.0), _shown(None), _shown("A"), _shown("#NUM! no")
    ('0.075', '129600', '(blank)', 'A', '`#NUM! no`')
    """
    if cell is None:
        return "(blank)"
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return f"`{cell}`" if str(cell).startswith("#") else str(cell)
