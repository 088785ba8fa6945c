import gzip, json, os, statistics, pytest
from home.sample_schema import load_procedures
@pytest.mark.django_db
def test_weigh(client):
    from procedures_pages.models import ProcedurePage
    css = len(gzip.compress(open("site/static/site/site.css","rb").read(),6))
    out={}
    for slug in ProcedurePage.objects.filter(locale__language_code="vi", live=True).values_list("slug",flat=True):
        out[slug]=len(gzip.compress(client.get(f"/thu-tuc/{slug}/").content,6))
    whole=sorted(v+css for v in out.values())
    json.dump(out,open(os.environ["WEIGH"],"w"))
    print("css",css,"max html",max(out.values()),"median",statistics.median(whole),"max",whole[-1],"over",sum(v>14.6*1024 for v in whole), len(whole))
