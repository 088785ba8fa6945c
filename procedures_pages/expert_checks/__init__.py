"""Nhờ chuyên viên kiểm: somebody without an account sees an edition of a page beside its record and says of each fact if it is right.

``edition`` is what is asked, ``tokens`` who may answer, ``answering`` what they answer and what becomes of it, ``standing`` who stands
behind a page since.
"""
