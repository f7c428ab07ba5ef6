"""Identifiers, module names and file names for the names in a document."""

from __future__ import annotations

import builtins
import keyword
import unicodedata
from pathlib import PureWindowsPath

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import naming, reserved


@pytest.mark.parametrize(
    ("text", "snake", "pascal"),
    [
        ("listChannels", "list_channels", "ListChannels"),
        ("HTTPServerID", "http_server_id", "HTTPServerID"),
        ("userIDs", "user_ids", "UserIDs"),
        ("URLsList", "urls_list", "URLsList"),
        ("issues/list-for-repo", "issues_list_for_repo", "IssuesListForRepo"),
        ("oauth2", "oauth2", "Oauth2"),
        ("S3Bucket", "s3_bucket", "S3Bucket"),
        ("v1Beta2", "v1_beta2", "V1Beta2"),
        ("A2A", "a2a", "A2A"),
        ("B2BAccount", "b2b_account", "B2BAccount"),
        ("Vector3D", "vector3d", "Vector3D"),
        ("getIPhoneApps", "get_iphone_apps", "GetIphoneApps"),
        ("iCloudID", "icloud_id", "IcloudID"),
        ("multiCloud", "multi_cloud", "MultiCloud"),
        ("ApiPhoneVerify", "api_phone_verify", "ApiPhoneVerify"),
        ("APIPad", "api_pad", "APIPad"),
        ("2FACode", "n2fa_code", "Model2FACode"),
        ("3DSecure", "n3d_secure", "Model3DSecure"),
        ("EC2API", "ec2_api", "EC2API"),
        ("1Password", "n1_password", "Model1Password"),
        ("ERR_TEMPLATE_NOT_APPROVED", "err_template_not_approved", "ErrTemplateNotApproved"),
        ("File--Mini", "file_mini", "FileMini"),
        ("class", "class_", "Class"),
        ("None", "none", "None_"),
        ("3d_secure", "n3d_secure", "Model3dSecure"),
        ("+1", "plus_1", "Plus1"),
        ("-1", "minus_1", "Minus1"),
        (">=", "greater_equal", "GreaterEqual"),
        ("!!!", "not_", "Not"),
        ("", "empty", "Empty"),
        ("__init__", "init", "Init"),
        ("filter[name]", "filter_name", "FilterName"),
        ("$ref", "ref", "Ref"),
        ("größe", "größe", "Größe"),
        ("数据", "数据", "数据"),
        ("\N{GRINNING FACE}", "u1f600", "U1f600"),
        ("ﬁeld", "field", "Field"),
    ],
)
def test_snake_case_and_pascal_case(text: str, snake: str, pascal: str) -> None:
    assert naming.snake_case(text) == snake
    assert naming.pascal_case(text) == pascal


@given(st.text())
def test_every_text_gives_a_valid_identifier(text: str) -> None:
    for convert in (
        naming.snake_case,
        naming.pascal_case,
        naming.screaming_case,
        naming.module_name,
        naming.class_name,
        naming.field_name,
        naming.argument_name,
        naming.method_name,
    ):
        name = convert(text)
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
        assert unicodedata.normalize("NFKC", name) == name
    assert not naming.field_name(text).startswith("_")
    assert naming.module_name(text).isascii()
    assert naming.module_name(text) == naming.module_name(text).lower()


@given(st.lists(st.text(alphabet="aA_1 -b2") | st.text(), unique=True))
def test_any_set_of_wire_names_gives_distinct_identifiers(wires: list[str]) -> None:
    for convert in (naming.snake_case, naming.pascal_case, naming.field_name):
        names = naming.assign(wires, convert)
        assert len({naming.fold(name) for name in names}) == len(wires)
        assert all(name.isidentifier() and not keyword.iskeyword(name) for name in names)
        for wire, name in zip(wires, names, strict=True):
            if wire == convert(wire) and wire == naming.fold(wire):
                assert name == wire, "a name that is an identifier already keeps it"


@given(st.lists(st.sampled_from(["a", "A", "a_2", "a2", "B", "b_2", "C1", "C12"])))
def test_unique_keeps_the_first_of_equal_names(names: list[str]) -> None:
    result = naming.unique(names)
    assert len({naming.fold(name) for name in result}) == len(names)
    seen: set[str] = set()
    for name, unique_name in zip(names, result, strict=True):
        if naming.fold(name) not in seen:
            assert unique_name == name
        seen.add(naming.fold(name))


