#!/bin/sh
# Takes back each choice of the default model alone, on three seeds, and writes what a judge says:
# benchmarks/ablation.sh [--budget 20s] [--tables adult,magic,california] [--seeds 7,8,9] [--out FILE] [--datasets DIR]. See README.md beside this file.
# Nothing else should compute meanwhile.
exec "$(dirname "$0")/program.sh" AblationTable "$@"
