"""Why a request was not done, before it is said in anybody's dialect."""

from core.wire.refusals import RefusalDetails


class Problem(Exception):  # noqa: N818 - it is answered, not a bug
    """A request that is not done; nothing was changed.

    Args:
        status: the HTTP status.
        code: for machines.
        message: what happened, for people.
        next_step: what to do.
        details: what a refusal carries.
        headers: of the answer.
        retry_after_s: seconds until it is worth a try, or 0.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        next_step: str = "",
        *,
        details: RefusalDetails | None = None,
        headers: dict[str, str] | None = None,
        retry_after_s: int = 0,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.next_step = next_step
        self.details = details or RefusalDetails()
        self.headers = dict(headers or {})
        self.retry_after_s = retry_after_s
        if retry_after_s:
            self.headers["Retry-After"] = str(retry_after_s)

    @property
    def is_lasting(self) -> bool:
        """Whether a repetition of the call would be answered the same."""
        return self.status < 500 and self.status not in {401, 429}
