"""In which order the desk's lists and choosers show names, whatever the database: used by a test on each of them."""

import json
import random

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page

from office.models import CompetentAuthority, ThematicArea
from search.models import Elsewhere
from vietnamese.sorting import sort_key

# D before Đ, a before ă and â, tones last and in their order, no matter the case; a shorter name first.
NAMES = [
    *("An Bình", "an toàn", "Ăn uống", "Ấn phẩm", "Bản đồ", "Bán hàng", "ban hành", "Cao Bằng", "Chăn nuôi", "Dân quân", "Dược"),
    *("Đà Nẵng", "Đất đai", "Đê điều", "Ghi chú", "hộ tịch", "Hỗ trợ"),
    *("Ô tô", "Ở lại", "Quản lý", "Thẻ", "Thế", "Ủy quyền", "Ưu đãi", "Vệ sinh", "Y tế"),
]


def _fill():
    names = random.Random(7).sample(NAMES, len(NAMES))
    root = Page.get_first_root_node()
    home = root.add_child(instance=Page(title="Chỗ thử", slug="cho-thu"))
    for number, name in enumerate(names):
        CompetentAuthority.objects.create(slug=f"thu-{number}", name=name)
        ThematicArea.objects.create(slug=f"thu-{number}", name=name, order=200)
        Elsewhere.objects.create(queries=f"câu thử {number}", title=name, who="Nơi khác")
        get_document_model().objects.create(title=name, file=ContentFile(b"%PDF-1.4", f"{number}.pdf"))
        get_user_model().objects.create_user(f"thu-{number}", first_name="Thử", last_name=name)
        Group.objects.create(name=name)
        home.add_child(instance=Page(title=name, slug=f"thu-{number}"))
    user = get_user_model().objects.create_superuser("thu-tu", "thu-tu@localhost", "mat-khau-rat-dai")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client, home


def shown(html):
    """The test's names in the listings of a screen, in the order of the source."""
    listings = BeautifulSoup(html, "html.parser").select("table.listing")
    texts = [text.strip() for listing in listings for text in listing.find_all(string=True)]
    return list(dict.fromkeys(name for text in texts for name in NAMES if text == name or text == f"Thử {name}"))


def orders():
    """{where: names as shown}; those of a list that turns the order round, turned back."""
    client, home = _fill()

    def get(view, *arguments, **query):
        html, address = "", reverse(view, args=arguments)
        for page in range(1, 9):
            response = client.get(address, {"p": str(page), **query})
            if response.status_code == 404 and page > 1:  # a chooser has no page after its last
                break
            assert response.status_code == 200, (address, query, response.status_code)
            html += json.loads(response.content)["html"] if response["Content-Type"] == "application/json" else response.content.decode()
        return shown(html)

    explorer = "wagtailadmin_explore"
    found = {
        "authorities": get("wagtailsnippets_office_competentauthority:list"),
        "authorities, chooser": get("wagtailsnippetchoosers_office_competentauthority:choose"),
        "areas by name": get("wagtailsnippets_office_thematicarea:list", ordering="name"),
        "areas by name, from the end": get("wagtailsnippets_office_thematicarea:list", ordering="-name")[::-1],
        "editors' words": get("wagtailsnippets_search_elsewhere:list", ordering="title"),
        "pages by title": get(explorer, home.pk, ordering="title"),
        "pages by title, from the end": get(explorer, home.pk, ordering="-title")[::-1],
        "documents": get("wagtaildocs:index"),
        "users": get("wagtailusers_users:index", ordering="name"),
        "groups": get("wagtailusers_groups:index"),
    }
    narrowed = {"pages found, by title": get("wagtailadmin_pages:search", q="an", ordering="title")}
    return found, narrowed


def wrong():
    """[what is not in order]; empty where all is well."""
    found, narrowed = orders()
    problems = [f"{where}: {names}" for where, names in found.items() if names != NAMES]
    problems += [f"{where}: {names}" for where, names in narrowed.items() if len(names) < 2 or names != sorted(names, key=sort_key)]
    return problems
