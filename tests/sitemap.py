"""The sitemap as a machine reads it: the parts that ``/sitemap.xml`` names, and the addresses in them."""

from xml.etree import ElementTree

from django.conf import settings

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"].startswith("application/xml")
    return ElementTree.fromstring(response.content)


def parts(client):
    """Their addresses on this site, in their order."""
    root = read(client, "/sitemap.xml")
    assert root.tag == f"{NAMESPACE}sitemapindex"
    return [part.find(f"{NAMESPACE}loc").text.removeprefix(settings.SITE_URL) for part in root]


def addresses(client):
    """{address: its element}, of all parts."""
    found = [url for part in parts(client) for url in read(client, part)]
    by_address = {url.find(f"{NAMESPACE}loc").text: url for url in found}
    assert len(by_address) == len(found)
    return by_address
