#!/bin/sh
# Hides cells of Adult and Beijing, fills them and writes how near they come:
# benchmarks/imputation.sh [--budget 60s] [--tables adult,beijing] [--models autoregressive] [--rows LEARNT_FROM] [--out FILE] [--datasets DIR]. See README.md beside this file.
exec "$(dirname "$0")/program.sh" ImputationTable "$@"
