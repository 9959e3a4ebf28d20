"""A report as a document that an office edits in Word or WPS."""
