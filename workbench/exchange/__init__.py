"""Workbooks in and out: reading, mapping, planning, writing."""
