"""``python -m benchmarks.usual_handouts split|merge PLAN FOLDER``: a plan split by team and merged again, the usual way.

To hand out, pandas reads the plan, and openpyxl writes a workbook for each team: its quotas and its customers, with
headers, number formats and a live formula for the final quota. To merge, pandas reads each file with openpyxl and puts
the rows together; openpyxl loads the plan and takes what differs into it, row by row, by the rep's or customer's id.

It is asked for less than salesplan: no drop-downs and checks, no totals over targets, nothing is recorded, so that what
the head office changed meanwhile is lost where a manager's file says otherwise, and a second merge of old files does
the same again; no conflicts, no log, no mistakes found, no backup, and whatever openpyxl does not know is gone from the
plan, with the values of its formulas.
"""

import sys
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

HEADER_ROW = 4
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
QUOTA = ["Region", "Team", "Rep ID", "Rep", "Last year", "Base", "Proposed", "Override", "Reason", *MONTHS]
CUSTOMERS = ["Customer ID", "Customer", "Owner (rep ID)", "Tier", "Amount", "Potential", "Intent", "Credit"]
THEIRS = {"Quota": ("Rep ID", ["Override", "Reason"]), "Customers": ("Customer ID", ["Owner (rep ID)", "Potential"])}
HEAD, TYPED = Font(bold=True), PatternFill("solid", fgColor="FFF9DB")
FINAL = '=IF(H{row}="",G{row},H{row})'


def split(plan: Path, folder: Path) -> None:
    """Write a workbook for each team."""
    sheets = pd.read_excel(plan, sheet_name=list(THEIRS), header=HEADER_ROW - 1, engine="openpyxl")
    quota = sheets["Quota"][QUOTA].dropna(subset=["Rep ID"])
    by_owner = sheets["Customers"][CUSTOMERS].merge(
        quota[["Rep ID", "Region", "Team"]], left_on="Owner (rep ID)", right_on="Rep ID", how="left"
    )
    customers = {key: rows[CUSTOMERS] for key, rows in by_owner.groupby(["Region", "Team"])}
    for (region, team), rows in quota.groupby(["Region", "Team"]):
        book = Workbook()
        book.remove(book.active)
        put(book.create_sheet("Quota"), rows.assign(Final=[FINAL.format(row=at + 2) for at in range(len(rows))]))
        put(book.create_sheet("Customers"), customers.get((region, team), by_owner.iloc[:0][CUSTOMERS]))
        book.save(folder / f"{region} {team}.xlsx")


def put(sheet: Worksheet, rows: pd.DataFrame) -> None:
    """Write rows under their headers; what is to be typed in is yellow, amounts have separators."""
    sheet.append(list(rows.columns))
    for row in rows.itertuples(index=False):
        sheet.append([None if pd.isna(value) else value for value in row])
    for column, header in zip(sheet.iter_cols(), rows.columns, strict=True):
        column[0].font = HEAD
        for cell in column[1:]:
            if isinstance(cell.value, float | int):
                cell.number_format = "#,##0"
            if header in THEIRS[sheet.title][1]:
                cell.fill = TYPED
    sheet.freeze_panes = "A2"


def merge(plan: Path, folder: Path) -> None:
    """Take what the teams' workbooks say into the plan."""
    returned = [
        pd.read_excel(file, sheet_name=list(THEIRS), engine="openpyxl") for file in sorted(folder.glob("*.xlsx"))
    ]
    book = load_workbook(plan)
    for name, (key, columns) in THEIRS.items():
        rows = pd.concat([sheets[name] for sheets in returned])
        rows = rows.dropna(subset=[key]).drop_duplicates(key, keep="last").set_index(key)[columns]
        take(book[name], key, rows)
    book.save(plan)


def take(sheet: Worksheet, key: str, rows: pd.DataFrame) -> None:
    """Write what differs from the sheet; blank leaves a cell alone."""
    headers = [cell.value for cell in sheet[HEADER_ROW]]
    places = [headers.index(header) for header in rows.columns]
    said: dict[Any, tuple[Any, ...]] = dict(zip(rows.index, rows.itertuples(index=False, name=None), strict=True))
    for row in sheet.iter_rows(min_row=HEADER_ROW + 1):
        for place, value in zip(places, said.get(row[headers.index(key)].value, ()), strict=False):
            if pd.notna(value) and value != row[place].value:
                row[place].value = value


if __name__ == "__main__":
    work = {"split": split, "merge": merge}[sys.argv[1]]
    work(Path(sys.argv[2]), Path(sys.argv[3]))
