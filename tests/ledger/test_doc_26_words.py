"""DOC-26: an old version, an unsupported feature, endless reloading, in people's own words."""

import pytest
from tests.ledger.words import read, three_likeliest


@pytest.mark.row("DOC-26", part="the remedy in the plan")
@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("「古いバージョンです」と出る", "app_outdated"),
        ("it tells me this version is too old", "app_outdated"),
        ("「機能が対応していません」と表示される", "os_old"),
        ("'feature not supported' appears", "os_old"),
        ("読み込みが終わらずリロードを繰り返す", "library_mismatch"),
        ("it keeps reloading endlessly", "library_mismatch"),
    ],
)
def test_the_symptoms_own_words_put_its_cause_among_three(text, cause):
    (answer,) = read(text)

    assert cause in three_likeliest(answer)
    assert answer["layer"][0]["id"] == "device"
