"""Many pairs: local processes or a Dask cluster."""
