"""Messages reach the stand-ins in the real services' own language, and say truly what became of them."""

import logging
from datetime import timedelta
from urllib.parse import quote

import pytest

from kagimori.core.notices.message import Message
from kagimori.core.secret import Secret
from kagimori.gateways import chatwork, notify, slack
from kagimori.gateways.notify import AddressUnusable, Ways, service_of
from kagimori.gateways.outward import PrivateAddress, outward
from kagimori.standin.messengers import MailServer, Messengers

MESSAGE = Message(
    title="<!channel> *A* & B is locked",
    todo="Ask <@U123> & [toall] first, `now`",
    mark="K-7F3Q2",
    url="https://kagimori.example/t/abc/notices/1/",
    button="I am on it",
)
TWILIO = "twilio://AC" + "a" * 32 + ":" + "b" * 32 + "@15005550006/15005550009"
LINE = f"line://{quote('x' * 40, safe='')}/U0123456789abcdef"
CHATWORK = "chatwork://0123456789abcdef@12345"
ADDRESSES = {"line": LINE, "chatwork": CHATWORK, "sms": TWILIO}


@pytest.fixture
def them():
    with Messengers() as them:
        yield them


def send(address, them, *, allowed=True):
    return notify.send(Secret(address.encode()), MESSAGE, Ways(allowed, them.standins))


def address_of(service, them):
    return them.hook if service == "slack" else ADDRESSES[service]


@pytest.mark.parametrize("service", ["slack", "line", "chatwork", "sms"])
def test_each_service_takes_the_message_with_its_mark_and_link(service, them):
    outcome = send(address_of(service, them), them)

    assert outcome.state == "sent"
    [taken] = them.taken
    assert taken.service == service
    assert "K-7F3Q2" in str(taken.body)
    assert MESSAGE.url in str(taken.body)


@pytest.mark.parametrize(
    ("service", "answer", "state"),
    [
        ("slack", (200, b"invalid_payload"), "failed"),
        ("slack", (404, b"no_service"), "refused"),
        ("slack", (500, b"oops"), "failed"),
        ("line", (429, b'{"message": "You have reached your monthly limit."}'), "failed"),
        ("line", (401, b'{"message": "Authentication failed"}'), "refused"),
        ("chatwork", (403, b'{"errors": ["You cannot post"]}'), "refused"),
        ("chatwork", (200, b"{}"), "failed"),
        ("sms", (400, b'{"code": 21211, "message": "Invalid To"}'), "refused"),
        ("sms", (503, b""), "failed"),
    ],
)
def test_what_was_not_taken_is_not_called_sent(service, answer, state, them):
    them.answers[service] = answer

    assert send(address_of(service, them), them).state == state


def test_how_long_slack_asks_us_to_wait_is_kept(them):
    them.answers["slack"] = (429, b"rate_limited")
    them.more["Retry-After"] = "90"

    assert send(them.hook, them).again_in == timedelta(seconds=90)


def test_where_nobody_listens_nothing_was_sent(them):
    with Messengers() as gone:
        pass

    assert (
        notify.send(Secret(gone.hook.encode()), MESSAGE, Ways(loopback_allowed=True, standins=gone.standins)).state
        == "failed"
    )


@pytest.mark.parametrize("said", ["<!channel>", "<@U123>", "*bold*", "_it_", "`code`", "a & b", "<https://x|y>"])
def test_no_name_acts_in_slack(said):
    shown = slack.escaped(said, 3000)

    assert "<" not in shown
    assert ">" not in shown
    assert not any(sign in shown and f"{slack.NOTHING}{sign}{slack.NOTHING}" not in shown for sign in "*_~`")
    assert "&" not in shown.replace("&lt;", "").replace("&gt;", "").replace("&amp;", "")


@pytest.mark.parametrize("letters", ["あ" * 5000, "<" * 5000, "*&" * 3000])
def test_slack_s_limits_are_kept(letters):
    payload = slack.payload(Message(letters, letters, "K-1", "https://kagimori.example/", letters))
    header, section, actions, _context = payload["blocks"]

    assert len(header["text"]["text"]) <= 150
    assert len(section["text"]["text"]) <= 3000
    assert len(actions["elements"][0]["text"]["text"]) <= 75


def test_no_name_acts_in_chatwork():
    assert "[toall]" not in chatwork.text(MESSAGE)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "syslog://localhost",
        "dbus://",
        "windows://",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/?template=file:///etc/passwd",
        "json://example.com/?attach=/etc/passwd",
        "https://hooks.slack.com.evil.example/services/T/B/C",
        "https://example.com/services/T/B/C",
        "http://127.0.0.1/services/T/B/C",
        "nonsense",
        "",
    ],
)
def test_no_other_address_is_taken(address):
    with pytest.raises(AddressUnusable):
        service_of(address, Ways())


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "[::1]", "0.0.0.0"])
def test_no_message_goes_into_a_private_network(host, them):
    port = them.hook.split(":")[2].split("/")[0]

    outcome = notify.send(Secret(f"json://{host}:{port}/services/T/B/C".encode()), MESSAGE, Ways())

    assert outcome.state != "sent"
    assert not them.taken


def test_a_name_that_leads_home_is_judged_when_it_is_connected_to(them, monkeypatch):
    import kagimori.gateways.outward as gate

    plain = gate.plain
    monkeypatch.setattr(gate, "plain", lambda _host, port, *more, **kw: plain("127.0.0.1", port, *more, **kw))
    port = them.hook.split(":")[2].split("/")[0]

    outcome = notify.send(Secret(f"json://public.example:{port}/services/T/B/C".encode()), MESSAGE, Ways())

    assert outcome.state != "sent"
    assert not them.taken


def test_the_guard_holds_for_its_own_block_only(them):
    import socket

    port = int(them.hook.split(":")[2].split("/")[0])
    with outward(loopback_allowed=False), pytest.raises(PrivateAddress):
        socket.create_connection(("127.0.0.1", port))

    socket.create_connection(("127.0.0.1", port)).close()


def test_mail_goes_through_a_mail_server():
    with MailServer() as server:
        address = f"mailto://127.0.0.1:{server.port}/?from=kagimori@example.com&to=ai@example.com&mode=insecure"
        assert notify.send(Secret(address.encode()), MESSAGE, Ways(loopback_allowed=True)).state == "sent"
        server.refuses = True
        assert notify.send(Secret(address.encode()), MESSAGE, Ways(loopback_allowed=True)).state != "sent"

    assert len(server.taken) == 1


def test_no_token_is_in_an_outcome_or_a_log(them, monkeypatch):
    them.answers |= dict.fromkeys(ADDRESSES, (401, b"no"))
    written, ours = [], logging.Handler()
    monkeypatch.setattr(ours, "emit", lambda record: written.append(record.getMessage()))
    logging.getLogger().addHandler(ours)

    outcomes = [send(address, them) for address in ADDRESSES.values()]

    logging.getLogger().removeHandler(ours)
    said = repr(outcomes) + repr(written)
    assert not any(part in said for part in ("x" * 40, "b" * 32, "0123456789abcdef", "15005550009"))
