#!/bin/sh
# Draws rows of tables under twenty conditions and writes how far they are from the real rows that satisfy them:
# benchmarks/conditions.sh [--budget 60s] [--models auto,circuit] [--tables adult,brfss] [--out FILE] [--datasets DIR]. See README.md beside this file.
# Nothing else should compute meanwhile.
exec "$(dirname "$0")/program.sh" ConditionTable "$@"
