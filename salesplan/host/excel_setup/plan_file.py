"""What a plan's own file must have, so that Excel's buttons reach salesplan from it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from salesplan.host.excel_setup.check import Check, State, Topic
from salesplan.host.excel_setup.interpreter import Layer
from salesplan.host.excel_setup.settings_file import read_file
from salesplan.host.excel_setup.system import Platform, System
from salesplan.words import Words
from salesplan.workbook.excel_names import FUNCTIONS, PLAIN, SETTINGS_NAME, UDF_MODULES, WITH_MACROS

if TYPE_CHECKING:
    from salesplan.workbook.read import WorkbookReader

MODULE: Final = '"""Excel\'s Run main starts salesplan here."""\nfrom salesplan.excel.entries import main\n'
"""What the module beside a plan consists of."""

_IMPORTS_MAIN: Final = re.compile(r"^from salesplan\.excel\.entries import .*\bmain\b", re.MULTILINE)
_MARK: Final = "Zone.Identifier"
_FROM_ELSEWHERE: Final = re.compile(r"^ZoneId=[34]", re.MULTILINE)
_CLOUD_VARIABLES: Final = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_CLOUD_FOLDERS: Final = ("onedrive", "sharepoint", "cloudstorage")

_TYPE: Final = Topic("type", Words("Type of the file", "文件类型", "檔案類型"))
_PLAIN: Final = Words(
    "{suffix}: Run main on the ribbon tab xlwings; buttons need an .xlsm",
    "{suffix}：使用功能区 xlwings 选项卡上的 Run main；按钮需要 .xlsm 文件",
    "{suffix}：使用功能區 xlwings 索引標籤上的 Run main；按鈕需要 .xlsm 檔案",
)
_MACROS: Final = Words(
    "{suffix}: buttons work once macros are enabled",
    "{suffix}：启用宏后即可使用按钮",
    "{suffix}：啟用巨集後即可使用按鈕",
)
_OTHER_TYPE: Final = Words(
    "{suffix} does not work; save it as .xlsx or .xlsm in Excel",
    "不支持 {suffix}；请在 Excel 中另存为 .xlsx 或 .xlsm",
    "不支援 {suffix}；請在 Excel 中另存為 .xlsx 或 .xlsm",
)

_SHEET: Final = Topic("sheet", Words("Sheet xlwings.conf", "工作表 xlwings.conf", "工作表 xlwings.conf"), needed=False)
_SHEET_RIGHT: Final = Words("it names salesplan's functions", "已指定 salesplan 的函数", "已指定 salesplan 的函數")
_NO_SHEET: Final = Words(
    "needed only for functions in cells: add a sheet {sheet} with {key} in A1 and {functions} in B1",
    "仅单元格函数需要：请添加工作表 {sheet}，在 A1 输入 {key}，在 B1 输入 {functions}",
    "僅儲存格函數需要：請新增工作表 {sheet}，在 A1 輸入 {key}，在 B1 輸入 {functions}",
)
_NOT_NAMED: Final = Words(
    "needed only for functions in cells: write {functions} beside {key}; several are separated by a semicolon",
    "仅单元格函数需要：请在 {key} 旁输入 {functions}；多个模块以分号分隔",
    "僅儲存格函數需要：請在 {key} 旁輸入 {functions}；多個模組以分號分隔",
)

_NAME: Final = Words("Name of the file", "文件名", "檔名")
_NAME_RIGHT: Final = Words("Run main can use it", "Run main 可以使用", "Run main 可以使用")
_NAME_UNUSABLE: Final = Words(
    "Run main needs letters, digits and _ only, beginning with a letter; rename it, for instance to {better}",
    "Run main 要求文件名只含字母、数字和 _，且以字母开头；请改名，例如 {better}",
    "Run main 要求檔名只含字母、數字和 _，且以字母開頭；請改名，例如 {better}",
)
_NAME_TAKEN: Final = Words(
    "{stem} is the name of a part of Python or of salesplan; rename the file, for instance to {better}",
    "{stem} 是 Python 或 salesplan 组成部分的名称；请改名，例如 {better}",
    "{stem} 是 Python 或 salesplan 組成部分的名稱；請改名，例如 {better}",
)

