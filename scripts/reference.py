"""Pages made from declarations: the data dictionary, every finding, and the functions for formulas."""

import re
from collections import defaultdict
from importlib import import_module
from pkgutil import walk_packages
from typing import Final

import salesplan
from salesplan.findings import Kind
from salesplan.tables.dictionary import markdown
from salesplan.tables.workbooks import WORKBOOKS
from salesplan.words import ENGLISH, SIMPLIFIED, TRADITIONAL
from scripts.excel_functions import functions_page

_FIELD: Final = re.compile(r"\{(\w+)[^{}]*\}")
_LANGUAGES: Final = {ENGLISH: "English", SIMPLIFIED: "简体中文", TRADITIONAL: "繁體中文"}
_CHAPTERS: Final = {
    "C": "References from one table to another",
    "D": "Cells of a table",
    "F": "Scenarios",
    "H": "Handouts, the log of changes, backups",
    "K": "Scorecards, payouts and tracking",
    "L": "Files that are loaded, and visit logs",
    "Q": "Quotas",
    "R": "Reviews",
    "S": "Settings",
    "T": "Tiers and customers",
    "V": "Visits",
    "W": "Writing",
}
_HEAD: Final = """# Findings

A finding is one problem in the data, with the cell where it is. Each has a code. This page lists them all: what they
say, and what to do. `‹…›` stands for a fact of your data.

- **error**: nothing is written until it is put right, unless you say `--partial`.
- **warning**: the plan is computed; look at it.
- **info**: good to know.

Made from the declarations in `salesplan/`.
"""


def reference_pages() -> dict[str, str]:
    """Write all pages that are made from declarations, by path in the repository."""
    return {
        "docs/data-dictionary.md": data_dictionary(),
        "docs/excel-functions.md": functions_page(),
        "docs/findings.md": findings_page(),
    }


def data_dictionary() -> str:
    """Write the data dictionary of every kind of workbook."""
    return "\n".join(markdown(workbook) for workbook in WORKBOOKS)


def every_kind() -> dict[str, list[Kind]]:
    """Give every sort of finding in the package, by code; one code may have several wordings."""
    kinds: dict[str, list[Kind]] = defaultdict(list)
    for module in walk_packages(salesplan.__path__, "salesplan."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(import_module(module.name)).values():
            if isinstance(value, Kind) and value not in kinds[value.code]:
                kinds[value.code].append(value)
    return dict(sorted(kinds.items()))


def findings_page() -> str:
    """Write the page of all findings, sorted by code."""
    lines = [_HEAD]
    chapter = ""
    for code, wordings in every_kind().items():
        if code[0] != chapter:
            chapter = code[0]
            lines += [f"## {chapter}: {_CHAPTERS[chapter]}", ""]
        lines += [
            f"### {code}",
            "",
            f"*{wordings[0].severity}*",
            "",
            "| | what it says | what to do |",
            "|---|---|---|",
        ]
        lines += [_row(kind, language) for kind in wordings for language in _LANGUAGES]
        lines.append("")
    return "\n".join(lines)


def _row(kind: Kind, language: str) -> str:
    cells = (_LANGUAGES[language], kind.message.said(language), kind.fix.said(language))
    return "| " + " | ".join(_FIELD.sub(r"‹\1›", cell).replace("|", "\\|") for cell in cells) + " |"
