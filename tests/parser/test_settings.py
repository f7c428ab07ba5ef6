from __future__ import annotations

import pytest

from generator.ir.api import Settings
from generator.parser.settings import SettingsInput, complete_settings

from .conftest import Build


@pytest.mark.parametrize(
    ("title", "package", "client"),
    [
        (
            "CometChat Business Messaging API",
            "cometchat_business_messaging",
            "CometchatBusinessMessaging",
        ),
        ("Swagger Petstore - OpenAPI 3.0", "petstore", "Petstore"),
        ("GitHub's official OpenAPI spec + Octokit extension", "github", "Github"),
        ("Spotify Web API with fixes", "spotify_web", "SpotifyWeb"),
        ("API Specification for the Shop", "shop", "Shop"),
        ("The API", "api_client", "ApiClient"),
        ("", "api_client", "ApiClient"),
        ("Email", "email_client", "Email"),
        ("Aux API", "aux_client", "Aux"),  # a device of Windows
        ("天気 API", "u5929u6c17", "天気"),
        ("Credential API", "credential", "Credential"),
        ("Hooks API", "hooks", "HooksClient"),
        ("Twilio - Messaging", "twilio_messaging", "TwilioMessaging"),
        ("Twilio - Ip_messaging", "twilio_ip_messaging", "TwilioIpMessaging"),
        ("Acme: Payments API", "acme_payments", "AcmePayments"),
        ("Acme - the best way to sell things", "acme", "Acme"),
        ("ApiManagementClient", "api_management", "ApiManagementClient"),
        ("3D Models v2", "n3d_models", "Model3dModels"),
    ],
)
def test_names_from_the_title(title: str, package: str, client: str) -> None:
    settings = complete_settings(SettingsInput(), title)
    assert (settings.package, settings.client) == (package, client)
    assert settings.env_prefix == package.upper()
    assert settings.distribution == package.replace("_", "-")


def test_chosen_names_are_kept() -> None:
    chosen = SettingsInput(package="my_pkg", client="Mine")
    assert complete_settings(chosen, "Some API") == Settings("my_pkg", "my-pkg", "Mine", "MY_PKG")


PAGE = "paths: {}"


@pytest.mark.parametrize(
    ("title", "package"),
    [
        ("JSON", "json_client"),
        ("The Email API", "email_client"),
        ("httpx2", "httpx2_client"),
        ("Aux", "aux_client"),
    ],
)
def test_a_title_that_is_the_name_of_a_module_is_a_warning(
    build_text: Build, title: str, package: str
) -> None:
    built = build_text(PAGE, title=title)
    assert built.api.settings.package == package
    (warning,) = built.diagnostics
    assert (warning.severity, warning.rule, warning.location.line) == ("warning", "name-clash", 2)
    assert f"it is called {package}" in warning.message


def test_other_titles_give_no_warning(build_text: Build) -> None:
    for title in ("Shop", "Test", ""):  # the package of `Test` is chosen
        assert build_text(PAGE, title=title).diagnostics == []
