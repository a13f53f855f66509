"""The table of any register: ids and pages from SQL, drawn by one delegate."""
