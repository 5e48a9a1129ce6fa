from support.founding import founding, home, original

__all__ = ["founding", "home", "original"]
