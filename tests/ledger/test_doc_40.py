"""DOC-40: each step prints its path per system and language, its day and another way; a lacking switch says so."""

import pytest
from tests.fakes.command import answer, kagimori

PATHS = [
    ("clock_auto_on", "ios", "設定 › 一般 › 日付と時刻 › 自動設定"),
    ("update_os", "ios", "設定 › 一般 › ソフトウェアアップデート"),
    ("clear_cache", "android", "設定 › アプリ › Instagram › ストレージとキャッシュ › キャッシュを削除"),
    ("clock_auto_on", "android", "ネットワーク提供の時刻"),
    ("setup_app", "ios", "パスワードとセキュリティ › 二段階認証"),
]


@pytest.mark.row("DOC-40")
@pytest.mark.parametrize(("step", "system", "path"), PATHS)
def test_a_step_prints_its_path_its_day_and_another_way(step, system, path, tmp_path):
    told = kagimori("doctor", "guide", step, "--os", system, home=tmp_path).stdout

    assert path in told
    assert "確認)" in told
    assert "この画面がないとき:" in told


@pytest.mark.row("DOC-40")
def test_the_path_is_told_in_the_persons_language(tmp_path):
    told = kagimori("doctor", "guide", "clock_auto_on", "--os", "ios", home=tmp_path, lang="en").stdout

    assert "Settings › General › Date & Time › Set Automatically" in told
    assert "Not on your screen:" in told


@pytest.mark.row("DOC-40")
def test_an_iphone_is_said_to_lack_the_button_for_the_cache_and_given_another_way(tmp_path):
    way = answer("doctor", "guide", "clear_cache", "--os", "ios", home=tmp_path)["systems"]["ios"]

    assert way["path"]["state"] == "not_there"
    assert "ボタンがありません" in way["steps"][0]["ja"]
    assert any("App Store" in step["en"] for step in way["steps"])


@pytest.mark.row("DOC-40")
def test_every_step_of_the_protocol_can_be_asked_for(tmp_path):
    listed = kagimori("doctor", "guide", home=tmp_path).stdout

    assert len(listed.splitlines()) > 100
