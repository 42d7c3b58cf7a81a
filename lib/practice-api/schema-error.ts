import type { FastifySchemaValidationError } from "fastify";

/** What Ajv adds to an error with `verbose: true`. */
interface VerboseError extends FastifySchemaValidationError {
  readonly parentSchema?: {
    readonly type?: string;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly description?: string;
  };
  readonly data?: unknown;
}

/**
 * Says in one line which parameter is wrong, its range, and the value that came.
 *
 * @example "`seconds` must be a number from 0 to 10, not \"11\""
 */
export function formatSchemaError(errors: FastifySchemaValidationError[]): Error {
  const error = errors[0] as VerboseError | undefined;
  if (!error) return new Error("the request does not have the form that this page expects");
  const missing = error.params["missingProperty"];
  const name = typeof missing === "string" ? missing : error.instancePath.slice(1) || "the request";
  const range = describeRange(error);
  return new Error(
    typeof missing === "string"
      ? `\`${name}\` is missing: it must be ${range}`
      : `\`${name}\` must be ${range}, not ${shorten(JSON.stringify(error.data))}`,
  );
}

function shorten(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}

function describeRange({ parentSchema = {}, message = "valid" }: VerboseError): string {
  const { type, minimum, maximum, description } = parentSchema;
  if (type !== "number" && type !== "integer") return description ?? message;
  const kind = type === "integer" ? "a whole number" : "a number";
  if (minimum !== undefined && maximum !== undefined) return `${kind} from ${minimum} to ${maximum}`;
  return minimum === undefined ? kind : `${kind}, ${minimum} or more`;
}
