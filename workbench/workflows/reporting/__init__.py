"""Reports made for a purpose: each is asked of the records once, and set as a PDF or a workbook alike."""
