"""Styles on their way to a reader. That they mean the same is a browser's to say: tests/browser/test_weight.py."""

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.base import ContentFile

from config.static_files import Storage, tightened


@pytest.mark.parametrize(
    ("written", "tight"),
    [
        ("/* why */\n.a > .b, .c :hover { margin: 0 1px; }\n", ".a>.b,.c :hover{margin:0 1px}"),
        ('.a::after { content: "a : b; /* c */"; }', '.a::after{content:"a : b; /* c */"}'),
        (
            "@media screen and (max-width: 40rem) { .a { width: calc(1px + 2px); } }",
            "@media screen and (max-width:40rem){.a{width:calc(1px + 2px)}}",
        ),
        ("a/**/b { color: red }", "a b{color:red}"),
        ("", ""),
    ],
)
def test_blanks_go_where_they_mean_nothing(written, tight):
    assert tightened(written) == tight
    assert tightened(tight) == tight


def test_what_is_collected_is_tight_and_knows_the_names_of_other_files(tmp_path):
    source, made = tmp_path / "source", tmp_path / "made"
    (source / "site").mkdir(parents=True)
    (source / "site/letters.woff2").write_bytes(b"letters")
    (source / "site/site.css").write_text('.a { color: red; }\n@font-face { src: url("letters.woff2"); }')
    (source / "other.css").write_text(".a { color: red; }")
    storage, sources = Storage(location=made, base_url="/static/"), StaticFilesStorage(location=source, base_url="/static/")
    names = ["site/letters.woff2", "site/site.css", "other.css"]
    for name in names:
        storage.save(name, ContentFile((source / name).read_bytes()))
    for _name, _hashed, processed in storage.post_process({name: (sources, name) for name in names}):
        assert not isinstance(processed, Exception)
    letters = storage.stored_name("site/letters.woff2").removeprefix("site/")
    assert (made / storage.stored_name("site/site.css")).read_text() == f'.a{{color:red}}@font-face{{src:url("{letters}")}}'
    assert (made / storage.stored_name("other.css")).read_text() == ".a { color: red; }"
