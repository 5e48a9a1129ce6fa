from support.council import founded_once, room
from support.gpg import gpg_home

__all__ = ["founded_once", "gpg_home", "room"]
