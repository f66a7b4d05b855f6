"""Django's PostgreSQL backend, which also remembers how it worded a question that is asked again and again."""
