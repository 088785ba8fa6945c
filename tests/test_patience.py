"""Browser tests wait for what they look at, on a busy machine too: none sleeps by the clock on the wall, none has a patience of its own.

The waits are in tests/browser/tools.py.
"""

import re

from tests.places import ROOT


def hasty(code):
    # wait_for_function: see tools.until.
    return re.findall(r"wait_for_(?:timeout|function)\(|time\.(?:sleep|monotonic)\(|\btimeout=", code)


def test_no_browser_test_sleeps_or_is_impatient():
    files = sorted((ROOT / "tests" / "browser").glob("test_*.py"))
    assert len(files) > 30
    assert {file.name: found for file in files if (found := hasty(file.read_text("utf-8")))} == {}


def test_the_check_sees_who_is():
    assert len(hasty("page.wait_for_timeout(500)\npage.click('a', timeout=5)\ntime.sleep(1)")) == 3