_MODULE: Final = Words("Python file beside it", "旁边的 Python 文件", "旁邊的 Python 檔案")
_MODULE_RIGHT: Final = Words("{file}")
_NO_MODULE: Final = Words(
    '{file} is what Run main starts; run: salesplan excel install "{plan}"',
    'Run main 需要 {file}；请运行：salesplan excel install "{plan}"',
    'Run main 需要 {file}；請執行：salesplan excel install "{plan}"',
)
_FOREIGN_MODULE: Final = Words(
    "{file} is there and is not salesplan's; it is left alone: add the line 'from salesplan.excel.entries import main' to it, "
    "or rename the plan",
    "{file} 已存在，但不是 salesplan 的文件，故未改动：请在其中加入一行 'from salesplan.excel.entries import main'，或给计划改名",
    "{file} 已存在，但不是 salesplan 的檔案，故未更動：請在其中加入一行 'from salesplan.excel.entries import main'，或將計畫改名",
)

_FOLDER: Final = Topic("folder", Words("Folder", "文件夹", "資料夾"))
_OWN_FOLDER: Final = Words("{folder}")
_CLOUD: Final = Words(
    "{folder} seems to be kept in OneDrive or SharePoint; if Excel does not find the plan's Python file, switch AutoSave off "
    "or move the plan into a folder of this computer",
    "{folder} 似乎由 OneDrive 或 SharePoint 同步；如果 Excel 找不到计划旁的 Python 文件，请关闭“自动保存”，或把计划移到本机文件夹",
    "{folder} 似乎由 OneDrive 或 SharePoint 同步；如果 Excel 找不到計畫旁的 Python 檔案，請關閉「自動儲存」，或把計畫移到本機資料夾",
)

_BLOCK: Final = Topic("blocked", Words("Blocked by Windows", "被 Windows 阻止", "被 Windows 封鎖"))
_FREE: Final = Words("no", "否", "否")
_BLOCKED: Final = Words(
    "it came by mail or from the web, so Excel keeps it shut: right-click the file > Properties, tick Unblock",
    "该文件来自邮件或网络，Excel 会限制它：右键单击文件 > 属性，勾选“解除锁定”",
    "該檔案來自郵件或網路，Excel 會限制它：在檔案上按右鍵 > 內容，勾選「解除封鎖」",
)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan's file: where it is, and the settings on its sheet ``xlwings.conf`` (None without such a sheet)."""

    path: Path
    settings: dict[str, str] | None

    @classmethod
    def open(cls, path: Path) -> "PlanFile":
        """Read what matters of a plan.

        Raises
        ------
        NotAWorkbook
            If it is no workbook that can be read.
        """
        from salesplan.workbook.read import WorkbookReader  # only here, since it brings pandas along

        reader = WorkbookReader(path)
        names = [sheet.name for sheet in reader.book.sheets if sheet.name.casefold() == SETTINGS_NAME]
        return cls(path.absolute(), _settings_of(reader, names[0]) if names else None)

    @property
    def module(self) -> Path:
        """The Python file that Run main starts: beside the plan, with its name."""
        return self.path.with_suffix(".py")

    @property
    def has_macros(self) -> bool:
        """Whether it has buttons, so that Run main is not needed."""
        return self.path.suffix.casefold() == WITH_MACROS


def layers_of(system: System, plan: PlanFile) -> list[Layer]:
    """Give the settings of xlwings that count more than the user's own: the sheet's, then the folder's."""
    beside = plan.path.with_name(SETTINGS_NAME)
    return [
        Layer(f"{plan.path.name} {SETTINGS_NAME}", plan.settings or {}),
        Layer(str(beside), read_file(beside, system.encoding)),
    ]


def plan_checks(system: System, plan: PlanFile) -> Iterator[Check]:
    """Check a plan's file: its type, name, settings, the Python file beside it, and where it lies."""
    yield _type(plan)
    yield _sheet(plan)
    yield (name := name_check(system, plan))
    if name.state is State.OK:  # else the Python file will have another name, too
        yield module_check(plan)
    yield _folder(system, plan)
    if system.platform is Platform.WINDOWS:
        yield _block(plan)


