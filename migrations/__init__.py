"""The steps from one version's tables to the next. `console.adapters.sql.migrate` runs them."""
