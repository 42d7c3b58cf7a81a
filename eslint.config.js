import js from "@eslint/js";
import tseslint from "typescript-eslint";

const NODE_GLOBALS = [
  ...["process", "console", "performance", "Buffer", "URL", "fetch", "structuredClone", "queueMicrotask"],
  ...["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate"],
  ...["AbortController", "AbortSignal", "TextEncoder", "TextDecoder", "Intl"],
];

export default tseslint.config(
  {
    ignores: [
      "**/dist/",
      "exercises/index.ts",
      ".venv/",
      ".venv-nbgrader/",
      ".venv-materials/",
      "notebooks/",
      "my-notebooks/",
      "test-output/",
      ".async-lab/",
      "node_modules/",
    ],
  },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // An empty string is no value in an environment variable or a label, and `||` says so.
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true } }],
      "@typescript-eslint/no-empty-function": ["error", { allow: ["arrowFunctions"] }],
      // Interfaces here are written with methods; the functions behind them need no `this`.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: ["**/*.test.ts"],
    // A test that is wrong about what is there fails, and that is its job.
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    files: ["**/*.mjs", "**/*.js"],
    languageOptions: {
      globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, "readonly"])),
    },
  },
);
