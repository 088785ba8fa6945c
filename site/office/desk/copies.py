"""What is typed into the form of a page or a snippet stays in the editor's browser until the server has it.

The browser keeps and offers it (``static/desk/copies.js``), bound to who typed it. The server only says which forms it has saved: a form
brings the number of its copy, and whoever saves it notes the number in the session, which every screen of the desk tells the browser.
"""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail import hooks

FIELD = "cn_copy"  # of the forms
SAVED = "desk_saved_copies"  # in the session
MAX_SAVED = 20
_NUMBER = re.compile(r"[0-9a-z]{8,40}")


def note_saved(request: HttpRequest, _saved: Any) -> None:
    """Called when a page or a snippet has been saved. What the form saves by itself its script knows from the answer."""
    number = request.POST.get(FIELD, "")
    if _NUMBER.fullmatch(number) and request.headers.get("Accept") != "application/json":
        request.session[SAVED] = [*request.session.get(SAVED, []), number][-MAX_SAVED:]


for name in ("after_create_page", "after_edit_page", "after_create_snippet", "after_edit_snippet"):
    hooks.register(name, note_saved)


@hooks.register("insert_editor_js")
def copy_scripts() -> str:
    """The words of the notice, and what reads, keeps and gives back the state of a form."""
    return render_to_string("office/desk/copies.html")
