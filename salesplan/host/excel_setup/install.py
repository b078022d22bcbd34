"""What can be done for Excel and salesplan to work together, step by step; each is safe to repeat."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from salesplan.host.excel_setup import places, settings_file
from salesplan.host.excel_setup.check import Check, State
from salesplan.host.excel_setup.computer import excel_check, has_current_add_in, system_check, xlwings_check
from salesplan.host.excel_setup.interpreter import is_right, own_layer, wanted_settings
from salesplan.host.excel_setup.plan_file import MODULE, PlanFile, module_check, name_check
from salesplan.host.excel_setup.system import Platform, System
from salesplan.words import Words

_UNSAVED: Final = Words("{file}: {problem}", "{file}：{problem}", "{file}：{problem}")
_CONF_THERE: Final = Words("{file} names this Python already", "{file} 已指定此 Python", "{file} 已指定此 Python")
_CONF_TO_DO: Final = Words("write this Python into {file}", "将此 Python 写入 {file}", "將此 Python 寫入 {file}")
_CONF_DONE: Final = Words("wrote this Python into {file}", "已将此 Python 写入 {file}", "已將此 Python 寫入 {file}")
_CONF_KEPT: Final = Words(
    "wrote this Python into {file}; the file as it was: {backup}",
    "已将此 Python 写入 {file}；原文件备份：{backup}",
    "已將此 Python 寫入 {file}；原檔備份：{backup}",
)
_NO_LETTERS: Final = Words(
    "{file} cannot hold the letters of {python}; install Python into a folder named with plain letters",
    "{file} 无法保存 {python} 中的字符；请把 Python 安装到只含英文字母的文件夹",
    "{file} 無法儲存 {python} 中的字元；請把 Python 安裝到只含英文字母的資料夾",
)
_ADD_IN_THERE: Final = Words(
    "xlwings' add-in is in Excel already", "Excel 中已有 xlwings 加载项", "Excel 中已有 xlwings 增益集"
)
_ADD_IN_TO_DO: Final = Words(
    "put xlwings' add-in into Excel: {command}",
    "将 xlwings 加载项装入 Excel：{command}",
    "將 xlwings 增益集裝入 Excel：{command}",
)
_ADD_IN_DONE: Final = Words(
    "put xlwings' add-in into Excel; restart Excel if it is open",
    "已将 xlwings 加载项装入 Excel；如 Excel 已打开，请重新启动",
    "已將 xlwings 增益集裝入 Excel；如 Excel 已開啟，請重新啟動",
)
_ADD_IN_FAILED: Final = Words(
    "xlwings' add-in could not be put into Excel; close Excel and run this again ({said})",
    "无法将 xlwings 加载项装入 Excel；请关闭 Excel 后重试（{said}）",
    "無法將 xlwings 增益集裝入 Excel；請關閉 Excel 後重試（{said}）",
)
_SCRIPT_THERE: Final = Words(
    "Excel's script that starts Python is there already",
    "Excel 启动 Python 的脚本已存在",
    "Excel 啟動 Python 的指令碼已存在",
)
_SCRIPT_TO_DO: Final = Words(
    "give Excel the script that starts Python: {command}",
    "为 Excel 安装启动 Python 的脚本：{command}",
    "為 Excel 安裝啟動 Python 的指令碼：{command}",
)
_SCRIPT_DONE: Final = Words(
    "gave Excel the script that starts Python",
    "已为 Excel 安装启动 Python 的脚本",
    "已為 Excel 安裝啟動 Python 的指令碼",
)
_SCRIPT_FAILED: Final = Words(
    "Excel could not be given the script that starts Python ({said})",
    "无法为 Excel 安装启动 Python 的脚本（{said}）",
    "無法為 Excel 安裝啟動 Python 的指令碼（{said}）",
)
_MODULE_THERE: Final = Words("{file} is there already", "{file} 已存在", "{file} 已存在")
_MODULE_TO_DO: Final = Words("write {file}", "写入 {file}", "寫入 {file}")
_MODULE_DONE: Final = Words("wrote {file}", "已写入 {file}", "已寫入 {file}")


class Outcome(StrEnum):
    """What became of a step."""

    DONE = "done"
    TO_DO = "to do"
    THERE = "there"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its key, what became of it, and a sentence on it."""

    name: str
    outcome: Outcome
    text: Words


