"""The log of what people changed through salesplan: found in what is written, and asked for."""
