"""The docs are true: what they show is what salesplan prints, and what is generated is up to date."""

import doctest
import json
import re
import tomllib
from collections.abc import Iterator
from inspect import signature
from pathlib import Path
from shutil import copyfile
from typing import Any

import click
import pytest

from salesplan.cli import main
from salesplan.excel import functions
from salesplan.excel.work import planned
from salesplan.findings import Kind
from salesplan.host.demo import AFTER
from salesplan.sources.mapping import Mapping
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.workbooks import WORKBOOKS
from salesplan.words import LANGUAGES
from salesplan.workbook.build_macros import ON_SHEETS, ON_START, SOURCE
from salesplan.workbook.read import WorkbookReader
from scripts.books import same_content, samples, templates
from scripts.excel_functions import SHOWN, answer_of, arguments_of
from scripts.moment import MOMENT
from scripts.pages import FILES, regenerated
from scripts.pictures import PICTURES
from scripts.reference import every_kind, reference_pages
from scripts.regenerate import DATA, PAGES, ROOT, links_to, out_of_date

ADVENTUREWORKS = ROOT.parent / "shared" / "data" / "adventureworks"
GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
WRITTEN = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "docs").rglob("*.toml")])
MARKDOWN = [path for path in WRITTEN if path.suffix == ".md"]
KINDS = every_kind()

pages = pytest.mark.parametrize("page", PAGES)
of_markdown = pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.name)

pytestmark = pytest.mark.flow


def fenced(text: str, kind: str) -> list[tuple[str, str]]:
    """Give the blocks of one kind in a page: what stands after the kind, and the block."""
    found = re.findall(rf"^```{kind}(?: ([^\n]*))?\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [(about, body) for about, body in found]


def code_only(text: str) -> str:
    """Blank all but the Python blocks of a page, so that the lines keep their numbers."""
    lines, inside = [], False
    for line in text.split("\n"):
        fence = line.startswith("```")
        lines.append(line if inside and not fence else "")
        inside = line == "```python" if fence else inside
    return "\n".join(lines)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "docs/guide.md"])
