"""What runs on the console thread: asyncio over ports. No library and no adapter is imported here."""
