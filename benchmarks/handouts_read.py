"""``python -m benchmarks.handouts_read sent FOLDER`` or ``merged PLAN``: what was handed out, or came back into the plan.

Reads the files by its own means, so that it is a judge of both ways.
"""

import sys
from pathlib import Path

from benchmarks.logs_read import column


def sent(folder: Path) -> str:
    """Count the workbooks, and the reps and customers in them."""
    files = sorted(folder.glob("*.xlsx"))
    reps, customers = (
        sum(sum(map(bool, column(file, sheet, header))) for file in files)
        for sheet, header in (("Quota", "Rep ID"), ("Customers", "Customer ID"))
    )
    return f"{len(files):,}: {reps:,} + {customers:,}"


def merged(plan: Path) -> str:
    """Count the overrides, add them up, and add up the potentials."""
    overrides, potentials = (
        [amount for amount in column(plan, sheet, header) if isinstance(amount, float)]
        for sheet, header in (("Quota", "Override"), ("Customers", "Potential"))
    )
    return f"{len(overrides):,}: {sum(overrides):,.0f} + {sum(potentials):,.0f}"


if __name__ == "__main__":
    judge = {"sent": sent, "merged": merged}[sys.argv[1]]
    print(judge(Path(sys.argv[2])))
