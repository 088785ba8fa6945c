"""Each server starts and answers, and the site runs on all of them at once."""

import urllib.request

import psycopg
import pytest
from elasticsearch import Elasticsearch
from redis import Redis

from .nginx import nginx
from .site import environment, manage, served

# One worker starts the servers for all of these.
pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("servers")]


def test_postgres_knows_vietnamese_letters(postgres_url):
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SELECT lower('ĐĂNG KÝ KẾT HÔN')").fetchone() == ("đăng ký kết hôn",)


def test_redis_keeps_a_value(redis_url):
    client = Redis.from_url(redis_url)
    client.set("loi-chao", "Xin chào")
    assert client.get("loi-chao").decode() == "Xin chào"


def test_nginx_serves_files_and_stands_in_front(tmp_path):
    (tmp_path / "index.html").write_text("Xin chào", encoding="utf-8")
    with (
        nginx(f"location / {{ root {tmp_path}; }}") as behind,
        nginx(f"location / {{ proxy_pass {behind}; }}") as front,
        urllib.request.urlopen(f"{front}/index.html", timeout=5) as answer,
    ):
        assert answer.read().decode() == "Xin chào"


def test_elasticsearch_finds_words_without_marks(search_url):
    client = Elasticsearch(search_url, request_timeout=30)
    folded = {"analyzer": {"khong-dau": {"tokenizer": "standard", "filter": ["lowercase", "asciifolding"]}}}
    index = {"settings": {"analysis": folded}, "mappings": {"properties": {"title": {"type": "text", "analyzer": "khong-dau"}}}}
    client.indices.create(index="thu", **index)
    client.index(index="thu", id="1", document={"title": "Mở cửa hàng tạp hóa"}, refresh=True)
    hits = client.search(index="thu", query={"match": {"title": "tap hoa"}})["hits"]["hits"]
    assert [hit["_id"] for hit in hits] == ["1"]


@pytest.fixture(scope="module")
def site_on_servers(sample_on_postgres, redis_url, search_url, tmp_path_factory):
    """A site on all three, configured as an operator would, with the sample loaded."""
    with sample_on_postgres() as database:
        env = environment(tmp_path_factory.mktemp("data"), DATABASE_URL=database, CACHE_URL=redis_url, SEARCH_URL=search_url)
        manage(env, "update_search")
        with served(env) as url:
            yield url


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", "Làm khai sinh cho con"),
        ("/thu-tuc/", "Làm khai sinh cho con"),
        ("/tim-kiem/?q=mo+tiem+tap+hoa", "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/"),
        ("/readyz", '"status": "ok"'),
    ],
)
def test_site_answers_on_postgres_redis_and_elasticsearch(site_on_servers, path, said):
    with urllib.request.urlopen(site_on_servers + path, timeout=30) as answer:
        assert answer.status == 200
        assert said in answer.read().decode()
