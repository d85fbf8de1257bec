"""SQL: the three stores, the directory and the accounts, in one encrypted file or in one PostgreSQL database.

`store` opens it all. `schema` says what the tables are and `migrate` brings a database there; `writer` is the one
thread and the one connection that everything goes through; `append` is the one transaction by which the journal
grows. SQLAlchemy Core and no ORM: what comes out are the domain's own values. Nothing else in the program knows SQL.
"""
