from __future__ import annotations

import pytest
from cometchat_business_messaging._runtime import AsyncClient, SyncClient

from generator import reserved
from generator.parser.names.method_names import candidates
from generator.parser.names.path_names import NameSource
from tests.support.counting import calls

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
        ("pet", "get", "/pet/findByStatus", "findPetsByStatus", "pet.list_by_status"),
        ("user", "get", "/user/{username}", "getUserByName", "user.get_by_name"),
        ("groups", "post", "/groups/{id}/users", "addUserToGroup", "groups.add_user"),
        ("albums", "get", "/albums/{id}", "get-an-album", "albums.get"),
        ("events", "get", "/special-events", "listSpecialEvents", "events.list_special_events"),
        ("items", "get", "/items/{item_id}", "read_item_items__item_id__get", "items.get"),
        ("Cats", "get", "/cats", "CatsController_findAll", "cats.list"),
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
        # `get` of several is `list`, in any position
        ("runs", "get", "/jobs/{id}/runs", "get_runs", "runs.list"),
        ("runs", "get", "/jobs/{id}/runs/{run}", "get_run", "runs.get"),
        ("runs", "post", "/jobs/{id}/runs/find", "get_runs", "runs.get"),
        ("APIs", "get", "/branches/{id}/apis", "getAPIs", "apis.list"),
        ("APIs", "post", "/branches/{id}/apis", "createAPI", "apis.create"),
        ("settings", "get", "/teams/{id}/settings", "getSettings", "settings.get"),
        ("settings", "patch", "/teams/{id}/settings", "updateSetting", "settings.update"),
        ("owners", "get", "/v1/owners/x", "V1OwnersXFind", "owners.get_x"),
        ("aliases", "get", "/indexes/{i}/aliases/{a}", "get_alias", "aliases.get"),
        # the last words of a resource repeat it, too
        ("Store » Orders", "get", "/orders/{id}", "getOrder", "store_orders.get"),
        ("Store » Orders", "get", "/orders/{id}/notes", "", "store_orders.list_notes"),
        ("agent-tasks", "post", "/tasks", "create_task", "agent_tasks.create"),
        ("user search", "post", "/s", "search_users", "user_search.search_users"),
        ("thread-runs", "get", "/runs", "list_runs_http", "thread_runs.list"),
        ("Terms of service", "get", "/terms", "listServices", "terms_of_service.list_services"),
        ("code samples", "get", "/x-samples", "x-samples", "code_samples.list_x_samples"),
        ("kinds", "post", "/schema#kinds", "post_schema#kinds", "kinds.create"),
        ("kinds", "post", "/schema#add", "post_schema#add", "kinds.add"),
        ("XCom", "get", "/xcomEntries/{key}", "get_xcom_entry", "xcom.get_entry"),
        ("oEmbed", "get", "/v1/oembed", "getOEmbed", "oembed.get"),
        # words of frameworks, of HTTP and of grammar
        ("comments", "post", "/f/{id}/comments", "postComment", "comments.create"),
        ("pool", "patch", "/pools/{pool_name}", "patch_pool", "pool.update"),
        ("hooks", "put", "/h/{id}", "putHook", "hooks.update"),
        ("chat", "post", "/chat.postMessage", "chat_postMessage", "chat.post_message"),
        ("pools", "patch", "/pools", "bulk_pools", "pools.bulk_pools"),
        ("player", "put", "/me/play", "start-a-users-playback", "player.start_users_playback"),
        ("tests", "post", "/x", "createABTest", "tests.create_ab_test"),
        ("Cats", "get", "/cats", "CatsOwnersController_findAll", "cats.list"),
        ("pet-controller", "get", "/pet/{id}", "getPet", "pet.get"),
        ("UserService", "get", "/u/{id}", "UserService_GetUser", "user.get"),
        ("Core-Service", "post", "/s", "CreateService", "core.create_service"),
        ("user-resource", "get", "/users/{id}/roles", "", "user_resource.list_roles"),
        ("items", "get", "/api/v1/items/", "read_items_items__get", "items.list"),
        ("team", "get", "/v3/team/roles", "get_v3-team-roles", "team.list_roles"),
        # words of a whole API
        ("default", "get", "/pets", "listPets", "pets.list"),
        ("", "get", "/2.0/users/{name}", "", "users.get"),
        ("", "get", "/2010-04-01/Accounts.json", "", "accounts.list"),
        ("", "get", "/v1beta1/pods", "", "pods.list"),
        ("Api20100401Call", "get", "/2010-04-01/Calls/{Sid}.json", "FetchCall", "call.get"),
        ("2024-05-01 Billing", "post", "/pay", "pay", "billing.pay"),
        # names from paths
        ("comments", "get", "/files/{id}/comments", "", "comments.list"),
        ("users", "get", "/admin/users", "", "users.list"),
        ("cards", "get", "/x/boxCards", "", "cards.list_x_box_cards"),
        ("pins", "get", "/pins/list", "", "pins.list"),
        ("files", "get", "/files/{id}/thumb.{ext}", "get_files_id_thumb_id", "files.get_thumb"),
        ("", "post", "/docs/{id}:archive", "", "docs.archive"),
    ],
)
def test_ordinary_names(
    build_text: Build, tag: str, method: str, path: str, operation_id: str, expected: str
) -> None:
    tags = f"tags: ['{tag}']," if tag else ""
    named = f"operationId: '{operation_id}'," if operation_id else ""
    assert build_text(
        f"paths: {{'{path}': {{{method}: {{{tags} {named} responses: {{}}}}}}}}"
    ).methods == [expected]


