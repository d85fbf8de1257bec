"""The technical view: one row a device and fault, the board of silences, and the sources that talk most."""
