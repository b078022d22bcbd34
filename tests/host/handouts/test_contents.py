"""What goes into a handout, and what is remembered of it."""

from salesplan.host.handouts.contents import Occasion, contents
from salesplan.host.handouts.parts import PartRows
from salesplan.tables.handout import Part, handout_plan
from tests.host.handouts.merge_cases import CNY, CUSTOMERS, frame


def test_of_rows_that_cannot_be_told_apart_the_first_goes_in_and_is_remembered() -> None:
    twice = [*CUSTOMERS, CUSTOMERS[1] | {"customer_id": "c2 ", "credit": "C"}]
    plan = handout_plan(Part.TEAM)
    frames = {table.name: frame(table.name, []) for table in plan.tables} | {"Customers": frame("Customers", twice)}
    [made] = contents([PartRows(Part.TEAM, "North", "A", "Li", frames)], Occasion(plan, {}, CNY))
    assert made.cells["Customers"]["credit"] == ["A", "B"]
    assert [(row.key, row.cells["credit"]) for row in made.sent] == [('["0012"]', "A"), ('["c2"]', "B")]
