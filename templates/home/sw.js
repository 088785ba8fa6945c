// Keeps the lists of papers that were opened on this device, for where there is no connection. Always the network first; what is kept says its
// date. Nothing of the desk, nothing that is sent, no other page.
"use strict";
const LISTS = "danh-muc-1", SHELL = "khung-1", FILES = "tep-1", PACK = "goi-1"; // Another number where what is in them is another.
const MOST = 30, PATIENCE = 4000;
const LIST = /^(\/en)?\/thu-tuc\/[^/]+\/ho-so\/$/, KEPT = /^(\/en)?\/danh-muc-da-luu\/$/;
const NOT_OURS = /^\/(quan-tri|api|tep|bieu-mau)\//i;
const FILE = /^\/static\/(site|print)\//, HASHED = /\.[0-9a-f]{8,}\.\w+$/;

const homeOf = (path) => (path.startsWith("/en/") ? "/en" : "") + "/danh-muc-da-luu/";
const addressOf = (url) => url.pathname + url.search;
const DUE = /<small data-until="(\d+)".*?l>/gs;
const words = (html) => html.slice(html.indexOf("<main"), html.indexOf("</main>")).replace(DUE, "").replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

// Files of a page, and those that its style sheets name; each is fetched once, for its name changes with its content.
async function keepFiles(names) {
  const cache = await caches.open(FILES), kept = [];
  for (const name of names) {
    if (kept.includes(name)) continue;
    let file = HASHED.test(name) && (await cache.match(name));
    if (!file) {
      file = await fetch(name);
      if (!file.ok) throw file;
      await cache.put(name, file.clone());
    }
    kept.push(name);
    if (!name.endsWith(".css")) continue;
    for (const found of (await file.text()).matchAll(/url\(["']?([^"')]+)/g)) {
      const inside = new URL(found[1], location.origin + name).pathname;
      if (FILE.test(inside)) names.push(inside);
    }
  }
  return kept;
}

// At most so many lists, the last ones opened, and no file that none of them uses: so files of earlier versions of the site go.
async function tidy() {
  const lists = await caches.open(LISTS), files = await caches.open(FILES), used = new Set();
  const keys = await lists.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST))) await lists.delete(old);
  for (const cache of [lists, await caches.open(SHELL)])
    for (const page of await cache.matchAll()) page.headers.get("X-Files").split(" ").forEach((name) => used.add(name));
  for (const key of await files.keys()) if (!used.has(new URL(key.url).pathname)) await files.delete(key);
}

async function tell(message) {
  for (const page of await clients.matchAll({ includeUncontrolled: true })) page.postMessage(message);
}

// Puts a page that has just come from the site beside its files, and tells whoever shows it whether its words are others now.
async function put(address, answer) {
  const path = address.split("?")[0], cache = await caches.open(LIST.test(path) ? LISTS : SHELL);
  const before = await cache.match(address), old = before && words(await before.text());
  if (answer.status === 404 || answer.status === 410) {
    if (await cache.delete(address)) tell({ gone: address });
    return;
  }
  if (answer.status !== 200 || answer.redirected || /private|no-store/.test(answer.headers.get("Cache-Control"))) return;
  const html = await answer.text(), headers = new Headers(answer.headers);
  headers.set("X-Files", (await keepFiles([...html.matchAll(/"(\/static\/(?:site|print)\/[^"]+)"/g)].map((found) => found[1]))).join(" "));
  headers.set("X-Kept", Date.now());
  await cache.put(address, new Response(html, { headers }));
  tell({ kept: address, changed: !!before && old !== words(html) });
  await tidy();
}

// A kept page, with its line of the date shown and filled in.
async function dated(page) {
  const when = new Date(+page.headers.get("X-Kept")), two = (n) => String(n).padStart(2, "0");
  const told = { d: two(when.getDate()), m: two(when.getMonth() + 1), y: when.getFullYear(), h: when.getHours(), i: two(when.getMinutes()) };
  const html = (await page.text()).replace(/<p [^>]*data-kept hidden[^]*?<\/p>/, (line) =>
    line.replace(" hidden", "").replace(/\{([dmyhi])\}/g, (_all, part) => told[part]))
    .replace(DUE, (day, end) => (Date.now() < end * 1e3 ? day : ""));
  return new Response(html, { headers: page.headers });
}

async function page(event, url) {
  const address = addressOf(url), ours = LIST.test(url.pathname) || KEPT.test(url.pathname);
  const kept = ours && (await caches.match(address)), network = fetch(event.request, ours ? { cache: "no-cache" } : {}).then((answer) => {
    if (ours) event.waitUntil(put(address, answer.clone()).catch(() => {}));
    return answer;
  });
  event.waitUntil(network.catch(() => {}));
  try {
    const answer = await (kept ? Promise.race([network, new Promise((_yes, no) => setTimeout(no, PATIENCE))]) : network);
    if (!kept || answer.status < 500) return answer;
  } catch (lost) { /* no connection, or none to speak of */ }
  return kept ? dated(kept) : (await caches.match(homeOf(url.pathname))) || (await caches.match(homeOf(""))) || Response.error();
}

async function file(request, name) {
  const kept = await caches.match(name);
  return kept && HASHED.test(name) ? kept : fetch(request).catch(() => kept || Response.error());
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (![LISTS, SHELL, FILES, PACK].includes(name)) await caches.delete(name);
  await clients.claim();
})()));
addEventListener("message", (event) => {
  for (const address of event.data.keep) {
    const url = new URL(address, location.origin);
    if (url.origin === location.origin && (LIST.test(url.pathname) || KEPT.test(url.pathname)))
      event.waitUntil(fetch(url, { cache: "no-cache", credentials: "omit" }).then((answer) => put(addressOf(url), answer)).catch(() => {}));
  }
});
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin || NOT_OURS.test(url.pathname)) return;
  if (FILE.test(url.pathname)) event.respondWith(file(event.request, url.pathname));
  else if (event.request.mode === "navigate") event.respondWith(page(event, url));
});
