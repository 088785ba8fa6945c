"""What readers have seen change on a page: its published versions, told as sentences and as feeds.

``publications``: which versions were ever live, in one query. ``entries``: what each changed, kept in the cache. ``told``, ``feeds``: the
same for pages, and as Atom. Nothing here knows drafts, nor who wrote or published anything.
"""
