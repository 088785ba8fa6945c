"""The second factor: the number that a telephone shows, or a code from paper (``recovery_codes``), typed into the same box.

django-otp 1.7 wants to be told the device, which the log-in form of wagtail-2fa does not ask for: without this form nobody gets in again.
The views are wagtail-2fa's, at its addresses; what happens to a user's second factor is written into the desk's log.
"""

from __future__ import annotations

import re
import time
from base64 import b32encode
from typing import Any

from django import forms
from django.contrib.auth import authenticate, get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, re_path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail_2fa import forms as wagtails_forms
from wagtail_2fa import views
from wagtail_2fa.mixins import OtpRequiredMixin
from wagtail_2fa.utils import get_unconfirmed_device

from . import recovery_codes

LIST, CODES = "wagtail_2fa_device_list", "recovery_codes"
MADE, USED, VOIDED, REMOVED = (f"office.second_factor.{name}" for name in ("codes_made", "code_used", "codes_voided", "device_removed"))
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\u2010-\u2015-]+(?=\d)")


def _fits(device: TOTPDevice, token: str) -> bool:
    """Whether it is a number that the device shows, looked at without counting as a try."""
    if not (token.isascii() and token.isdigit()):
        return False
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    return bool(totp.verify(int(token), device.tolerance, device.last_t + 1))


