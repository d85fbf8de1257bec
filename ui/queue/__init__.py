"""The operators' queue on the screen: model, delegate, view."""
