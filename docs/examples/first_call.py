"""Call the client of petstore.yaml. The fake answers, so no server is needed."""

from petstore import Petstore, errors, models
from petstore.testing import FakePetstore, make

with FakePetstore() as fake:
    fake.pets.list.returns([make(models.Pet, name="Rex"), make(models.Pet, id=2, name="Tom")])
    fake.pets.delete.raises(errors.ConflictError, message="The pet 2 was sold.")

    with Petstore() as client:  # in your program: Petstore(token="...")
        for pet in client.pets.list(status="available"):  # all pages, fetched as needed
            print(pet.id, pet.name, pet.born)
        try:
            client.pets.delete(2)
        except errors.ConflictError as error:
            print(error.status_code, error.message)

    fake.pets.delete.assert_called_once_with(id=2)
