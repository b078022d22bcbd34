"""Tracking: where each rep stands in the year, and what the rest of it takes."""

from collections.abc import Mapping
from typing import Any, Final

from salesplan.bindings.binding import Binding, Frames, Outcome, or_default, typed_as_of
from salesplan.findings import errors
from salesplan.planning.tracking import TrackSettings, track
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.inputs import REPS, SALES
from salesplan.tables.quota import QUOTA
from salesplan.tables.scoring import QUOTA_HISTORY
from salesplan.tables.tracking import TRACKING


def _track(frames: Frames, settings: Mapping[str, Any]) -> Outcome:
    done = track(
        reps=frames["Reps"],
        customers=frames["Customers"],
        sales=frames["Sales"],
        quota=frames["Quota"],
        quota_history=frames["QuotaHistory"],
        settings=TrackSettings(
            as_of=typed_as_of(settings) or settings["today"],
            plan_year=int(settings["plan_year"]),
            currency=settings["currency"],
            country=or_default(settings, "country"),
        ),
        language=settings["language"],
    )
    if done.frame["quota"].isna().all():  # a plan is made before its year begins: nobody asked to track yet
        return Outcome({}, errors(done.findings), result=done)
    return Outcome({TRACKING.name: done.frame}, done.findings, result=done)


TRACK_BINDING: Final = Binding(
    "track", _track, reads=(REPS, CUSTOMERS, SALES, QUOTA, QUOTA_HISTORY), writes=(TRACKING,)
)
