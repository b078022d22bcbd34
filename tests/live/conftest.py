from tests.flow.conftest import _kept, filled, planned

__all__ = ["_kept", "filled", "planned"]
