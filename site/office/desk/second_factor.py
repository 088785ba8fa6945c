"""The number of the second factor, read as that of whichever device of the user it fits.

django-otp 1.7 wants to be told the device, which the log-in form of wagtail-2fa does not ask for: without this nobody gets in again.
"""

from __future__ import annotations

import time
from typing import Any

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail_2fa import forms, views


def _fits(device: TOTPDevice, token: str) -> bool:
    """Whether it is a number that the device shows, looked at without counting as a try."""
    if not (token.isascii() and token.isdigit()):
        return False
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    return bool(totp.verify(int(token), device.tolerance, device.last_t + 1))


class TokenForm(forms.TokenForm):
    def _chosen_device(self, user: Any) -> TOTPDevice | None:
        """The device that the number is of. A number of none counts as a wrong try at each: otherwise the second could be guessed at."""
        devices = list(TOTPDevice.objects.devices_for_user(user, confirmed=True).select_for_update())
        token = self.cleaned_data.get("otp_token", "").strip()
        for device in devices:
            if _fits(device, token):
                return device
        for device in devices[1:]:  # The form tries the first.
            device.verify_token(token)
        return devices[0] if devices else None


def give_form() -> None:
    views.LoginView.form_class = TokenForm
