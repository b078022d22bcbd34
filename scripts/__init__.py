"""What keeps generated files true: templates, sample workbooks, reference pages, the output shown in the docs."""
