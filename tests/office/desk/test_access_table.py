"""Who may open what on the desk stands in docs/bien-tap/quyen-truy-cap.md; ``scripts/access_table`` writes it anew."""

import os

from . import access_page as page
from .access import walked
from .screens import Desk, superuser

# What a mere look may write: who is looking, and what Wagtail makes when it is first asked for.
NOTED_BY_LOOKING = {
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",  # asks for notices of comments
    "wagtailimages_rendition",
    "wagtailusers_userprofile",
    "otp_totp_totpdevice",  # the telephone that is about to be added
}


def test_the_page_tells_who_may_open_what_and_looking_changes_nothing(db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    found, wrote = walked(Desk(superuser()))
    told = {address: page.signs(answers) for address, answers in found.items()}
    intro, sections = page.read(page.PAGE.read_text("utf-8"))
    if os.environ.get("WRITE_ACCESS_TABLE"):
        page.PAGE.write_text(page.written(intro, sections, told), "utf-8")
        _intro, sections = page.read(page.PAGE.read_text("utf-8"))
    differing = page.difference(page.answers_in(sections), told)
    assert not differing, "Look whether each is meant, then: scripts/access_table\n" + "\n".join(differing)
    assert [row.addresses for rows in sections.values() for row in rows if row.words == page.NO_WORDS] == []
    assert {table: sorted(places) for table, places in wrote.items() if table not in NOTED_BY_LOOKING} == {}
