"""Django's PostgreSQL, asked with patience that ends: the setting ``DATABASES`` names this package as its engine."""
