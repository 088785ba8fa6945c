"""The gettext catalogues under site/locale: `compile`, `update` (take new strings of code and templates into English), `check`.

Compiling needs no gettext on the machine; `update` and `check` read the sources with its xgettext.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "site" / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"
SOURCES = ["site", "guides", "procedures_pages", "search", "templates"]


def catalogues() -> list[Path]:
    return sorted(LOCALE.rglob("*.po"))


def compile_all() -> None:
    for source in catalogues():
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))


def strings() -> polib.POFile:
    """What code and templates mark for translation now, read from a copy so that nothing here changes."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in SOURCES:
            if (ROOT / name).exists():
                # templates/wagtailadmin speaks in Wagtail's own strings; site/locale/desk answers them.
                skipped = shutil.ignore_patterns("locale", "__pycache__", "migrations", "static", "wagtailadmin")
                shutil.copytree(ROOT / name, copy / name, ignore=skipped)
        (copy / "locale").mkdir()
        environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        command = [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--keep-pot", "--no-wrap", "--verbosity", "0"]
        subprocess.run(command, cwd=copy, env=environment, check=True)
        return polib.pofile(str(copy / "locale" / "django.pot"), wrapwidth=0)


def update() -> None:
    template = strings()
    english = polib.pofile(str(ENGLISH), wrapwidth=0) if ENGLISH.exists() else polib.POFile(wrapwidth=0)
    if not english.metadata:
        english.metadata = {
            "Language": "en",
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": "nplurals=2; plural=(n != 1);",
        }
    english.merge(template)
    for entry in english.obsolete_entries():
        english.remove(entry)
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    english.save(str(ENGLISH))
    print(f"{len(english)} strings, {len(english.untranslated_entries())} without a translation")


def check() -> list[str]:
    found = []
    for path in catalogues():
        catalogue, name = polib.pofile(str(path)), path.relative_to(ROOT)
        found += [f"{name}: no translation: {e.msgid!r}" for e in catalogue.untranslated_entries()]
        found += [f"{name}: fuzzy: {e.msgid!r}" for e in catalogue.fuzzy_entries()]
    if ENGLISH.exists():
        known = {(e.msgctxt, e.msgid) for e in polib.pofile(str(ENGLISH))}
        missing = [e for e in strings() if (e.msgctxt, e.msgid) not in known]
        found += [f"{e.occurrences[0][0]}: not in the English catalogue, run make messages: {e.msgid!r}" for e in missing]
    return found


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["compile"]:
            compile_all()
        case ["update"]:
            update()
        case ["check"]:
            sys.exit("\n".join(check()) or None)
        case _:
            sys.exit(__doc__)
