"""Rows of a handout are found again by their keys."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.host.handouts.keys import match_keys

IDS = st.sampled_from(["r1", "0012", "12", "012", "2e3", "2000", "002000.0", "2027-03", "2027-03-01", "7", "", "x/7"])


def keys(ids: list[str]) -> list[str]:
    return [json.dumps([each]) for each in ids]


def as_a_spreadsheet_reads(text: str) -> str:
    """Give what a spreadsheet makes of an id, written out plainly."""
    if len(text) == 7 and text[4] == "-":
        return text + "-01"
    try:
        return f"{float(text):g}"
    except ValueError:
        return text


def oracle(sent: list[str], returned: list[str]) -> list[str | None]:
    """Match one by one, as the words say it."""
    found: list[str | None] = []
    for each in returned:
        ours = [other for other in sent if other not in returned and alike(other, each)]
        theirs = [other for other in returned if other not in sent and alike(other, each)]
        only = ours[0] if len(ours) == len(theirs) == 1 and as_a_spreadsheet_reads(ours[0]) == each else None
        found.append(each if each in sent else only)
    return found


def alike(one: str, other: str) -> bool:
    return as_a_spreadsheet_reads(one) == as_a_spreadsheet_reads(other)


@settings(max_examples=60)
@given(st.lists(IDS, unique=True), st.lists(IDS, unique=True))
def test_keys_are_matched_as_an_oracle_does(sent: list[str], returned: list[str]) -> None:
    expected = [json.dumps([each]) if each is not None else "" for each in oracle(sent, returned)]
    assert match_keys(keys(sent), keys(returned)) == expected


def test_parts_of_a_key_are_matched_each_on_its_own() -> None:
    sent = [json.dumps(["2027-03", "0012"]), json.dumps(["2027-04", "0012"])]
    returned = [json.dumps(["2027-04-01", "12"]), json.dumps(["2027-05-01", "12"])]
    assert match_keys(sent, returned) == [sent[1], ""]


def test_an_id_with_other_zeros_is_another_id() -> None:
    assert match_keys(keys(["00012", "7"]), keys(["0012", "007"])) == ["", ""]