def test_words_without_a_plural(build_text: Build) -> None:
    get = "{get: {responses: {}}}"
    built = build_text(
        f"paths: {{'/pets/{{id}}/history': {get}, '/pets/{{id}}/history/{{no}}': {get}}}"
    )
    assert built.methods == ["pets.list_history", "pets.get_history"]


def test_posting_to_an_item_is_not_an_update_beside_one(build_text: Build) -> None:
    put, post = ("{operationId: '', responses: {}}",) * 2
    built = build_text(f"paths: {{'/pets/{{id}}': {{put: {put}, post: {post}}}}}")
    assert built.methods == ["pets.update", "pets.create"]


def names(build: Build, *operations: str) -> list[str]:
    listed = "\n".join(
        f"  /p{i}: {{get: {{{text}, responses: {{}}}}}}" for i, text in enumerate(operations)
    )
    return build(f"paths:\n{listed}").methods


def test_the_better_claim_keeps_a_name(build_text: Build) -> None:
    result = names(
        build_text, "tags: [pets], operationId: createPet", "tags: [pets], operationId: createPets"
    )
    assert result == ["pets.create", "pets.create_pets"]


def test_owners_are_named_where_the_short_name_is_taken(build_text: Build) -> None:
    get = "{get: {tags: [notes], responses: {}}}"
    built = build_text(
        f"paths: {{'/files/{{f}}/notes': {get}, '/notes': {get}, '/teams/{{t}}/notes': {get}}}"
    )
    assert built.methods == ["notes.list_for_file", "notes.list", "notes.list_for_team"]


def test_bulk_operations_are_named_as_such(build_text: Build) -> None:
    delete = "{delete: {responses: {}}}"
    built = build_text(f"paths: {{'/pets': {delete}, '/pets/{{id}}': {delete}}}")
    assert built.methods == ["pets.delete_pets", "pets.delete"]


def test_singular_and_plural_of_a_resource(build_text: Build) -> None:
    result = names(
        build_text, "tags: [point], operationId: get_points", "tags: [point], operationId: getPoint"
    )
    assert result == ["point.list", "point.get"]


def test_a_post_beside_other_methods_is_create(build_text: Build) -> None:
    get, post = ("{responses: {}}",) * 2
    built = build_text(f"paths: {{'/pets/{{id}}/photo': {{get: {get}, post: {post}}}}}")
    assert built.methods == ["pets.get_photo", "pets.create_photo"]


