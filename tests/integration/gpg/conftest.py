from support.gpg import gpg_home

__all__ = ["gpg_home"]
