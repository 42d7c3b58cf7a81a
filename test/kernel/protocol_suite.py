"""Jupyter's own suite for kernels, told what TypeScript looks like."""

import unittest

import jupyter_kernel_test


class TslabTests(jupyter_kernel_test.KernelTests):
    kernel_name = "tslab"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("test")'
    code_generate_error = 'throw new Error("on purpose")'
    completion_samples = [
        {"text": "conso", "matches": {"console"}},
        {"text": "[1].fla", "matches": {"flat", "flatMap"}},
    ]
    complete_code_samples = ["const a = 1", "for (const x of [1]) { x }", "1 + 1"]
    incomplete_code_samples = ["const f = () => {", "`open", "[1,"]
    invalid_code_samples = ["const = ;", "1 +* 2"]
    code_execute_result = [{"code": "1 + 2 + 3", "result": "6"}, {"code": "'a' + 'b'", "result": "ab"}]
    code_display_data = [{"code": "import { display } from 'tslab'; display.html('<b>x</b>')", "mime": "text/html"}]
    code_inspect_sample = "Array.from"
    code_history_pattern = "1 +*"
    supported_history_operations = ("tail", "range", "search")
    # The suite leaves out what a kernel does not name: a pager, and IPython's clear_output.


if __name__ == "__main__":
    unittest.main(verbosity=2)
