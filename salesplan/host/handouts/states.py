"""How far a handout has come, in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from salesplan.store.records import State
from salesplan.words import Words

STATES: Final[Mapping[str, Words]] = MappingProxyType(
    {
        State.PREPARING: Words("not sent yet", "尚未下发", "尚未下發"),
        State.SENT: Words("sent", "已下发", "已下發"),
        State.RETURNED: Words("returned", "已收回", "已收回"),
        State.ACCEPTED: Words("accepted", "已接受", "已接受"),
        State.SENT_BACK: Words("sent back", "已退回", "已退回"),
        State.REPLACED: Words("replaced", "已替换", "已替換"),
    }
)
"""By state, in the order in which a handout goes through them."""
