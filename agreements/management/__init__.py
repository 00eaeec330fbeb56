"""The commands of `manage.py`: thin; they call use cases and print. May import everything below the interfaces."""
