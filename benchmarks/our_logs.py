"""``python -m benchmarks.our_logs issue|collect PLAN FOLDER``: visit logs handed out or collected, by salesplan."""

import sys
from datetime import datetime
from pathlib import Path

from benchmarks.company import YEAR
from salesplan.host.visit_logs.collect import collect
from salesplan.host.visit_logs.issue import issue
from salesplan.host.wish import Wish

if __name__ == "__main__":
    _, step, plan, folder = sys.argv
    work, day = (issue, datetime(YEAR, 1, 4)) if step == "issue" else (collect, datetime(YEAR, 12, 31))
    work(Path(plan), Path(folder), Wish(command=step, at=day))
