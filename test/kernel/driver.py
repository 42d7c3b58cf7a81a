"""Drives one real kernel through jupyter_client: a JSON command per line in, a JSON answer per line out.

Commands:
  {"op": "execute", "code": ..., "options": {...}}       run, answer when the kernel is idle again; "cell": its id
  {"op": "send", "requests": [{"code", "options"}...]}   send all at once, answer when all were answered
  {"op": "interrupt", "code": ..., "at": ...}            run, interrupt when a text is seen, answer when idle
  {"op": "begin", "code": ..., "at": ...}                run, answer when a text is seen
  {"op": "storm", "code": ..., "at": ..., "times": ...}  interrupt so many times, at times that a seed gives
  {"op": "garbage", "seed": ..., "count": ...}           what no client sends, to all sockets
  {"op": "request", "type": ..., "content": {...}}       any other request on the shell channel
  {"op": "late", "quiet_s": ..., "until": ...}           what arrived since, until a text is seen in it
  {"op": "answer_input", "code": ..., "answer": ...}     run a cell that asks, and answer
  {"op": "crash", "code": ...}                           run what kills the kernel, restart it
  {"op": "raw", "frames": [...]}                         frames as they are, on the shell channel
"""

import json
import random
import sys
import time
from queue import Empty
from subprocess import DEVNULL

from jupyter_client.manager import KernelManager
from jupyter_client.session import Session

from garbage import Garbage


def plain(message, mine):
    return {
        "type": message["msg_type"],
        "content": message["content"],
        "parent": message["parent_header"].get("msg_id"),
        "mine": message["parent_header"].get("msg_id") in mine,
    }


class Driver:
    def __init__(self, folder, env):
        self.manager = KernelManager(kernel_name="tslab")
        # Node makes the streams that it inherits non-blocking; this driver's own must stay as they are.
        self.manager.start_kernel(cwd=folder, env=env, stdout=DEVNULL)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=30)

    def collect(self, ids, timeout):
        """Everything published until each of the requests is idle, and their replies."""
        idle, published, replies = set(), [], {}
        end = time.monotonic() + timeout
        while idle != set(ids):
            message = self.client.get_iopub_msg(timeout=max(0.1, end - time.monotonic()))
            parent = message["parent_header"].get("msg_id")
            if message["msg_type"] == "status":
                if message["content"]["execution_state"] == "idle" and parent in ids:
                    idle.add(parent)
                continue
            published.append(plain(message, ids))
        while not set(ids) <= set(replies):
            reply = self.client.get_shell_msg(timeout=max(0.1, end - time.monotonic()))
            replies[reply["parent_header"].get("msg_id")] = reply["content"]
        return {"replies": [replies[one] for one in ids], "published": published, "ids": ids}

    def execute(self, command):
        if "cell" in command:
            return self.execute_as(command)
        return self.collect([self.client.execute(command["code"], **command.get("options", {}))], 120)

    def execute_as(self, command):
        """As JupyterLab does, which tells which cell it is, and which ones were deleted."""
        content = {"code": command["code"], "silent": False, "store_history": True}
        metadata = {"cellId": command["cell"], "deletedCells": command["deleted"]}
        message = self.client.session.msg("execute_request", content, metadata=metadata)
        self.client.shell_channel.send(message)
        return self.collect([message["header"]["msg_id"]], 120)

    def send(self, command):
        ids = [self.client.execute(one["code"], **one.get("options", {})) for one in command["requests"]]
        return self.collect(ids, 120)

    def begin(self, command):
        """Runs a cell; answers when a text is seen in what it shows."""
        message_id = self.client.execute(command["code"])
        seen = []
        while command["at"] not in json.dumps(seen):
            message = self.client.get_iopub_msg(timeout=30)
            if message["msg_type"] != "execute_input":
                seen.append(plain(message, [message_id]))
        return {"id": message_id, "published": seen}

    def interrupt(self, command):
        message_id = self.begin(command)["id"]
        self.manager.interrupt_kernel()
        return self.collect([message_id], 30)

    def storm(self, command):
        """Each time: how the cell ended, after how many seconds, and what `kept` is afterwards."""
        chance, endings = random.Random(command["seed"]), []
        for _ in range(command["times"]):
            message_id = self.begin(command)["id"]
            time.sleep(chance.random() * 0.2)
            begin = time.monotonic()
            self.manager.interrupt_kernel()
            ended = self.client.get_shell_msg(timeout=30)
            while ended["parent_header"].get("msg_id") != message_id:
                ended = self.client.get_shell_msg(timeout=30)
            seconds = time.monotonic() - begin
            kept = self.execute({"code": "kept"})["published"]
            results = [one["content"]["data"]["text/plain"] for one in kept if one["type"] == "execute_result"]
            endings.append({"name": ended["content"].get("ename"), "seconds": seconds, "kept": results})
        return {"endings": endings}

    def garbage(self, command):
        info = self.manager.get_connection_info()
        Garbage(command["seed"], info).send(command["count"])
        return {}

    def request(self, command):
        message = self.client.session.msg(command["type"], command["content"])
        channel = self.client.control_channel if command.get("control") else self.client.shell_channel
        channel.send(message)
        if command.get("control"):
            return {"reply": self.client.get_control_msg(timeout=30)["content"]}
        return {"reply": self.collect([message["header"]["msg_id"]], 60)["replies"][0]}

    def late(self, command):
        """What is published until a text is seen in it, or nothing came for a while."""
        found = []
        while True:
            try:
                message = self.client.get_iopub_msg(timeout=command.get("quiet_s", 10))
            except Empty:
                return {"published": found}
            if message["msg_type"] == "status":
                continue
            found.append(plain(message, []))
            if command.get("until") and command["until"] in json.dumps(found):
                return {"published": found}

    def raw(self, command):
        """Sends frames that no client would; with "key", a whole message signed with that key."""
        socket = self.client.shell_channel.socket
        if "key" in command:
            stranger = Session(key=command["key"].encode())
            stranger.send(socket, "execute_request", content={"code": command["code"], "silent": False})
        else:
            socket.send_multipart([frame.encode() for frame in command["frames"]])
        return {}

    def answer_input(self, command):
        """Runs a cell that asks, and answers."""
        message_id = self.client.execute(command["code"], allow_stdin=True)
        asked = self.client.get_stdin_msg(timeout=30)
        self.client.input(command["answer"])
        return {**self.collect([message_id], 30), "prompt": asked["content"]["prompt"]}

    def crash(self, command):
        """Runs a cell that kills the kernel, and restarts it as a notebook's server does."""
        self.client.execute(command["code"])
        end = time.monotonic() + 60
        while self.manager.is_alive() and time.monotonic() < end:
            time.sleep(0.1)
        died = not self.manager.is_alive()
        self.manager.restart_kernel(now=True)
        self.client.wait_for_ready(timeout=30)
        return {"died": died}

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel()


def main():
    folder, env = sys.argv[1], json.loads(sys.argv[2])
    driver = Driver(folder, env)
    pid = driver.manager.provisioner.pid
    print(json.dumps({"ready": True, "pid": pid}), flush=True)
    try:
        for line in sys.stdin:
            command = json.loads(line)
            try:
                answer = getattr(driver, command["op"])(command)
            except Exception as error:  # told to the test, which fails with it
                answer = {"failed": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), flush=True)
    finally:
        driver.stop()


main()
