"""Recovery codes, with the second factor switched on as in production: ten on paper, each opens the desk once, for its owner alone."""

import re

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from office.desk import recovery_codes

from .screens import superuser
from .test_second_factor import ASK, asked, led_to, number

pytestmark = pytest.mark.django_db
CODES = "/quan-tri/2fa/ma-du-phong/"


@pytest.fixture(autouse=True)
def _switched_on(settings):
    settings.WAGTAIL_2FA_REQUIRED = True


def user_of(name):
    return get_user_model().objects.get(username=name)


def telephone(name):
    return TOTPDevice.objects.create(user=user_of(name), confirmed=True, name="điện thoại")


@pytest.fixture
def codes():
    telephone("duyet")
    return recovery_codes.make(user_of("duyet"))


def wait():
    """As if every throttled device had waited long enough."""
    for model in (TOTPDevice, StaticDevice):
        model.objects.update(throttling_failure_timestamp=None)


def done(name):
    return [entry.action.rpartition(".")[2] for entry in ModelLogEntry.objects.for_instance(user_of(name)).order_by("pk")]


def test_a_code_opens_the_desk_once(enter, codes):
    client = enter("duyet")
    typed = f" {codes[0][:5]} {codes[0][5:]} "
    assert asked(client, typed)["Location"] == "/quan-tri/"
    page = client.get("/quan-tri/").content.decode()
    assert "Bạn vừa dùng một mã dự phòng" in page
    assert "Số mã còn lại: 9." in page
    assert done("duyet") == ["code_used"]
    client.logout()
    again = asked(enter("duyet"), codes[0])
    assert "đã dùng rồi" in again.content.decode()
    wait()
    assert asked(client, codes[1])["Location"] == "/quan-tri/"


def test_no_other_number_opens_it_and_each_kind_counts_its_own_wrong_tries(enter, codes):
    client, device = enter("duyet"), TOTPDevice.objects.get(user__username="duyet")
    wrong = f"{(int(codes[0]) + 1) % 10**10:010d}"
    assert wrong not in codes
    assert asked(client, wrong).status_code == 200
    assert "Tạm ngừng" in asked(client, codes[0]).content.decode(), "the next try, at once, is not looked at"
    assert led_to(client, "/quan-tri/") == ASK
    assert recovery_codes.left(user_of("duyet").pk) == 10
    assert asked(client, number(device))["Location"] == "/quan-tri/", "the telephone is not slowed down by paper"


def test_a_code_is_its_owners_alone(enter, codes):
    telephone("quay")
    recovery_codes.make(user_of("quay"))
    client = enter("quay")
    assert asked(client, codes[0]).status_code == 200
    assert led_to(client, "/quan-tri/") == ASK
    assert recovery_codes.left(user_of("duyet").pk) == 10


def test_only_fingerprints_are_kept(codes):
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == 10
    assert not kept & set(codes)


def test_codes_are_made_with_the_password_and_shown_once(enter, codes):
    client, device = enter("duyet"), TOTPDevice.objects.get(user__username="duyet")
    assert led_to(client, CODES) == ASK, "a password alone makes no codes"
    assert asked(client, number(device)).status_code == 302
    assert "Bạn còn 10 mã" in client.get(CODES).content.decode()
    refused = client.post(CODES, {"password": "sai"}).content.decode()
    assert "Mật khẩu chưa đúng." in refused
    assert "cn-codes" not in refused
    answer = client.post(CODES, {"password": "mau-duyet-2026"})
    assert "no-store" in answer["Cache-Control"]
    shown = re.findall(r"<li>(\d{5}) (\d{5})</li>", answer.content.decode())
    new = ["".join(halves) for halves in shown]
    assert len(set(new)) == 10
    assert "".join(shown[0]) not in client.get(CODES).content.decode()
    assert done("duyet") == ["codes_made"]
    client.logout()
    client = enter("duyet")
    assert asked(client, codes[0]).status_code == 200, "the old ones are void"
    wait()
    assert asked(client, new[0])["Location"] == "/quan-tri/"


def test_a_wrong_password_there_counts_as_one_at_the_log_in(enter, codes, settings):
    client = enter("duyet")
    asked(client, codes[0])
    settings.AXES_ENABLED = True
    client.post(CODES, {"password": "sai"})
    assert AccessAttempt.objects.get(username="duyet").failures_since_start == 1


def test_without_a_telephone_there_are_no_codes(enter, settings):
    settings.WAGTAIL_2FA_REQUIRED = False
    client = enter("duyet")
    assert led_to(client, CODES).startswith("/quan-tri/2fa/devices/")
    assert led_to(client, CODES) == f"/quan-tri/2fa/devices/{user_of('duyet').pk}"


def test_an_administrator_makes_a_users_second_factor_void(client, enter, codes):
    head = superuser()
    own = TOTPDevice.objects.create(user=head, confirmed=True, name="máy của quản trị")
    client.force_login(head)
    asked(client, number(own))
    user = user_of("duyet")
    listed = client.get(reverse("wagtail_2fa_device_list", args=[user.pk])).content.decode()
    assert "Duyệt (mẫu)" in listed
    assert "Số mã còn dùng được: <strong>10</strong>" in listed
    assert client.get(reverse("recovery_codes_void", args=[user.pk])).status_code == 405
    assert client.post(reverse("recovery_codes_void", args=[user.pk])).status_code == 302
    assert recovery_codes.left(user.pk) == 0
    recovery_codes.make(user)
    remove = reverse("wagtail_2fa_device_remove", args=[TOTPDevice.objects.get(user=user).pk])
    assert client.post(remove)["Location"] == reverse("wagtail_2fa_device_list", args=[user.pk])
    assert not StaticDevice.objects.filter(user=user).exists(), "nobody is asked for a code that is all there is"
    assert done("duyet") == ["codes_voided", "device_removed"]
    assert ModelLogEntry.objects.for_instance(user).last().user == head
    assert led_to(enter("duyet"), "/quan-tri/") == "/quan-tri/2fa/devices/new"
    assert client.get(remove).status_code == 404 or led_to(client, remove)


def test_nobody_else_makes_anything_void(enter, codes):
    device = telephone("quay")
    client = enter("quay")
    asked(client, number(device))
    user = user_of("duyet")
    for address in (
        reverse("recovery_codes_void", args=[user.pk]),
        reverse("wagtail_2fa_device_remove", args=[user.totpdevice_set.get().pk]),
    ):
        assert client.post(address).status_code in (302, 403)
    assert client.get(reverse("wagtail_2fa_device_list", args=[user.pk])).status_code in (302, 403)
    assert recovery_codes.left(user.pk) == 10
    assert user.totpdevice_set.exists()


def test_one_telephone_of_two_leaves_the_codes(codes):
    second = telephone("duyet")
    second.delete()
    assert recovery_codes.left(user_of("duyet").pk) == 10


def test_who_has_no_second_factor_reads_vietnamese(enter):
    page = enter("duyet").get("/quan-tri/2fa/devices/new").content.decode()
    assert "2FA Setup" not in page
    assert "Thêm điện thoại" in page
    # The key that the telephone would scan, to be typed.
    assert re.search(r"<code>([A-Z2-7]{4} ){3,}", page)
