import re, time
from tests.desk.screens import Desk, superuser
from tests.desk.english import strings
WANT={'w-kbd w-action':'home','Ctrl + Alt + m':'home','Search':'home','Actions':'explorer: procedures','None':'explorer: procedures','True':'users','Page':'workflow: edit','8 byte':'document: edit','Role':'bulk: assign_role users','Translation':'group: edit','Port':'sites','Enabled':'locale: edit'}
def test_x(db, client, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    user = superuser(); t=time.time(); desk = Desk(user); print("made", time.time()-t)
    client.force_login(user)
    a = desk.addresses()
    r = client.get("/quan-tri/login/")
    for s, n in WANT.items():
        t=time.time(); r = client.get(a[n]); t1=time.time(); text=r.content.decode(); strings(text); t2=time.time()
        print("==", s, n, round(t1-t,2), round(t2-t1,2), len(text))
        for m in list(re.finditer(r"(?<![\w-])"+re.escape(s)+r"(?![\w-])", text))[:3]: print("    ", " ".join(text[max(0,m.start()-150):m.end()+80].split()))
    for n in ("edit","edit: English","group: edit", "report: site history", "page chooser: shelf"):
        t=time.time(); r = client.get(a[n]); t1=time.time(); text=r.content.decode(); strings(text); t2=time.time()
        print("==", n, round(t1-t,2), round(t2-t1,2), len(text))
