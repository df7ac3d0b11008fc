"""The four places at which the built portal stands behind a real server, each started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from built_portal import Portal
from hosting.apache import running_apache
from hosting.nginx import running_nginx
from hosting.web_servers import Place

PLACES = {"nginx-root": 0, "nginx-sub": 1, "apache-root": 0, "apache-sub": 1}


@pytest.fixture(scope="session")
def nginx(portal: Portal, hosted: Portal) -> Iterator[list[Place]]:
    """nginx with `portal` at `/` and `hosted` at `/a/b/`."""
    with running_nginx(portal.site, hosted.site) as places:
        yield places


@pytest.fixture(scope="session")
def apache(portal: Portal, hosted: Portal) -> Iterator[list[Place]]:
    """Apache with `portal` at `/` and `hosted` at `/a/b/`."""
    with running_apache(portal.site, hosted.site) as places:
        yield places


@pytest.fixture(scope="session", params=PLACES)
def place(request: pytest.FixtureRequest) -> Place:
    """Each server, at the root and in a sub-path."""
    places: list[Place] = request.getfixturevalue(request.param.partition("-")[0])
    return places[PLACES[request.param]]
