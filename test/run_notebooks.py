"""Runs notebooks through their kernel, several at a time, and writes what each cell was answered to a file.

    python run_notebooks.py TASK ANSWERS

Reads from TASK, as JSON: `atOnce`, and `notebooks`, each with its `name`, the `folder` it runs in, what is to be
set in its `environment`, its `cells` (`id`, `source`, `tags`). Writes for each notebook its `name`, its `seconds`, the `failure` that kept
it from ending, and of each cell that was answered the kernel's reply and its outputs; as JSON.
"""

import asyncio
import json
import os
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, DeadKernelError

SECONDS_FOR_A_CELL = 60


def build(cells):
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [
        nbformat.v4.new_code_cell(cell["source"], id=cell["id"], metadata={"tags": cell["tags"]}) for cell in cells
    ]
    return notebook


async def run(job):
    notebook = build(job["cells"])
    answers = []

    def keep(cell, cell_index, execute_reply):
        content = execute_reply["content"]
        answers.append(
            {
                "id": cell.id,
                "status": content["status"],
                "error": " ".join(filter(None, [content.get("ename"), content.get("evalue")])),
                "outputs": cell.outputs,
            }
        )

    client = NotebookClient(
        notebook,
        kernel_name="tslab",
        timeout=SECONDS_FOR_A_CELL,
        resources={"metadata": {"path": job["folder"]}},
        on_cell_executed=keep,
    )
    failure = None
    started = time.monotonic()
    try:
        await client.async_execute(env={**os.environ, **job["environment"]})
    except (CellControlSignal, DeadKernelError, RuntimeError) as error:
        failure = f"{type(error).__name__}: {error}"
    return {"name": job["name"], "seconds": time.monotonic() - started, "failure": failure, "answers": answers}


async def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        task = json.load(file)
    turn = asyncio.Semaphore(task["atOnce"])

    async def in_turn(job):
        async with turn:
            return await run(job)

    results = await asyncio.gather(*(in_turn(job) for job in task["notebooks"]))
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(results, file)


asyncio.run(main())
