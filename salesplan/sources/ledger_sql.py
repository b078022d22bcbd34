"""The SQL that adds up a ledger: one expression a column, one pass over the rows.

Values are read by the same rules as cells are (`salesplan.tables.parse`): what DuckDB can cast it
casts, the rest goes to these rules as functions.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Final

from salesplan.sources.recipes import Recipe, Recipes
from salesplan.tables.model import Column, Holds, Table
from salesplan.tables.parse import date_in, number_in

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AMOUNT: Final = "DECIMAL(38,6)"
"""What amounts are added up as: exactly, to six decimals."""
_BLANKS: Final = " \t\r\n\u00a0\u3000"
_FLOATS: Final = ("FLOAT", "DOUBLE")
_DATES: Final = ("DATE", "TIMESTAMP")
_NUMBERS: Final = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger that DuckDB can read.

    Attributes
    ----------
    relation
        What stands after FROM.
    types
        By header, DuckDB's type of the column.
    names
        By header, the column's name in the relation.
    """

    relation: str
    types: Mapping[str, str]
    names: Mapping[str, str]


@contextmanager
def cell_rules(connection: "DuckDBPyConnection") -> Iterator[None]:
    """Lend a connection the functions ``number_in`` and ``date_in``."""
    connection.create_function("number_in", _number_in, ["VARCHAR"], "DOUBLE")
    connection.create_function("date_in", _date_in, ["VARCHAR"], "VARCHAR")
    try:
        yield
    finally:
        connection.remove_function("number_in")
        connection.remove_function("date_in")


def _number_in(text: str) -> float:
    """Read a number; NaN, which no decimal can be, when it is none."""
    number = number_in(text)
    return nan if number is None else number


def _date_in(text: str) -> str:
    """Read a date as yyyy-mm-dd; "" when it is none."""
    day = date_in(text)
    return "" if day is None else day.isoformat()


def quoted(name: str) -> str:
    """Give a name as an SQL identifier.

    Examples
    --------
    >>> print(quoted('a "b" c'))
    "a ""b"" c"
    """
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Give a text as an SQL literal.

    Examples
    --------
    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def kept(ledger: Ledger, recipes: Recipes) -> str:
    """Give the condition that the mapping's row filters make; TRUE where there are none."""
    conditions = [f"{_text(ledger, header)} IN ({_listed(values)})" for header, values in recipes.only.items()]
    conditions += [f"{_text(ledger, header)} NOT IN ({_listed(values)})" for header, values in recipes.skip.items()]
    return " AND ".join(conditions) or "TRUE"


def read_value(ledger: Ledger, column: Column, recipe: Recipe) -> str:
    """Give the expression of a column's value: a month, an amount, or a text without outer blanks.

    A month or amount that cannot be read is NULL, as a blank one is.
    """
    typed = ledger.types[recipe.headers[0]] if recipe.plain and not recipe.values else ""
    if column.holds is Holds.MONTH:
        return f"CAST(date_trunc('month', {_date(ledger, recipe, typed)}) AS DATE)"
    if column.holds is Holds.TEXT:
        return raw_text(ledger, recipe)
    if typed.startswith(("DECIMAL", *_FLOATS, *_NUMBERS)):
        return f"TRY_CAST({_name(ledger, recipe.headers[0])} AS {AMOUNT})"
    text = raw_text(ledger, recipe)
    odd = f"TRY_CAST(number_in({text}) AS {AMOUNT})"
    return f"coalesce(TRY_CAST({text} AS {AMOUNT}), CASE WHEN {text} <> '' THEN {odd} END)"


def raw_text(ledger: Ledger, recipe: Recipe) -> str:
    """Give the expression of a column's text as the mapping makes it, without outer blanks; never NULL."""
    if not recipe.headers:
        return literal(recipe.texts[0])
    if recipe.plain:
        text = _text(ledger, recipe.headers[0])
    else:
        pieces = [literal(recipe.texts[0])]
        for header, after in zip(recipe.headers, recipe.texts[1:], strict=True):
            pieces += [_text(ledger, header), literal(after)]
        text = f"trim(regexp_replace({' || '.join(pieces)}, '\\s+', ' ', 'g'))"
    if not recipe.values:
        return text
    cases = " ".join(f"WHEN {literal(value)} THEN {literal(to)}" for value, to in recipe.values.items())
    return f"CASE {text} {cases} ELSE {text} END"


