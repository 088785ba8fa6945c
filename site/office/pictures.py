"""Pictures that editors upload: bounded before anything decodes them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .uploads import bound


def check_pixels(field: WagtailImageField, file: Any) -> None:
    """As Wagtail's, in words where the library that reads the picture's size refuses it. Raises ValidationError."""
    try:
        width, height = file.image.get_size()
        pixels = width * height * file.image.get_frame_count()
    except Exception as error:
        # Pillow refuses far larger ones by an exception of its own, and whatever only begins like a picture by others.
        if "DecompressionBomb" not in type(error).__name__:
            raise ValidationError(field.error_messages["invalid_image"], code="invalid_image") from error
        pixels = None
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if pixels is None or pixels > most:
        message = _("Ảnh này có quá nhiều điểm ảnh. Hãy thu nhỏ ảnh: tối đa %(millions)d triệu điểm ảnh, như 8000 × 5000.")
        raise ValidationError(message % {"millions": most // 1_000_000}, code="file_too_many_pixels")


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field is not None:
            field.check_image_pixel_size = partial(check_pixels, field)
            bound(field, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
