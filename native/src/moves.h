// Jobs that move numbers, and those that make them up: copies, strides, rows of tables, random numbers,
// counters.
#ifndef SEMBLANCE_MOVES_H
#define SEMBLANCE_MOVES_H

#include "jobs.h"
#include "philox.h"

namespace semblance {

// Numbers of elements fit 31 bits, and the step from one to a thread's next fits the 32nd: dividing
// wider numbers takes a GPU many times longer.

SEM_HD void copy_block(const CopyJob& job, int64_t block) {
  uint32_t length = static_cast<uint32_t>(job.length);
  uint32_t size = static_cast<uint32_t>(job.count) * length;
  uint32_t step = static_cast<uint32_t>(job.blocks) * THREADS;
  last_phase([&](int t) {
    for (uint32_t i = static_cast<uint32_t>(block) * THREADS + t; i < size; i += step) {
      uint32_t run = job.count == 1 ? 0 : i / length;
      uint32_t at = i - run * length;
      job.out[run * job.out_stride + at] = job.in[run * job.in_stride + at];
    }
  });
}

SEM_HD void stride_block(const StrideJob& job, int64_t block) {
  int rank = static_cast<int>(job.rank);
  uint32_t size = static_cast<uint32_t>(job.size);
  uint32_t step = static_cast<uint32_t>(job.blocks) * THREADS;
  last_phase([&](int t) {
    for (uint32_t i = static_cast<uint32_t>(block) * THREADS + t; i < size; i += step) {
      uint32_t rest = i;
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
  uint32_t cols = static_cast<uint32_t>(job.cols);
  uint32_t size = static_cast<uint32_t>(job.count) * cols;
  uint32_t step = static_cast<uint32_t>(job.blocks) * THREADS;
  last_phase([&](int t) {
    for (uint32_t i = static_cast<uint32_t>(block) * THREADS + t; i < size; i += step) {
      uint32_t row = i / cols;
      job.out[i] = job.in[place(job, row) * job.cols + (i - row * cols)];
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

// All numbers of a block of Philox: eight of 16 bits, or four.
SEM_HD void random_numbers(float* x, Distribution distribution, const Words& words) {
  switch (distribution) {
    case UNIFORM16:
      SEM_UNROLL
      for (int i = 0; i < 8; i++) x[i] = uniform16(words, i);
      break;
    case UNIFORM:
      SEM_UNROLL
      for (int i = 0; i < 4; i++) x[i] = uniform(words.w[i]);
      break;
    case NORMAL:
      SEM_UNROLL
      for (int i = 0; i < 4; i += 2) normals(x + i, words.w[i], words.w[i + 1]);
      break;
  }
}

// A thread makes the neighbouring numbers of a row that one block of Philox gives.
SEM_HD void random_block(const RandomJob& job, int64_t block) {
  uint32_t each = job.distribution == UNIFORM16 ? 8 : 4;
  uint32_t cols = static_cast<uint32_t>(job.cols);
  uint32_t pieces = (cols + each - 1) / each;
  uint32_t size = static_cast<uint32_t>(job.rows) * pieces;
  uint32_t step = static_cast<uint32_t>(job.blocks) * THREADS;
  int64_t counter = *job.counter;
  bool fours = cols % 4 == 0 && in_fours(job.out);
  last_phase([&](int t) {
    SEM_ROLLED
    for (uint32_t i = static_cast<uint32_t>(block) * THREADS + t; i < size; i += step) {
      uint32_t row = i / pieces;
      uint32_t piece = i - row * pieces;
      Words words = philox(job.seed, static_cast<int32_t>(job.stream), counter + row,
                           static_cast<int32_t>(piece));
      uint32_t from = piece * each;
      float* to = job.out + static_cast<int64_t>(row) * cols + from;
      int count = smaller(static_cast<int>(cols - from), static_cast<int>(each));
      float x[8] = {};
      random_numbers(x, static_cast<Distribution>(job.distribution), words);
      SEM_UNROLL
      for (int j = 0; j < 8; j += 4) {
        if (fours && j < count) {
          write<4>(to + j, x + j);
        } else {
          SEM_UNROLL
          for (int l = j; l < j + 4; l++) {
            if (l < count) to[l] = x[l];
          }
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
