import json
from tests.desk.english import strings, looks_english
from tests.desk.screens import Desk, superuser
def test_x(db, client, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    user = superuser(); desk = Desk(user)
    anon = {}
    out = {}; 
    r = client.get("/quan-tri/login/"); out["anon"]=[s for s in strings(r.content.decode()) if looks_english(s)]
    client.force_login(user)
    where = {}
    for name, url in desk.addresses().items():
        try:
            r = client.get(url)
        except Exception as e:
            print("EXC", name, url, repr(e)[:200]); continue
        if r.status_code != 200: print("STATUS", name, url, r.status_code, r.get("Location"), [str(m) for m in getattr(r.wsgi_request,'_messages',[])])
        if "html" not in r["Content-Type"]:
            text = json.loads(r.content); text = text.get("html") or ""
            if not text: print("NOHTML", name)
        else: text = r.content.decode()
        for s in strings(text):
            if looks_english(s): where.setdefault(s, []).append(name)
    print(out)
    for s, names in where.items(): print(repr(s)[:300], names[:3], len(names))
    print(len(where))
