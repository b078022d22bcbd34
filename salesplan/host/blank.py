"""Blank workbooks: from declarations to a file."""

import os
import re
from pathlib import Path

from salesplan.errors import NotWritable, UnknownName, UsageError
from salesplan.tables.model import WorkbookPlan
from salesplan.tables.units import currency as currency_of
from salesplan.tables.workbooks import WORKBOOKS
from salesplan.words import ENGLISH, SIMPLIFIED, TRADITIONAL
from salesplan.workbook.build import build
from salesplan.workbook.build_macros import has_macros
from salesplan.workbook.excel_names import PLAIN, WITH_MACROS

_CURRENCIES = {ENGLISH: "USD", SIMPLIFIED: "CNY", TRADITIONAL: "TWD"}
_COUNTRIES = {ENGLISH: "US", SIMPLIFIED: "CN", TRADITIONAL: "TW"}


def workbook_of(kind: str) -> WorkbookPlan:
    """Give the declaration of a kind of workbook.

    Raises
    ------
    UnknownName
        When there is no such kind, with the nearest.
    """
    kinds = {workbook.kind: workbook for workbook in WORKBOOKS}
    if kind not in kinds:
        raise UnknownName("kind of workbook", kind, list(kinds))
    return kinds[kind]


def write_blank(kind: str, file: Path, *, year: int, currency: str | None = None, language: str | None = None) -> Path:
    """Write a blank workbook of a kind to a file that is not there yet: an .xlsx, or a plan as .xlsm with buttons.

    Raises
    ------
    UsageError
        When the kind or the currency is none, the ending is another, or the file exists.
    NotWritable
        When its folder does not take it.
    """
    declared = workbook_of(kind)
    spoken = language or ENGLISH
    code = (currency or _CURRENCIES[spoken]).strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise UsageError(f"{currency!r} is no currency code; give three letters, such as CNY or USD")
    path = file if file.suffix else file.with_suffix(PLAIN)
    endings = (PLAIN, WITH_MACROS) if has_macros(declared) else (PLAIN,)
    if path.suffix.lower() not in endings:
        raise UsageError(f"{path.name} must end in {' or '.join(endings)}")
    country = currency_of(code).country or _COUNTRIES[spoken]
    wanted = {"plan_year": year, "currency": code, "country": country, "language": spoken}
    keys = {setting.key for setting in declared.settings}
    settings = {key: value for key, value in wanted.items() if key in keys}
    data = build(declared, language=spoken, settings=settings, macros=path.suffix.lower() == WITH_MACROS)
    try:
        with path.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
    except FileExistsError:
        raise UsageError(f"{path} is there already; choose another name, or delete it first") from None
    except OSError as problem:
        path.unlink(missing_ok=True)
        raise NotWritable(
            path, f"it could not be written ({problem.strerror})", "check the folder and its rights"
        ) from problem
    return path
