"""The call with a person: picture or card, what is heard, the controls. Knows nothing of the case beside it."""
