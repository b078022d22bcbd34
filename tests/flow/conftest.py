from pathlib import Path
from shutil import copyfile

import pytest

from tests.flow.company import company, salesplan
from tests.flow.scenario_company import scenario_company


@pytest.fixture(scope="session")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small company's plan before and after planning, made once."""
    filled = company(tmp_path_factory.mktemp("company"))
    planned = filled.with_name("planned.xlsx")
    salesplan("quota", filled, "--out", planned)
    return {"filled": filled, "planned": planned}


@pytest.fixture
def filled(_kept: dict[str, Path], tmp_path: Path) -> Path:
    """A plan that people have filled in, of one's own."""
    return Path(copyfile(_kept["filled"], tmp_path / "plan.xlsx"))


@pytest.fixture
def planned(_kept: dict[str, Path], tmp_path: Path) -> Path:
    """A planned one, of one's own."""
    return Path(copyfile(_kept["planned"], tmp_path / "plan.xlsx"))


@pytest.fixture(scope="session")
def plan_kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The planned company of scenarios, made once; not to be changed."""
    return scenario_company(tmp_path_factory.mktemp("scenarios"))


@pytest.fixture
def plan(plan_kept: Path, tmp_path: Path) -> Path:
    """The planned company of scenarios, of one's own."""
    return Path(copyfile(plan_kept, tmp_path / "plan.xlsx"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample company: its plan, and its scenarios, compared; not to be changed."""
    folder = tmp_path_factory.mktemp("sample")
    salesplan("demo", folder)
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in this folder: whole runs on files, which take longer than unit tests may."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("flow")
