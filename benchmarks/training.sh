#!/bin/sh
# Trains the default on one thread and writes rows a second, and the share of the rate of products alone:
# benchmarks/training.sh [--tables adult,brfss] [--out FILE] [--datasets DIR]. See README.md beside this file.
# Nothing else should compute meanwhile.
exec "$(dirname "$0")/program.sh" TrainingSpeed "$@"