def install(system: System, plan: PlanFile | None = None, *, dry_run: bool = False) -> Iterator[Step]:
    """Do what can be done, one step after the other; what is there already is left as it is.

    Parameters
    ----------
    system
        The computer. Where Excel or xlwings is not installed, nothing is done.
    plan
        A plan that gets the Python file that Run main needs.
    dry_run
        Say what would be done, and do nothing.

    Yields
    ------
    Step
        As soon as it is done.
    """
    if absent := _absent(system):
        yield from (Step(check.name, Outcome.FAILED, check.text) for check in absent)
        return
    yield _interpreter(system, dry_run=dry_run)
    yield _add_in(system, dry_run=dry_run)
    if system.platform is Platform.MAC:
        yield _script(system, dry_run=dry_run)
    if plan:
        yield _module(system, plan, dry_run=dry_run)


def _absent(system: System) -> list[Check]:
    """Give what a person must install first."""
    if (on_this := system_check(system)).stops:
        return [on_this]
    return [check for check in (excel_check(system), xlwings_check(system)) if check.stops]


def _interpreter(system: System, *, dry_run: bool) -> Step:
    """Write into the user's settings which Python Excel is to start."""
    file = places.settings_file(system)
    if is_right(system, own_layer(system).settings):
        return Step("interpreter", Outcome.THERE, _CONF_THERE.filled(file=file))
    if dry_run:
        return Step("interpreter", Outcome.TO_DO, _CONF_TO_DO.filled(file=file))
    newline = b"\r\n" if system.platform is Platform.WINDOWS else b"\n"
    try:
        changed = settings_file.change(file, wanted_settings(system), encoding=system.encoding, newline=newline)
    except UnicodeEncodeError:
        return Step("interpreter", Outcome.FAILED, _NO_LETTERS.filled(file=file, python=system.python))
    except OSError as problem:
        return _unsaved("interpreter", problem)
    if changed.backup:
        return Step("interpreter", Outcome.DONE, _CONF_KEPT.filled(file=file, backup=changed.backup.name))
    return Step("interpreter", Outcome.DONE, _CONF_DONE.filled(file=file))


def _add_in(system: System, *, dry_run: bool) -> Step:
    """Let xlwings put its add-in where Excel opens it on its start."""
    if has_current_add_in(system):
        return Step("add-in", Outcome.THERE, _ADD_IN_THERE)
    command = _xlwings(system, "addin", "install")
    if dry_run:
        return Step("add-in", Outcome.TO_DO, _ADD_IN_TO_DO.filled(command=" ".join(command)))
    ran = system.run(command)
    if has_current_add_in(system):  # its exit code is 0 even where it failed
        return Step("add-in", Outcome.DONE, _ADD_IN_DONE)
    return Step("add-in", Outcome.FAILED, _ADD_IN_FAILED.filled(said=_last_line(ran.said)))


def _script(system: System, *, dry_run: bool) -> Step:
    """Let xlwings put the script in place without which Excel on the Mac starts nothing."""
    script = places.mac_script(system)
    if script and script.is_file():
        return Step("script", Outcome.THERE, _SCRIPT_THERE)
    command = _xlwings(system, "runpython", "install")
    if dry_run:
        return Step("script", Outcome.TO_DO, _SCRIPT_TO_DO.filled(command=" ".join(command)))
    ran = system.run(command)
    if script and script.is_file():
        return Step("script", Outcome.DONE, _SCRIPT_DONE)
    return Step("script", Outcome.FAILED, _SCRIPT_FAILED.filled(said=_last_line(ran.said)))


def _module(system: System, plan: PlanFile, *, dry_run: bool) -> Step:
    """Write the Python file that Run main starts; another's file is left alone."""
    name = name_check(system, plan)
    if name.state is State.MISSING:
        return Step("module", Outcome.FAILED, name.text)
    if plan.module.exists():
        there = module_check(plan)
        if there.state is State.OK:
            return Step("module", Outcome.THERE, _MODULE_THERE.filled(file=plan.module))
        return Step("module", Outcome.FAILED, there.text)
    if dry_run:
        return Step("module", Outcome.TO_DO, _MODULE_TO_DO.filled(file=plan.module))
    try:
        with plan.module.open("x", encoding="utf-8", newline="\n") as file:
            file.write(MODULE)
    except OSError as problem:
        return _unsaved("module", problem)
    return Step("module", Outcome.DONE, _MODULE_DONE.filled(file=plan.module))


def _xlwings(system: System, *words: str) -> list[str]:
    return [str(system.python), "-m", "xlwings.cli", *words]


def _unsaved(name: str, problem: OSError) -> Step:
    return Step(name, Outcome.FAILED, _UNSAVED.filled(file=problem.filename, problem=problem.strerror or problem))


def _last_line(said: str) -> str:
    return said.splitlines()[-1] if said else "xlwings"