class TokenForm(wagtails_forms.TokenForm):
    """The second step of logging in. Its length says whether a number is of a telephone or from paper: each counts its own wrong tries."""

    otp_error_messages = wagtails_forms.TokenForm.otp_error_messages | {
        "invalid_token": gettext_lazy("Mã chưa đúng, hoặc đã dùng rồi. Hãy chờ mã mới trên điện thoại, hoặc gõ một mã dự phòng khác."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["otp_token"]
        field.label = _("Mã trên điện thoại, hoặc mã dự phòng")
        field.help_text = _("Mã sáu số đang hiện trên điện thoại. Không có điện thoại ở đây? Gõ một mã dự phòng mười số trên giấy.")
        field.widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code"})

    def clean_otp_token(self) -> str:
        """Spaces and hyphens between digits, as they are shown and written, count for nothing."""
        return _BETWEEN_DIGITS.sub("", self.cleaned_data["otp_token"].strip())

    def _chosen_device(self, user: Any) -> TOTPDevice | StaticDevice | None:
        """The device that the number is of. A number of none counts as a wrong try at each: otherwise the second could be guessed at."""
        token = self.cleaned_data.get("otp_token", "")
        paper = StaticDevice.objects.devices_for_user(user, confirmed=True).select_for_update().first()
        if paper and recovery_codes.is_code(token):
            return paper
        devices = list(TOTPDevice.objects.devices_for_user(user, confirmed=True).select_for_update())
        for device in devices:
            if _fits(device, token):
                return device
        for device in devices[1:]:  # The form tries the first.
            device.verify_token(token)
        return devices[0] if devices else paper

    def _verify_token(self, user: Any, token: str, device: Any = None) -> Any:
        if isinstance(device, StaticDevice):
            token = recovery_codes.kept_fingerprint(user.pk, token)
        return super()._verify_token(user, token, device)


class LoginView(views.LoginView):
    form_class = TokenForm

    def form_valid(self, form: TokenForm) -> HttpResponse:
        if isinstance(self.request.user.otp_device, StaticDevice):
            user = _who(self.request)
            log(instance=user, action=USED, user=user)
            _tell_of_codes_left(self.request, user.pk)
        return super().form_valid(form)


def _who(request: HttpRequest) -> Any:
    """The user who is logged in, as the row that the log can name."""
    return get_user_model().objects.get(pk=request.user.pk or 0)


def _tell_of_codes_left(request: HttpRequest, user_id: int) -> None:
    count = recovery_codes.left(user_id)
    text = _("Bạn vừa dùng một mã dự phòng; mã ấy không dùng lại được.") + " "
    if count:
        text += _("Số mã còn lại: %(count)d.") % {"count": count}
    else:
        text += _("Không còn mã nào: hãy tạo mã mới ngay.")
    messages.warning(request, text, buttons=[messages.button(_devices_url(user_id), _("Điện thoại và mã dự phòng"))])


def _devices_url(user_id: int) -> str:
    return reverse(LIST, args=[user_id])


def may_manage(user: Any, owner_id: int) -> bool:
    """Whether a user may look at somebody's second factor and make it void: one's own, and an administrator everybody's."""
    return bool(user.pk == owner_id or user.is_superuser)


class DeviceListView(views.DeviceListView):
    """The telephones of a user, and how many recovery codes are left."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        owner = get_object_or_404(get_user_model(), pk=self.kwargs["user_id"])
        is_own = owner.pk == self.request.user.pk
        return super().get_context_data(owner=owner, is_own=is_own, codes_left=recovery_codes.left(owner.pk), **kwargs)


class DeviceCreateView(views.DeviceCreateView):
    """Also told: the key as one types it, where the telephone cannot scan it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        key = b32encode(self.device.bin_key).decode() if self.device else ""
        return super().get_context_data(key=" ".join(key[at : at + 4] for at in range(0, len(key), 4)), **kwargs)


class DeviceDeleteView(views.DeviceDeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not TOTPDevice.objects.filter(**self.kwargs).exists():
            raise Http404
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def get_success_url(self) -> str:
        return _devices_url(self.object.user_id)

    def form_valid(self, form: Any) -> HttpResponse:
        owner, name = self.object.user, self.object.name
        answer: HttpResponse = super().form_valid(form)
        log(instance=owner, action=REMOVED, user=self.request.user, data={"device": name})
        return answer


class QRCodeView(views.DeviceQRCodeView):
    """The picture to be taken by a telephone that is being added; asked for at any other time there is none."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not get_unconfirmed_device(request.user):
            raise Http404
        answer: HttpResponse = super().get(request)
        return answer


class PasswordForm(forms.Form):
    """Asks whoever sits there for the password of whoever is logged in."""

    password = forms.CharField(
        label=gettext_lazy("Mật khẩu của bạn"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
        help_text=gettext_lazy("Để chắc rằng chính bạn tạo mã, không phải ai khác đang ngồi ở máy này."),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not authenticate(self.request, username=self.request.user.get_username(), password=password):
            raise forms.ValidationError(_("Mật khẩu chưa đúng."), code="invalid")
        return password


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class RecoveryCodesView(OtpRequiredMixin, FormView):
    """Makes one's own ten codes and shows them, once."""

    if_configured = True
    form_class = PasswordForm
    template_name = "office/desk/recovery_codes.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not recovery_codes.has_telephone(request.user.pk or 0):
            messages.warning(request, _("Hãy thêm điện thoại trước, rồi mới tạo mã dự phòng."))
            return redirect(LIST, request.user.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user_id = self.request.user.pk or 0
        return super().get_context_data(back=_devices_url(user_id), codes_left=recovery_codes.left(user_id), **kwargs)

    @method_decorator(sensitive_variables("codes"))
    def form_valid(self, form: PasswordForm) -> HttpResponse:
        user = _who(self.request)
        codes = [f"{code[:5]} {code[5:]}" for code in recovery_codes.make(user)]
        log(instance=user, action=MADE, user=user)
        return render(self.request, self.template_name, self.get_context_data(codes=codes))


@require_POST
def void_codes(request: HttpRequest, user_id: int) -> HttpResponse:
    """Somebody's codes are void: the paper was lost or seen."""
    owner = get_object_or_404(get_user_model(), pk=user_id)
    if not may_manage(request.user, owner.pk):
        raise PermissionDenied
    recovery_codes.void(owner.pk)
    log(instance=owner, action=VOIDED, user=_who(request))
    messages.success(
        request, _("Các mã dự phòng của %(name)s không dùng được nữa.") % {"name": owner.get_full_name() or owner.get_username()}
    )
    return redirect(LIST, owner.pk)


@hooks.register("register_admin_urls", order=-1)
def second_factor_urls() -> list[Any]:
    """Those that wagtail-2fa has too are in the place of its own, which stand later in the list."""
    return [
        path("2fa/auth", LoginView.as_view(), name="wagtail_2fa_auth"),
        re_path(r"^2fa/devices/(?P<user_id>\d+)$", DeviceListView.as_view(), name=LIST),
        path("2fa/devices/new", DeviceCreateView.as_view(), name="wagtail_2fa_device_new"),
        re_path(r"^2fa/devices/(?P<pk>\d+)/remove$", DeviceDeleteView.as_view(), name="wagtail_2fa_device_remove"),
        re_path(r"^2fa/devices/qr-code$", QRCodeView.as_view(), name="wagtail_2fa_device_qrcode"),
        path("2fa/ma-du-phong/", RecoveryCodesView.as_view(), name=CODES),
        path("2fa/ma-du-phong/<int:user_id>/huy/", void_codes, name="recovery_codes_void"),
    ]


@hooks.register("construct_main_menu", order=100)
def name_the_only_menu_item(request: HttpRequest, menu_items: list[Any]) -> None:
    """wagtail-2fa leaves one line in the menu of whoever has no second factor yet, and names it in English."""
    for item in menu_items:
        if item.label == "2FA Setup":
            item.label, item.icon_name = _("Thêm điện thoại"), "key"


@hooks.register("register_log_actions")
def second_factor_log(actions: Any) -> None:
    actions.register_action(MADE, gettext_lazy("Tạo mã dự phòng"), gettext_lazy("Tạo mười mã dự phòng mới; mã cũ không dùng được nữa"))
    actions.register_action(USED, gettext_lazy("Dùng mã dự phòng"), gettext_lazy("Đăng nhập bằng một mã dự phòng"))
    actions.register_action(VOIDED, gettext_lazy("Hủy mã dự phòng"), gettext_lazy("Hủy các mã dự phòng"))
    actions.register_action(REMOVED, gettext_lazy("Bỏ điện thoại"), gettext_lazy("Bỏ một điện thoại dùng để đăng nhập"))
