"""Files: the import of residents, households and devices, and of decisions about supervision with their cameras, from
JSON and CSV, and the export that the import reads.

`reading.read` is the way in. The format is documented for those who write such files in `resources/import/README.md`.
The home of phonenumbers and personnummer.
"""
