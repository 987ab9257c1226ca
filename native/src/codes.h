// Codes: embeddings, what scores say of what was seen, and draws. A batch lies along the last axis, so
// neighbouring threads read neighbours. Sums are added in the order of the CPU's kernels.
#ifndef SEMBLANCE_CODES_H
#define SEMBLANCE_CODES_H

#include "float_math.h"
#include "jobs.h"
#include "portable.h"
#include "reduce.h"

namespace semblance {

// A code as a place among count.
SEM_HD int code_at(float code, int count) {
  return static_cast<int>(fmaxf(0.0f, fminf(static_cast<float>(count - 1), code)));
}

// Calls f(i) for this block's share of size elements.
template <class F>
SEM_HD void each(int64_t size, int64_t block, int64_t blocks, F f) {
  uint32_t n = static_cast<uint32_t>(size);
  uint32_t step = static_cast<uint32_t>(blocks) * THREADS;
  last_phase([&](int t) {
    for (uint32_t i = static_cast<uint32_t>(block) * THREADS + t; i < n; i += step) {
      f(static_cast<int>(i));
    }
  });
}

SEM_HD void lookup_block(const LookupJob& job, int64_t block) {
  int rows = static_cast<int>(job.rows);
  int width = static_cast<int>(job.width);
  int columns = static_cast<int>(job.columns);
  if (job.kind == LOOKUP) {
    each(job.width * job.columns, block, job.blocks, [&](int i) {
      int j = i / columns;
      job.out[i] = job.in[static_cast<int64_t>(code_at(job.codes[i - j * columns], rows)) * width + j];
    });
    return;
  }
  // A thread has an element of the table and looks for the columns that are added there.
  each(job.rows * job.width, block, job.blocks, [&](int i) {
    int row = i / width;
    const float* x = job.in + static_cast<int64_t>(i - row * width) * columns;
    float sum = 0.0f;
    for (int b = 0; b < columns; b++) {
      if (code_at(job.codes[b], rows) == row) {
        sum += x[b];
      }
    }
    job.out[i] = sum;
  });
}

SEM_HD void row_segments_block(const RowSegmentsJob& job, int64_t block) {
  int columns = static_cast<int>(job.columns);
  each(job.segments * job.columns, block, job.blocks, [&](int i) {
    int segment = i / columns;
    int first = job.bounds[segment];
    int rows = job.bounds[segment + 1] - first;
    int64_t at = static_cast<int64_t>(first) * columns + (i - segment * columns);
    if (job.kind == LOG_SUM_EXP) {
      float most = job.in[at];
      for (int row = 1; row < rows; row++) {
        most = larger(most, job.in[at + static_cast<int64_t>(row) * columns]);
      }
      float sum = 0.0f;
      for (int row = 0; row < rows; row++) {
        sum += exp_float(job.in[at + static_cast<int64_t>(row) * columns] - most);
      }
      job.out[i] = log_float(sum) + most;
      return;
    }
    int code = code_at(job.codes[i], rows);
    if (job.kind == PICK) {
      job.out[i] = job.in[at + static_cast<int64_t>(code) * columns];
      return;
    }
    for (int row = 0; row < rows; row++) {
      job.out[at + static_cast<int64_t>(row) * columns] = row == code ? job.in[i] : 0.0f;
    }
  });
}

SEM_HD void choose_block(const ChooseJob& job, int64_t block) {
  int states = static_cast<int>(job.states);
  int columns = static_cast<int>(job.columns);
  each(job.columns, block, job.blocks, [&](int i) {
    float most = job.in[i];
    for (int k = 1; k < states; k++) {
      most = larger(most, job.in[static_cast<int64_t>(k) * columns + i]);
    }
    float total = 0.0f;
    for (int k = 0; k < states; k++) {
      total += exp_float(job.in[static_cast<int64_t>(k) * columns + i] - most);
    }
    total *= job.uniform[i];
    float sum = 0.0f;
    int chosen = 0;
    int last = 0;  // of the states that can be
    for (int k = 0; k < states; k++) {
      float weight = exp_float(job.in[static_cast<int64_t>(k) * columns + i] - most);
      sum += weight;
      chosen += sum <= total ? 1 : 0;
      last = weight > 0.0f ? k : last;
    }
    job.out[i] = static_cast<float>(smaller(chosen, last));
  });
}

}  // namespace semblance

#endif
