"""Forms of the desk are worded once for a whole process: in Vietnamese, whatever is asked first."""

import subprocess
import sys

from tests.servers.site import PROJECT, environment

AFTER_AN_ENGLISH_PAGE = """
import django; django.setup()
from django.test import Client
assert Client().get("/en/").headers["Content-Language"] == "en"
from django.utils import translation
translation.activate("vi")
from procedures_pages.models import ProcedurePage
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
fields = ProcedurePage.get_edit_handler().get_form_class().base_fields
print("SAID", RedirectsReportFilterSet.base_filters["is_permanent"].label, fields["area"].widget.choose_one_text, sep="|")
"""


def test_the_desk_speaks_vietnamese_when_an_english_page_was_asked_for_first(sample):
    command = [sys.executable, "-c", AFTER_AN_ENGLISH_PAGE]
    done = subprocess.run(command, cwd=PROJECT, env=environment(sample), capture_output=True, text=True, timeout=120)
    assert "SAID|Loại|Chọn lĩnh vực" in done.stdout, done.stdout + done.stderr[-2000:]
