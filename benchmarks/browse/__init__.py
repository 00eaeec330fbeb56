"""What a page of the list costs, at any number of agreements and whatever the filters; beside the limit of its template
and beside Datasette. Imports the register as a whole."""
