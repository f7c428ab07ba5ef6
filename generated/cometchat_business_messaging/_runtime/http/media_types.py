"""Names and ranges of media types."""

from __future__ import annotations

UNKNOWN = "application/octet-stream"
_USUAL = {
    "audio": "audio/mpeg",
    "image": "image/png",
    "text": "text/plain",
    "video": "video/mp4",
}


def essence(media_type: str) -> str:
    """The media type in lower case, without its parameters."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Whether an essence is a JSON media type."""
    return media_type.endswith(("/json", "+json"))


def covers(media_range: str, media_type: str) -> bool:
    """Whether an essence, which may be a range (`image/*`), covers another one."""
    if media_range in ("*/*", media_type):
        return True
    return media_range.endswith("/*") and media_type.startswith(media_range[:-1])


def allowed(declared: str, own: str) -> str:
    """The media type for content of the type `own` where the document declares a type, a range or a list of them.

    It is `own` if the document allows it, otherwise the first declared type, or a usual type of the first range.
    """
    options = [option.strip() for option in declared.split(",")]
    fitting = next((each for each in options if covers(essence(each), own)), None)
    if fitting is not None:
        return own if "*" in fitting else fitting
    first = next((each for each in options if "*" not in each), None)
    return first or _USUAL.get(options[0].partition("/")[0], UNKNOWN)
