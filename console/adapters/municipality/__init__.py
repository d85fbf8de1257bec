"""The simulated municipality: people, homes, devices, a day's life and scripted scenes, all invented and seeded.

`simulated.build` makes the place, `life` lets its days pass, `scenes` holds the drills and `demo` strings them
together. What comes out are domain objects and reports; turning them into messages is the wire's work. This is the
home of the faker library.
"""
