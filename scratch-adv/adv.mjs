import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { execFileSync, execFile, spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { Worker, receiveMessageOnPort, MessageChannel } from "node:worker_threads";
import http from "node:http";
import { pathToFileURL } from "node:url";
const { check, setLanguage, fetchSync, waitFor } = await import("../dist/index.js");
import * as undici from "undici";
import got from "got"; import axios from "axios"; import ky from "ky"; import pLimit from "p-limit"; import pMap from "p-map";
import { Piscina } from "piscina";
process.env.ASYNC_LAB_STATE = "/tmp/exd/state"; process.env.ASYNC_LAB_LANG = "en";
process.on("unhandledRejection", (e) => console.log("   !! unhandledRejection", String(e)));
process.on("uncaughtException", (e) => console.log("   !! uncaughtException", String(e)));
const get = async (u) => (await fetch(u)).json();
const seq = async (agent, urls) => { const r = []; for (const u of urls) { const { body } = await undici.request(u, { dispatcher: agent }); r.push(await body.json()); } return r; };
const cases = [
 ["01-one-by-one", "execFileSync", async (urls) => urls.map((u) => JSON.parse(execFileSync(process.execPath, ["-e", "fetch(process.argv[1]).then(r=>r.text()).then(console.log)", u])))],
 ["02-all", "fetchSync swallowed", async (urls) => { const out = []; for (const u of urls) { try { out.push(JSON.parse(fetchSync(u))); } catch {} } return out; }],
 ["06-loop", "sync fn with waitFor (not async)", (urls) => waitFor(Promise.all(urls.map(get)))],
 ["06-loop", "polling receiveMessageOnPort w/ Worker + Atomics", async (urls) => { const f = new Int32Array(new SharedArrayBuffer(4)); Promise.all(urls.map(get)).then(() => Atomics.notify(f, 0)); Atomics.wait(f, 0, 0, 500); return []; }],
 ["06-loop", "nonawaited promise", async (urls) => Promise.all(urls.map(get)).then((p) => p)],
 ["06-loop", "hrtime busy", async (urls) => { const p = urls.map(get); const t = process.hrtime.bigint(); while (process.hrtime.bigint() - t < 10n**8n); return Promise.all(p); }],
 ["06-loop", "throws on 0? urls[0].x", async (urls) => { const first = await get(urls[0]); return [first, ...await Promise.all(urls.slice(1).map(get))]; }],
 ["06-loop", "poll with setTimeout", async (urls) => { let pages; let err; Promise.all(urls.map(get)).then((p) => pages = p, e => err = e); while (!pages && !err) await sleep(10); if (err) throw err; return pages; }],
 ["06-loop", "poll with setImmediate", async (urls) => { let pages, err; Promise.all(urls.map(get)).then((p) => pages = p, e => err = e); while (!pages && !err) await new Promise(setImmediate); if (err) throw err; return pages; }],
 ["06-loop", "sleep 60 s", async (urls) => { const pages = []; urls.forEach((u, i) => get(u).then((p) => pages[i] = p, () => {})); await sleep(60000); return pages; }],
 ["06-blocking", "statSync once", async (urls) => { statSync("/tmp"); return Promise.all(urls.map(get)); }],
 ["06-blocking", "JSON big afterwards", async (urls) => { const p = await Promise.all(urls.map(get)); JSON.parse(JSON.stringify(Array.from({ length: 600000 }, (_, i) => ({ i })))); return p; }],
 ["06-blocking", "compute per page 30ms", async (urls) => Promise.all(urls.map(async (u) => { const p = await get(u); let s = 0; for (let i = 0; i < 6e7; i++) s += i % 7; return s ? p : p; }))],
 ["06-blocking", "worker computes (right)", async (urls) => { const p = await Promise.all(urls.map(get)); return p; }],
 ["06-blocking", "axios", async (urls) => (await Promise.all(urls.map((u) => axios.get(u)))).map((r) => r.data)],
 ["06-blocking", "undici.fetch", async (urls) => Promise.all(urls.map(async (u) => (await undici.fetch(u)).json()))],
 ["06-blocking", "undici.Agent 128", async (urls) => { const a = new undici.Agent(); try { return await Promise.all(urls.map(async (u) => (await undici.request(u, { dispatcher: a })).body.json())); } finally { await a.close(); } }],
 ["06-blocking", "three at a time", async (urls) => pMap(urls, get, { concurrency: 3 })],
 ["06-await", "forEach + sleep", async (urls, save) => { let n = 0; urls.forEach(async (u) => { await save(await get(u)); n++; }); await sleep(5000); return n; }],
 ["06-await", "save undefined", async (urls, save) => { for (const u of urls) await save(); return urls.length; }],
 ["06-await", "save json text", async (urls, save) => { for (const u of urls) await save(await (await fetch(u)).text()); return urls.length; }],
 ["06-await", "returns pages", async (urls, save) => { const p = await Promise.all(urls.map(get)); await Promise.all(p.map(save)); return p; }],
 ["06-await", "p.map(save) w index ok", async (urls, save) => { const p = await Promise.all(urls.map(get)); await Promise.all(p.map(save)); return p.length; }],
 ["06-await", "never calls save", async (urls, save) => { const p = await Promise.all(urls.map(get)); return p.length; }],
 ["06-await", "for await", async (urls, save) => { let n = 0; for await (const p of urls.map(get)) { await save(p); n++; } return n; }],
 ["06-await", "catch and rethrow text", async (urls, save) => { let n = 0; for (const u of urls) { try { await save(await get(u)); n++; } catch (e) { throw new Error(`could not copy ${u}: ${e.message}`); } } return n; }],
 ["06-await", "count returned on error", async (urls, save) => { let n = 0; try { for (const u of urls) { await save(await get(u)); n++; } } finally { return n; } }],
 ["06-await", "retry save once", async (urls, save) => { let n = 0; for (const u of urls) { const p = await get(u); try { await save(p); } catch { await save(p); } n++; } return n; }],
 ["06-close", "global fetch w/ finally nothing", async (urls) => Promise.all(urls.map(get))],
 ["06-close", "setGlobalDispatcher unclosed", async (urls) => { undici.setGlobalDispatcher(new undici.Agent({ connections: 1 })); return Promise.all(urls.map(get)); }],
 ["06-close", "setGlobalDispatcher restored (ok?)", async (urls) => { const old = undici.getGlobalDispatcher(); const a = new undici.Agent({ connections: 1 }); undici.setGlobalDispatcher(a); try { return await seq(undefined, urls); } finally { undici.setGlobalDispatcher(old); await a.close(); } }],
 ["06-close", "got default (no agent)", async (urls) => { const r = []; for (const u of urls) r.push(await got(u, { retry: { limit: 0 } }).json()); return r; }],
 ["06-close", "http no keepAlive (new conn each)", async (urls) => { const r = []; for (const u of urls) r.push(await new Promise((res, rej) => http.get(u, { agent: false, headers: { connection: "close" } }, (x) => { let b = ""; x.on("data", (d) => b += d).on("end", () => { try { res(JSON.parse(b)); } catch (e) { rej(e); } }); }).on("error", rej))); return r; }],
 ["06-close", "pipelining client", async (urls) => { const c = new undici.Client(new URL(urls[0]).origin, { pipelining: 10 }); try { return await Promise.all(urls.map(async (u) => (await c.request({ path: new URL(u).pathname + new URL(u).search, method: "GET" })).body.json())); } finally { await c.close(); } }],
 ["06-close", "RetryAgent", async (urls) => { const a = new undici.Agent({ connections: 1 }); const r = new undici.RetryAgent(a, { maxRetries: 1 }); try { return await seq(r, urls); } finally { await r.close(); } }],
 ["06-close", "composed", async (urls) => { const base = new undici.Agent({ connections: 1 }); const r = base.compose(undici.interceptors.redirect({ maxRedirections: 1 })); try { return await seq(r, urls); } finally { await r.close(); } }],
 ["06-close", "throws before consuming", async (urls) => { const a = new undici.Agent({ connections: 1 }); try { const r = []; for (const u of urls) { const { statusCode, body } = await undici.request(u, { dispatcher: a }); if (statusCode !== 200) throw new Error("status " + statusCode); r.push(await body.json()); } return r; } finally { await a.close(); } }],
 ["06-close", "Promise.all + close in finally on broken", async (urls) => { const a = new undici.Agent({ connections: 2 }); try { return await Promise.all(urls.map(async (u) => (await undici.request(u, { dispatcher: a })).body.json())); } finally { await a.close(); } }],
 ["06-close", "keepAlive timeout then waits for it", async (urls) => { const a = new undici.Agent({ connections: 1, keepAliveTimeout: 10, keepAliveMaxTimeout: 10 }); const p = await seq(a, urls); await sleep(3000); return p; }],
 ["06-close", "close before last body read", async (urls) => { const a = new undici.Agent({ connections: 1 }); try { return await seq(a, urls); } finally { a.close().then(() => {}); } }],
 ["06-close", "swallows closing error", async (urls) => { const a = new undici.Agent(); const p = await seq(a, urls).catch(async (e) => { await a.destroy(); throw e; }); await a.close(); return p; }],
 ["07-parallel", "new Worker(file) directly", async (items, file) => Promise.all(items.map((i) => new Promise((res, rej) => { const w = new Worker(file, { workerData: i }); w.on("message", res).on("error", rej); })))],
 ["07-parallel", "never", () => new Promise(() => {})],
 ["07-parallel", "returns items squared here", async (items) => items.map((n) => n * n)],
 ["07-parallel", "returns undefined after work", async (items, file, workers) => { const pool = new Piscina({ filename: file, minThreads: workers, maxThreads: workers }); await Promise.all(items.map((i) => pool.run(i))); await pool.close(); }],
 ["07-parallel", "force close", async (items, file, workers) => { const pool = new Piscina({ filename: file, minThreads: workers, maxThreads: workers }); try { return await Promise.all(items.map((i) => pool.run(i))); } finally { await pool.close({ force: true }); } }],
 ["07-parallel", "concurrentTasksPerWorker=2, half threads", async (items, file, workers) => { const n = Math.max(1, workers >> 1); const pool = new Piscina({ filename: file, minThreads: n, maxThreads: n, concurrentTasksPerWorker: 2 }); try { return await Promise.all(items.map((i) => pool.run(i))); } finally { await pool.close(); } }],
 ["07-parallel", "default pool", async (items, file) => { const pool = new Piscina({ filename: file }); try { return await Promise.all(items.map((i) => pool.run(i))); } finally { await pool.close(); } }],
 ["07-parallel", "idleTimeout instead of close", async (items, file, workers) => { const pool = new Piscina({ filename: file, minThreads: 0, maxThreads: workers, idleTimeout: 20 }); return await Promise.all(items.map((i) => pool.run(i))); }],
 ["07-parallel", "sleep 1s before close", async (items, file, workers) => { const pool = new Piscina({ filename: file, minThreads: workers, maxThreads: workers }); try { return await Promise.all(items.map((i) => pool.run(i))); } finally { await sleep(1000); await pool.close(); } }],
 ["07-parallel", "first share in main thread", async (items, file, workers) => { const pool = new Piscina({ filename: file, minThreads: workers, maxThreads: workers }); const { default: f } = await import(pathToFileURL(file).href); try { return await Promise.all(items.map((i, k) => k === 0 ? f(i) : pool.run(i))); } finally { await pool.close(); } }],
 ["07-parallel", "throws sync typo", async (items, file, workers) => { const pool = new Piscina({ filename: file, maxThread: workers }); return poool.run(1); }],
];
const only = process.argv[2];
for (const [id, name, answer] of cases) {
  if (only && !id.includes(only) && !name.includes(only)) continue;
  const t = performance.now();
  const v = await check(id, answer);
  console.log(`\n## ${id} · ${name} [${Math.round(performance.now() - t)} ms] rule=${v.rule}\n${v}`);
}
process.exit(0);