def test_an_additional_name_does_not_change_other_names() -> None:
    assert naming.assign(["userId", "user_id"], naming.snake_case) == ["user_id_2", "user_id"]
    assert naming.assign(["x", "userId", "user_id"], naming.snake_case)[1:] == [
        "user_id_2",
        "user_id",
    ]


def test_symbols_tell_names_apart() -> None:
    wires = ["DateSent<", "DateSent", "DateSent>", "_type", "type", "type_", "x-y", "x.y"]
    assert naming.assign(wires, naming.argument_name) == [
        "date_sent_less",
        "date_sent",
        "date_sent_greater",
        "underscore_type",
        "type",
        "type_underscore",
        "x_y",
        "x_y_2",
    ]
    assert naming.assign(["!", "!!"], naming.argument_name) == ["not_", "not_not"]
    assert naming.assign(["a<", "a", "aLess"], naming.argument_name) == ["a_2", "a", "a_less"]


@given(  # no field starts with an underscore, and msgspec does not support all such names
    st.from_regex(r"[a-z][a-zA-Z0-9_]{0,12}", fullmatch=True).filter(
        lambda n: not keyword.iskeyword(n)
    )
)
def test_camel_gives_the_same_name_as_msgspec(name: str) -> None:
    struct = msgspec.defstruct("S", [name], rename="camel")
    assert struct.__struct_encode_fields__ == (naming.camel(name),)


@pytest.mark.parametrize("name", ["Exception", "Warning", "KeyError", "None", "True"])
def test_classes_do_not_shadow_builtins(name: str) -> None:
    assert naming.class_name(name) not in dir(builtins)


@pytest.mark.parametrize("name", ["PythonFinalizationError", "WindowsError"])
def test_builtins_of_all_python_versions_are_reserved(name: str) -> None:
    assert name in reserved.CLASSES
    assert name in reserved.ERRORS


@pytest.mark.parametrize(
    "name", ["annotationlib", "compression", "distutils", "imp", "pipes", "cgi"]
)
def test_modules_of_all_python_versions_are_reserved(name: str) -> None:
    assert name in reserved.DISTRIBUTIONS


@pytest.mark.parametrize("name", ["Any", "Date", "Field", "List", "Meta", "Model", "Type"])
def test_a_class_keeps_a_name_that_only_its_module_imports(name: str) -> None:
    assert naming.class_name(name) == name


def test_fields_do_not_hide_methods_of_models() -> None:
    assert naming.field_name("toDict") == "to_dict_"
    assert naming.field_name("type") == "type"


@pytest.mark.parametrize("name", ["field", "constant_field", "nullable_field"])
def test_a_field_keeps_a_name_that_only_its_module_imports(name: str) -> None:
    assert naming.field_name(name) == name


def test_arguments_can_shadow_builtins() -> None:
    assert [naming.argument_name(n) for n in ("id", "type", "format", "self")] == [
        "id",
        "type",
        "format",
        "self_",
    ]


def test_module_names_have_a_maximum_length() -> None:
    assert len(naming.module_name("veryLong" * 100)) <= naming.MODULE_NAME_LENGTH


DEVICES = "con prn aux nul conin$ conout$ COM1 com¹ com² com³ Com9 lpt1 lpt³ LPT9".split()


@pytest.mark.parametrize("device", DEVICES)
def test_no_file_has_the_name_of_a_windows_device(device: str) -> None:
    for name in (naming.module_name(device), naming.shortened(naming.snake_case(device))):
        assert not PureWindowsPath(f"{name}.py").is_reserved()
        assert name.isidentifier()
        assert naming.is_file_name(name)


@pytest.mark.parametrize("name", ["con", "Aux", "COM1", "a" * 300, "ä" * 60])
def test_a_name_that_some_system_rejects_is_not_a_file_name(name: str) -> None:
    assert not naming.is_file_name(name)


def test_names_similar_to_devices_are_kept() -> None:
    for name in ("console", "com", "com10", "lpt_1", "auxiliary", "nulls"):
        assert naming.module_name(name) == name
        assert naming.is_file_name(name)
