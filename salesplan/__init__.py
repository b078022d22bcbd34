"""salesplan: a company's sales planning workbooks, planned and given back intact."""

__version__ = "0.6.0"
