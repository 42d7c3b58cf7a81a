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

CELLS = 20
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


def cpu_s(pid):
    """Processor time of all threads, where the system tells it: other work on the machine disturbs it less."""
    threads = Path(f"/proc/{pid}/task").glob("*/schedstat")
    nanoseconds = [int(thread.read_text().split()[0]) for thread in threads]
    return sum(nanoseconds) / 1e9 if nanoseconds else None


def timed(pid, work):
    """What `work` returns, and the processor time that the kernel took for it."""
    before = cpu_s(pid)
    result = work()
    after = cpu_s(pid)
    return result, None if before is None else after - before


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
            # What is published before the subscription has reached the kernel is lost.
            while not client.iopub_channel.msg_ready():
                client.kernel_info()
                time.sleep(0.01)
            run(client, TRIVIAL[language].format(n=0))
            first = time.perf_counter() - started
            pid = manager.provisioner.pid
            first_cpu = cpu_s(pid)
            time.sleep(1.5)
            fresh = rss_mb(pid)

            def cells(start):
                return [run(client, TRIVIAL[language].format(n=start + n)) for n in range(CELLS)]

            trivial, trivial_cpu = timed(pid, lambda: cells(1))
            imports, imports_cpu = timed(pid, lambda: run(client, IMPORTS[language][0]))
            run(client, IMPORTS[language][1])
            after, after_cpu = timed(pid, lambda: cells(CELLS + 1))
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
                "trivial cell (ms)": statistics.median(trivial) * 1000,
                "first import got (s)": imports,
                "cell after got (ms)": statistics.median(after) * 1000,
                "completion in got's options (ms)": complete,
                "memory, fresh (MB)": fresh,
                "memory, got and undici (MB)": rss_mb(pid),
                "processor, first result (s)": first_cpu,
                "processor, trivial cell (ms)": trivial_cpu and trivial_cpu * 1000 / CELLS,
                "processor, first import got (s)": imports_cpu,
                "processor, cell after got (ms)": after_cpu and after_cpu * 1000 / CELLS,
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
