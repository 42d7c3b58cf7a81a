import AjvCompiler from "@fastify/ajv-compiler";
import type { FastifyServerOptions } from "fastify";

type Factories = NonNullable<NonNullable<FastifyServerOptions["schemaController"]>["compilersFactory"]>;
type BuildValidator = NonNullable<Factories["buildValidator"]>;
type Validate = ((data: unknown) => unknown) & { errors?: unknown };
/** What of their types is used here; Fastify's and the compiler's own do not fit each other. */
type Build = (externalSchemas: unknown, options: unknown) => (route: unknown) => Validate;

const build = AjvCompiler() as unknown as Build;

const buildLazily: Build = (externalSchemas, options) => {
  const compile = build(externalSchemas, options);
  return (route) => {
    let compiled: Validate | undefined;
    const validate: Validate = (data) => {
      compiled ??= compile(route);
      const isValid = compiled(data);
      // Fastify looks for them here.
      validate.errors = compiled.errors;
      return isValid;
    };
    return validate;
  };
};

/**
 * Fastify's own validators, each compiled when its page is asked for the first time: all of them are a third of what it
 * takes to start, and most servers are asked for a few pages.
 *
 * @example fastify({ schemaController: { compilersFactory: { buildValidator: buildLazyValidator } } });
 */
export const buildLazyValidator = buildLazily as unknown as BuildValidator;
