"""Thư đầu tuần: on Monday morning, whoever answers for an area is told by mail what waits in "Việc của tôi"."""
