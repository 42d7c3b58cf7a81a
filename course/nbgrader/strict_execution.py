"""Runs a submission so that a test cell gets points only if it ran.

nbgrader gives all points to a test cell without an error in its output, also to one that never ran: after a kernel
that died, under the tag `skip-execution`, or answered `aborted`. And of a cell that the learner deleted it keeps the
points of an earlier submission.
"""

import os

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_output
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.preprocessors import Execute

REASONS = {
    "en": {
        "dead": "the kernel ended in an earlier cell",
        "stuck": "an earlier cell could not be stopped",
        "not run": "this cell did not run, so it gets no points",
    },
    "es": {
        "dead": "el kernel terminó en una celda anterior",
        "stuck": "una celda anterior no se pudo detener",
        "not run": "esta celda no se ejecutó, así que no suma puntos",
    },
}


class StrictExecute(Execute):
    """Puts deleted test cells back, and an error into every test cell that did not run to its end."""

    def preprocess(self, nb, resources, km=None):
        self._words = REASONS.get(os.environ.get("ASYNC_LAB_LANGUAGE"), REASONS["en"])
        self._ended = None
        self._ran = set()
        self._put_back(nb, resources["nbgrader"])
        nb, resources = super().preprocess(nb, resources, km)
        for index, cell in enumerate(nb.cells):
            if utils.is_grade(cell) and cell.cell_type == "code" and not utils.is_solution(cell):
                self._be_strict(cell, index in self._ran)
        return nb, resources

    def preprocess_cell(self, cell, resources, index):
        if self._ended is not None:
            return cell, resources
        try:
            return super().preprocess_cell(cell, resources, index)
        except (DeadKernelError, CellTimeoutError) as error:
            # nbgrader would give the whole submission up, with the cells that ran before.
            self._ended = "dead" if isinstance(error, DeadKernelError) else "stuck"
            self.log.warning("Cell %s: %s. The cells after it do not run.", index + 1, self._words[self._ended])
            return cell, resources

    def on_cell_executed(self, **kwargs):
        super().on_cell_executed(**kwargs)
        if kwargs["execute_reply"]["content"]["status"] == "ok":
            self._ran.add(kwargs["cell_index"])

    def _be_strict(self, cell, ran):
        # nbgrader takes what comes first, a number or an error.
        cell.outputs.sort(key=lambda output: output.output_type != "error")
        if ran or utils.has_failed(cell):
            return
        reason = "; ".join(self._words[key] for key in (self._ended, "not run") if key is not None)
        cell.outputs.insert(0, new_output("error", ename="NotRun", evalue=reason, traceback=[f"NotRun: {reason}"]))

    def _put_back(self, nb, about):
        """Locked cells that are gone come back before the next cell that is there: nbgrader adds comments of Python."""
        with Gradebook(about["db_url"]) as gradebook:
            source = gradebook.find_notebook(about["notebook"], about["assignment"])
            points = {cell.name: cell.max_score for cell in source.grade_cells}
            position = len(nb.cells)
            for cell in reversed(source.source_cells):
                present = [i for i, each in enumerate(nb.cells) if grade_id(each) == cell.name]
                if present:
                    position = present[0]
                elif cell.locked and cell.cell_type == "code":
                    self.log.warning("Cell '%s' was deleted: it is put back.", cell.name)
                    nb.cells.insert(position, restore(cell, points.get(cell.name)))


def grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def restore(source, points):
    nbgrader = {
        "schema_version": 3,
        "grade_id": source.name,
        "grade": points is not None,
        "locked": True,
        "solution": False,
        "task": False,
        "checksum": source.checksum,
        "cell_type": source.cell_type,
    }
    if points is not None:
        nbgrader["points"] = points
    return new_code_cell(source.source, metadata={"nbgrader": nbgrader, "deletable": False, "editable": False})
