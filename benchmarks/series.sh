#!/bin/sh
# Fits models of sequences to real tables, judges what they draw by the protocol of TimeGAN, and writes one table:
# benchmarks/series.sh [--budget 3m] [--models a,b] [--tables stocks,etth1] [--seeds 5] [--out FILE] [--datasets DIR]. See README.md beside this file.
# Nothing else should compute meanwhile.
exec "$(dirname "$0")/program.sh" SeriesModelTable "$@"
