"""Company or private: three states, and nothing is foreign to a team that has named nothing (PPL-07)."""

import pytest

from kagimori.core.people.company import Company, DomainPublic, DomainUnusable, domain_of

PUBLIC = frozenset({"mail.example"})
MINATO = Company(frozenset({"minato.example"}), frozenset({"+81335803311"}), PUBLIC)


@pytest.mark.parametrize(
    ("address", "owned"),
    [
        ("sato@minato.example", True),
        ("SATO@Minato.Example", True),
        ("sato@shop.minato.example", True),
        ("sato@notminato.example", False),
        ("sato@minato.example.mail.example", False),
        ("", None),
    ],
)
def test_a_mail_address_is_the_companys_by_its_domain(address, owned):
    assert MINATO.owns_mail(address) is owned


def test_a_number_is_the_companys_when_it_is_named():
    assert MINATO.owns_number("+81335803311") is True
    assert MINATO.owns_number("+819012345678") is False
    assert MINATO.owns_number("") is None


def test_a_team_that_named_nothing_knows_of_public_mail_alone():
    nobody = Company(public=PUBLIC)

    assert nobody.owns_mail("sato@minato.example") is None
    assert nobody.owns_mail("sato@mail.example") is False
    assert nobody.owns_number("+81335803311") is None


@pytest.mark.parametrize("typed", ["minato.example", "@Minato.Example", "info@minato.example", "ｍｉｎａｔｏ.example"])
def test_a_domain_is_understood_however_it_is_typed(typed):
    assert domain_of(typed, PUBLIC) == "minato.example"


def test_a_japanese_domain_is_stored_as_mail_servers_know_it():
    stored = domain_of("喫茶.example", PUBLIC)

    assert stored == "xn--71ru37h.example"
    assert Company(frozenset({stored})).owns_mail("sato@喫茶.example") is True


@pytest.mark.parametrize("typed", ["", "minato", "-a.example", "a b.example", "x" * 300 + ".example"])
def test_what_is_no_domain_is_refused(typed):
    with pytest.raises(DomainUnusable):
        domain_of(typed, PUBLIC)


def test_a_public_mail_service_is_never_the_companys():
    with pytest.raises(DomainPublic):
        domain_of("info@mail.example", PUBLIC)
