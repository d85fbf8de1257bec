"""The right column: staff nearby, the way in, the dispatch, and who of the team has what."""
