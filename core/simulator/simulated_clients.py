"""Who may use a simulation that is served to others; their secrets are no secrets.

Whoever moves the simulation, the trucker, the distribution centre, and one store's machines.
"""

from typing import Final

from core.services.access import ApiClient, Role

SIMULATOR: Final = ApiClient("simulator", "Simulator", Role.ADMIN, "")
TRUCKER: Final = ApiClient("trucker-1", "Trucker", Role.TRUCKER, "", location="NBX4471")
DC: Final = ApiClient("dc-01", "Distribution centre", Role.DC, "", location="DC01")


def secret_of(client: ApiClient) -> str:
    """What a client of the demonstration or of a simulation comes in with."""
    return "demo-simulator" if client == SIMULATOR else f"demo-{client.role.value}"


def terminal_client(store: str, number: str) -> ApiClient:
    """What a store's kiosk or POS is to a simulation; as in the demonstration.

    Args:
        store: its code.
        number: a kiosk's begins with a letter, a POS's with a digit.
    """
    role = Role.KIOSK if number[0].isalpha() else Role.POS
    name = f"{role.value}-{store}-{number.lower()}"
    return ApiClient(name, role.name.title(), role, "", store_code=store, terminal=number)


def office_client(store: str) -> ApiClient:
    """What a store's back-office system is to a simulation."""
    return ApiClient(f"sbs-{store}", "Store back office", Role.SBS, "", store_code=store)


def simulated_clients(store: str, kiosk: str, pos: str) -> tuple[tuple[ApiClient, str], ...]:
    """All of them, each with its secret.

    Args:
        store: whose machines come in.
        kiosk: its kiosk's number.
        pos: its POS's.
    """
    machines = (terminal_client(store, kiosk), terminal_client(store, pos), office_client(store))
    return tuple((client, secret_of(client)) for client in (SIMULATOR, TRUCKER, DC, *machines))
