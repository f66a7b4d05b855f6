"""When, as people write it."""

from __future__ import annotations

import pytest

from hearback.candidates.reading.dates import find_period, is_date, without_dates


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("09/2019 – heute", "2019-09", ""),
        ("Sept. 2019 – présent", "2019-09", ""),
        ("2019–2021", "2019", "2021"),
        ("2018-21", "2018", "2021"),
        ("May – Aug 2020", "2020-05", "2020-08"),
        ("seit 03/2020", "2020-03", ""),
        ("depuis septembre 2019", "2019-09", ""),
        ("de mars 2014 à août 2019", "2014-03", "2019-08"),
        ("01.09.2019 - 31.12.2020", "2019-09", "2020-12"),
        ("septiembre de 2019 – actualidad", "2019-09", ""),
        ("Eylül 2019 – Günümüz", "2019-09", ""),
        ("Jan '19 - Mar '21", "2019-01", "2021-03"),
        ("2019-09 – 2020-01", "2019-09", "2020-01"),
        ("March 2018 to present", "2018-03", ""),
    ],
)
def test_a_span_is_read_as_it_is_written(written: str, start: str, end: str):
    period = find_period(written)
    assert period is not None
    assert (period.start, period.end, period.goes_on) == (start, end, not end)
    assert period.why == ""


def test_a_season_is_read_with_a_doubt():
    period = find_period("Summer 2018")
    assert period is not None
    assert (period.start, period.end) == ("2018-06", "2018-08")
    assert period.why == "A season is written here, not a month."


@pytest.mark.parametrize(
    "text", ["+49 170 1234567", "US Patent 11,234,567", "serving 2M+ at 99.97%", "4.2x faster", ""]
)
def test_numbers_that_are_no_dates_are_left_alone(text: str):
    assert find_period(text) is None
    assert not is_date(text)


def test_the_words_beside_a_date_stay():
    assert without_dates("Forbes 30 Under 30 (2024)").split() == ["Forbes", "30", "Under", "30"]
    assert is_date("2 years 10 months")
    assert not is_date("Nexus AI 2023")
