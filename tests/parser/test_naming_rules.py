"""The rules for names of operations: lines of operations -> lines of names.

A line has the method, the path, the operationId (`-` without one), the tag (`-` without one), the kind of result
(`many`, `page`, `wrapped`, `one`, `file` or `-`) and the name.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from .conftest import Build

ARRAY = {"type": "array", "items": {"type": "object"}}
RESULTS: dict[str, dict[str, Any]] = {
    "many": ARRAY,
    "page": {
        "type": "object",
        "properties": {"data": ARRAY, "next": {"type": "string"}},
    },
    "wrapped": {
        "type": "object",
        "properties": {
            **{key: {"type": "string"} for key in ("status", "time", "usage")},
            "result": {"type": "object", "properties": {"toys": ARRAY}},
        },
    },
    "one": {"type": "object", "properties": {"id": {"type": "string"}, "tags": ARRAY}},
    "file": {"type": "string", "format": "binary"},
}

SHARED_WORDS = """
GET    /v1/agents              agents_api_v1_agents_list             agents      page  agents.list
POST   /v1/agents              agents_api_v1_agents_create           agents      one   agents.create
GET    /v1/agents/{id}         agents_api_v1_agents_get              agents      one   agents.get
POST   /v1/conversations       agents_api_v1_conversations_start     talks       one   talks.start_conversation
GET    /v2/gen-ai/agents       genai_list_agents                     gradient    page  gradient.list_agents
POST   /data                   jump_wire_web_data_controller_create  wires       one   wires.create_data
GET    /keys                   jump_wire_web_key_controller_list     wires       many  wires.list_keys
DELETE /tokens/{id}            jump_wire_web_token_controller_delete wires       -     wires.delete_token
PUT    /proxies/{id}           jump_wire_web_proxy_controller_update wires       one   wires.update_proxy
DELETE /groups/{id}            jump_wire_web_group_controller_delete wires       -     wires.delete_group
PUT    /rules/{id}             jump_wire_web_rule_controller_update  wires       one   wires.update_rule
POST   /hosts                  jump_wire_web_host_controller_create  wires       one   wires.create_host
GET    /v1/connectors          connector_list_v1                     connectors  page  connectors.list
DELETE /v1/connectors/{id}     connector_delete_v1                   connectors  -     connectors.delete
GET    /kinds                  docReqsListKinds                      kinds       page  kinds.list
GET    /kinds/{id}             docReqsGetKind                        kinds       one   kinds.get
POST   /v1/pools               create_pool_method                    pools       one   pools.create
GET    /addon/{id}/properties  getAddonProperties_get                addon       one   addon.get_properties
GET    /attempts/endpoint/{id} list_attempts_by_endpoint             attempts    page  attempts.list_by_endpoint
GET    /cats                   CatsController_list[0]                cats        many  cats.list
"""
FRAMEWORKS = """
GET    /users                  getUsersUsingGET                      users       many  users.list
POST   /users/{id}/roles       addRoleUsingPOST_1                    users       one   users.add_role
GET    /api/tasks              ApiTasksGet                           tasks       many  tasks.list
POST   /api/tasks              ApiTasksPost                          tasks       one   tasks.create
PUT    /api/todo/{id}          update_todo                           todo        one   todo.update
PATCH  /api/todo/{id}          todo_partial_update                   todo        one   todo.patch
PATCH  /pets/{id}              pets_partial_update                   pets        one   pets.update
PATCH  /dogs/{id}              dogs_partial_update                   dogs        one   dogs.update
DELETE /dogs/{id}              dogs_destroy                          dogs        -     dogs.delete
GET    /dogs/{id}              dogs_read                             dogs        one   dogs.get
GET    /files                  file_read                             file        one   file.read
GET    /pets                   findAll                               pets        many  pets.list
GET    /dogs                   findAll_1                             dogs        many  dogs.list
GET    /cats                   CatsController_findAll                cats        many  cats.list
GET    /cats/{id}              CatsController_findOne                cats        one   cats.get
DELETE /cats/{id}              CatsController_remove                 cats        -     cats.delete
GET    /orders                 Orders_GetAll                         Orders      page  orders.list
GET    /orders/{id}            Orders_GetById                        Orders      one   orders.get
GET    /posts                  posts.index                           posts       many  posts.list
GET    /posts/{id}             posts.show                            posts       one   posts.get
POST   /posts                  posts.store                           posts       one   posts.create
DELETE /posts/{id}             posts.destroy                         posts       -     posts.delete
GET    /rules                  getAll                                rules       many  rules.list
GET    /rules/all              listRules                             rules       many  rules.list_rules
GET    /api/Toys               Toys_GetAsync                         Toys        many  toys.list
GET    /api/Toys/{id}          Toys_GetAsync2                        Toys        one   toys.get
POST   /api/Toys               Toys_PostAsync                        Toys        one   toys.create
GET    /api/Todos              getTodosAsync                         Todos       many  todos.list
POST   /v1/echo                EchoService_Echo                      EchoService one   echo.echo
GET    /v1/echo/{id}           EchoService_Echo2                     EchoService one   echo.get
GET    /v1/echo/{id}/{number}  EchoService_Echo3                     EchoService one   echo.get_by_number
GET    /lions                  LionsController_list[0]               lions       many  lions.list
GET    /zoos/{id}/lions        LionsController_list[1]               lions       many  lions.list_for_zoo
POST   /v1/base/encode         encode_base64                         encoder     one   encoder.encode_base64
POST   /auth/login             AuthController_signIn                 auth        one   auth.sign_in
GET    /articles               articles#index                        articles    many  articles.list
GET    /health                 health_health_get                     health      one   health.get
"""
VERB_FIRST = """
POST   /v1/checkout/sessions/{s}/expire  sessions_expire             checkout    one   checkout.expire_session
POST   /fine-tunes/{id}/cancel           fine_tunes_cancel           openai      one   openai.cancel_fine_tune
GET    /sim_cards                        SimCardsGet                 sim_cards   page  sim_cards.list
GET    /sim_cards/{id}/public_ip         SimCardPublicIPGet          sim_cards   one   sim_cards.get_public_ip
DELETE /users/{id}/passkeys/{key}        UserPasskeyDelete           users       -     users.delete_passkey
POST   /calls/{id}/actions/record_start  callRecordStart             calls       one   calls.start_record
POST   /conferences/{id}/actions/unhold  conferenceUnholdParticipants conferences one  conferences.unhold
PATCH  /orgs/{org}/hooks/{id}            orgEditHook                 organization one  organization.edit_hook
GET    /records                          fake_return_list_of_objects fake        many  fake.return_list_of_objects
POST   /links/bulk                       bulkCreateLinks             links       many  links.create_bulk
POST   /v1/issuing/disputes/{dispute}/submit PostIssuingDisputesDisputeSubmit issuing one  issuing.submit_dispute
POST   /v1/intents/{i}/verify_deposits   PostIntentsIntentVerifyDeposits intents  one  intents.verify_deposits
POST   /v1/payment_methods/{payment_method} PostPaymentMethodsPaymentMethod payment_methods one payment_methods.update
POST   /readers/{r}/set_reader_display   -                           terminal    one   terminal.set_reader_display
POST   /clocks/{c}/fund_balance          -                           helpers     one   helpers.fund_clock_balance
POST   /f/upload_sessions                -                           uploads     one   uploads.create_session
POST   /files/upload                     -                           loads       one   loads.upload_file
PUT    /users/{id}/folders/0             put_users_id_folders_0      folders     one   folders.update
POST   /files/{f}/contents               post_files_f_contents       blobs       one   blobs.create_content_for_file
POST   /files/contents                   post_files_contents         blobs       one   blobs.create_files_content
POST   /jobs/delete_numbers              CreateJobDeleteNumbers      phones      one   phones.delete_numbers
POST   /repos/{r}/stacks                 pull-request-stacks/create  pulls       one   pulls.create_pull_request_stack
"""
VERBS = """
POST   /v1/embeddings                embeddings                embeddings        one  embeddings.create
POST   /v1/moderations               moderations               classifiers       one  classifiers.moderate
POST   /us_verifications             us_verification           us_verifications  one  us_verifications.verify
POST   /organization/invites         inviteUser                invites           one  invites.invite
POST   /uploads/file                 uploadFile                uploads           one  uploads.upload_file
POST   /payments/{id}/refund-payment refundPayment             refunds           one  refunds.refund_payment
POST   /validateShopperId            create_validate_shopper_id utility         one  utility.validate_shopper_id
PUT    /token/refresh                update_refresh            tokens            one  tokens.refresh
DELETE /pets/{id}                    deletesPet                pets              -    pets.delete
POST   /pets                         createsPet                pets              one  pets.create
POST   /pools/{id}/check             post_check                pools             one  pools.create_check
POST   /verify_profiles              CreateVerifyProfile       verify            one  verify.create_profile
POST   /ai/summaries                 AiSummary                 ai                one  ai.create_summary
POST   /audio/translations           audio_translations        audio             one  audio.create_translation
POST   /v1/reservation               reservation               booking           one  booking.create_reservation
POST   /v1/frob                      frob                      booking           one  booking.frob
POST   /chat/completions             chat_completion           chat              one  chat.complete
GET    /users/{id}/exists            user_exists               users             one  users.exists
GET    /users/whoami                 usersWhoami               users             one  users.whoami
POST   /generate/text-to-image       genTextToImage            generate          one  generate.text_to_image
POST   /generate/upscale             genUpscale                generate          one  generate.upscale
POST   /login/do                     login_do                  login             one  login.do
POST   /users/{id}/auto-configure    autoConfigureUser         users             one  users.auto_configure
POST   /audio/speech                 speech_post               audio_speech      one  audio_speech.create
PATCH  /graph                        graph                     graph             one  graph.update
GET    /v1/talks/{id}/history        talks_history             beta_talks        one  beta_talks.get_history
GET    /v1/talks/{id}/messages       talks_messages            beta_talks        page beta_talks.list_messages
POST   /jobs/update_numbers          createJobUpdateNumber     phones            one  phones.update_numbers
POST   /generate/image-to-text       genImageToText            generate          one  generate.image_to_text
"""
OBJECTS = """
POST   /transfers/{id}/cancel        cancelPendingTransfer     transfers    one  transfers.cancel
POST   /calls/{id}/actions/hold      holdParticipants          calls        one  calls.hold
POST   /history/download             downloadHistoryItems      history      -    history.download
POST   /mock/cards/{id}/submit       submitSandboxCard         mock         one  mock.submit_card
POST   /campaigns/{id}/upload        uploadCampaignCsv         campaigns    one  campaigns.upload_csv
POST   /users/{id}/send              sendVerificationEmail     users        one  users.send_verification_email
POST   /orders/cancel                cancelAllOrders           orders       -    orders.cancel_all
POST   /shards/delete                delete_shard_key          distributed  -    distributed.delete_shard_key
POST   /pets/{id}/uploadImage        uploadFile                pets         one  pets.upload_file
POST   /r/pullrequests/{id}/merge    mergePullRequest          repositories one  repositories.merge_pull_request
POST   /runs/{id}/force-cancel       forceCancelJobRun         runs         one  runs.force_cancel
GET    /texts/{language}             getSingleText             texts        one  texts.get
GET    /users/{id}                   getUserInfo               users        one  users.get
GET    /history                      listGeneratedItems        history      page history.list
GET    /users/{id}/subscription      getSubscriptionDetails    users        one  users.get_subscription
GET    /users/{id}/details           getUserDetails            users        one  users.get_details
DELETE /history/{history_item_id}    deleteHistoryItem         history      -    history.delete
GET    /menu                         listMenuItems             products     many products.list_menu_items
POST   /roles/{id}/permissions/{p}   assignPermissionToRole    roles        -    roles.assign_permission
DELETE /roles/{id}/permissions/{p}   removePermissionFromRole  roles        -    roles.remove_permission
PUT    /shards/recover               recoverShardFromSnapshot  snapshots    one  snapshots.recover_shard_from_snapshot
"""
RESULT = """
GET    /movies/{movie}       get_by_id            movies    one   movies.get
GET    /flows                read_flows           flows     many  flows.list
GET    /flows/{id}           read_flow            flows     one   flows.get
GET    /shops/{id}/toys      get_shop_toys        shops     wrapped shops.list_toys
GET    /evals/{id}/runs      get_runs             evals     page  evals.list_runs
GET    /orgs/{org}/repos     list_selected_repos_enabled_org orgs page orgs.list_selected_repos_enabled_org
GET    /links/{id}           get_links_id         webs      one   webs.get_link
GET    /settings             list_setting         accounts  one   accounts.get_setting
POST   /users/{id}           postUser             users     one   users.update
GET    /metrics              getMetrics           analytics many  analytics.get_metrics
GET    /todo                 getTodo              todo      many  todo.list
GET    /todo/{id}/log        getTodoLog           todo      many  todo.get_log
POST   /customers/{id}/balance PostCustomerBalance customers one   customers.update_balance
GET    /customers/{id}/balance GetCustomerBalance customers one    customers.get_balance
POST   /customers/{id}/card  PostCustomerCard     customers one   customers.create_card
GET    /customers/{id}/card  GetCustomerCard      customers many  customers.get_card
GET    /imports/authors      get_commit_authors   imports   many  imports.list_commit_authors
GET    /notes/preview        GetNotesPreview      notes     one   notes.preview
GET    /keys/list            GetKeyList           keys      page  keys.list
GET    /items                GetBillingItemList   billing   page  billing.list_items
GET    /invoices             readInvoices         invoices  file  invoices.get
GET    /getPathway           -                    info      one   info.get_pathway
GET    /info/getOrganisms    -                    info      many  info.list_organisms
GET    /listOrgans/{id}      -                    info      one   info.get_organ
GET    /updatePathway        -                    info      one   info.update_pathway
OPTIONS /events              getEventsOptions     events    one   events.get_options
GET    /events               getEvents            events    page  events.list
GET    /events/{id}          getEvent             events    one   events.get
"""
ONE_VERB = """
GET    /pets/{id}            retrievePet          pets      one   pets.get
GET    /pets                 findPets             pets      many  pets.list
GET    /owners/{id}          showOwner            owners    one   owners.get
GET    /calls/{id}           FetchCall            calls     one   calls.get
GET    /rooms/{id}           viewRoom             rooms     one   rooms.get
GET    /users/count          GetUsersCount        users     one   users.count
PATCH  /pets/{id}            modifyPet            pets      one   pets.update
GET    /toys/{id}            getToy               toys      one   toys.get
GET    /toys/{id}/live       retrieveToy          toys      one   toys.retrieve
"""
CLASHES = """
GET    /users/{id}           users/get-user       users     one   users.get_user
GET    /cats/{id}            getCat               cats      one   cats.get
GET    /cats/names/{name}    getCatByName         cats      one   cats.get_by_name
GET    /repos/{r}            repos/get            repos     one   repos.get
GET    /repos/{r}/releases   repos/get-release    repos     one   repos.get_release
GET    /dogs/{id}            dogs_get             dogs      one   dogs.get
GET    /dogs/tags/{tag}      dogs_get_by_tag      dogs      one   dogs.get_by_tag
GET    /issues/{n}/blocked_by issues/list-dependencies-blocked-by issues many issues.list_dependencies_blocked_by
DELETE /issues/{n}/blocked_by issues/remove-dependency-blocked-by issues - issues.remove_dependency_blocked_by
GET    /v1/audio/voices      list_voices          voices    page  voices.list
GET    /v2/audio/voices      audio_v2_voices_list voices    page  voices.list_v2
PUT    /pets/{id}            putPet               pets      one   pets.update
PATCH  /pets/{id}            patchPet             pets      one   pets.patch
"""
WORDS = """
DELETE /project/spend-limit  deleteprojectspendlimit  project  -   project.delete_spend_limit
GET    /dictionaries/{id}    getdictionary        dictionaries one dictionaries.get
POST   /api-key              createanAPIkey       keys      one   keys.create_api_key
POST   /saml                 previewSAMLmetadata  saml      one   saml.preview_metadata
GET    /v1/oembed            getOEmbed            oEmbed    one   oembed.get
POST   /streams/{id}         retrieve_stream_stream runs    one   runs.retrieve_stream
GET    /users/me             getMyUser            users     one   users.get_my_user
GET    /f/{id}/level-6VMVochwUWo get_f_id_level-6VMVochwUWo f        one   f.get_level
GET    /things/{id}          api                  things    one   things.get
GET    /docs/{id}            id                   docs      one   docs.get
POST   /users/{id}/api-keys  createanAPIkeyforauser keys    one   keys.create_api_key_for_user
GET    /addon/properties     getAddonProperties_get addon   one   addon.get_properties
GET    /user/profile         userprofile            user    one   user.get_profile
GET    /teams/{id}/members   getallteammembers      teams   many  teams.list_all_members
POST   /voice/clone          cloneavoice            voice   one   voice.clone
PATCH  /voices/{id}/settings editvoicesettings      voices  one   voices.edit_settings
GET    /barcode/{id}         barcode                barcode one   barcode.get
GET    /connect/{id}/{or}    connector_get          connectors one connectors.get
GET    /iPhone/{id}          getIPhoneApp           apps    one   apps.get_iphone_app
"""
CONTROLLERS = """
GET    /v2/wallets               payments_ex_web_wallet_controller_index   bank many bank.list_wallets
POST   /v2/wallets               payments_ex_web_wallet_controller_create  bank one  bank.create_wallet
GET    /v2/wallets/{id}          payments_ex_web_wallet_controller_show    bank one  bank.get_wallet
DELETE /v2/wallets/{id}          payments_ex_web_wallet_controller_delete  bank -    bank.delete_wallet
GET    /v2/ledgers               payments_ex_web_ledger_controller_index   bank many bank.list_ledgers
GET    /v2/ledgers/{id}/entries  payments_ex_web_ledger_controller_entries bank many bank.list_entries
GET    /cats                     cats_index                                pets many pets.list_cats
GET    /indexes/{i}              get_index                                 data one  data.get_index
"""
CARD_HOLDERS = """
GET    /card-holders             app_web_card_holder_controller_index      bank many bank.list_card_holders
POST   /card-holders             app_web_card_holder_controller_create     bank one  bank.create_card_holder
GET    /card-holders/{id}        app_web_card_holder_controller_show       bank one  bank.get_card_holder
DELETE /card-holders/{id}        app_web_card_holder_controller_delete     bank -    bank.delete_card_holder
"""
SEGMENTS = """
GET    /v1/vms                    compute.instances.list         instances page instances.list
POST   /v1/vms                    compute.instances.insert       instances one  instances.insert
GET    /v1/vms/{id}               compute.instances.get          instances one  instances.get
PATCH  /v1/vms/{id}               compute.instances.patch        instances one  instances.update
POST   /v1/vms/{id}:reset         compute.instances.reset        instances one  instances.reset
GET    /v1/vms/{id}/disks         compute.disks.list             instances page instances.list_disks
POST   /v1/p/{p}/topics/{t}:publish pubsub.projects.topics.publish projects one projects.publish_topic
DELETE /accounts/{id}/zones/{z}   zones-0-delete                 zones     -    zones.delete
GET    /shop/carts                shop.carts.listCarts           shop.carts page shop_carts.list
GET    /shop/carts/{id}           shop.carts.getCart             shop.carts one shop_carts.get
"""
NOUNS_AND_VERBS = """
POST   /imports/{id}/cancel      import_cancel          jobs      one  jobs.cancel_import
GET    /exports                  export_list            jobs      many jobs.list_exports
POST   /exports                  export_create          jobs      one  jobs.create_export
GET    /reports/{id}             report_get             analytics one  analytics.get_report
POST   /invites/{id}/accept      inviteAccept           staff     one  staff.accept_invite
POST   /searches/{id}/pause      search_pause           jobs      one  jobs.pause_search
GET    /records/{id}/versions    record_versions_list   storage   many storage.list_record_versions
POST   /subs/{id}/preview_cancel preview_cancel         jobs      one  jobs.preview_cancel
POST   /auto-configure/start     startAutoConfigure     domains   one  domains.start_auto_configure
POST   /users/request_delete     request_delete         staff     one  staff.request_delete
GET    /api/exchange-rates       exchange_rates         fx        many fx.list_exchange_rates
GET    /x/{id}/rates             marketRates            fx        many fx.list_market_rates
GET    /shops/{s}/orders         getOrder               shops     page shops.list_orders
GET    /me/albums/contains       check-saved-albums     albums    many albums.check_saved
GET    /filter                   filterUsers            users     many users.filter
GET    /pets/{id}/toys           toys                   pets      many pets.list_toys
GET    /status                   status                 system    one  system.status
GET    /whoami                   whoami                 system    one  system.whoami
GET    /search/users             searchUsers            search    many search.search_users
GET    /query/form               query_form             query     one  query.get_form
GET    /tweets/search/recent     tweetsRecentSearch     tweets    page tweets.search_recent
GET    /reports/{id}/export      report_export          files     file files.export_report
GET    /number_lookup/{number}   NumberLookup           number_lookup one number_lookup.get
POST   /emails/batch             batchSendEmails        emails    many emails.send_batch
PUT    /import                   startImport            jobs      one  jobs.start_import
GET    /tarball/{ref}            download-tar-archive   files     file files.download_tar_archive
PATCH  /zones/{z}/dns/{id}       dns-records-for-a-zone-patch-dns-record dns_records one dns_records.update
GET    /test/results             testResults            test      many test.list_results
POST   /transcode                transcodeVideo         transcode one  transcode.transcode_video
POST   /enrich                   enrichCompany          enrich    one  enrich.enrich_company
GET    /users/roles              listUsersAndRoles      users     many users.list_users_and_roles
GET    /books/{id}               getBook                books     one  books.get
GET    /books/isbn/{isbn}        getBook                books     one  books.get_by_isbn
PUT    /gizmo/{id}/values        setGizmoValues_put     gizmo     one  gizmo.set_values
"""
TOOLS = """
GET    /api/v1/books              api_v1_books_list              api    page books.list
POST   /api/v1/books              api_v1_books_create            api    one  books.create
GET    /api/v1/books/{id}         api_v1_books_read              api    one  books.get
PATCH  /api/v1/books/{id}         api_v1_books_partial_update    api    one  books.update
GET    /api/v1/books/{id}/reviews api_v1_books_reviews_list      api    page books.list_reviews
GET    /volumes/{id}              library_volume_read            lib    one  lib.get_library_volume
GET    /tv-shows/{id}             tv_show                        tv     one  tv.get
GET    /orders                    OrderController.getOrders      order-controller many order.list
GET    /orders/{id}               OrderController.getOrderById   order-controller one  order.get
POST   /orders                    OrderController.saveOrder      order-controller one  order.save
GET    /stock/{id}                getById_3                      stock  one  stock.get
POST   /stock                     create_4                       stock  one  stock.create
POST   /stock/many                create_5                       stock  one  stock.create_many
GET    /stock/best                get_top_100                    stock  many stock.get_top_100
POST   /users/ids                 GetUsersByIds                  users  many users.list_by_ids
POST   /users/token               getToken                       users  one  users.get_token
GET    /users/known               GetKnownUsers                  users  many users.list_known
POST   /channels/direct           CreateDirectChannel            channels one channels.create_direct
GET    /channels/live-events      listLiveEventChannels          channels many channels.list_live_event_channels
"""
PATHS = """
GET    /crm/v3/contacts               get-/crm/v3/contacts_getPage           basic page basic.list_page
GET    /crm/v3/contacts/{id}          get-/crm/v3/contacts/{id}_getById      basic one  basic.get
POST   /crm/v3/contacts               post-/crm/v3/contacts_create           basic one  basic.create
DELETE /crm/v3/contacts/{id}          delete-/crm/v3/contacts/{id}_archive   basic -    basic.archive
POST   /profiles/{id}/methods/{m}     enable-method                          profiles one profiles.enable_method
POST   /profiles/{id}/enable          enable_profile_method                  profiles one profiles.enable
GET    /                              issues/list                            issues many issues.list
"""
VERSIONS = """
GET    /v1/users/{id}     getUserV1                    users one  users.get
GET    /v2/users/{id}     getUserV2                    users one  users.get_v2
GET    /v1/users          getUsersV1                   users many users.list
GET    /v2/users          getUsersV2                   users many users.list_v2
POST   /api/v1/jobs       create_job_api_v1_jobs_post  jobs  one  jobs.create
POST   /api/v2/jobs       create_job_api_v2_jobs_post  jobs  one  jobs.create_v2
GET    /v2/cats           CatsV2Controller_list        cats  many cats.list
GET    /v1/cats           CatsController_list          cats  many cats.list_v1
GET    /v1/dogs           -                            dogs  many dogs.list
GET    /v2/dogs           -                            dogs  many dogs.list_v2
GET    /v3/dogs/{id}      getDogV3                     dogs  one  dogs.get
"""
CONTESTED = """
GET    /                         getFiles             files     many  files.list
GET    /shifts                   listShifts             shifts    many shifts.list
GET    /team/shifts              teamShifts             shifts    page shifts.list_team_shifts
POST   /tasks/{id}/followers  addFollowersForTask  tasks   one   tasks.add_followers_for_task
POST   /embeds                createEmbed          widgets one   widgets.create_embed
GET    /pets/everything       listAllPets          pets    many  pets.list_all
"""
TAGS = """
GET    /users/{id}           UserService_GetUser  UserService        one  user.get
GET    /pets/{id}            getPet               pet-controller     one  pet.get
GET    /items/{id}           getItem              Store API          one  store.get_item
GET    /esims/{id}           getEsim              eSIMs              one  esims.get
GET    /terms                getTerms             Terms of service   one  terms_of_service.get_terms
"""
TABLES = {
    "shared words": SHARED_WORDS,
    "frameworks": FRAMEWORKS,
    "verb first": VERB_FIRST,
    "verbs": VERBS,
    "objects": OBJECTS,
    "result": RESULT,
    "one verb": ONE_VERB,
    "clashes": CLASHES,
    "words": WORDS,
    "controllers": CONTROLLERS,
    "nouns of several words": CARD_HOLDERS,
    "segments": SEGMENTS,
    "nouns and verbs": NOUNS_AND_VERBS,
    "tools": TOOLS,
    "paths": PATHS,
    "versions": VERSIONS,
    "contested": CONTESTED,
    "tags": TAGS,
}


def document(rows: list[list[str]]) -> str:
    """A document with the operations of some rows."""
    paths: dict[str, dict[str, Any]] = {}
    for method, path, operation_id, tag, result, *_ in rows:
        schema = RESULTS.get(result)
        media_type = "application/pdf" if result == "file" else "application/json"
        content = {media_type: {"schema": schema}} if schema else {}
        operation: dict[str, Any] = {"responses": {"200": {"description": "", "content": content}}}
        if operation_id != "-":
            operation["operationId"] = operation_id
        if tag != "-":
            operation["tags"] = [tag]
        paths.setdefault(path, {})[method.lower()] = operation
    return "paths: " + json.dumps(paths)


def rows_of(table: str) -> list[list[str]]:
    return [line.split(maxsplit=4) for line in table.strip().splitlines()]


def test_an_operation_whose_path_is_its_operation_id_has_no_resource(build_text: Build) -> None:
    rows = [
        ["post", "/send_message", "send_message", "-", "one"],
        ["get", "/v1/send-message/{id}", "getMessage", "-", "one"],
        ["post", "/v1/run", "run", "-", "one"],
        ["post", "/close_box", "closeBox", "boxes", "one"],
        ["post", "/login", "login", "login", "one"],
        ["post", "/login/refresh", "refreshLogin", "login", "one"],
        ["post", "/auth/logout", "logout", "-", "one"],
        ["get", "/translate/languages", "translate_languages", "-", "many"],
        ["post", "/translate", "translate", "-", "one"],
        ["post", "/api/register", "api_register", "-", "one"],
        ["post", "/v1/ocr", "ocr_v1_ocr_post", "ocr", "one"],
        ["post", "/v1/embeddings", "embeddings", "embeddings", "one"],
        ["post", "/checkin", "checkin", "checkin", "one"],
        ["get", "/load-balancers", "loadBalancers", "load-balancers", "many"],
    ]
    built = build_text(document(rows))
    assert built.methods == [
        "send_message.__call__",
        "send_message.get",
        "run.__call__",
        "boxes.close",
        "login.__call__",
        "login.refresh",
        "auth.logout",
        "translate.list_languages",
        "translate.__call__",
        "register.__call__",
        "ocr.__call__",
        "embeddings.create",
        "checkin.__call__",
        "load_balancers.list",
    ]


def test_an_operation_id_used_twice_names_one_operation(build_text: Build) -> None:
    rows = [
        ["get", "/pets", "listPets", "pets", "many"],
        ["delete", "/pets/{id}", "listPets", "pets", "-"],
    ]
    built = build_text(document(rows), tolerant=True)
    assert built.methods == ["pets.list", "pets.delete"]


def test_one_tag_for_a_large_api_is_not_a_resource(build_text: Build) -> None:
    rows = [["get", f"/{'bcdfghjklm'[n % 10]}s/{n}", f"get_{n}", "all", "one"] for n in range(100)]
    built = build_text(document(rows))
    assert [each.name for each in built.api.resources] == [f"{letter}s" for letter in "bcdfghjklm"]
    assert "warning one-group" in built.rules
    few = build_text(document(rows[:99]))
    assert [each.name for each in few.api.resources] == ["all"]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_names(build_text: Build, table: str) -> None:
    rows = [[*row[:4], *row[4].split()] for row in rows_of(table)]
    tags = {"Terms": "Terms of service", "Store": "Store API"}
    for row in rows:
        if tag := tags.get(row[3]):
            row[3:] = [tag, *row[3 + len(tag.split()) :]]
    built = build_text(document(rows))
    names = {
        (operation.method, operation.path): f"{resource.name}.{operation.name}"
        for resource in built.api.resources
        for operation in resource.operations
    }
    assert [names[row[0], row[1]] for row in rows] == [row[-1] for row in rows]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("anyOf: [{type: object, properties: {a: {}}}, {type: 'null'}]", ["GetThingResponse"]),
        ("oneOf: [{type: object, properties: {a: {}}}, {type: string}]", ["GetThingResponse"]),
        (
            "oneOf: [{type: object, properties: {a: {}, b: {}}}, {type: object, properties: {a: {}, c: {}}}]",
            ["GetThingResponseB", "GetThingResponseC"],
        ),
        (
            "oneOf: [{type: object, properties: {a: {}}, title: Cat}, {type: object, properties: {a: {}}}]",
            ["GetThingResponseCat", "GetThingResponseOption2"],
        ),
        (
            (
                "oneOf: [{type: object, properties: {a: {type: string}}},"
                " {type: object, properties: {a: {type: integer}}}]"
            ),
            ["GetThingResponseAString", "GetThingResponseAInteger"],
        ),
        (
            (
                "oneOf: [{type: object, properties: {a: {type: array, items: {type: string}}}},"
                " {type: object, properties: {a: {type: array, items: {type: integer}}}}]"
            ),
            ["GetThingResponseAStringList", "GetThingResponseAIntegerList"],
        ),
        (
            (
                "oneOf: [{type: object, properties: {a: {}, b: {}}, required: [a]},"
                " {type: object, properties: {a: {}, b: {}}, required: [b]}]"
            ),
            ["GetThingResponseWithA", "GetThingResponseWithB"],
        ),
        (
            "oneOf: [{type: object, properties: {a: {}, b: {}, c: {}}}, {type: object, properties: {a: {}, b: {}}}]",
            ["GetThingResponseC", "GetThingResponseAAndB"],
        ),
        # what two members state alike does not tell them apart
        (
            (
                "oneOf: [{type: object, properties: {kind: {const: x}, a: {}}},"
                " {type: object, properties: {kind: {const: x}, b: {}}}]"
            ),
            ["GetThingResponseA", "GetThingResponseB"],
        ),
        (
            (
                "oneOf: [{type: object, properties: {object: {const: x}, type: {const: card}}},"
                " {type: object, properties: {object: {const: x}, type: {const: cash}}}]"
            ),
            ["GetThingResponseCard", "GetThingResponseCash"],
        ),
    ],
)
def test_members_of_unions_are_named_after_what_they_are(
    build_schema: Build, schema: str, expected: list[str]
) -> None:
    assert [name for name in build_schema(schema).names if name.startswith("Get")] == expected


def test_the_only_member_of_a_nullable_union_has_its_name(build_schema: Build) -> None:
    component = (
        "Prompt: {anyOf: [{type: object, properties: {id: {type: string}}}, {type: 'null'}]}"
    )
    built = build_schema("{$ref: '#/components/schemas/Prompt'}", component)
    assert built.names == ["Prompt"]
    assert [field.name for field in built.model("Prompt").fields] == ["id"]


def test_equal_anonymous_bodies_of_errors_are_one_class(build_text: Build) -> None:
    body = "{type: object, properties: {message: {type: string}}}"
    other = "{type: object, properties: {reason: {type: string}}}"
    paths = "\n".join(
        f"  /{path}: {{get: {{operationId: get_{path}, responses: {{'404': {{description: No., content:"
        f" {{application/json: {{schema: {schema}}}}}}}}}}}}}"
        for path, schema in (("a", body), ("b", body), ("c", other))
    )
    built = build_text(f"paths:\n{paths}")
    assert built.names == ["NotFoundErrorBody", "GetCError404"]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("budget_alerting: {type: object, properties: {a: {}}}", "BudgetAlerting"),
        ("alerting: {type: object, properties: {a: {}}}", "BudgetAlerting"),
        ("budget: {type: object, properties: {a: {}}}", "BudgetBudget"),
        ("budget_parts: {type: array, items: {type: object, properties: {a: {}}}}", "BudgetPart"),
    ],
)
def test_the_model_of_a_property_does_not_repeat_its_owner(
    build_text: Build, properties: str, expected: str
) -> None:
    schema = f"{{type: object, properties: {{{properties}}}}}"
    built = build_text(f"components: {{schemas: {{Budget: {schema}}}}}")
    assert built.names == ["Budget", expected]
    taken = build_text(f"components: {{schemas: {{Budget: {schema}, {expected}: {schema}}}}}")
    assert not [name for name in taken.names if name.endswith("2")] or "Part" not in expected


def test_a_property_is_named_in_full_beside_the_other_one(build_text: Build) -> None:
    inner = "{type: object, properties: {a: {}}}"
    properties = f"{{budget_alerting: {inner}, alerting: {inner}}}"
    built = build_text(
        f"components: {{schemas: {{Budget: {{type: object, properties: {properties}}}}}}}"
    )
    assert sorted(built.names) == ["Budget", "BudgetAlerting", "BudgetBudgetAlerting"]


def test_members_of_a_union_do_not_repeat_it(build_text: Build) -> None:
    first, second = (
        f"{{type: object, properties: {{requested_{name}: {{type: string}}}}}}"
        for name in ("reviewer", "team")
    )
    built = build_text(
        f"components: {{schemas: {{ReviewRequested: {{oneOf: [{first}, {second}]}}}}}}"
    )
    assert built.names == [
        "ReviewRequestedReviewer",
        "ReviewRequestedTeam",
        "ReviewRequested",
    ]


def test_names_that_only_a_number_tells_apart_are_warnings(build_text: Build) -> None:
    built = build_text("""
        paths:
          /pets:
            get:
              operationId: listPets
              parameters:
                - {name: DateSent, in: query, schema: {type: string}}
                - {name: DateSent<, in: query, schema: {type: string}}
                - {name: date-sent, in: query, schema: {type: string}}
                - {name: date.sent, in: query, schema: {type: string}}
              responses: {'204': {description: Done.}}
        components:
          schemas:
            Pet:
              type: object
              properties:
                first_name: {type: string}
                firstName: {type: string}
        """)
    names = [each.name for each in built.operation().parameters]
    assert names == ["date_sent", "date_sent_less", "date_sent_query", "date_sent_query_2"]
    assert [field.name for field in built.model("Pet").fields] == ["first_name", "first_name_2"]
    found = [(each.location.line, each.message) for each in built.diagnostics]
    assert found == [
        (12, "another name gives date_sent_query, too, so 'date.sent' is date_sent_query_2"),
        (20, "another name gives first_name, too, so 'firstName' is first_name_2"),
    ]


def test_a_body_with_the_name_of_a_component_has_another_name(build_text: Build) -> None:
    inner = "{type: object, properties: {a: {}}}"
    content = f"content: {{application/json: {{schema: {inner}}}}}"
    built = build_text(f"""
        paths:
          /facet:
            post:
              operationId: facet
              requestBody: {{{content}}}
              responses: {{'200': {{description: Done., {content}}}}}
        components: {{schemas: {{FacetResponse: {inner}, FacetBody: {inner}}}}}
        """)
    assert sorted(built.names) == [
        "FacetBody",
        "FacetRequestBody",
        "FacetResponse",
        "FacetResponseBody",
    ]
    assert {each.message for each in built.diagnostics} == {
        "another schema is called FacetBody, so this one is FacetRequestBody",
        "another schema is called FacetResponse, so this one is FacetResponseBody",
    }


def test_a_model_that_only_a_number_tells_apart_is_a_warning(build_text: Build) -> None:
    inner = "{type: object, properties: {a: {}}}"
    built = build_text(f"""
        components:
          schemas:
            PetOwner: {inner}
            Pet: {{type: object, properties: {{owner: {inner}}}}}
        """)
    assert built.names == ["PetOwner", "Pet", "PetOwner2"]
    assert [(each.location.line, each.message) for each in built.diagnostics] == [
        (7, "another schema is called PetOwner, so this one has a number")
    ]


def test_a_component_with_a_number_is_a_warning(build_text: Build) -> None:
    schema = "{type: object, properties: {a: {type: string}}}"
    names = ("user", "User", "FooBar", "Foo_Bar", "V2")
    components = ", ".join(f"{name}: {schema}" for name in names)
    built = build_text(f"paths: {{}}\ncomponents: {{schemas: {{{components}}}}}")
    messages = [each.message for each in built.diagnostics if each.rule == "name-clash"]
    assert messages == [
        "another name gives User, too, so 'user' is User2",
        "another name gives FooBar, too, so 'Foo_Bar' is FooBar2",
    ]
