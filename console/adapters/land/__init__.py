"""Maps: the pack that is cut by grid, MBTiles, and the reader of OpenStreetMap extracts."""
