"""What the computer must have, so that Excel and salesplan work together."""

from collections.abc import Iterator
from filecmp import cmp
from typing import Final

from salesplan.host.excel_setup import places
from salesplan.host.excel_setup.check import Check, Topic
from salesplan.host.excel_setup.system import Platform, System
from salesplan.words import Words

_INSTALL: Final = "salesplan excel install"
_EXTRA: Final = 'python -m pip install "salesplan[excel]"'
_TRUST_KEYS: Final = (
    r"Software\Policies\Microsoft\Office\16.0\Excel\Security",
    r"Software\Microsoft\Office\16.0\Excel\Security",
)
"""An administrator's choice counts more than the user's."""

_THERE: Final = Words("{path}")
_SYSTEM: Final = Topic("system", Words("Operating system", "操作系统", "作業系統"))
_NO_EXCEL_HERE: Final = Words(
    "Excel runs on Windows and on the Mac, not here; the commands on files do the same, such as: salesplan quota PLAN",
    "Excel 只能在 Windows 或 Mac 上运行，不能在此运行；处理文件的命令作用相同，例如：salesplan quota PLAN",
    "Excel 只能在 Windows 或 Mac 上執行，不能在此執行；處理檔案的命令作用相同，例如：salesplan quota PLAN",
)
_RUNS_EXCEL: Final = {
    Platform.WINDOWS: Words(
        "Windows: macros, buttons and functions in cells work",
        "Windows：可使用宏、按钮和单元格函数",
        "Windows：可使用巨集、按鈕和儲存格函數",
    ),
    Platform.MAC: Words(
        "Mac: macros and buttons work; functions in cells need Excel for Windows",
        "Mac：可使用宏和按钮；单元格函数需要 Windows 版 Excel",
        "Mac：可使用巨集和按鈕；儲存格函數需要 Windows 版 Excel",
    ),
}

_PYTHON: Final = Topic("python", Words("Python"))
_PYTHON_HERE: Final = Words("{version}, {path}")
_STORE_PYTHON: Final = Words(
    "{path} comes from the Microsoft Store, which Excel may not be able to start; if so, install Python from python.org, "
    "and salesplan again with it",
    "{path} 来自 Microsoft Store，Excel 可能无法启动它；如果不行，请从 python.org 安装 Python，再重新安装 salesplan",
    "{path} 來自 Microsoft Store，Excel 可能無法啟動它；如果不行，請從 python.org 安裝 Python，再重新安裝 salesplan",
)

_EXCEL: Final = Topic("excel", Words("Excel"))
_EXCEL_ABSENT: Final = Words(
    "it was not found; install Microsoft Excel (WPS and the Excel of the web do not work with xlwings' add-in)",
    "未找到；请安装 Microsoft Excel（WPS 和网页版 Excel 不支持 xlwings 加载项）",
    "未找到；請安裝 Microsoft Excel（WPS 和網頁版 Excel 不支援 xlwings 增益集）",
)

_XLWINGS: Final = Topic("xlwings", Words("xlwings"))
_VERSION: Final = Words("version {version}", "版本 {version}", "版本 {version}")
_XLWINGS_ABSENT: Final = Words(
    "it is not installed for this Python; run: {extra}",
    "此 Python 未安装它；请运行：{extra}",
    "此 Python 未安裝它；請執行：{extra}",
)
_BRIDGES: Final = {
    Platform.WINDOWS: {"pywin32": "win32com"},
    Platform.MAC: {"appscript": "appscript", "psutil": "psutil"},
}
"""The packages through which xlwings talks to Excel, and what they are imported as."""
_BRIDGE: Final = Topic("bridge", Words("Connection to Excel", "与 Excel 的连接", "與 Excel 的連接"))
_BRIDGE_THERE: Final = Words("{names} is there", "{names} 已安装", "{names} 已安裝")
_BRIDGE_ABSENT: Final = Words(
    "{names} is not installed for this Python; run: {extra}",
    "此 Python 未安装 {names}；请运行：{extra}",
    "此 Python 未安裝 {names}；請執行：{extra}",
)

_ADD_IN: Final = Topic(
    "add-in", Words("xlwings' add-in in Excel", "Excel 中的 xlwings 加载项", "Excel 中的 xlwings 增益集")
)
_ADD_IN_ABSENT: Final = Words(
    "Excel does not have it; run: {install}", "Excel 中没有；请运行：{install}", "Excel 中沒有；請執行：{install}"
)
_ADD_IN_OTHER: Final = Words(
    "{path} is of another version than xlwings; run: {install}",
    "{path} 与 xlwings 的版本不同；请运行：{install}",
    "{path} 與 xlwings 的版本不同；請執行：{install}",
)

_SCRIPT: Final = Topic(
    "script", Words("Excel's way to start Python", "Excel 启动 Python 的脚本", "Excel 啟動 Python 的指令碼")
)
_SCRIPT_ABSENT: Final = Words(
    "xlwings' script is not in Excel's folder of scripts; run: {install}",
    "Excel 的脚本文件夹中没有 xlwings 的脚本；请运行：{install}",
    "Excel 的指令碼資料夾中沒有 xlwings 的指令碼；請執行：{install}",
)
_PERMISSION: Final = Topic("permission", Words("Permission to steer Excel", "控制 Excel 的权限", "控制 Excel 的權限"))
_ASKED_ONCE: Final = Words(
    "the Mac asks for it at the first run: choose OK; it stands in System Settings > Privacy & Security > Automation",
    "首次运行时 Mac 会询问：请选择“好”；以后可在“系统设置 > 隐私与安全性 > 自动化”中更改",
    "首次執行時 Mac 會詢問：請選擇「好」；以後可在「系統設定 > 隱私權與安全性 > 自動化」中更改",
)