def summed(ledger: Ledger, table: Table, recipes: Recipes) -> str:
    """Give the query that adds a ledger up.

    Its columns: ``kept``; each month and text column of the recipes by key; each amount by key; ``rows``; and
    for each amount ``no_KEY``, the rows where it is missing, and ``odd_KEY``, those where it is there but unreadable.
    """
    dimensions, amounts = parted(table, recipes)
    picked = [f"{kept(ledger, recipes)} AS kept"]
    picked += [f"{read_value(ledger, table[key], recipes.by_key[key])} AS {key}" for key in dimensions + amounts]
    picked += [f"{raw_text(ledger, recipes.by_key[key])} <> '' AS has_{key}" for key in amounts]
    grouped = ["kept", *(f"CASE WHEN kept THEN {key} END AS {key}" for key in dimensions)]
    totals = [f"sum({key}) AS {key}" for key in amounts] + ["count(*) AS rows"]
    totals += [f"count(*) FILTER ({key} IS NULL) AS no_{key}" for key in amounts]
    totals += [f"count(*) FILTER ({key} IS NULL AND has_{key}) AS odd_{key}" for key in amounts]
    return (
        f"SELECT {', '.join(grouped + totals)} "  # noqa: S608 (names and literals are quoted above)
        f"FROM (SELECT {', '.join(picked)} FROM {ledger.relation}) GROUP BY {', '.join(_places(grouped))} "
        f"ORDER BY {', '.join(_places(grouped))}"
    )


def unreadable(ledger: Ledger, table: Table, recipes: Recipes, key: str, *, filled: bool, limit: int) -> str:
    """Give the query for the first rows, by number and text, in which a value cannot be read.

    ``filled`` leaves out those where it is blank.
    """
    recipe = recipes.by_key[key]
    text = raw_text(ledger, recipe)
    condition = f"{read_value(ledger, table[key], recipe)} IS NULL AND {kept(ledger, recipes)}"
    if filled:
        condition += f" AND {text} <> ''"
    return (
        f"SELECT row, text FROM (SELECT row_number() OVER () + 1 AS row, {text} AS text, {condition} AS hit "  # noqa: S608
        f"FROM {ledger.relation}) WHERE hit LIMIT {limit}"
    )


def parted(table: Table, recipes: Recipes) -> tuple[list[str], list[str]]:
    """Part the keys of the recipes into what rows are grouped by and what is added up."""
    dimensions = [key for key in recipes.by_key if table[key].holds in (Holds.MONTH, Holds.TEXT)]
    return dimensions, [key for key in recipes.by_key if key not in dimensions]


def _places(grouped: Sequence[str]) -> list[str]:
    return [str(place) for place in range(1, len(grouped) + 1)]


def _listed(values: Sequence[str]) -> str:
    return ", ".join(literal(value.strip()) for value in values)


def _name(ledger: Ledger, header: str) -> str:
    return quoted(ledger.names[header])


def _text(ledger: Ledger, header: str) -> str:
    """Give the expression of a cell's text, as `salesplan.tables.parse.text_of` writes it."""
    name, type_ = _name(ledger, header), ledger.types[header]
    if type_ == "VARCHAR":
        return f"coalesce(trim({name}, {literal(_BLANKS)}), '')"
    text = f"CAST({name} AS VARCHAR)"
    if type_.startswith(_FLOATS):
        text = f"CASE WHEN {name} = floor({name}) AND abs({name}) < 1e15 THEN CAST(CAST({name} AS BIGINT) AS VARCHAR) ELSE {text} END"
    elif type_.startswith("TIMESTAMP"):
        text = (
            f"CASE WHEN {name} = date_trunc('day', {name}) THEN CAST(CAST({name} AS DATE) AS VARCHAR) ELSE {text} END"
        )
    elif type_.startswith("DECIMAL") and not type_.endswith(",0)"):
        text = f"rtrim(rtrim({text}, '0'), '.')"
    elif type_ == "BOOLEAN":
        text = f"upper({text})"
    return f"coalesce({text}, '')"


def _date(ledger: Ledger, recipe: Recipe, typed: str) -> str:
    if typed.startswith(_DATES):
        return _name(ledger, recipe.headers[0])
    text = raw_text(ledger, recipe)
    cast = f"CASE WHEN regexp_full_match({text}[1:5], '[0-9]{{4}}-') THEN TRY_CAST({text}[1:10] AS DATE) END"
    return f"coalesce({cast}, CASE WHEN {text} <> '' THEN TRY_CAST(date_in({text}) AS DATE) END)"