def test_the_output_shown_is_what_is_printed(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert regenerated(text, links_to(ADVENTUREWORKS)) == text, "run: python -m scripts.regenerate"


def test_the_output_shown_in_the_guide_is_what_is_printed() -> None:
    """The AdventureWorks blocks are compared only where its data is there."""
    assert regenerated(GUIDE, links_to(ADVENTUREWORKS)) == GUIDE, "run: python -m scripts.regenerate"


def test_adventureworks_is_shown_with_its_ledgers_total() -> None:
    shown = "".join(body for about, body in fenced(GUIDE, "console") if about == DATA)
    assert re.search(r"^Company +43,622,479\.05 ", shown, re.MULTILINE)
    assert re.search(r"^Unassigned +10,732,127\.33 ", shown, re.MULTILINE)


def test_blocks_without_their_data_stay_as_they_are() -> None:
    page = "```console elsewhere\n$ salesplan quota plan.xlsx\nas it was\n```"
    assert regenerated(page, {}) == page


def test_files_edits_and_commands_of_a_page_make_one_transcript() -> None:
    page = "\n".join(
        [
            "```csv reps.csv gbk",
            "销售编号,区域",
            "07,华东",
            "```",
            "<!-- type: p.xlsx Quota override=5 -->",
        ]
    )
    commands = (
        "```console\n$ salesplan new plan p.xlsx --year 2027\n$ salesplan load p.xlsx \\\n    Reps reps.csv\nstale\n```"
    )
    shown = regenerated(page.replace("<!-- type: p.xlsx Quota override=5 -->", commands), {})
    assert "rows added 1" in shown
    assert "stale" not in shown
    assert "Reps reps.csv\n" in shown


def test_a_page_runs_nothing_but_salesplan() -> None:
    with pytest.raises(ValueError, match="can run salesplan only"):
        regenerated("```console\n$ rm -rf plan.xlsx\n```", {})


@pages
def test_the_python_shown_runs(page: str) -> None:
    text = code_only((ROOT / page).read_text("utf-8"))
    examples = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    failed, _ = doctest.DocTestRunner(verbose=False).run(examples)
    assert failed == 0


def test_reference_pages_are_up_to_date() -> None:
    made = reference_pages()
    assert out_of_date({path: text.encode() for path, text in made.items()}) == []
    assert all(made.values())


def test_every_function_is_on_its_page_with_its_arguments_and_in_the_guide() -> None:
    page = (ROOT / "docs" / "excel-functions.md").read_text("utf-8")
    assert set(SHOWN) == set(functions.__all__)
    for name, shown in SHOWN.items():
        arguments = signature(getattr(functions, name)).parameters
        assert list(arguments_of(name)) == list(arguments)
        offered = ", ".join(f"[{key}]" if each.default is None else key for key, each in arguments.items())
        assert f"\n## {name}\n\n`={name}({offered})`\n" in page
        assert f"| `={name}({offered})` |" in GUIDE
        assert not str(answer_of(shown.examples[0])).startswith("#")


def test_the_box_shown_in_the_guide_is_what_a_button_says(tmp_path: Path) -> None:
    plan = Path(copyfile(ROOT / "workbooks" / "en" / AFTER, tmp_path / AFTER))
    said = planned(WorkbookReader(plan), "quota", at=MOMENT).text
    assert "\n".join(f"> {line}".rstrip() for line in said.split("\n")) in GUIDE


def test_every_macro_and_button_is_in_the_guide() -> None:
    for button in {*ON_START, *(button for buttons in ON_SHEETS.values() for button in buttons)}:
        assert re.search(rf"^\| {button.caption.en}.* \| `{button.macro}` \|", GUIDE, re.MULTILINE)
    macros = re.findall(r"^Public Sub (\w+)", SOURCE.read_text("ascii"), re.MULTILINE)
    assert set(macros) == set(re.findall(r"^\| .* \| `(Salesplan\w+)` \|", GUIDE, re.MULTILINE))


def test_templates_are_up_to_date() -> None:
    made = templates()
    assert len(made) == len(LANGUAGES) * len([*WORKBOOKS, "plan with buttons"]) + len(["macros"])
    assert out_of_date(made) == []
    assert {path.name for path in (ROOT / "templates").iterdir()} == {Path(path).name for path in made}


def test_sample_workbooks_are_up_to_date() -> None:
    made = samples()
    assert out_of_date(made) == []
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "workbooks").rglob("*.xlsx")} == set(made)


def test_workbooks_of_other_content_differ() -> None:
    english, simplified, *_ = templates().values()
    assert same_content(english, english)
    assert not same_content(english, simplified)


def test_pictures_are_there_and_shown() -> None:
    shown = (ROOT / "README.md").read_text("utf-8") + GUIDE
    for picture in PICTURES:
        assert (ROOT / "docs" / "images" / picture.file).read_bytes().startswith(b"\x89PNG")
        assert f"images/{picture.file}" in shown


@pytest.mark.parametrize("code", KINDS)
def test_a_code_has_one_severity_and_is_listed(code: str) -> None:
    wordings = KINDS[code]
    assert len({kind.severity for kind in wordings}) == 1
    page = (ROOT / "docs" / "findings.md").read_text("utf-8")
    assert page.count(f"\n### {code}\n") == 1


def test_a_code_is_used_by_one_declaration() -> None:
    """Another wording of a kind is made from it with ``replace``; a second declaration of its code is a mistake."""
    declared: list[str] = []
    for path in sorted((ROOT / "salesplan").rglob("*.py")):
        text = path.read_text("utf-8")
        made = r"^[A-Z_]+(?:: Final)? = (?:Kind|more_like_it)\(\s*\"([A-Z]\d{3})\""
        declared += re.findall(made, text, re.MULTILINE)
    assert sorted(declared) == sorted(set(declared))
    assert set(declared) == set(KINDS)


