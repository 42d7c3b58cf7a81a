import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readUrlList } from "./url-list.js";

async function listOf(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "async-lab-list-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "list.txt");
  await writeFile(file, text);
  return file;
}

test("one URL a line, in order; comments, empty lines and a Windows editor's line ends are passed over", async () => {
  const file = await listOf("# a comment\r\n\r\nhttps://example.org/a?x=1#y\r\n  http://example.org/b  \r\n");
  expect(await readUrlList(file)).toEqual(["https://example.org/a?x=1#y", "http://example.org/b"]);
});

test("the course's own list is short, and leads to one host at most a few times", async () => {
  const urls = await readUrlList("public-urls.txt");
  expect(urls.length).toBeGreaterThan(0);
  expect(urls.length).toBeLessThanOrEqual(5);
  expect(urls.filter((url) => !url.startsWith("https://"))).toEqual([]);
});

test.each(["example.org", "file:///etc/passwd"])("%s is named with its line", async (line) => {
  const file = await listOf(`https://example.org\n${line}\n`);
  await expect(readUrlList(file)).rejects.toThrow(
    `${file}:2: ${JSON.stringify(line)} is no http or https URL`,
  );
});

test("a list that is not there is named", async () => {
  await expect(readUrlList("missing.txt")).rejects.toThrow(/^readUrlList: cannot read .+missing\.txt/);
});
