from __future__ import annotations

import pytest

from .conftest import Build


@pytest.mark.parametrize(
    ("tag", "method", "path", "operation_id", "expected"),
    [
        ("issues", "get", "/repos/{o}/{r}/issues", "issues/list-for-repo", "issues.list_for_repo"),
        ("channels", "get", "/channels", "listChannels", "channels.list"),
        (
            "channels",
            "get",
            "/channels/availability",
            "getChannelAvailability",
            "channels.get_availability",
        ),
        ("campaigns", "post", "/campaigns/upload", "uploadCampaignCsv", "campaigns.upload_csv"),
        ("notifications", "post", "/notifications/send", "sendNotification", "notifications.send"),
        (
            "template-channels",
            "get",
            "/template-channels",
            "listTemplateChannels",
            "template_channels.list",
        ),
        ("pet", "get", "/pet/{petId}", "getPetById", "pet.get"),
        ("pet", "get", "/pet/findByStatus", "findPetsByStatus", "pet.find_by_status"),
        ("user", "get", "/user/{username}", "getUserByName", "user.get_by_name"),
        ("groups", "post", "/groups/{id}/users", "addUserToGroup", "groups.add_user_to_group"),
        ("albums", "get", "/albums/{id}", "get-an-album", "albums.get"),
        ("events", "get", "/special-events", "listSpecialEvents", "events.list_special_events"),
        ("items", "get", "/items/{item_id}", "read_item_items__item_id__get", "items.read"),
        ("Cats", "get", "/cats", "CatsController_findAll", "cats.find_all"),
        ("pets", "get", "/pets", "pets.list", "pets.list"),
        ("files", "get", "/files/{file_id}", "get_files_id", "files.get"),
        ("files", "post", "/files/{file_id}/copy", "post_files_id_copy", "files.copy"),
        ("things", "delete", "/things/{id}", "import", "things.import_"),
        ("", "get", "/pets", "", "pets.list"),
        ("", "get", "/v1/pets/{id}", "", "pets.get"),
        ("", "post", "/pets", "", "pets.create"),
        ("", "put", "/pets/{id}", "", "pets.update"),
        ("", "delete", "/pets/{id}", "", "pets.delete"),
        ("", "get", "/pets/{id}/toys", "", "pets.list_toys"),
        ("", "get", "/pets/{id}/status", "", "pets.get_status"),
        ("", "post", "/pets/{id}", "", "pets.update"),
        ("", "get", "/pets/{id}/toys/{toy}", "", "pets.get_toy"),
        ("", "delete", "/pets/{id}/addresses/{no}", "", "pets.delete_address"),
        ("", "post", "/pets/{id}/toys", "", "pets.create_toy"),
        ("", "post", "/pets/{id}/toys/{toy}", "", "pets.update_toy"),
        ("", "get", "/pets/{id}/series", "", "pets.list_series"),
        ("", "get", "/pets/search", "", "pets.search"),
        ("", "get", "/pets/{id}/toys/find", "", "pets.find_toys"),
        ("", "get", "/pets/{id}/caches/{no}", "", "pets.get_cache"),
        ("accounts", "post", "/v1/accounts/{account}", "PostAccountsAccount", "accounts.update"),
        ("", "post", "/notifications/send", "", "notifications.send"),
        ("", "get", "/", "", "default.get"),
    ],
)
def test_what_a_person_would_choose(
    build_text: Build, tag: str, method: str, path: str, operation_id: str, expected: str
) -> None:
    tags = f"tags: ['{tag}']," if tag else ""
    named = f"operationId: '{operation_id}'," if operation_id else ""
    assert build_text(
        f"paths: {{'{path}': {{{method}: {{{tags} {named} responses: {{}}}}}}}}"
    ).methods == [expected]


def test_one_and_several_of_a_word_without_plural(build_text: Build) -> None:
    get = "{get: {responses: {}}}"
    built = build_text(
        f"paths: {{'/pets/{{id}}/history': {get}, '/pets/{{id}}/history/{{no}}': {get}}}"
    )
    assert built.methods == ["pets.list_history", "pets.get_history_by_no"]


