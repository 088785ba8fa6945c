import pytest
from django.template.loader import get_template
from hypothesis import given
from hypothesis import strategies as st

from config.templates import unindented, unindented_around_sentences


@given(st.text("a<> \t\n"))
def test_lines_stay_as_many_and_keep_their_words(source):
    lines, found = source.split("\n"), unindented(source).split("\n")
    assert [line.lstrip(" \t") for line in found] == [line.lstrip(" \t") for line in lines]


def test_no_indentation_of_a_template_reaches_a_reader():
    source = get_template("base.html").template.source
    assert "\n<body" in source
    assert "\n " not in source


def test_templates_of_libraries_are_read_without_it_too():
    assert "\n    " not in get_template("wagtailadmin/generic/form.html").template.source
    assert "\n    " in get_template("wagtailimages/images/url_generator_output.html").template.source  # has a <textarea>


@pytest.mark.parametrize("tag", ["blocktrans", "blocktranslate with n=1"])
def test_a_sentence_of_a_library_is_still_found_in_its_catalogue(tag):
    end = "end" + tag.split()[0]
    sentence = f"{{% {tag} %}}\n    One.\n    Two.{{% {end} %}}"
    assert unindented_around_sentences(f"<p>\n    {sentence}\n    </p>") == f"<p>\n{sentence}\n</p>"
    trimmed = sentence.replace(tag, f"{tag} trimmed", 1).replace(f"end{tag} trimmed", end)
    assert "\n    " not in unindented_around_sentences(f"<p>\n    {trimmed}\n    </p>")
