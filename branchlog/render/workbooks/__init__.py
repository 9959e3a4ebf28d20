"""Reports as workbooks, and sheets to be filled in."""
