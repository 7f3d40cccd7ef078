"""Settings that every test shares."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine is not a failure: no test has a deadline, and none fails for slow examples.
settings.register_profile("brief", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("brief")
