"""``salesplan excel``: what Excel needs to work with salesplan, looked after and put in place."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from salesplan.cli import options
from salesplan.cli.group import Commands
from salesplan.words import ENGLISH, LANGUAGES, Words

if TYPE_CHECKING:
    from salesplan.host.excel_setup.check import Check
    from salesplan.host.excel_setup.install import Step
    from salesplan.host.excel_setup.plan_file import PlanFile

_STATES: Final = {
    "ok": (Words("ok", "正常", "正常"), "green"),
    "missing": (Words("missing", "缺少", "缺少"), "red"),
    "unknown": (Words("cannot tell here", "无法判断", "無法判斷"), "yellow"),
}
_OUTCOMES: Final = {
    "done": (Words("done", "完成", "完成"), "green"),
    "to do": (Words("would", "将会", "將會"), "cyan"),
    "there": (Words("nothing to do", "无需操作", "無需操作"), "green"),
    "failed": (Words("not done", "未完成", "未完成"), "red"),
}
_ALL_THERE: Final = Words("all that is needed is there", "所需项目均已具备", "所需項目均已具備")
_SOME_MISSING: Final = Words("missing and needed: {count}", "缺少的必需项目：{count} 个", "缺少的必要項目：{count} 個")
_DRY: Final = Words("dry run: nothing was changed", "试运行：未做任何更改", "試執行：未做任何更改")

_plan = click.argument("plan", type=options.FILE, required=False)
_language = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=None,
    help="Language of what is said; by default the computer's own.",
)


@click.group("excel", cls=Commands)
def command() -> None:
    """Set up Excel to run salesplan in an open workbook, and see what is missing.

    For macros, buttons and functions in cells. The other commands work on files and need none of it.
    """


@command.command("doctor")
@_plan
@options.as_json
@_language
def doctor(plan: Path | None, as_json: bool, lang: str | None) -> None:
    """List what Excel needs to run salesplan, whether it is there, and what to do; with PLAN, for that plan too.

    Nothing is changed. Exit code 1 when something that is needed is missing.
    """
    from salesplan.host.excel_setup.doctor import doctor as looked_at
    from salesplan.host.excel_setup.system import this_system

    system = this_system()
    language = _chosen(lang, system.language)
    checks = looked_at(system, _opened(plan))
    if as_json:
        _print_json(checks=[_check_as_data(check, language) for check in checks])
    else:
        _show_checks(checks, language)
    click.get_current_context().exit(1 if any(check.stops for check in checks) else 0)


@command.command("install")
@_plan
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@options.as_json
@_language
def install(plan: Path | None, dry_run: bool, as_json: bool, lang: str | None) -> None:
    """Set up what Excel needs to run salesplan: xlwings' add-in, and which Python it starts. Safe to repeat.

    With PLAN, the small Python file beside it that Run main needs is written, too. At the end stands the list of
    salesplan excel doctor. Exit code 1 when something could not be done or is missing.
    """
    from salesplan.host.excel_setup.doctor import doctor as looked_at
    from salesplan.host.excel_setup.install import Outcome
    from salesplan.host.excel_setup.install import install as installed
    from salesplan.host.excel_setup.system import this_system

    system = this_system()
    language, opened = _chosen(lang, system.language), _opened(plan)
    steps = []
    for step in installed(system, opened, dry_run=dry_run):
        steps.append(step)
        if not as_json:
            _show_step(step, language)
    failed = any(step.outcome is Outcome.FAILED for step in steps)
    checks = [] if dry_run else looked_at(system, opened)
    if as_json:
        _print_json(
            steps=[_step_as_data(step, language) for step in steps],
            checks=[_check_as_data(check, language) for check in checks],
        )
    elif dry_run:
        _say(_DRY.said(language), err=True)
    else:
        _say("")
        _show_checks(checks, language)
    click.get_current_context().exit(1 if failed or any(check.stops for check in checks) else 0)


def _opened(plan: Path | None) -> "PlanFile | None":
    """Read the plan, if one is named."""
    if plan is None:
        return None
    from salesplan.host.excel_setup.plan_file import PlanFile

    return PlanFile.open(plan)


def _chosen(asked: str | None, tag: str) -> str:
    """Give the language that is asked for, else the computer's; English where the screen has no letters for it."""
    from salesplan.host.excel_setup.system import spoken

    language = asked or spoken(tag)
    return language if _can_show(_ALL_THERE.said(language)) else ENGLISH


def _can_show(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _show_checks(checks: "Sequence[Check]", language: str) -> None:
    from salesplan.cli.render import columns

    marks = [_STATES[check.state] for check in checks]
    stop = ": " if language == ENGLISH else "："
    rows = [
        [word.said(language), check.title.said(language) + stop + check.text.said(language)]
        for (word, _), check in zip(marks, checks, strict=True)
    ]
    for line, (word, colour) in zip(columns(rows, right=[False, False]), marks, strict=True):
        mark = word.said(language)
        _say(click.style(mark, fg=colour) + line.removeprefix(mark))
    missing = sum(check.stops for check in checks)
    _say((_SOME_MISSING.filled(count=missing) if missing else _ALL_THERE).said(language), err=True)


def _show_step(step: "Step", language: str) -> None:
    word, colour = _OUTCOMES[step.outcome]
    stop = ": " if language == ENGLISH else "："
    _say(click.style(word.said(language), fg=colour) + stop + step.text.said(language))


def _say(line: str, *, err: bool = False) -> None:
    """Print a line; letters of a path that the screen does not have become question marks."""
    encoding = (sys.stderr if err else sys.stdout).encoding or "utf-8"
    click.echo(line.encode(encoding, "replace").decode(encoding), err=err)


def _print_json(**lists: list[dict[str, Any]]) -> None:
    _say(json.dumps(lists, ensure_ascii=not _can_show("配额"), indent=1))


def _check_as_data(check: "Check", language: str) -> dict[str, Any]:
    return {
        "name": check.name,
        "title": check.title.said(language),
        "state": str(check.state),
        "needed": check.needed,
        "text": check.text.said(language),
    }


def _step_as_data(step: "Step", language: str) -> dict[str, Any]:
    return {"name": step.name, "outcome": str(step.outcome), "text": step.text.said(language)}
