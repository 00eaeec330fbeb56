"""The starter catalogue: its files, its checks, and that loading it respects what people did."""
