"""File names of visit logs, made from rep ids that may hold anything."""

from collections.abc import Iterable

from salesplan.host.file_names import file_names
from salesplan.planning.names import folded


def log_names(rep_ids: Iterable[str]) -> dict[str, str]:
    r"""Give each rep's log a file name that Windows, macOS and Linux take; ids that come out alike get a number.

    Parameters
    ----------
    rep_ids
        All ids of the plan, so that a name does not depend on whose logs are issued. Their order does not matter.

    Returns
    -------
    dict
        File names by id as it is matched. No two differ in nothing but case.

    Examples
    --------
    >>> log_names(["R-01", "华东/01", "R/02", "R:02"])
    {'r-01': 'visit_log_R-01.xlsx', 'r/02': 'visit_log_R_02.xlsx', 'r:02': 'visit_log_R_02_2.xlsx', '华东/01': 'visit_log_华东_01.xlsx'}
    """
    spelt = {folded(rep_id): rep_id for rep_id in sorted(rep_ids, reverse=True)}
    return file_names({key: spelt[key] for key in sorted(filter(None, spelt))}, "visit_log_{}.xlsx")
