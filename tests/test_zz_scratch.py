def test_a(client, db, caplog):
    from procedures_pages.factories import ProcedureFactory
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.models import Site, Page
    print(Page.find_problems())
    for p in Page.objects.filter(depth__lte=3).order_by("path"): print(p.path, p.numchild, Page.objects.filter(path__startswith=p.path, depth=p.depth+1).count(), p.slug, p.locale, p.url_path)
    print(Site.objects.values())
    page = ProcedureFactory(slug="ten-cu-cua-trang")
    print(page.url_path, page.get_url_parts(), page.url)
    page.slug = "ten-moi-cua-trang"
    page.save_revision().publish()
    print(Redirect.objects.values())