def name_check(system: System, plan: PlanFile) -> Check:
    """Check that Python can import a module with the plan's name, and none but the one beside it."""
    topic = Topic("name", _NAME, needed=not plan.has_macros)
    better = _better(system, plan)
    if better == plan.path.stem:
        return topic.ok(_NAME_RIGHT)
    words = _NAME_TAKEN if _is_name(plan.path.stem) else _NAME_UNUSABLE
    return topic.missing(words, stem=plan.path.stem, better=better + plan.path.suffix)


def module_check(plan: PlanFile) -> Check:
    """Check that the Python file beside the plan hands over to salesplan."""
    topic = Topic("module", _MODULE, needed=not plan.has_macros)
    try:
        text = plan.module.read_bytes().decode("utf-8-sig", "replace")
    except FileNotFoundError:
        return topic.missing(_NO_MODULE, file=plan.module.name, plan=plan.path)
    except OSError:  # a folder, or a file that must not be read
        text = ""
    ours = _IMPORTS_MAIN.search(text)
    return topic.ok(_MODULE_RIGHT, file=plan.module) if ours else topic.missing(_FOREIGN_MODULE, file=plan.module.name)


def _settings_of(reader: "WorkbookReader", sheet: str) -> dict[str, str]:
    """Read keys in column A and values in B, down to the first blank key, as xlwings does."""
    settings: dict[str, str] = {}
    for row in reader.grid(sheet):
        key, value = (str(cell).strip() for cell in (*row, "", "")[:2])
        if not key:
            break
        settings[key.upper()] = value
    return settings


def _type(plan: PlanFile) -> Check:
    suffix = plan.path.suffix
    if plan.has_macros:
        return _TYPE.ok(_MACROS, suffix=suffix)
    if suffix.casefold() == PLAIN:
        return _TYPE.ok(_PLAIN, suffix=suffix)
    return _TYPE.missing(_OTHER_TYPE, suffix=suffix)


def _sheet(plan: PlanFile) -> Check:
    facts = {"sheet": SETTINGS_NAME, "key": UDF_MODULES, "functions": FUNCTIONS}
    if plan.settings is None:
        return _SHEET.missing(_NO_SHEET, **facts)
    modules = {module.strip() for module in plan.settings.get(UDF_MODULES, "").split(";")}
    return _SHEET.ok(_SHEET_RIGHT) if FUNCTIONS in modules else _SHEET.missing(_NOT_NAMED, **facts)


def _better(system: System, plan: PlanFile) -> str:
    """Give the nearest name that Python can use: the plan's own, if it can."""
    name = plan.path.stem
    if not _is_name(name):
        name = re.sub(r"\W+", "_", normalize("NFKC", name)).strip("_")
    if not _is_name(name):
        name = f"plan_{name}".rstrip("_")
    return f"{name}_plan" if _is_taken(system, plan, name) else name


def _is_name(name: str) -> bool:
    return name.isidentifier() and not iskeyword(name) and normalize("NFKC", name) == name


def _is_taken(system: System, plan: PlanFile, name: str) -> bool:
    """Tell whether importing the name would load something else than the file beside the plan."""
    file = system.module_file(name)
    return file is not None and file.resolve().parent != plan.path.parent.resolve()


def _folder(system: System, plan: PlanFile) -> Check:
    folder = plan.path.parent
    roots = [Path(root) for key in _CLOUD_VARIABLES if (root := system.environment.get(key))]
    named = any(part.casefold().startswith(_CLOUD_FOLDERS) for part in folder.parts)
    if named or any(folder.is_relative_to(root) for root in roots):
        return _FOLDER.unknown(_CLOUD, folder=folder)
    return _FOLDER.ok(_OWN_FOLDER, folder=folder)


def _block(plan: PlanFile) -> Check:
    """Look at the stream that Windows adds to a file from elsewhere."""
    try:
        mark = Path(f"{plan.path}:{_MARK}").read_bytes().decode("utf-8", "replace")
    except OSError:
        return _BLOCK.ok(_FREE)
    return _BLOCK.missing(_BLOCKED) if _FROM_ELSEWHERE.search(mark) else _BLOCK.ok(_FREE)
