"""Who owns the customers: nobody, somebody who left, two at once."""

from typing import Any

from salesplan.findings import Finding
from salesplan.planning.listed import MOST_LISTED
from salesplan.planning.ownership import ownership_findings
from tests.planning.customer_plans import AS_OF, Rows, lines, typed


def found(customers: Rows, reps: Rows = ()) -> list[Finding]:
    return ownership_findings(typed("Customers", customers), typed("Reps", reps), AS_OF)


def owned(customer_id: str, rep_id: str, customer: str = "") -> dict[str, Any]:
    return {"customer_id": customer_id, "rep_id": rep_id, "customer": customer}


def test_customers_without_an_owner_are_named_by_name_else_by_id() -> None:
    findings = found([owned("C-1", "R-1"), owned("C-2", ""), owned("C-3", " ", "Acme")])
    assert [line.split(";")[0] for line in lines(findings, "T117")] == [
        "Customers[rep_id] row 6 [T117] C-2 has no owner",
        "Customers[rep_id] row 7 [T117] Acme has no owner",
    ]


def test_thousands_without_an_owner_are_a_short_list() -> None:
    findings = found([owned(f"C-{number}", "") for number in range(3_000)])
    assert len(lines(findings, "T117")) == MOST_LISTED
    assert lines(findings, "T118")[0].startswith("Customers[rep_id] row 15 [T118] 2,990 more rows are like this [T117]")
    assert len(findings) == MOST_LISTED + 1


def test_a_rep_who_left_is_named_once_with_the_day() -> None:
    reps = [
        {"rep_id": "R-1", "rep": "Ana", "end_date": "2026-12-31"},
        {"rep_id": "R-2", "rep": "Ben", "end_date": "2027-01-01"},
        {"rep_id": "R-3"},
        {"rep_id": "R-2", "end_date": "2020-01-01"},
    ]
    customers = [owned("C-1", "R-2"), owned("C-2", "r-1", "Acme"), owned("C-3", "R-1"), owned("C-4", "R-3")]
    assert [line.split(";")[0] for line in lines(found(customers, reps), "T119")] == [
        "Customers[rep_id] row 6 [T119] Ana (R-1) left on 2026-12-31 and still owns 2 customers, Acme the first"
    ]


def test_reps_who_left_long_ago_without_customers_are_no_finding() -> None:
    assert found([owned("C-1", "R-1")], [{"rep_id": "R-9", "end_date": "2020-01-01"}, {"rep_id": "R-1"}]) == []


def test_one_name_under_two_owners_names_both_rows() -> None:
    customers = [
        owned("C-1", "R-1", "Acme"),
        owned("C-2", "r-1", "ACME "),
        owned("C-3", "R-2", "acme"),
        owned("C-4", "R-3", "Acme"),
        owned("C-5", "R-1", ""),
        owned("C-6", "R-2", ""),
        owned("C-7", "", "Acme"),
    ]
    assert [line.split(";")[0] for line in lines(found(customers), "T121")] == [
        "Customers[rep_id] row 7 [T121] “acme” has two owners: C-3 belongs to R-2, and C-1 in row 5 to R-1"
    ]


def test_the_order_of_rows_changes_nothing() -> None:
    customers = typed("Customers", [owned("C-1", "R-1", "Acme"), owned("C-2", "R-2", "acme"), owned("C-3", "")])
    reps = typed("Reps", [{"rep_id": "R-1", "end_date": "2020-01-01"}])
    forwards = [finding.line() for finding in ownership_findings(customers, reps, AS_OF)]
    assert [finding.line() for finding in ownership_findings(customers.iloc[::-1], reps, AS_OF)] == forwards
    assert len(forwards) == 3
