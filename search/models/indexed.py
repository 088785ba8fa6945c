"""The index in the database: what every engine answers from. Written by ``search.index.indexing`` alone."""

from __future__ import annotations

from django.db import models


class SearchState(models.Model):
    """One row that says how far the index and the editors' words have come; what a process knows is as old as the row it saw last.

    ``generation`` changes when the index is made anew, ``stamp`` grows with every change of a document, ``wording`` with every change of
    the editors' own words.
    """

    generation = models.CharField(max_length=40, blank=True, default="")
    stamp = models.BigIntegerField(default=0)
    wording = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.generation}/{self.stamp}/{self.wording}"


class IndexedDocument(models.Model):
    """One findable thing in one language, taken apart for ranking. A row whose document is ``gone`` stays until the index is made anew.

    ``place`` is the province it belongs to, if any; ``version`` what its source says of the state it was read in; ``payload`` is JSON
    (``search.index.analysis.pack``); ``names`` and ``spelled`` are its names, one a line, as keys and as written. ``meanings`` are the
    vectors of its names (``search.meaning``): of those that ``embedded`` is the digest of; where ``to_embed`` is another one, they wait to
    be made again.
    """

    key = models.CharField(max_length=80, unique=True)
    source = models.CharField(max_length=20, db_index=True)
    locale = models.CharField(max_length=5)
    place = models.CharField(max_length=20, blank=True, default="")
    version = models.CharField(max_length=40)
    stamp = models.BigIntegerField(db_index=True)
    gone = models.BooleanField(default=False)
    payload = models.TextField(blank=True, default="")
    names = models.TextField(blank=True, default="")
    spelled = models.TextField(blank=True, default="")
    to_embed = models.CharField(max_length=40, blank=True, default="")
    embedded = models.CharField(max_length=40, blank=True, default="")
    meanings = models.BinaryField(null=True)

    def __str__(self) -> str:
        return self.key


class IndexedWord(models.Model):
    """In how many documents of a language a form (a key, or a marked word) stands."""

    locale = models.CharField(max_length=5)
    form = models.CharField(max_length=80)
    documents = models.IntegerField(default=0)
    stamp = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["locale", "form"], name="search_word_once")]

    def __str__(self) -> str:
        return self.form
