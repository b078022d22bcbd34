"""Turning a file's columns into a table's."""

from collections.abc import Sequence
from dataclasses import dataclass

from salesplan.sources.mapping import Mapping
from salesplan.sources.recipes import Recipe, Recipes, recipes_for
from salesplan.sources.source import Source
from salesplan.tables.conform import Rows
from salesplan.tables.model import Table
from salesplan.tables.parse import text_of


@dataclass(frozen=True, slots=True)
class Mapped:
    """A file's rows as the columns of a table; nothing is typed or checked yet.

    Attributes
    ----------
    columns
        By column key, one value a row.
    rows
        The number of each row in the file.
    taken
        By column key, what it was made from: a header, a template or a constant.
    left
        The file's headers that were not taken.
    skipped
        How many rows the mapping's ``[only]`` and ``[skip]`` left out.
    errors, unvalued
        As in `Source`, by row and key.
    source
        The file.
    recipes
        How each column was made.
    """

    columns: dict[str, list[object]]
    rows: list[int]
    taken: dict[str, str]
    left: list[str]
    skipped: int
    errors: dict[tuple[int, str], str]
    unvalued: frozenset[tuple[int, str]]
    source: Source
    recipes: Recipes

    def cell(self, row: int, key: str) -> str:
        """Say where in the file a value came from; only the row where it has no single column."""
        recipe = self.recipes.by_key.get(key)
        if recipe is None or not recipe.headers:
            return f"row {row}"
        return self.source.cell(row, recipe.headers[0])

    def as_rows(self) -> Rows:
        """Give the cells as `salesplan.tables.conform.conform` reads them."""
        return Rows(self.columns, self.rows, self.errors, self.unvalued)


def apply(source: Source, table: Table, mapping: Mapping | None = None) -> Mapped:
    """Make a table's columns from a file's.

    Parameters
    ----------
    source
        The file as read.
    table
        The table to be made.
    mapping
        What the user says; None matches headers by name.

    Returns
    -------
    Mapped
        Rows in the file's order. Rows kept plus rows skipped are the file's rows.

    Raises
    ------
    UsageError
        As `recipes_for`.

    Examples
    --------
    >>> from salesplan.tables.inputs import REPS
    >>> source = Source("r.csv", ["Id", "A", "B"], {"Id": ["07"], "A": [" Ann "], "B": ["Li"]}, [2])
    >>> apply(source, REPS, Mapping(columns={"rep_id": "Id", "rep": "{A} {B}"})).columns
    {'rep_id': ['07'], 'rep': ['Ann Li']}
    """
    recipes = recipes_for(source.name, source.headers, table, mapping)
    kept = _kept(source, recipes)
    rows = [source.rows[position] for position in kept]
    keys = _keys_by_header(source, recipes)
    there = set(rows)
    return Mapped(
        columns={key: _made(source, recipe, kept) for key, recipe in recipes.by_key.items()},
        rows=rows,
        taken={key: recipe.said for key, recipe in recipes.by_key.items()},
        left=recipes.left,
        skipped=len(source.rows) - len(kept),
        errors={(row, key): code for (row, head), code in source.errors.items() if row in there for key in keys[head]},
        unvalued=frozenset((row, key) for row, head in source.unvalued if row in there for key in keys[head]),
        source=source,
        recipes=recipes,
    )


def _kept(source: Source, recipes: Recipes) -> Sequence[int]:
    kept: Sequence[int] = range(len(source.rows))
    for header, values in recipes.only.items():
        cells, wanted = source.columns[header], {value.strip() for value in values}
        kept = [position for position in kept if text_of(cells[position]) in wanted]
    for header, values in recipes.skip.items():
        cells, unwanted = source.columns[header], {value.strip() for value in values}
        kept = [position for position in kept if text_of(cells[position]) not in unwanted]
    return kept


def _made(source: Source, recipe: Recipe, kept: Sequence[int]) -> list[object]:
    values = _joined(source, recipe, kept)
    if not recipe.values:
        return values
    return [recipe.values.get(text_of(value), value) for value in values]


def _joined(source: Source, recipe: Recipe, kept: Sequence[int]) -> list[object]:
    if not recipe.headers:
        return [recipe.texts[0]] * len(kept)
    columns = [source.columns[header] for header in recipe.headers]
    if recipe.plain:
        return [columns[0][position] for position in kept]
    joined: list[object] = []
    for position in kept:
        pieces = [recipe.texts[0]]
        for column, text in zip(columns, recipe.texts[1:], strict=True):
            pieces += [text_of(column[position]), text]
        joined.append(" ".join("".join(pieces).split()))
    return joined


def _keys_by_header(source: Source, recipes: Recipes) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {header: [] for header in source.headers}
    for key, recipe in recipes.by_key.items():
        for header in recipe.headers:
            keys[header].append(key)
    return keys
