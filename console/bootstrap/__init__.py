"""Joins the adapters to the services; the only part that knows both. `joined` makes a console of them, `demo` a
whole simulated municipality around it, and `checks` asks each part whether it works (`vaka doctor`)."""
