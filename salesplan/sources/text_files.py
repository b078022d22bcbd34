"""Text files: CSV and its relatives, whatever their encoding and delimiter."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from pathlib import Path
from typing import Final

from salesplan.errors import SourceError
from salesplan.findings import Finding
from salesplan.sources.encoding import decoded
from salesplan.sources.kinds import ROW_TOO_LONG, ROW_TOO_SHORT
from salesplan.sources.source import Source, headers_of

DELIMITERS: Final = ("\t", ";", "|", ",")
"""Delimiters that are known, the rarer in ordinary text the earlier: ties go to the earlier."""
_SNIFFED: Final = 50
_EXAMPLES: Final = 3
_LONGEST_FIELD: Final = 10_000_000

Record = tuple[int, list[str]]


def read_text(path: Path) -> Source:
    """Read a CSV, TSV or TXT file.

    Parameters
    ----------
    path
        The file. The first record that is not blank holds the headers.

    Returns
    -------
    Source
        Every cell as text, just as it stands there: leading zeros, blanks and line breaks inside quotes
        are kept. Rows are numbered as Excel would show the file, so a record with line breaks in it is one row
        and a ``sep=;`` line is none. Cells beyond the last header, and rows that are too short, are
        findings.

    Raises
    ------
    SourceError
        If the file is empty, is no text, has two headers alike, or a quote that never closes.
    """
    text, _ = decoded(path, path.read_bytes())
    delimiter, body = delimiter_of(text, usual="\t" if path.suffix.lower() == ".tsv" else ",")
    records = list(_records(path, body, delimiter))
    if not records:
        raise SourceError(path, "it is empty", "export it again, with a row of headers")
    (_, cells), *data = records
    rows = [row for row, _ in data]
    columns: list[list[object]] = [
        list(column) for column in zip_longest(*(values for _, values in data), fillvalue="")
    ]
    columns += [[""] * len(rows) for _ in range(len(cells) - len(columns))]
    places = headers_of(path, cells, [any(column) for column in columns])
    return Source(
        name=path.name,
        headers=list(places),
        columns={header: columns[position] for header, position in places.items()},
        rows=rows,
        places={header: position + 1 for header, position in places.items()},
        findings=[finding.placed(workbook=path.name, sheet="", cell="") for finding in _ragged(len(cells), data)],
    )


def delimiter_of(text: str, *, usual: str = ",") -> tuple[str, str]:
    r"""Find the delimiter of a text file.

    Parameters
    ----------
    text
        The file's text, or its beginning.
    usual
        What to answer for a file of one column.

    Returns
    -------
    tuple
        The delimiter, and the text without a leading ``sep=`` line, which Excel writes and obeys.

    Notes
    -----
    The delimiter is the one that cuts the most of the first 50 records into as many cells as the first.

    Examples
    --------
    >>> delimiter_of("a;b\n1,5;2,5\n")[0], delimiter_of("sep=|\na|b")
    (';', ('|', 'a|b'))
    """
    first, _, rest = text.partition("\n")
    declared = first.strip().strip('"')
    if declared.lower().startswith("sep=") and len(declared) == len("sep=") + 1:
        return declared[-1], rest
    if first.strip(" \r") == "sep=\t":
        return "\t", rest
    fits = {delimiter: _fit(text, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: fits[delimiter])
    return (best if any(fits[best]) else usual), text


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    """Say how many records a delimiter cuts alike, and into how many cells; zeros if it cuts none."""
    lines = io.StringIO(text, newline="")
    widths = [len(record) for record in islice(csv.reader(lines, delimiter=delimiter), _SNIFFED) if any(record)]
    if not widths or widths[0] < 2:
        return 0, 0
    return widths.count(widths[0]), widths[0]


def _records(path: Path, text: str, delimiter: str) -> Iterator[Record]:
    """Give the records that are not blank, numbered from 1 with the blank ones counted."""
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row, record in enumerate(reader, start=1):
            if any(record):
                yield row, record
    except csv.Error as error:
        problem = f"the quotes do not match up near line {reader.line_num} ({error})"
        raise SourceError(path, problem, "close the quote, or double a quote that is part of a value") from error


def _ragged(width: int, data: Sequence[Record]) -> list[Finding]:
    """Report the rows that are longer or shorter than the headers; blank cells at the end of a row do no harm."""
    odd = [(row, values) for row, values in data if len(values) != width]
    long = [(row, values[width:]) for row, values in odd if any(values[width:])]
    short = [row for row, values in odd if len(values) < width]
    findings = []
    if long:
        left_over = ", ".join(repr(value) for _, values in long[:_EXAMPLES] for value in values if value)
        findings.append(
            ROW_TOO_LONG.at("", long[0][0], count=len(long), rows=_some([r for r, _ in long]), values=left_over)
        )
    if short:
        findings.append(ROW_TOO_SHORT.at("", short[0], count=len(short), rows=_some(short)))
    return findings


def _some(rows: list[int]) -> str:
    return ", ".join(map(str, rows[:_EXAMPLES])) + (" …" if len(rows) > _EXAMPLES else "")
