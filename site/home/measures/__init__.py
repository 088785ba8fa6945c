"""How complete, how timely and how much used the published procedures are, as Nghị định 224/2026/NĐ-CP, Điều 12, has offices measure it.

Counted from what is stored for other reasons, when somebody opens the report: nothing is noted of a reader for its sake.
"""
