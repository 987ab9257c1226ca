#!/bin/sh
# Fits models in ever more time and writes how hard their rows are to tell from real ones, as a table and a picture:
# benchmarks/curve.sh [--table adult] [--budgets 2s,5s] [--models auto,cart] [--out FILE] [--picture FILE] [--from RESULTS] [--datasets DIR]. See README.md beside this file.
# Nothing else should compute meanwhile.
exec "$(dirname "$0")/program.sh" DetectionCurve "$@"
