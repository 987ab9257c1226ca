// Jobs that move numbers, and those that make them up: copies, strides, rows of tables, random numbers,
// counters.
#ifndef SEMBLANCE_MOVES_H
#define SEMBLANCE_MOVES_H

#include "jobs.h"
#include "philox.h"

namespace semblance {

SEM_HD void copy_block(const CopyJob& job, int64_t block) {
  int64_t size = job.count * job.length;
  last_phase([&](int t) {
    for (int64_t i = block * THREADS + t; i < size; i += job.blocks * THREADS) {
      int64_t run = job.count == 1 ? 0 : i / job.length;
      int64_t at = i - run * job.length;
      job.out[run * job.out_stride + at] = job.in[run * job.in_stride + at];
    }
  });
}

SEM_HD void stride_block(const StrideJob& job, int64_t block) {
  int rank = static_cast<int>(job.rank);
  last_phase([&](int t) {
    for (int64_t i = block * THREADS + t; i < job.size; i += job.blocks * THREADS) {
      uint32_t rest = static_cast<uint32_t>(i);
      int64_t source = 0;
      for (int axis = rank - 1; axis >= 0; axis--) {
        uint32_t extent = static_cast<uint32_t>(job.extents[axis]);
        source += static_cast<int64_t>(rest % extent) * job.strides[axis];
        rest /= extent;
      }
      job.out[i] = job.in[source];
    }
  });
}

// Where row i of a batch stands in the table.
SEM_HD int64_t place(const RowsJob& job, int64_t i) {
  int64_t n = (job.counter == nullptr ? 0 : *job.counter) + i;
  int64_t at = n % job.length;
  return job.places[at < 0 ? at + job.length : at];
}

SEM_HD void gather_block(const RowsJob& job, int64_t block) {
  int64_t size = job.count * job.cols;
  last_phase([&](int t) {
    for (int64_t i = block * THREADS + t; i < size; i += job.blocks * THREADS) {
      int64_t row = i / job.cols;
      job.out[i] = job.in[place(job, row) * job.cols + (i - row * job.cols)];
    }
  });
}

// A thread has elements of the table and looks for the rows that are added there, in their order: no two
// threads add to one element, so the order of sums is fixed. The rows' places are shared by the block.
SEM_HD void scatter_block(const RowsJob& job, int64_t block, float* shared) {
  int32_t* places = reinterpret_cast<int32_t*>(shared);
  int64_t size = job.table_rows * job.cols;
  int64_t step = job.blocks * THREADS;
  for (int64_t start = block * THREADS; start < size; start += step) {
    PerThread<float> sum;
    phase([&](int t) { sum[t] = 0.0f; });
    for (int64_t i0 = 0; i0 < job.count; i0 += THREADS) {
      int rows = static_cast<int>(job.count - i0 < THREADS ? job.count - i0 : THREADS);
      phase([&](int t) {
        if (t < rows) {
          places[t] = static_cast<int32_t>(place(job, i0 + t));
        }
      });
      phase([&](int t) {
        int64_t e = start + t;
        int64_t row = e / job.cols;
        if (e < size) {
          for (int i = 0; i < rows; i++) {
            if (places[i] == row) {
              sum[t] += job.in[(i0 + i) * job.cols + (e - row * job.cols)];
            }
          }
        }
      });
    }
    last_phase([&](int t) {
      if (start + t < size) {
        job.out[start + t] = sum[t];
      }
    });
  }
}

SEM_HD float random_number(int64_t distribution, const Words& words, int i) {
  switch (distribution) {
    case UNIFORM:
      return uniform(words.w[i]);
    case UNIFORM16:
      return uniform16(words, i);
    default:
      return normal(words, i);
  }
}

// A thread makes the neighbouring numbers of a row that one block of Philox gives.
SEM_HD void random_block(const RandomJob& job, int64_t block) {
  int64_t each = job.distribution == UNIFORM16 ? 8 : 4;
  int64_t pieces = (job.cols + each - 1) / each;
  int64_t size = job.rows * pieces;
  int64_t counter = *job.counter;
  last_phase([&](int t) {
    for (int64_t i = block * THREADS + t; i < size; i += job.blocks * THREADS) {
      int64_t row = i / pieces;
      int64_t piece = i - row * pieces;
      Words words = philox(job.seed, static_cast<int32_t>(job.stream), counter + row,
                           static_cast<int32_t>(piece));
      int64_t from = piece * each;
      float* to = job.out + row * job.cols + from;
      int count = static_cast<int>(job.cols - from < each ? job.cols - from : each);
      SEM_UNROLL
      for (int j = 0; j < 8; j++) {
        if (j < count) {
          to[j] = random_number(job.distribution, words, j);
        }
      }
    }
  });
}

SEM_HD void advance_block(const AdvanceJob& job) {
  last_phase([&](int t) {
    if (t == 0) {
      *job.counter += job.by;
    }
  });
}

}  // namespace semblance

#endif
