"""Runs notebooks through their kernel, in stages, and says what each cell was answered.

    python execute.py TASK LOG

Reads from TASK, as JSON, `stages`, one after the other, each with how many run `atOnce` and its `runs`: the run's
`name`, the `folder` it runs in, what is to be set in its `environment`, a `prelude` that runs silently before the
cells, and its `cells` (`id`, `source`, `isMeantToFail`). Says on standard output, a JSON value a line, how each run
ended: with the outputs of each cell, in nbformat's form, or with the cell that failed and its error. What the kernels
themselves print goes to LOG. Ends with its kernels as soon as standard input is closed.
"""

import asyncio
import json
import os
import signal
import sys
import threading

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

SECONDS_FOR_A_CELL = 100


class CellFailed(Exception):
    """A cell that was not answered as it is meant to be."""


async def run_silently(client, source):
    reply = await client.kc.execute_interactive(source, silent=True, store_history=False, timeout=SECONDS_FOR_A_CELL)
    if reply["content"]["status"] != "ok":
        raise CellFailed(f"{reply['content'].get('ename')}: {reply['content'].get('evalue')}")


async def execute(run):
    """Runs the cells of one run; gives the outputs of each, or the cell that failed and why."""
    replies = {}
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell["source"], id=cell["id"]) for cell in run["cells"]]
    )
    client = NotebookClient(
        notebook,
        kernel_name="tslab",
        timeout=SECONDS_FOR_A_CELL,
        allow_errors=True,
        resources={"metadata": {"path": run["folder"]}},
        on_cell_executed=lambda cell, cell_index, execute_reply: replies.update({cell.id: execute_reply["content"]}),
    )
    current = None
    try:
        async with client.async_setup_kernel(env={**os.environ, **run["environment"]}):
            if run["prelude"]:
                await run_silently(client, run["prelude"])
            for index, asked in enumerate(run["cells"]):
                current = asked["id"]
                await client.async_execute_cell(notebook.cells[index], index)
                reply = replies[current]
                if reply["status"] != "ok" and not asked["isMeantToFail"]:
                    raise CellFailed(f"{reply.get('ename')}: {reply.get('evalue')}")
                if reply["status"] == "ok" and asked["isMeantToFail"]:
                    raise CellFailed("it is meant to fail, and did not")
    except CellTimeoutError:
        return {"cell": current, "error": f"took longer than {SECONDS_FOR_A_CELL} s"}
    except DeadKernelError:
        return {"cell": current, "error": "the kernel died"}
    except (CellFailed, RuntimeError) as error:
        return {"cell": current, "error": str(error)}
    return {"outputs": {cell.id: cell.outputs for cell in notebook.cells}}


async def run_stages(stages, say):
    for stage in stages:
        turn = asyncio.Semaphore(stage["atOnce"])

        async def in_turn(run, turn=turn):
            async with turn:
                say({"run": run["name"], **await execute(run)})

        await asyncio.gather(*(in_turn(run) for run in stage["runs"]))


def end_with_input(loop, task):
    """Standard input is closed when whoever started this has had enough, or is gone."""
    os.read(0, 1)
    loop.call_soon_threadsafe(task.cancel)


async def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        stages = json.load(file)["stages"]
    # Kernels inherit standard output: what they print must not come between the lines.
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
    log = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    task = asyncio.create_task(run_stages(stages, lambda value: print(json.dumps(value), file=lines, flush=True)))
    threading.Thread(target=end_with_input, args=(asyncio.get_running_loop(), task), daemon=True).start()
    try:
        await task
    except asyncio.CancelledError:
        return 1
    return 0


# A Ctrl-C is for whoever started this, who then closes standard input.
signal.signal(signal.SIGINT, lambda *_: None)
sys.exit(asyncio.run(main()))