def test_one_thing_and_several_of_it(build_text: Build) -> None:
    built = build_text("""
        paths:
          /g/{id}/parts: {get: {tags: [g], operationId: get_parts_g__id__parts_get, responses: {}}}
          /g/{id}/parts/{key}:
            get: {tags: [g], operationId: get_parts_g__id__parts__key__get, responses: {}}
        """)
    assert built.methods == ["g.list_parts", "g.get_parts"]


def test_operation_ids_of_the_same_words_are_told_apart_by_path(build_text: Build) -> None:
    assert names(build_text, "tags: [a], operationId: get-x", "tags: [a], operationId: get_x") == [
        "a.get_x",
        "a.get_p1",
    ]


def test_names_from_extensions_take_precedence(build_text: Build) -> None:
    result = names(
        build_text,
        "tags: [a], operationId: x, x-fern-sdk-group-name: [users], x-fern-sdk-method-name: findAll",
        "tags: [a], operationId: y, x-speakeasy-group: user.admins, x-speakeasy-name-override: list",
    )
    assert result == ["users.find_all", "user_admins.list"]


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


def test_tags_that_repeat_the_path_are_not_resources(build_text: Build) -> None:
    built = build_text("""
        paths:
          /v1/carts/{id}: {get: {tags: ['carts/{id}'], operationId: a, responses: {}}}
          /v1/carts/{id}/items: {get: {tags: ['carts/{id}/items'], operationId: b, responses: {}}}
          /v1/orders: {get: {tags: [sales/orders], operationId: c, responses: {}}}
        """)
    result = [(r.name, [o.name for o in r.operations]) for r in built.api.resources]
    assert result == [("carts", ["a", "b"]), ("sales_orders", ["c"])]


def test_fragments_of_a_path_are_not_resources(build_text: Build) -> None:
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


def test_queries_of_a_path_are_not_resources(build_text: Build) -> None:
    built = build_text("""
        paths:
          /v1/models: {get: {operationId: listModels, responses: {}}}
          /v1/models?beta=true: {get: {operationId: listBetaModels, responses: {}}}
          /v1/models/{id}?beta=true: {get: {operationId: getModel, responses: {}}}
        """)
    (resource,) = built.api.resources
    assert resource.name == "models"
    assert [each.name for each in resource.operations] == ["list", "list_beta_models", "get"]


def test_classes_of_resources_differ_from_the_clients() -> None:
    public = {name for cls in (AsyncClient, SyncClient) for name in dir(cls) if name[:1] != "_"}
    assert public == reserved.RESOURCES - {"cached_property", "httpx2"}


@pytest.mark.parametrize(
    ("tag", "name", "class_name"),
    [
        ("request", "request_", "Request"),
        ("Webhooks", "webhooks", "Webhooks"),
        ("models", "models", "Models"),
        ("cached property", "cached_property_", "CachedProperty"),
        ("Credential", "credential", "Credential"),
        ("API", "api", "API"),
        ("Page", "page", "Page"),
        ("close", "close_", "Close"),
        ("class", "class_", "Class"),
        ("Test", "test", "TestResource"),
        ("1st", "n1st", "Model1st"),
    ],
)
def test_resources_hide_no_attribute_of_the_client(
    build_text: Build, tag: str, name: str, class_name: str
) -> None:
    resource = build_text(
        f"paths: {{/a: {{get: {{tags: ['{tag}'], responses: {{}}}}}}}}"
    ).api.resources[0]
    assert (resource.name, resource.class_name) == (name, class_name)


def test_a_long_operation_id_takes_linear_work() -> None:
    def work(count: int) -> int:
        source = NameSource("_".join(f"word{n}" for n in range(count)), "GET", "/pets/{id}")
        return calls(lambda: list(candidates(source, ["voice", "pets"])))

    assert work(1600) < 2 * 8 * work(200)
