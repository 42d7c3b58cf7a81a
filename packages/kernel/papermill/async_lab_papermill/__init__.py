"""Teaches papermill to write and to read a `parameters` cell in TypeScript."""

import json
import re

from papermill.engines import NBClientEngine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

DECLARATION = re.compile(
    r"^\s*(?:export\s+)?(?:const|let|var)\s+(?P<name>[\w$]+)\s*(?::\s*(?P<type>[^=]+?))?\s*="
    r"\s*(?P<value>.+?);?\s*(?://\s*(?P<help>.*))?$"
)


class TypeScriptTranslator(Translator):
    """Values as TypeScript literals: JSON is one, but for numbers that JSON does not have."""

    @classmethod
    def translate_none(cls, val):
        return "undefined"

    @classmethod
    def translate_bool(cls, val):
        return "true" if val else "false"

    @classmethod
    def translate_str(cls, val):
        # Any other line end would end a string literal of older JavaScript.
        return json.dumps(val, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")

    @classmethod
    def translate_escaped_str(cls, str_val):
        return cls.translate_str(str(str_val))

    @classmethod
    def translate_float(cls, val):
        return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}.get(str(val), str(val))

    @classmethod
    def translate_dict(cls, val):
        return "{ " + ", ".join(f"{cls.translate_str(str(key))}: {cls.translate(one)}" for key, one in val.items()) + " }"

    @classmethod
    def translate_list(cls, val):
        return "[" + ", ".join(cls.translate(one) for one in val) + "]"

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}"

    @classmethod
    def assign(cls, name, str_val):
        # `let`, since a notebook's own parameters cell may be followed by code that assigns.
        return f"let {name} = {str_val};"

    @classmethod
    def inspect(cls, parameters_cell):
        """The parameters of a cell: one declaration a line, what they are in a comment behind it."""
        parameters = []
        for line in parameters_cell["source"].splitlines():
            found = DECLARATION.match(line)
            if found:
                parameters.append(
                    Parameter(
                        name=found["name"],
                        inferred_type_name=found["type"] or "None",
                        default=found["value"],
                        help=found["help"] or "",
                    )
                )
        return parameters


class TypeScriptEngine(NBClientEngine):
    """papermill's own engine; what counts is that loading it has registered the translator."""


papermill_translators.register("typescript", TypeScriptTranslator)
papermill_translators.register("tslab", TypeScriptTranslator)
