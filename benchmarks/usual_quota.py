"""``python -m benchmarks.usual_quota BOOK``: the quota job, the way that such scripts are usually written.

pandas reads the sheets with openpyxl, `groupby` and `apply` grow and split them, openpyxl loads the workbook again and
takes the results cell by cell. It is written with care (one pass over the file, adjustments by column, not by row), and
it is asked for less than salesplan: no check of what people typed, no floors, caps or over-assignment, no siblings that
take the difference of an override, months that add up by rep but not by company, steps of the bridge without the
overrides', no backup, and whatever openpyxl does not know is gone.
"""

import sys
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.usual_rounding import largest_remainder

HEADER_ROW = 4
SHEETS = ["Settings", "Growth", "Ramp", "Reps", "Customers", "Sales", "Quota"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
NOBODY = "Unassigned"


def main(book: Path) -> None:
    """Plan a workbook's quotas and write them back into it."""
    sheets = pd.read_excel(book, sheet_name=SHEETS, header=HEADER_ROW - 1, engine="openpyxl")
    settings = sheets["Settings"].set_index("Key")["Value"].to_dict()
    year, unit = int(settings["plan_year"]), float(settings["rounding_unit"])
    reps = active_reps(sheets["Reps"], year)
    sales = attributed(sheets["Sales"], sheets["Customers"], reps)
    base_year = grown(sales[sales["Month"].dt.year == year - 1], sheets["Growth"], reps, float(settings["growth"]))
    season = seasons(sales[sales["Month"].dt.year.between(year - 3, year - 1)], reps)
    quota = weighed(reps, base_year, carried(reps, sheets["Ramp"], year), season)
    quota = in_months(split(quota, unit), season, unit)
    quota = with_overrides(quota, sheets["Quota"])
    write(book, quota, unit)


def active_reps(reps: pd.DataFrame, year: int) -> pd.DataFrame:
    """Give the reps who are there in a year, and a last row for the sales that none of them has."""
    starts, ends = pd.to_datetime(reps["Start date"]), pd.to_datetime(reps["End date"])
    too_late, gone = starts > pd.Timestamp(year, 12, 31), ends < pd.Timestamp(year, 1, 1)
    here = reps[~(too_late | gone)]
    nobody = pd.DataFrame([{"Rep ID": "", "Rep": NOBODY, "Region": NOBODY, "Team": NOBODY}])
    everybody = pd.concat([here.sort_values(["Region", "Team", "Rep ID"]), nobody], ignore_index=True)
    return everybody.fillna({"Capacity": 1.0, "Ability": 1.0})


def attributed(sales: pd.DataFrame, customers: pd.DataFrame, reps: pd.DataFrame) -> pd.DataFrame:
    """Give each sale its owner: the customer's rep, else the sale's, else nobody."""
    merged = sales.merge(
        customers[["Customer ID", "Owner (rep ID)", "Industry", "Tier"]].rename(columns={"Owner (rep ID)": "Owner"}),
        on="Customer ID",
        how="left",
    )
    known = set(reps["Rep ID"])
    owner = merged["Owner"].where(merged["Owner"].isin(known), merged["Rep ID"])
    merged["Rep ID"] = owner.where(owner.isin(known), "")
    merged["Month"] = pd.to_datetime(merged["Month"])
    return merged.merge(reps[["Rep ID", "Region", "Team"]], on="Rep ID", how="left")


def grown(sales: pd.DataFrame, growth: pd.DataFrame, reps: pd.DataFrame, market: float) -> pd.DataFrame:
    """Sum last year and base by rep: each sale grows by the market's growth and the adjustments that match it."""
    columns = {
        "region": "Region",
        "team": "Team",
        "rep": "Rep ID",
        "industry": "Industry",
        "product line": "Product line",
        "channel": "Channel",
        "tier": "Tier",
    }
    sales = sales.assign(rate=market)
    complete = growth.dropna(subset=["Dimension", "Value", "Adjustment"])
    for dimension, value, adjustment in complete[["Dimension", "Value", "Adjustment"]].to_numpy():
        matches = sales[columns[dimension]] == value
        sales["rate"] += matches * adjustment
    sales["base"] = sales["Revenue"] * (1 + sales["rate"])
    by_rep = sales.groupby("Rep ID")[["Revenue", "base"]].sum()
    by_rep["market"] = by_rep["Revenue"] * (1 + market)
    return reps[["Rep ID"]].merge(by_rep, left_on="Rep ID", right_index=True, how="left").fillna(0.0).round(2)


def seasons(sales: pd.DataFrame, reps: pd.DataFrame) -> pd.DataFrame:
    """Give the share of each month in the year, by region and team; the company's where a team has no sales."""
    monthly = sales.groupby(["Region", "Team", sales["Month"].dt.month])["Revenue"].sum().unstack(fill_value=0)
    monthly = monthly.reindex(columns=range(1, 13), fill_value=0.0).clip(lower=0.0)
    company = monthly.sum() / monthly.sum().sum()
    teams = pd.MultiIndex.from_frame(reps[["Region", "Team"]].drop_duplicates())
    shares = monthly.div(monthly.sum(axis=1), axis=0).reindex(teams)
    return shares.fillna(company).set_axis(MONTHS, axis=1)


def carried(reps: pd.DataFrame, ramp: pd.DataFrame, year: int) -> pd.DataFrame:
    """Give what each rep carries in each month of the year: nothing before the start, then the ramp, then all."""
    shares = ramp.dropna().set_index("Month of tenure")["Share carried"].to_dict()

    def of_rep(rep: "pd.Series[Any]") -> list[float]:
        start, end = rep["Start date"], rep["End date"]
        begun = (start.year, start.month) if pd.notna(start) else (1900, 1)
        ended = (end.year, end.month) if pd.notna(end) else (9999, 12)
        carries = []
        for month in range(1, 13):
            tenure = (year - begun[0]) * 12 + month - begun[1] + 1
            here = tenure >= 1 and (year, month) <= ended
            carries.append(shares.get(tenure, 1.0) if here else 0.0)
        return carries

    return pd.DataFrame(reps.apply(of_rep, axis=1).tolist(), index=reps["Rep ID"], columns=MONTHS)


def weighed(reps: pd.DataFrame, amounts: pd.DataFrame, carries: pd.DataFrame, season: pd.DataFrame) -> pd.DataFrame:
    """Weigh each rep by base, ability, capacity and ramp; a rep without sales by the median of the team."""
    quota = reps.merge(amounts, on="Rep ID")
    own = quota["base"].where(quota["base"] > 0)
    quota["by_base"] = own.fillna(own.groupby([quota["Region"], quota["Team"]]).transform("median")).fillna(0.0)
    quota["by_skill"] = quota["by_base"] * quota["Ability"]
    shares = season.loc[list(zip(quota["Region"], quota["Team"], strict=True))].to_numpy()
    carry = carries.to_numpy()
    ramp = (carry * shares).sum(axis=1)
    quota["by_ramp"] = quota["by_skill"] * quota["Capacity"] * ramp
    quota["carries"] = carry.tolist()
    return quota[(quota["Rep ID"] != "") | (quota["Revenue"] != 0)]


def split(quota: pd.DataFrame, unit: float) -> pd.DataFrame:
    """Split the company's target, which is its base in whole units, to regions, teams and reps."""
    quota = quota.copy()
    target = round(quota["base"].sum() / unit) * unit
    regions = quota.groupby("Region")["by_ramp"].sum()
    of_region = dict(zip(regions.index, largest_remainder(target, regions.tolist(), unit), strict=True))
    of_team: dict[Hashable, float] = {}
    for region, teams in quota.groupby("Region"):
        weights = teams.groupby("Team")["by_ramp"].sum()
        parts = largest_remainder(of_region[region], weights.tolist(), unit)
        of_team |= {(region, team): part for team, part in zip(weights.index, parts, strict=True)}
    for key, members in quota.groupby(["Region", "Team"]):
        parts = largest_remainder(of_team[key], members["by_ramp"].tolist(), unit)
        quota.loc[members.index, "Proposed"] = parts
    for step in ("by_base", "by_skill", "by_ramp"):
        quota[f"at_{step}"] = (target * quota[step] / quota[step].sum()).round(2)
    return quota


def in_months(quota: pd.DataFrame, season: pd.DataFrame, unit: float) -> pd.DataFrame:
    """Split each rep's year into months by the season of the team."""

    def of_rep(rep: "pd.Series[Any]") -> list[float]:
        shares = season.loc[(rep["Region"], rep["Team"])].tolist()
        weights = [share * carry for share, carry in zip(shares, rep["carries"], strict=True)]
        return largest_remainder(rep["Proposed"], weights, unit)

    quota[MONTHS] = quota.apply(of_rep, axis=1, result_type="expand")
    return quota


def with_overrides(quota: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Keep what people typed: override and reason, by rep."""
    typed = before.dropna(subset=["Override"])[["Rep ID", "Override", "Reason"]].fillna({"Rep ID": ""})
    return quota.merge(typed.astype({"Rep ID": str}), on="Rep ID", how="left")


def write(book: Path, quota: pd.DataFrame, unit: float) -> None:
    """Write the four result sheets into the workbook, cell by cell, and save it."""
    workbook = load_workbook(book)
    shown = quota.rename(columns={"Revenue": "Last year", "base": "Base"})
    amounts = ["Last year", "Base", "Proposed"]
    regions = shown.groupby("Region", sort=False)[amounts].sum().reset_index()
    teams = shown.groupby(["Region", "Team"], sort=False)[amounts].sum().reset_index()
    put(workbook["Region quota"], "RegionQuota", regions)
    put(workbook["Team quota"], "TeamQuota", teams)
    columns = ["Region", "Team", "Rep ID", "Rep", *amounts, "Override", "Reason", *MONTHS]
    put(workbook["Quota"], "Quota", shown[columns])
    put(workbook["Bridge"], "Bridge", bridge(shown))
    workbook.save(book)


def bridge(quota: pd.DataFrame) -> pd.DataFrame:
    """List the steps from last year to the final quota."""
    final = quota["Override"].fillna(quota["Proposed"])
    steps = {
        "Market growth": quota["market"] - quota["Last year"],
        "Adjustments": quota["Base"] - quota["market"],
        "Company target": quota["at_by_base"] - quota["Base"],
        "Potential and ability": quota["at_by_skill"] - quota["at_by_base"],
        "Ramp and capacity": quota["at_by_ramp"] - quota["at_by_skill"],
        "Rounding": quota["Proposed"] - quota["at_by_ramp"],
        "Own override": final - quota["Proposed"],
    }
    return quota[["Rep ID", "Rep", "Last year"]].assign(**steps, Final=final).round(2)


def put(sheet: Worksheet, table: str, rows: pd.DataFrame) -> None:
    """Put rows into a table by its headers, copy its formulas down, and stretch it."""
    headers = [cell.value for cell in sheet[HEADER_ROW]]
    first = HEADER_ROW + 1
    models = [sheet.cell(first, column + 1) for column in range(len(headers))]
    texts = [model.value if model.data_type == "f" else None for model in models]
    for row, values in enumerate(rows.to_dict("records"), start=first):
        for column, value in enumerate(cells(headers, texts, values), start=1):
            cell = sheet.cell(row, column)
            cell.value = value
            cell._style = models[column - 1]._style  # the public way is one copy a property, and slower still
    reference = sheet.tables[table].ref.split(":")
    last_column = "".join(filter(str.isalpha, reference[1]))
    sheet.tables[table].ref = f"{reference[0]}:{last_column}{HEADER_ROW + max(len(rows), 1)}"


def cells(headers: Iterable[Any], texts: Iterable[Any], values: dict[Hashable, Any]) -> list[Any]:
    """Give a row's cells: the column's formula, the row's value, or nothing."""
    found = (text or values.get(header) for header, text in zip(headers, texts, strict=True))
    return [None if pd.isna(value) else value for value in found]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
