"""The site on several machines: a real PostgreSQL, a real Redis, a real S3."""
