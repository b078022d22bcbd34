"""An encrypted handout in a real spreadsheet program: it opens with its password, and not without."""

from pathlib import Path

import pytest

from salesplan.host.handouts.issue import hand_out
from salesplan.host.handouts.passwords import read_passwords
from salesplan.tables.handout import Part, handout_plan
from salesplan.workbook.encrypted import decrypted, is_encrypted
from salesplan.workbook.read import WorkbookReader
from tests.flow.handed_company import handed_plan, wish
from tests.spreadsheet.libreoffice import edited_in_libreoffice

pytestmark = pytest.mark.live

PASSWORD = "correct horse 配额"


def test_libreoffice_opens_an_encrypted_handout_with_its_password_only(tmp_path: Path) -> None:
    (tmp_path / "passwords.txt").write_text(PASSWORD, "utf-8")
    passwords = read_passwords(tmp_path / "passwords.txt")
    handout = hand_out(handed_plan(tmp_path), tmp_path / "out", wish(), passwords=passwords).files[0].path
    edits = {("Quota", "H5"): 4321.0}
    back = edited_in_libreoffice(handout, edits, tmp_path / "back.xlsx", password=PASSWORD)
    data = back.read_bytes()
    assert is_encrypted(data)
    reader = WorkbookReader(back, decrypted(back, data, PASSWORD))
    found, rows = reader.table(handout_plan(Part.TEAM).table("Quota"))
    assert rows.columns["override"][0] == 4321
    assert rows.columns["final"][0] == 4321
    assert found.info.sheet == "Quota"
    with pytest.raises(AssertionError):
        edited_in_libreoffice(handout, edits, tmp_path / "none.xlsx")
    assert not (tmp_path / "none.xlsx").exists()
