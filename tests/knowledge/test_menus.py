"""Menu paths: a field too many or a system that is missing is named."""

import pytest

from kagimori.core.errors import BookError
from kagimori.knowledge.menus import MENU_PATHS, read_menus

FAULTS = [
    ('version = "iOS 16 - 26"', 'version = "iOS 16 - 26"\ncolour = "red"', "os_version.ios", "colour"),
    ('otherwise_en = "Type', 'other_en = "Type', "os_version.ios", "otherwise_en"),
    ("[os_version.ios]", "[os_version.ipod]", "os_version", "ipod"),
    ('[os_version.web]\nstate = "not_there"', '[os_version.web]\nstate = "gone"', "os_version.web", "state"),
]


@pytest.mark.parametrize(("good", "bad", "record", "field"), FAULTS)
def test_a_fault_is_named_by_file_id_and_field(tmp_path, good, bad, record, field):
    text = MENU_PATHS.read_text(encoding="utf-8")
    assert good in text
    broken = tmp_path / "menu_paths.toml"
    broken.write_text(text.replace(good, bad, 1), encoding="utf-8")

    with pytest.raises(BookError) as fault:
        read_menus(broken)

    assert (fault.value.fields["file"], fault.value.fields["id"]) == ("menu_paths.toml", record)
    assert fault.value.fields["field"] == field
