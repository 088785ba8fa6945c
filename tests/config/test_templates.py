from django.template.loader import get_template
from hypothesis import given
from hypothesis import strategies as st

from config.templates import unindented


@given(st.text("a<> \t\n"))
def test_lines_stay_as_many_and_keep_their_words(source):
    lines, found = source.split("\n"), unindented(source).split("\n")
    assert [line.lstrip(" \t") for line in found] == [line.lstrip(" \t") for line in lines]


def test_no_indentation_of_a_template_reaches_a_reader():
    source = get_template("base.html").template.source
    assert "\n<body" in source
    assert "\n " not in source


def test_templates_of_libraries_are_read_as_they_are():
    assert "\n    " in get_template("wagtailadmin/skeleton.html").template.source
