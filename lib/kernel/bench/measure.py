"""Measures kernels through jupyter_client, in turn, and prints one JSON object.

usage: measure.py ROUNDS NAME=KERNEL_JSON...   (KERNEL_JSON: a kernelspec's file)
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

TRIVIAL = {"typescript": "1 + {n}", "python": "1 + {n}"}
IMPORTS = {
    "typescript": ['import got from "got"; typeof got', 'import { request } from "undici"; typeof request'],
    "python": ["import asyncio, http.client; 1", "import urllib.request; 1"],
}


def rss_mb(pid):
    """Resident memory, where the system tells it."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    for line in status.read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return None


class Spec(KernelManager):
    """A kernel manager for a kernelspec file that is installed nowhere."""

    def __init__(self, file):
        super().__init__(kernel_name="bench")
        self._kernel_spec = KernelSpec(**json.loads(Path(file).read_text()))


def run(client, code):
    started = time.perf_counter()
    request = client.execute(code)
    while client.get_shell_msg(timeout=60)["parent_header"].get("msg_id") != request:
        pass
    seconds = time.perf_counter() - started
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") == request and message["content"].get("execution_state") == "idle":
            return seconds


def measure(file):
    with tempfile.TemporaryDirectory() as folder:
        manager = Spec(file)
        language = manager.kernel_spec.language
        started = time.perf_counter()
        manager.start_kernel(cwd=folder)
        client = manager.client()
        client.start_channels()
        try:
            # Not wait_for_ready: it asks once a second, and would round the answer up.
            while True:
                request = client.kernel_info()
                try:
                    while client.get_shell_msg(timeout=0.02)["parent_header"].get("msg_id") != request:
                        pass
                    break
                except Exception:
                    if not manager.is_alive():
                        raise
            info = time.perf_counter() - started
            run(client, TRIVIAL[language].format(n=0))
            first = time.perf_counter() - started
            pid = manager.provisioner.pid
            time.sleep(1.5)
            fresh = rss_mb(pid)
            trivial = statistics.median(run(client, TRIVIAL[language].format(n=n)) for n in range(1, 21))
            imports = [run(client, code) for code in IMPORTS[language]]
            after = statistics.median(run(client, TRIVIAL[language].format(n=n)) for n in range(21, 41))
            complete = None
            if language == "typescript":
                code = 'await got("http://x", { thro })'
                times = []
                for _ in range(5):
                    begin = time.perf_counter()
                    client.complete(code, len(code) - 3)
                    while client.get_shell_msg(timeout=60)["msg_type"] != "complete_reply":
                        pass
                    times.append(time.perf_counter() - begin)
                complete = statistics.median(times) * 1000
            return {
                "kernel_info (s)": info,
                "first result (s)": first,
                "trivial cell (ms)": trivial * 1000,
                "first import got (s)": imports[0],
                "cell after got (ms)": after * 1000,
                "completion in got's options (ms)": complete,
                "memory, fresh (MB)": fresh,
                "memory, got and undici (MB)": rss_mb(pid),
            }
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def main():
    rounds = int(sys.argv[1])
    kernels = dict(argument.split("=", 1) for argument in sys.argv[2:])
    results = {name: [] for name in kernels}
    for _ in range(rounds):
        for name, file in kernels.items():
            results[name].append(measure(file))
            print(f"measured {name}", file=sys.stderr, flush=True)
    medians = {
        name: {
            key: None if runs[0][key] is None else statistics.median(one[key] for one in runs) for key in runs[0]
        }
        for name, runs in results.items()
    }
    print(json.dumps(medians))


main()
