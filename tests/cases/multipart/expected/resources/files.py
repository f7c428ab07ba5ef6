"""The resource `files`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from .. import models
from .._runtime import (
    AsyncDownload,
    AsyncResource,
    Binary,
    CallOptions,
    Download,
    FileInput,
    Form,
    Multipart,
    Operation,
    Part,
    Resource,
    Result,
)

_UPLOAD: Operation[models.Meta] = Operation(
    "files.upload",
    "POST /files",
    body=(
        Multipart(
            lambda: models.UploadFileBody,
            encodings=(
                Part("file", media_type="image/png, image/jpeg", is_file=True),
                Part("meta", media_type="application/json"),
                Part("extra", is_file=True),
            ),
        ),
    ),
    results=(Result("201", lambda: models.Meta),),
)
_DOWNLOAD: Operation[Download] = Operation(
    "files.download",
    "GET /files/{id}",
    results=(Result("200", kind="binary", media_type="application/octet-stream"),),
)
_REPLACE: Operation[None] = Operation(
    "files.replace", "PUT /files/{id}", body=(Binary(),), results=(Result("204"),)
)
_RENAME: Operation[str] = Operation(
    "files.rename",
    "POST /files/{id}",
    body=(Form(lambda: models.RenameBody),),
    results=(Result("200", lambda: str, kind="text", media_type="text/plain"),),
)


class Files(Resource):
    """The operations of `files`."""

    def upload(
        self,
        *,
        file: FileInput,
        extra: Sequence[FileInput] | None = None,
        name: str | None = None,
        tags: Sequence[str] | None = None,
        meta: models.MetaInput | models.MetaInputDict | None = None,
        options: CallOptions | None = None,
    ) -> models.Meta:
        """Upload.

        `POST /files`

        Args:
            name: At most 20 characters.

        Returns:
            It is stored.
        """
        return self._call(
            _UPLOAD,
            {},
            models.UploadFileBody(
                file=file, extra=extra, name=name, tags=tags, meta=self._untyped(meta)
            ),
            options=options,
        )

    def download(self, id: str, *, options: CallOptions | None = None) -> Download:
        """Download.

        `GET /files/{id}`

        Returns:
            Its content.
        """
        return self._call(_DOWNLOAD, {"id": id}, options=options)

    def replace(self, id: str, *, body: FileInput, options: CallOptions | None = None) -> None:
        """Replace.

        `PUT /files/{id}`

        Args:
            body: The request body.
        """
        return self._call(_REPLACE, {"id": id}, body, options=options)

    def rename(
        self,
        id: str,
        *,
        name: str,
        times: Sequence[int] | None = None,
        options: CallOptions | None = None,
    ) -> str:
        """Rename.

        `POST /files/{id}`

        Returns:
            A text.
        """
        return self._call(
            _RENAME, {"id": id}, models.RenameBody(name=name, times=times), options=options
        )


class AsyncFiles(AsyncResource):
    """The operations of `files`."""

    async def upload(
        self,
        *,
        file: FileInput,
        extra: Sequence[FileInput] | None = None,
        name: str | None = None,
        tags: Sequence[str] | None = None,
        meta: models.MetaInput | models.MetaInputDict | None = None,
        options: CallOptions | None = None,
    ) -> models.Meta:
        """Upload.

        `POST /files`

        Args:
            name: At most 20 characters.

        Returns:
            It is stored.
        """
        return await self._call(
            _UPLOAD,
            {},
            models.UploadFileBody(
                file=file, extra=extra, name=name, tags=tags, meta=self._untyped(meta)
            ),
            options=options,
        )

    async def download(self, id: str, *, options: CallOptions | None = None) -> AsyncDownload:
        """Download.

        `GET /files/{id}`

        Returns:
            Its content.
        """
        return cast("AsyncDownload", await self._call(_DOWNLOAD, {"id": id}, options=options))

    async def replace(
        self, id: str, *, body: FileInput, options: CallOptions | None = None
    ) -> None:
        """Replace.

        `PUT /files/{id}`

        Args:
            body: The request body.
        """
        return await self._call(_REPLACE, {"id": id}, body, options=options)

    async def rename(
        self,
        id: str,
        *,
        name: str,
        times: Sequence[int] | None = None,
        options: CallOptions | None = None,
    ) -> str:
        """Rename.

        `POST /files/{id}`

        Returns:
            A text.
        """
        return await self._call(
            _RENAME, {"id": id}, models.RenameBody(name=name, times=times), options=options
        )
