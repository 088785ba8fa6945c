"""Which addresses the link checker may ask. Pure."""

import pytest

from office.links.guard import Unusable, is_public, target_of

PUBLIC = ["8.8.8.8", "103.1.236.0", "2001:4860:4860::8888", "2400:cb00::1"]
NOT_PUBLIC = [
    *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1"),
    *("198.18.0.1", "198.51.100.1", "203.0.113.5", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1", "192.0.0.8"),
    *("::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b::7f00:1"),
    *("64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1"),
    *("", "khac.vn", "1", "0x7f.1"),
]


@pytest.mark.parametrize("ip", PUBLIC)
def test_machines_of_the_web_may_be_asked_at_its_two_ports_alone(ip):
    assert [port for port in (22, 25, 80, 443, 8080, 6379) if is_public(ip, port)] == [80, 443]


@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_no_other_machine_may_be_asked(ip):
    assert not is_public(ip, 80)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "ftp://khac.vn/",
            "file:///etc/passwd",
            "gopher://khac.vn",
            "javascript:alert(1)",
            "//khac.vn/",
            "khac.vn",
            "",
            "http://",
            "http:///a",
        ),
        *(
            "http://ten:mat-khau@khac.vn/",
            "http://ten@khac.vn/",
            "http://khac.vn:99999/",
            "http://khac.vn:abc/",
            "http://[::1",
            "http://" + "a" * 300,
        ),
        "http://khac.vn/" + "a" * 2000,
    ],
)
def test_what_is_no_web_address_is_not_followed(url):
    with pytest.raises(Unusable):
        target_of(url)


def test_signs_that_no_request_may_hold_are_written_otherwise():
    target = target_of("HTTPS://Khác.VN/nộp hồ sơ?mã=1 2\r\nX: y#dau")
    assert target.url == "https://xn--khc-fla.vn/n%E1%BB%99p%20h%E1%BB%93%20s%C6%A1?m%C3%A3=1%202X:%20y"
    assert target_of("http://[2001:db8::1]/").origin == "http://[2001:db8::1]"