@pytest.mark.parametrize("wording", [kind for kinds in KINDS.values() for kind in kinds], ids=lambda kind: kind.code)
def test_every_finding_is_worded_in_every_language(wording: Kind) -> None:
    for words in (wording.message, wording.fix):
        assert not words.en or (words.hans and words.hant)
        facts = [set(re.findall(r"\{(\w+)", words.said(language))) for language in LANGUAGES]
        assert facts[0] == facts[1] == facts[2]


def commands() -> list[tuple[str, click.Command]]:
    """Give all commands, those of a group by both names."""
    return list(_commands_of(main))


def _commands_of(group: click.Command, *names: str) -> Iterator[tuple[str, click.Command]]:
    assert isinstance(group, click.Group)
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _commands_of(command, *names, name)
        elif command.hidden:  # it is called without a name of its own
            yield " ".join((*names, command.params[0].human_readable_name)), command
        else:
            yield " ".join((*names, name)), command


@pytest.mark.parametrize(("name", "command"), commands())
def test_every_command_and_option_is_in_the_guide(name: str, command: click.Command) -> None:
    table = GUIDE[GUIDE.index("## Commands and options") :]
    (line,) = [line for line in table.splitlines() if line.startswith(f"| `salesplan {name}")]
    said = table if "as `quota`" in line else line
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert any(f"`{option}`" in said for option in parameter.opts), parameter.opts
    shown = "".join(body for _, body in fenced(GUIDE, "console"))
    assert f"salesplan {name} " in shown + GUIDE


def test_the_guide_offers_no_option_that_is_not_there() -> None:
    table = GUIDE[GUIDE.index("## Commands and options") :]
    there = {option for _, command in commands() for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"`(--[\w-]+)`", table)) <= there | {"--help"}


def test_every_setting_and_sheet_is_in_the_guide() -> None:
    missing = [setting.key for setting in SALES_PLAN.settings if setting.key not in GUIDE]
    assert [key for key in missing if not key.startswith("over_assignment_")] == []
    assert [sheet.name.en for sheet in SALES_PLAN.sheets if sheet.name.en not in GUIDE] == []


def test_the_json_in_the_guide_has_the_keys_of_the_real_one() -> None:
    from salesplan.cli.render import as_data
    from salesplan.tables.kinds import REQUIRED

    ((_, body),) = fenced(GUIDE, "json")
    shown: dict[str, Any] = json.loads(body)
    assert list(shown) == ["tables", "findings", "written"]
    assert list(shown["findings"][0]) == list(as_data(REQUIRED.at("Sales", 5, "month", label="Month")))
    assert set(shown["tables"]["Quota"][0]) <= set(SALES_PLAN.table("Quota").keys)


def shown_mappings() -> list[str]:
    shown = [body for path in MARKDOWN for _, body in fenced(path.read_text("utf-8"), "toml")]
    return shown + [path.read_text("utf-8") for path in WRITTEN if path.suffix == ".toml"]


@pytest.mark.parametrize("mapping", shown_mappings())
def test_mapping_files_in_the_docs_are_mappings(mapping: str) -> None:
    assert Mapping.of(tomllib.loads(mapping)).columns


@of_markdown
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        there = path.parent / file if file else path
        assert there.exists(), target
        assert not anchor or anchor in anchors(there.read_text("utf-8")), target


def anchors(text: str) -> set[str]:
    """Give the anchors that a page's headings have where it is shown."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_nothing_names_a_machine(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"(?<![\w.…])/(?:home|tmp|work|root|Users|usr|opt|var)/|[A-Z]:\\\\?Users", text)
    assert not re.search(r"://|\blocalhost\b|\d{1,3}(?:\.\d{1,3}){3}", text)


def test_every_block_is_of_a_known_kind() -> None:
    known = {"console", "python", "json", "sh", "bat", *FILES}
    for path in MARKDOWN:
        kinds = re.findall(r"^```(\w*)[^\n]*\n.*?^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        assert set(kinds) <= known, path
