"""The night view: one resident's night on a line, the same as a table, and the morning list. The home of pyqtgraph."""
