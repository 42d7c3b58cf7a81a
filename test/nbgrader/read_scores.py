"""Writes the points of an assignment, of each student and test cell, to stdout as JSON."""

import json
import sys

from nbgrader.api import Gradebook

gradebook_file, assignment = sys.argv[1:]
with Gradebook(f"sqlite:///{gradebook_file}") as gradebook:
    submissions = gradebook.assignment_submissions(assignment)
    scores = {
        submission.student.id: {grade.name: grade.auto_score for book in submission.notebooks for grade in book.grades}
        for submission in submissions
    }
json.dump(scores, sys.stdout)
