"""Chuyển thẩm quyền: one transfer of powers put into many pages at once, by two people, and taken out again."""
