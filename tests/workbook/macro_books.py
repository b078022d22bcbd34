"""Plans with macros: built once, and what of them tests look at."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from salesplan.tables.plan import SALES_PLAN
from salesplan.workbook.build import build
from salesplan.workbook.build_macros import SOURCE

EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_SUB = re.compile(r"^Public Sub (\w+)\(\)", re.MULTILINE)


@cache
def built(language: str = "en") -> bytes:
    return build(SALES_PLAN, language=language, settings={"plan_year": 2027, "currency": "USD"}, macros=True)


@cache
def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def source() -> str:
    """Give the macros as they are in the package, line ends included."""
    return SOURCE.read_bytes().decode("ascii")


def macros() -> list[str]:
    """Give the names of the macros that buttons may run."""
    return _SUB.findall(source())


def buttons(data: bytes) -> Iterator[tuple[str, str, list[int]]]:
    """Give each button of a workbook: macro, caption, and the column and row of its corners."""
    for name, part in parts(data).items():
        if not name.startswith("xl/drawings/vmlDrawing"):
            continue
        for shape in ElementTree.fromstring(part).iter("{urn:schemas-microsoft-com:vml}shape"):
            anchor = [int(number) for number in (shape.findtext(f".//{EXCEL}Anchor") or "").split(",")]
            caption = next(shape.iter("font")).text or ""
            yield shape.findtext(f".//{EXCEL}FmlaMacro") or "", caption, anchor[::2]
