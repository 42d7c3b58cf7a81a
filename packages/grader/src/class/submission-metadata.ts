import { createHash } from "node:crypto";
import { cleanLine, parseJson } from "../text.js";

/** What `npm run submit` writes into the notebook, under `metadata.async_lab`; all of it is the learner's own word. */
export interface SubmissionMetadata {
  readonly name?: string;
  readonly id?: string;
  /** By the learner's clock. */
  readonly submittedAt?: Date;
  /** False where the cells are no longer those that were handed in. */
  readonly whole?: boolean;
}

/** Longer ones, in characters, are no names and no ids. */
export const longestName = 100;
export const longestId = 60;

/**
 * Reads who handed in a notebook. Never throws: the file is untrusted.
 *
 * @param text of the file
 */
export function readSubmissionMetadata(text: string): SubmissionMetadata {
  const notebook = parseJson(text);
  const metadata = field(field(notebook, "metadata"), "async_lab");
  if (metadata === undefined) return {};
  const name = line(field(metadata, "name"), longestName);
  const id = line(field(metadata, "id"), longestId);
  const submittedAt = date(field(metadata, "submittedAt"));
  const hash = field(metadata, "hash");
  return {
    ...(name === undefined ? {} : { name }),
    ...(id === undefined ? {} : { id }),
    ...(submittedAt === undefined ? {} : { submittedAt }),
    ...(typeof hash === "string" ? { whole: hash === hashOf(notebook) } : {}),
  };
}

/** A fingerprint of what a notebook's cells say, whatever ran in them; it shows changes, it does not prevent them. */
export function hashCells(notebook: unknown): string {
  const cells = field(notebook, "cells");
  const said = (Array.isArray(cells) ? (cells as unknown[]) : []).map((cell) => [
    field(cell, "cell_type"),
    sourceOf(field(cell, "source")),
  ]);
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}

/** nbformat allows a cell's source to be one string or a list of lines. */
function sourceOf(source: unknown): string {
  const parts: unknown[] = Array.isArray(source) ? source : [source];
  return parts.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join("");
}

/** Of a notebook nested so deeply that it cannot be written there is none. */
function hashOf(notebook: unknown): string | undefined {
  try {
    return hashCells(notebook);
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function line(value: unknown, max: number): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  return cleanLine(String(value), max) || undefined;
}

function date(value: unknown): Date | undefined {
  if (typeof value !== "string") return undefined;
  const parsed = new Date(value);
  return Number.isNaN(parsed.getTime()) ? undefined : parsed;
}
