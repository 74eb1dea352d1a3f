"""The people and accounts of the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kagimori.core.people.facts import State
    from kagimori.core.people.roles import Access, Role

TEAM, OTHER_TEAM = "みなと珈琲", "灯台書店"
DOMAIN, NUMBER = "minato.example", "+442079460100"
OWNER = ("佐藤 葵", f"demo@{DOMAIN}")


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody of the team; `role` None: without a login.  `days` until the last day, None: open."""

    name: str
    mail: str
    role: Role | None
    two_factor: State = "unknown"
    access: Access = "full"
    kind: str = "employee"
    company: str = ""
    days: int | None = None


PLAYERS = (
    Player("鈴木 健", f"suzuki@{DOMAIN}", "admin", "yes"),
    Player("高橋 美咲", f"takahashi@{DOMAIN}", "admin", "yes"),
    Player("田中 蓮", f"tanaka@{DOMAIN}", "ads", "no"),
    Player("伊藤 さくら", f"ito@{DOMAIN}", "viewer"),
    Player("渡辺 誠", f"watanabe@{DOMAIN}", "auditor", "yes"),
    Player("中村 陽菜", "nakamura@aozora.example", "ads", "yes", "limited", "agency", "青空エージェンシー", 5),
    Player("小林 大輝", "kobayashi@aozora.example", "ads", "unknown", "limited", "agency", "青空エージェンシー", 60),
    Player("加藤 結衣", "kato@photo.example", None, "no", "limited", "freelancer", "", 20),
    Player("吉田 翔", "yoshida@roastery.example", None, kind="partner_business", company="山手焙煎所"),
)
OTHER_PLAYERS = (Player("山本 凛", "yamamoto@todai.example", "admin", "yes"),)
# Two who were asked and have not answered.
INVITED = (("井上 遥", f"inoue@{DOMAIN}"), ("木村 奏", "kimura@aozora.example"))

HANDLES = (
    "minato_coffee",
    "minato_coffee_shibuya",
    "minato_coffee_kyoto",
    "minato_coffee_osaka",
    "minato_coffee_sapporo",
    "minato_coffee_fukuoka",
    "minato_beans",
    "minato_roastery",
    "minato_bakery",
    "minato_sweets",
    "minato_gift",
    "minato_online",
    "minato_recruit",
    "minato_events",
    "minato_school",
    "minato_kids",
    "minato_green",
    "minato_night",
    "minato_en",
    "minato_taiwan",
    "minato_seoul",
    "minato_lab",
    "minato_radio",
    "minato_old_shop",
)
OTHER_HANDLES = ("todai_books", "todai_ehon", "todai_cafe", "todai_zine", "todai_events", "todai_used")
CAMPAIGNS = (("冬のギフト", 0, 20), ("新店オープン", 1, 6), ("求人広告", 12, None))
