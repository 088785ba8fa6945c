"""The second factor, switched on as in production: no screen of the desk opens without it."""

import pytest
from django.contrib.auth import get_user_model
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from config.settings import base

pytestmark = pytest.mark.django_db

SCREENS = ["/quan-tri/", "/quan-tri/pages/", "/quan-tri/reports/", "/quan-tri/snippets/office/office/", "/quan-tri/account/"]
NEW_DEVICE, ASK = "/quan-tri/2fa/devices/new", "/quan-tri/2fa/auth"


@pytest.fixture(autouse=True)
def _switched_on(settings):
    settings.WAGTAIL_2FA_REQUIRED = True


@pytest.fixture
def device():
    return TOTPDevice.objects.create(user=get_user_model().objects.get(username="duyet"), confirmed=True, name="điện thoại")


def led_to(client, path):
    answer = client.get(path)
    assert answer.status_code == 302, path
    return answer["Location"].partition("?")[0].rstrip("/")


def test_it_is_on_unless_an_operator_says_otherwise():
    assert base.WAGTAIL_2FA_REQUIRED is True


@pytest.mark.parametrize("path", SCREENS)
def test_who_has_none_is_led_to_set_one_up(enter, path):
    assert led_to(enter("duyet"), path) == NEW_DEVICE


@pytest.mark.parametrize("path", SCREENS)
def test_who_has_one_is_asked_for_it(enter, device, path):
    assert led_to(enter("duyet"), path) == ASK


def number(device):
    return f"{TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift).token():06d}"


def asked(client, token):
    """The answer to a number typed into the form."""
    return client.post(ASK, {"otp_token": token, "next": "/quan-tri/"})


def test_a_right_number_opens_the_desk_once(enter, device):
    client = enter("duyet")
    right = number(device)
    assert asked(client, right)["Location"] == "/quan-tri/"
    page = client.get("/quan-tri/")
    assert page.status_code == 200
    assert "Cẩm nang Một cửa" in page.content.decode()
    client.logout()
    assert asked(enter("duyet"), right).status_code == 200, "a number that was used is used again"


@pytest.mark.parametrize("wrong", ["", "12345", "abcdef", "-1", "１２３４５６", "9" * 400])
def test_no_other_text_opens_it(enter, device, wrong):
    client = enter("duyet")
    assert asked(client, wrong).status_code == 200
    assert led_to(client, "/quan-tri/") == ASK


def test_a_wrong_number_is_slowed_down(enter, device):
    client = enter("duyet")
    assert asked(client, f"{(int(number(device)) + 1) % 10**6:06d}").status_code == 200
    assert asked(client, number(device)).status_code == 200, "the next try, at once, is not looked at"
    assert led_to(client, "/quan-tri/") == ASK


def test_each_device_of_a_user_opens_it_and_no_other_users(enter, device):
    user, other = (get_user_model().objects.get(username=name) for name in ("duyet", "quay"))
    tablet = TOTPDevice.objects.create(user=user, confirmed=True, name="máy tính bảng")
    theirs = TOTPDevice.objects.create(user=other, confirmed=True, name="của người khác")
    assert asked(enter("duyet"), number(tablet))["Location"] == "/quan-tri/"
    assert asked(enter("duyet"), number(theirs)).status_code == 200
    counted = TOTPDevice.objects.filter(user=user).values_list("throttling_failure_count", flat=True)
    assert list(counted) == [1, 1], "a wrong number counts against each device"


def test_readers_are_asked_for_nothing(enter):
    page = enter("duyet").get("/thu-tuc/")
    assert page.status_code == 200
    assert "Làm khai sinh cho con" in page.content.decode()
