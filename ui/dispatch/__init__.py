"""The dispatch view: who is nearest, the task with its receipts, the promise, the map's frame, the same as a table."""