_LIBRARY: Final = Topic(
    "functions", Words("Library for functions in cells", "单元格函数的库", "儲存格函數的程式庫"), needed=False
)
_LIBRARY_ABSENT: Final = Words(
    "it is not beside this Python, so functions in cells do not work; with a Python from python.org they do",
    "不在此 Python 旁边，因此无法使用单元格函数；改用 python.org 的 Python 即可",
    "不在此 Python 旁邊，因此無法使用儲存格函數；改用 python.org 的 Python 即可",
)
_TRUST: Final = Topic("trust", Words("Leave to add functions", "添加函数的许可", "新增函數的許可"), needed=False)
_TRUSTED: Final = Words(
    "Excel lets Import Functions work", "Excel 允许“Import Functions”", "Excel 允許「Import Functions」"
)
_NOT_TRUSTED: Final = Words(
    "needed only for functions in cells: in Excel, File > Options > Trust Center > Trust Center Settings > Macro Settings, "
    "tick 'Trust access to the VBA project object model'",
    "仅单元格函数需要：在 Excel 中依次选择“文件 > 选项 > 信任中心 > 信任中心设置 > 宏设置”，勾选“信任对 VBA 工程对象模型的访问”",
    "僅儲存格函數需要：在 Excel 中依次選擇「檔案 > 選項 > 信任中心 > 信任中心設定 > 巨集設定」，勾選「信任存取 VBA 專案物件模型」",
)


def computer_checks(system: System) -> Iterator[Check]:
    """Check the computer: Excel, Python, xlwings and what it brings along.

    Whether Python has 32 or 64 bits does not matter and is not looked at: Excel starts it as a program of its own.
    """
    yield (on_this := system_check(system))
    yield _python(system)
    if on_this.stops:
        return
    yield excel_check(system)
    yield xlwings_check(system)
    yield _bridge(system)
    yield _add_in(system)
    if system.platform is Platform.MAC:
        yield _script(system)
        yield _PERMISSION.unknown(_ASKED_ONCE)
    else:
        yield _library(system)
        yield _trust(system)


def system_check(system: System) -> Check:
    """Check that Excel runs on this system."""
    words = _RUNS_EXCEL.get(system.platform)
    return _SYSTEM.ok(words) if words else _SYSTEM.missing(_NO_EXCEL_HERE)


def excel_check(system: System) -> Check:
    """Check that Excel is installed."""
    program = places.excel(system)
    return _EXCEL.ok(_THERE, path=program) if program else _EXCEL.missing(_EXCEL_ABSENT)


def xlwings_check(system: System) -> Check:
    """Check that the Python that runs this has xlwings."""
    version = system.version_of("xlwings")
    return _XLWINGS.ok(_VERSION, version=version) if version else _XLWINGS.missing(_XLWINGS_ABSENT, extra=_EXTRA)


def has_current_add_in(system: System) -> bool:
    """Tell whether Excel has the very add-in that came with the installed xlwings."""
    installed, own = places.installed_add_in(system), places.own_add_in(system)
    return installed is not None and own is not None and cmp(installed, own, shallow=False)


def _python(system: System) -> Check:
    facts = {"version": system.python_version, "path": system.python}
    if system.platform is Platform.WINDOWS and "windowsapps" in str(system.python).casefold():
        return _PYTHON.unknown(_STORE_PYTHON, **facts)
    return _PYTHON.ok(_PYTHON_HERE, **facts)


def _bridge(system: System) -> Check:
    packages = _BRIDGES[system.platform]
    absent = [package for package, module in packages.items() if system.module_file(module) is None]
    if absent:
        return _BRIDGE.missing(_BRIDGE_ABSENT, names=", ".join(absent), extra=_EXTRA)
    return _BRIDGE.ok(_BRIDGE_THERE, names=", ".join(packages))


def _add_in(system: System) -> Check:
    installed = places.installed_add_in(system)
    if installed is None:
        return _ADD_IN.missing(_ADD_IN_ABSENT, install=_INSTALL)
    if places.own_add_in(system) and not has_current_add_in(system):
        return _ADD_IN.missing(_ADD_IN_OTHER, path=installed, install=_INSTALL)
    return _ADD_IN.ok(_THERE, path=installed)


def _script(system: System) -> Check:
    script = places.mac_script(system)
    if script and script.is_file():
        return _SCRIPT.ok(_THERE, path=script)
    return _SCRIPT.missing(_SCRIPT_ABSENT, install=_INSTALL)


def _library(system: System) -> Check:
    found = places.function_libraries(system)
    return _LIBRARY.ok(_THERE, path=found[0]) if found else _LIBRARY.missing(_LIBRARY_ABSENT)


def _trust(system: System) -> Check:
    said = (system.registry(key, "AccessVBOM") for key in _TRUST_KEYS)
    decided = next((value for value in said if value is not None), "0")
    return _TRUST.ok(_TRUSTED) if decided == "1" else _TRUST.missing(_NOT_TRUSTED)
