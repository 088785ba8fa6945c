def test_a(client, db, caplog):
    from wagtail.models import Locale, Page

    from home import sample_translating as st

    en = Locale.objects.get(language_code="en")
    from wagtail_localize.models import TranslationSource

    Page.fix_tree()
    TranslationSource.objects.all().delete()
    Page.objects.filter(pk__in=list(Page.objects.filter(locale=en).values_list("pk", flat=True))).delete()

    def state():
        return [(p.path, p.numchild) for p in Page.objects.filter(locale=en, depth__lte=3).order_by("path")]

    orig = st.translate_page

    def tp(page, locale, words):
        r = orig(page, locale, words)
        return r

    st.translate_page = tp
    st.translate(lambda s: None)
    st.translate_page = orig
