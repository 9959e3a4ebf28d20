"""Bytes in: any file of any format as tables of cells or as objects, or a refusal."""
