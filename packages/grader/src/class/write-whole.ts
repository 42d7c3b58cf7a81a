import { rename, writeFile } from "node:fs/promises";

/** Writes a file so that it is there whole or not at all, also when the machine stops half-way. */
export async function writeWhole(path: string, text: string, mode = 0o644): Promise<void> {
  const temporary = `${path}.${process.pid}.new`;
  await writeFile(temporary, text, { mode });
  await rename(temporary, path);
}
