"""Each server starts and answers, and the site runs on all of them at once."""

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import psycopg
import pytest
from django_redis import get_redis_connection  # noqa: F401  (the client of the cache is installed)
from elasticsearch import Elasticsearch
from redis import Redis

from .nginx import nginx

# One worker starts the servers for all of these.
pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("servers")]
PROJECT = Path(__file__).resolve().parent.parent.parent


def test_postgres_knows_vietnamese_letters(postgres_url):
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SELECT lower('ĐĂNG KÝ KẾT HÔN')").fetchone() == ("đăng ký kết hôn",)


def test_redis_keeps_a_value(redis_url):
    client = Redis.from_url(redis_url)
    client.set("loi-chao", "Xin chào")
    assert client.get("loi-chao").decode() == "Xin chào"


def test_nginx_serves_files_and_stands_in_front(tmp_path):
    (tmp_path / "index.html").write_text("Xin chào", encoding="utf-8")
    with nginx(f"location / {{ root {tmp_path}; }}") as behind, nginx(f"location / {{ proxy_pass {behind}; }}") as front:
        with urllib.request.urlopen(f"{front}/index.html", timeout=5) as answer:
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
def site_on_servers(postgres_url, redis_url, search_url):
    """Runs Python code or a management command in a process of its own, configured as an operator would."""
    env = {
        **os.environ,
        "PYTHONPATH": f"{PROJECT / 'site'}{os.pathsep}{PROJECT}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": postgres_url,
        "CACHE_URL": redis_url,
        "SEARCH_URL": search_url,
    }

    def run(*arguments: str) -> str:
        result = subprocess.run([sys.executable, *arguments], cwd=PROJECT, env=env, capture_output=True, text=True, timeout=600)
        assert result.returncode == 0, f"{arguments}:\n{result.stdout[-3000:]}{result.stderr[-3000:]}"
        return result.stdout

    run("manage.py", "migrate", "--verbosity", "0")
    return run


def test_site_answers_on_postgres_redis_and_elasticsearch(site_on_servers):
    status = "import django; django.setup(); from django.test import Client; print(Client().get('/').status_code)"
    assert site_on_servers("-c", status).strip() == "200"
