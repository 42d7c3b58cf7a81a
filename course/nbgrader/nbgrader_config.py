"""nbgrader's settings for this course. A nbgrader_config.py in a course folder of your own is read after this one."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from nbgrader.preprocessors import (  # noqa: E402
    AssignLatePenalties,
    CheckCellMetadata,
    IgnorePattern,
    LimitOutput,
    SaveAutoGrades,
)
from nbconvert.preprocessors import ClearMetadataPreprocessor  # noqa: E402
from strict_execution import StrictExecute  # noqa: E402

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "async-lab"
c.ClearSolutions.code_stub = {"typescript": "return todo();"}

# Seconds that one cell may take. The check measures the sequential run first, which takes about half a minute.
c.Execute.timeout = 180

# nbgrader's own list, with StrictExecute in place of Execute.
c.Autograde.autograde_preprocessors = [
    StrictExecute,
    IgnorePattern,
    ClearMetadataPreprocessor,
    LimitOutput,
    SaveAutoGrades,
    AssignLatePenalties,
    CheckCellMetadata,
]
