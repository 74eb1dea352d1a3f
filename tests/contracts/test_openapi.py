"""The API's description is a promise: its operations and their names change on purpose or not at all."""

import json
from pathlib import Path

import pytest
import schemathesis

from kagimori.project.api import api

PROMISED = Path(__file__).with_name("openapi_operations.txt")


@pytest.fixture(scope="module")
def described():
    return schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))


def operations(described):
    for path, deeds in described.raw_schema["paths"].items():
        for method, deed in deeds.items():
            yield method.upper(), path, deed


def test_the_description_is_valid_openapi(described):
    described.validate()


def test_the_operations_are_those_that_were_promised(described):
    told = sorted(f"{deed['operationId']} {method} {path}" for method, path, deed in operations(described))

    assert told == PROMISED.read_text(encoding="utf-8").splitlines()


def test_every_operation_says_what_it_does_and_which_right_it_needs(described):
    silent = [
        deed["operationId"]
        for _method, _path, deed in operations(described)
        if not deed["summary"] or "Needs the right `" not in deed["description"]
    ]

    assert silent == []


def test_every_refusal_has_the_one_shape(described):
    for _method, _path, deed in operations(described):
        for status, answer in deed["responses"].items():
            if int(status) >= 400:
                assert answer["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Problem"}
