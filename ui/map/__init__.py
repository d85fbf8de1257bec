"""Our own map: tiles painted here from features or pictures, marks that keep out of each other's way, and the keys.

Knows land and marks, nothing of cases, tasks or who may be sent: whoever shows it makes those into marks and ways.
"""
