import type { FastifySchema, FastifySchemaCompiler } from "fastify";
import { HttpError, quote, shorten } from "./errors.js";

/** What a page says of one of its parameters: the part of JSON Schema that the pages use. */
interface ParameterSchema {
  readonly type: "string" | "number" | "integer";
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
  readonly default?: string | number;
  readonly description?: string;
}

/**
 * Fastify's schema for the parameters of a path or a query.
 *
 * @example { querystring: parameters({ delay: { type: "number", maximum: 10, default: 0 } }) }
 */
export function parameters(properties: Readonly<Record<string, ParameterSchema>>) {
  return { type: "object", properties };
}

/** As they come: texts, a list of them where a name comes more than once. */
type Parameters = Record<string, unknown>;

/**
 * Fastify's validator for the parameters of a path or a query: reads the numbers among them, and puts in what is left out.
 *
 * Of numbers there is one spelling, digits with a point or without: `Infinity`, `1e3`, `0x10`, `-0` and the empty text
 * mean something to `Number()` and `parseFloat()`, each something else, and pass ranges that are checked after that.
 *
 * @throws HttpError with status 400 that names the parameter, its range and the value, from the function it returns
 * @example app.setValidatorCompiler(compileParameterReader);
 */
export const compileParameterReader: FastifySchemaCompiler<FastifySchema> = ({ schema }) => {
  const { properties = {} } = schema as { properties?: Readonly<Record<string, ParameterSchema>> };
  const expected = Object.entries(properties);
  return (parameters: Parameters) => {
    for (const [name, parameter] of expected) {
      const given = parameters[name];
      const value = given === undefined ? parameter.default : readParameter(given, parameter);
      if (value !== undefined) parameters[name] = value;
      else if (given !== undefined)
        return { error: new HttpError(400, describeFault(name, parameter, given)) };
    }
    return true;
  };
};

const spelling = { number: /^\d+(?:\.\d+)?$/, integer: /^\d+$/ } as const;
/** A number that is not in its range is shown as it came, and everything else between quotes. */
const likeNumber = /^-?\d+(?:\.\d+)?$/;

/** `undefined` where the value is not what the page expects. */
function readParameter(given: unknown, parameter: ParameterSchema): string | number | undefined {
  if (typeof given !== "string") return undefined;
  const { type, minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = parameter;
  if (type === "string") {
    const isOffered = parameter.enum?.includes(given) ?? true;
    return isOffered && given.length <= (parameter.maxLength ?? Infinity) ? given : undefined;
  }
  if (!spelling[type].test(given)) return undefined;
  const value = Number(given);
  return value >= minimum && value <= maximum ? value : undefined;
}

function describeFault(name: string, parameter: ParameterSchema, given: unknown): string {
  const value = typeof given === "string" && likeNumber.test(given) ? shorten(given) : quote(given);
  return `\`${name}\` must be ${describeRange(parameter)}, not ${value}`;
}

function describeRange({ type, minimum = 0, maximum, description }: ParameterSchema): string {
  if (type === "string") return description ?? "one text";
  const kind = type === "integer" ? "a whole number" : "a number";
  return `${kind} from ${minimum} to ${maximum ?? Number.MAX_SAFE_INTEGER}`;
}