def test_posting_to_one_thing_is_no_update_where_there_is_an_update(build_text: Build) -> None:
    put, post = ("{operationId: '', responses: {}}",) * 2
    built = build_text(f"paths: {{'/pets/{{id}}': {{put: {put}, post: {post}}}}}")
    assert built.methods == ["pets.update", "pets.create"]


def names(build: Build, *operations: str) -> list[str]:
    listed = "\n".join(
        f"  /p{i}: {{get: {{{text}, responses: {{}}}}}}" for i, text in enumerate(operations)
    )
    return build(f"paths:\n{listed}").methods


def test_two_that_would_be_called_the_same_both_say_more(build_text: Build) -> None:
    found = names(
        build_text, "tags: [pets], operationId: createPet", "tags: [pets], operationId: createPets"
    )
    assert found == ["pets.create_pet", "pets.create_pets"]


def test_what_cannot_be_told_apart_is_numbered(build_text: Build) -> None:
    assert names(build_text, "tags: [a], operationId: get-x", "tags: [a], operationId: get_x") == [
        "a.get_x",
        "a.get_x_2",
    ]


def test_extensions_win(build_text: Build) -> None:
    found = names(
        build_text,
        "tags: [a], operationId: x, x-fern-sdk-group-name: [users], x-fern-sdk-method-name: findAll",
        "tags: [a], operationId: y, x-speakeasy-group: user.admins, x-speakeasy-name-override: list",
    )
    assert found == ["users.find_all", "user_admins.list"]


def test_spellings_of_a_tag_are_one_resource(build_text: Build) -> None:
    built = build_text("""
        tags: [{name: store-items, description: Things.}]
        paths:
          /a: {get: {tags: [storeItems], operationId: a, responses: {}}}
          /b: {get: {tags: [Store Items, other], operationId: b, responses: {}}}
        """)
    assert [(r.name, r.class_name, r.description) for r in built.api.resources] == [
        ("store_items", "StoreItems", "Things.")
    ]


def test_tags_that_repeat_the_path_are_no_resources(build_text: Build) -> None:
    built = build_text("""
        paths:
          /v1/carts/{id}: {get: {tags: ['carts/{id}'], operationId: a, responses: {}}}
          /v1/carts/{id}/items: {get: {tags: ['carts/{id}/items'], operationId: b, responses: {}}}
          /v1/orders: {get: {tags: [sales/orders], operationId: c, responses: {}}}
        """)
    found = [(r.name, [o.name for o in r.operations]) for r in built.api.resources]
    assert found == [("carts", ["a", "b"]), ("sales_orders", ["c"])]


def test_fragments_of_a_path_are_no_resources(build_text: Build) -> None:
    built = build_text("""
        paths:
          /#Action=RunInstances: {get: {operationId: GET_RunInstances, responses: {}}}
          /#Action=StopInstances: {get: {operationId: GET_StopInstances, responses: {}}}
        """)
    (resource,) = built.api.resources
    assert [each.name for each in resource.operations] == [
        "get_run_instances",
        "get_stop_instances",
    ]


def test_queries_of_a_path_are_no_resources(build_text: Build) -> None:
    built = build_text("""
        paths:
          /v1/models: {get: {operationId: listModels, responses: {}}}
          /v1/models?beta=true: {get: {operationId: listBetaModels, responses: {}}}
          /v1/models/{id}?beta=true: {get: {operationId: getModel, responses: {}}}
        """)
    (resource,) = built.api.resources
    assert resource.name == "models_"
    assert [each.name for each in resource.operations] == ["list", "list_beta_models", "get"]


@pytest.mark.parametrize(
    ("tag", "name", "class_name"),
    [
        ("request", "request_", "Request"),
        ("Page", "page", "PageResource"),
        ("close", "close_", "Close"),
        ("class", "class_", "Class"),
        ("Test", "test", "TestResource"),
        ("1st", "n1st", "Model1st"),
    ],
)
def test_resources_hide_nothing_of_the_client(
    build_text: Build, tag: str, name: str, class_name: str
) -> None:
    resource = build_text(
        f"paths: {{/a: {{get: {{tags: ['{tag}'], responses: {{}}}}}}}}"
    ).api.resources[0]
    assert (resource.name, resource.class_name) == (name, class_name)
