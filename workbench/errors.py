"""What may go wrong in a way a clerk is told about."""


class Plain(Exception):
    """A failure said in plain words: what happened, where, that nothing was changed, what to do."""


class Cancelled(Exception):
    """The person asked a long job to stop; everything is as it was before."""
