#!/bin/sh
# Fits every synthesizer to real tables, judges what it draws, and writes the table of all models x all tables:
# benchmarks/models.sh [--budget 60s] [--models a,b] [--tables adult,magic] [--out FILE] [--datasets DIR]. See README.md beside this file.
# Nothing else should compute meanwhile.
exec "$(dirname "$0")/program.sh" ModelTable "$@"
