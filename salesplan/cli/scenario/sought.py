"""What the terminal shows of a goal seek."""

from typing import TYPE_CHECKING, Any

import click

from salesplan.cli.render import as_data, print_json, show_findings
from salesplan.words import Words

if TYPE_CHECKING:
    from salesplan.host.scenarios.seek import Answer
    from salesplan.tables.model import Holds

_VERIFIED = Words(
    "verified by planning with it once more; {tries} values were tried, nothing was written",
    "已用该值重新计算验证；共试算 {tries} 次，未写入任何内容",
    "已用該值重新計算驗證；共試算 {tries} 次，未寫入任何內容",
)


def show_sought(answer: "Answer", *, as_json: bool) -> int:
    """Print the answer and give the exit code: 1 where there is none."""
    found, language = answer.found, answer.language
    solved = found is not None and found.solved
    if as_json:
        data: dict[str, Any] = {"scenario": answer.scenario, "solved": solved}
        if found is not None:
            data |= {
                "driver": found.driver.key,
                "result": found.goal.result,
                "target": _typed(found.goal.target, found.goal.column.holds, found.goal.currency),
                "value": _typed(found.value, found.driver.setting.holds, found.goal.currency),
                "reached": _typed(found.reached, found.goal.column.holds, found.goal.currency),
                "exact": found.exact,
                "others": found.others,
                "tries": found.tries,
            }
        print_json({}, [as_data(finding, language) for finding in answer.findings], [], sought=data)
    elif found is not None and solved:
        click.echo(found.said().said(language))
        click.echo(_VERIFIED.said(language).format(tries=found.tries), err=True)
    else:
        show_findings(answer.findings, language)
    return 0 if solved else 1


def _typed(value: "float | None", holds: "Holds", currency: str) -> "float | None":
    """Give a value in the unit that people type."""
    from salesplan.tables.units import currency as currency_of

    return value / currency_of(currency).minor if value is not None and holds == "money" else value
