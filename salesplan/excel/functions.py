"""Functions for formulas in cells: ``=sp_growth_target(B2, 8%, 100)``. The numbers are those of the plan.

Where an argument is one number a range may stand as well: the answers then spill, a column for a column, a row for a row,
and a blank cell has a blank answer. What cannot be computed answers an Excel error and a reason. The docstring of a
function is what Excel shows of it, and ``doc`` what it shows of an argument: at most 255 characters each.

Examples
--------
>>> sp_growth_target(120_000, 0.08, 100)
129600.0
>>> sp_split(1000, [[3], [2], [1]], caps=400, rounding_unit=10)
[[400.0], [400.0], [200.0]]
>>> sp_season([[3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]], 1000)[0][:3]
[750.0, 250.0, 0.0]
>>> sp_tier([[80], [15], [5]])
[['A'], ['B'], ['C']]
>>> sp_kpi_score(0.9, 1, floor=0.5)
80.0
>>> sp_payout(0.9, 100_000, [[0, 0.8, 0.01], [0.8, None, 0.02]])
1000.0
>>> sp_growth_target(120_000, "abc")
'#VALUE! growth must be a number, such as 8% (it is "abc")'
"""

from salesplan.excel.quota_functions import sp_growth_target, sp_season, sp_split
from salesplan.excel.score_functions import sp_kpi_score, sp_payout
from salesplan.excel.tier_functions import sp_tier

__all__ = ["sp_growth_target", "sp_kpi_score", "sp_payout", "sp_season", "sp_split", "sp_tier"]
