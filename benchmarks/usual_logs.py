"""``python -m benchmarks.usual_logs issue|collect PLAN FOLDER``: visit logs, the way that such scripts are usually written.

To hand them out, pandas reads the plan, and openpyxl loads the blank log for each rep, puts in the customers and saves
it. To collect them, pandas reads each file with openpyxl, puts the rows together, drops those that are there twice, and
writes them to a workbook beside the plan. It is asked for less than salesplan: no contacts, quotas and visits of before,
lists without the customers' names; nothing that is typed wrong is found, no correction of a row is told from a new row,
nothing is counted against the cadence, and the plan does not get the visits.
"""

import sys
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook

from benchmarks.log_files import BLANK, COLLECTED

HEADER_ROW = 4


def issue(plan: Path, folder: Path) -> None:
    """Make a log for each rep from the blank one beside the plan."""
    sheets = pd.read_excel(plan, sheet_name=["Reps", "Customers"], header=HEADER_ROW - 1, dtype=str, engine="openpyxl")
    by_rep = dict(iter(sheets["Customers"].groupby("Owner (rep ID)")))
    for rep_id, name in sheets["Reps"][["Rep ID", "Rep"]].itertuples(index=False):
        workbook = load_workbook(plan.with_name(BLANK))
        values = {"rep_id": rep_id, "rep": name}
        for row in workbook["Settings"].iter_rows(min_row=HEADER_ROW + 1):
            row[1].value = values.get(str(row[4].value), row[1].value)
        sheet = workbook["My customers"]
        own = by_rep.get(rep_id, sheets["Customers"].iloc[:0]).sort_values("Customer")
        for row_number, customer in enumerate(own[["Customer", "Customer ID"]].itertuples(index=False), HEADER_ROW + 1):
            for column, value in enumerate(customer, start=1):
                sheet.cell(row_number, column, value)
        last = sheet.tables["MyCustomers"].ref.rpartition(":")[2].rstrip("0123456789")
        sheet.tables["MyCustomers"].ref = f"A{HEADER_ROW}:{last}{HEADER_ROW + max(len(own), 1)}"
        workbook.save(folder / f"visit_log_{rep_id}.xlsx")


def collect(plan: Path, folder: Path) -> None:
    """Put the rows of all logs together in a workbook beside the plan."""
    customers = pd.read_excel(plan, sheet_name="Customers", header=HEADER_ROW - 1, dtype=str, engine="openpyxl")
    logs = [
        pd.read_excel(file, sheet_name="Visits", header=HEADER_ROW - 1, engine="openpyxl").assign(
            **{"Rep ID": file.stem.removeprefix("visit_log_"), "Log": file.name}
        )
        for file in sorted(folder.glob("*.xlsx"))
    ]
    rows = pd.concat(logs).dropna(subset=["Date"])
    rows = rows.merge(customers[["Customer", "Customer ID"]], on="Customer", how="left")
    rows = rows.drop_duplicates(["Date", "Rep ID", "Customer ID", "Kind"])
    rows.to_excel(plan.with_name(COLLECTED), sheet_name="Visits", index=False)


if __name__ == "__main__":
    work = {"issue": issue, "collect": collect}[sys.argv[1]]
    work(Path(sys.argv[2]), Path(sys.argv[3]))
