"""What a browser would send for the edit form of a page. Wagtail's script builds the streams; here they are made from their values."""

from bs4 import BeautifulSoup
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.test.utils.form_data import querydict_from_html


def _child(block, value, prefix):
    if isinstance(block, blocks.StreamBlock):
        yield f"{prefix}-count", len(value)
        for n, item in enumerate(value):
            yield f"{prefix}-{n}-type", item.block_type
            yield f"{prefix}-{n}-id", item.id or ""
            yield f"{prefix}-{n}-order", n
            yield f"{prefix}-{n}-deleted", ""
            yield from _child(item.block, item.value, f"{prefix}-{n}-value")
    elif isinstance(block, blocks.ListBlock):
        yield f"{prefix}-count", len(value)
        for n, item in enumerate(value.bound_blocks):
            yield f"{prefix}-{n}-id", item.id or ""
            yield f"{prefix}-{n}-order", n
            yield f"{prefix}-{n}-deleted", ""
            yield from _child(item.block, item.value, f"{prefix}-{n}-value")
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _child(child, value.get(name), f"{prefix}-{name}")
    else:
        sent = block.value_for_form(value)
        sent = getattr(sent, "pk", sent)
        yield prefix, "" if sent is None else sent


def page_data(response, page):
    """The form as it stands on the edit screen, whole where it is drawn in parts, ready to be changed and sent."""
    if response.context and "cn-part" in str(response.content):
        response = response.client.get(response.request["PATH_INFO"], {"phan": "tat-ca"})
    html = BeautifulSoup(response.content, "html.parser")
    data = querydict_from_html(str(html), form_id="page-edit-form")
    for box in html.select("#page-edit-form input[type=checkbox][checked]:not([value])"):
        data[box["name"]] = "on"
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for key, value in _child(field.stream_block, getattr(page, field.name), field.name):
                if isinstance(value, list):  # boxes that are ticked
                    data.setlist(key, value)
                elif value is not False:
                    data[key] = str(value)
    for name in [name for name in data if name.startswith("action-")]:
        del data[name]
    return data
