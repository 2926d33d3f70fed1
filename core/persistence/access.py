"""Clients, their tokens and first answers, stored."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, insert, select, update

from core.persistence.access_tables import access_keys, answers, api_clients, refresh_tokens
from core.persistence.rows import instant, microseconds
from core.persistence.statements import Link, Row
from core.services.access import ApiClient, RefreshGrant, Role, StoredAnswer

_client = api_clients.c.client_id == bindparam("client_id")
_CLIENTS: Final = select(*api_clients.c).order_by(api_clients.c.client_id)
_CLIENT: Final = select(*api_clients.c).where(_client)
_ADD_CLIENT: Final = insert(api_clients).values(
    {column.name: bindparam(column.name) for column in api_clients.c}
)
_CHANGE_CLIENT: Final = (
    update(api_clients)
    .values({c.name: bindparam(f"new_{c.name}") for c in api_clients.c if c.name != "client_id"})
    .where(api_clients.c.client_id == bindparam("which"))
)
_ADD_TOKEN: Final = insert(refresh_tokens).values(
    {column.name: bindparam(column.name) for column in refresh_tokens.c}
)
_token = refresh_tokens.c.token_hash == bindparam("token_hash")
_TOKEN: Final = select(
    refresh_tokens.c.client_id, refresh_tokens.c.generation, refresh_tokens.c.expires_at
).where(_token)
_USE_TOKEN: Final = delete(refresh_tokens).where(_token)
_FORGET_TOKENS: Final = delete(refresh_tokens).where(refresh_tokens.c.expires_at <= bindparam("at"))

_KEY: Final = select(access_keys.c.secret).where(access_keys.c.name == bindparam("name"))
_ADD_KEY: Final = insert(access_keys).values(name=bindparam("name"), secret=bindparam("secret"))

_ANSWER: Final = select(answers.c.fingerprint, answers.c.status, answers.c.body).where(
    answers.c.client_id == bindparam("client_id"),
    answers.c.idempotency_key == bindparam("idempotency_key"),
)
_ADD_ANSWER: Final = insert(answers).values(
    {column.name: bindparam(column.name) for column in answers.c if column.name != "id"}
)
_oldest = select(answers.c.id).order_by(answers.c.id).limit(bindparam("most"))
_FORGET_ANSWERS: Final = delete(answers).where(
    answers.c.id.in_(_oldest.scalar_subquery()), answers.c.at < bindparam("before")
)


class StoredClients:
    """`core.services.access.Clients` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def get(self, client_id: str) -> ApiClient | None:
        """See `Clients.get`."""
        row = self._link.one(_CLIENT, client_id=client_id)
        return None if row is None else _client_of(row)

    def all(self) -> list[ApiClient]:
        """See `Clients.all`."""
        return [_client_of(row) for row in self._link.all(_CLIENTS)]

    def save(self, client: ApiClient) -> None:
        """See `Clients.save`."""
        values: dict[str, object] = {
            "name": client.name,
            "role": client.role.value,
            "secret_hash": client.secret_hash,
            "generation": client.generation,
            "merchant_code": client.merchant_code or None,
            "store_code": client.store_code or None,
            "terminal": client.terminal or None,
            "location": client.location or None,
            "suspended": int(client.suspended),
        }
        new = {f"new_{name}": value for name, value in values.items()}
        if self._link.run(_CHANGE_CLIENT, which=client.client_id, **new) == 0:
            self._link.run(_ADD_CLIENT, client_id=client.client_id, **values)


class StoredRefreshTokens:
    """`core.services.access.RefreshTokens` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def add(self, token_hash: str, grant: RefreshGrant) -> None:
        """See `RefreshTokens.add`."""
        self._link.run(
            _ADD_TOKEN,
            token_hash=token_hash,
            client_id=grant.client_id,
            generation=grant.generation,
            expires_at=microseconds(grant.expires_at),
        )

    def take(self, token_hash: str) -> RefreshGrant | None:
        """See `RefreshTokens.take`."""
        row = self._link.one(_TOKEN, token_hash=token_hash)
        # Two that use it at once: whoever deleted it has it.
        if row is None or self._link.run(_USE_TOKEN, token_hash=token_hash) == 0:
            return None
        return RefreshGrant(row[0], row[1], instant(row[2]))

    def forget_expired(self, now: datetime) -> None:
        """See `RefreshTokens.forget_expired`."""
        self._link.run(_FORGET_TOKENS, at=microseconds(now))


class StoredKeys:
    """`core.services.access.Keys` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def get(self, name: str) -> str | None:
        """See `Keys.get`."""
        # Those who ask for a key that is to be made wait here for the first of them.
        self._link.hold_name(f"key {name}")
        row = self._link.one(_KEY, name=name)
        return None if row is None else str(row[0])

    def add(self, name: str, secret: str) -> None:
        """See `Keys.add`."""
        self._link.run(_ADD_KEY, name=name, secret=secret)


class StoredAnswers:
    """`core.services.access.Answers` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def expect(self, client_id: str, key: str) -> None:
        """See `Answers.expect`."""
        if not self._link.foresees(_ANSWER, client_id=client_id, idempotency_key=key):
            self._link.foresee(_ANSWER, client_id=client_id, idempotency_key=key)

    def get(self, client_id: str, key: str) -> StoredAnswer | None:
        """See `Answers.get`."""
        rows = self._link.foreseen(_ANSWER, client_id=client_id, idempotency_key=key)
        if rows is None:
            rows = self._link.all(_ANSWER, client_id=client_id, idempotency_key=key)
        return StoredAnswer(*rows[0]) if rows else None

    def add(self, client_id: str, key: str, answer: StoredAnswer, at: datetime) -> None:
        """See `Answers.add`."""
        self._link.put(
            _ADD_ANSWER,
            client_id=client_id,
            idempotency_key=key,
            fingerprint=answer.fingerprint,
            status=answer.status,
            body=answer.body,
            at=microseconds(at),
        )

    def forget_before(self, at: datetime, most: int) -> int:
        """See `Answers.forget_before`."""
        return self._link.run(_FORGET_ANSWERS, before=microseconds(at), most=most)


def _client_of(row: Row) -> ApiClient:
    client_id, name, role, secret_hash, generation, merchant, store, terminal, place, off = row
    return ApiClient(
        client_id,
        name,
        Role(role),
        secret_hash,
        generation,
        merchant or "",
        store or "",
        terminal or "",
        place or "",
        off == 1,
    )
