"""The part of Modly's own module that an extension in the backend may look for."""


class GenerationCancelled(Exception):
    """A job that ended because it was cancelled."""
