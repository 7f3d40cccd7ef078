"""The proxy that the environment names, if any."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.request import getproxies_environment, proxy_bypass


class Proxies:
    """``HTTP_PROXY``, ``HTTPS_PROXY``, ``ALL_PROXY`` and ``NO_PROXY``, as they are now."""

    def __init__(self) -> None:
        self._addresses = getproxies_environment()

    def choose(self, scheme: str, host: str, port: int) -> str:
        """The address of the proxy for a request to ``host``, '' for none.

        Nothing on this machine is asked for through a proxy.
        """
        address = self._addresses.get(scheme) or self._addresses.get("all") or ""
        if not address or _is_local(host) or proxy_bypass(f"{host}:{port}"):
            return ""
        return address if "://" in address else f"http://{address}"


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
