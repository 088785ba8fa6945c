"""All procedures as one workbook, and back as drafts. The workbook holds what an office fills in by the row; all else of a page stays."""
