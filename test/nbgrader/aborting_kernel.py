"""A kernel that answers every cell with `aborted`, as kernels do after an error that stops the queue."""

from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel


class AbortingKernel(Kernel):
    implementation = "aborting"
    implementation_version = "1"
    banner = ""
    language_info = {"name": "typescript", "mimetype": "text/typescript", "file_extension": ".ts"}

    async def do_execute(self, *args, **kwargs):
        return {"status": "aborted"}


IPKernelApp.launch_instance(kernel_class=AbortingKernel)
