#!/bin/sh
# Tops Adult up with synthetic rows of its rarer class and writes what boosted trees make of it:
# benchmarks/balance.sh [--budget 60s] [--models smote,auto] [--seeds 7,8,9] [--out FILE] [--datasets DIR]. See README.md beside this file.
exec "$(dirname "$0")/program.sh" BalanceTable "$@"
