"""One home per library. Adapters know the domain and nothing of each other."""
