"""Everything that Excel needs to work with salesplan, looked at in order."""

from salesplan.host.excel_setup.check import Check
from salesplan.host.excel_setup.computer import computer_checks
from salesplan.host.excel_setup.interpreter import interpreter_check, own_layer
from salesplan.host.excel_setup.plan_file import PlanFile, layers_of, plan_checks
from salesplan.host.excel_setup.system import Platform, System


def doctor(system: System, plan: PlanFile | None = None) -> list[Check]:
    """Check the computer, which Python Excel starts, and a plan; nothing is changed.

    Parameters
    ----------
    system
        The computer.
    plan
        A plan that is to be opened in Excel.

    Returns
    -------
    list of Check
        One a thing that was looked at. All that is needed is there where none of them `Check.stops`.
    """
    checks = list(computer_checks(system))
    if system.platform is not Platform.OTHER:
        layers = layers_of(system, plan) if plan else []
        checks.append(interpreter_check(system, [*layers, own_layer(system)]))
    return [*checks, *(plan_checks(system, plan) if plan else ())]
