"""The fake of a resource that is itself an operation has the types of the operation."""

from datetime import UTC, datetime

from case_called import errors, models
from case_called.testing import FakeClient, make


def uses(fake: FakeClient) -> None:
    fake.login.returns(make(models.Session)).raises(errors.NotFoundError)
    fake.login.replies(lambda call: models.Session(id=call.path["id"]))
    fake.login.assert_called_once_with(user="u", self_=True, options_="o")
    fake.login.calls_.returns()
    fake.clock_.get.returns(datetime.now(UTC))


def wrong(fake: FakeClient) -> None:
    fake.login.returns("s")  # wrong
    fake.login.assert_called_once_with(name="u")  # wrong
    fake.login.assert_any_call(user=1)  # wrong
    fake.login.assert_called_with(1)  # wrong
