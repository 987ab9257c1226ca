// Sums over an axis and sums or maxima of segments. Several threads may share one result; each takes
// every slices-th element, and their results are added pairwise: always in the same order.
#ifndef SEMBLANCE_REDUCE_H
#define SEMBLANCE_REDUCE_H

#include "jobs.h"
#include "portable.h"

namespace semblance {

SEM_HD float larger(float a, float b) { return b > a || b != b ? b : a; }

// Joins partial[slice * pitch + q], slice < slices, into partial[q], for every q below results.
template <bool MAXIMUM>
SEM_HD void join(float* partial, int slices, int pitch, int results) {
  for (int half = slices / 2; half > 0; half /= 2) {
    phase([&](int t) {
      for (int i = t; i < half * results; i += THREADS) {
        float* mine = partial + i / results * pitch + i % results;
        float other = mine[half * pitch];
        *mine = MAXIMUM ? larger(*mine, other) : *mine + other;
      }
    });
  }
}

// A block has THREADS / slices neighbouring results. Numbers of elements fit 31 bits; dividing wider
// ones takes a GPU many times longer.
SEM_HD void reduce_block(const ReduceJob& job, int64_t block, float* shared) {
  int slices = static_cast<int>(job.slices);
  int results = THREADS / slices;
  int outers = static_cast<int>(job.outer);
  int middle = static_cast<int>(job.middle);
  int inners = static_cast<int>(job.inner);
  int chunks = static_cast<int>(job.chunks);
  bool rows = inners == 1;  // then neighbouring threads share a sum, else they have one each
  int across = rows ? 1 : (inners + results - 1) / results;
  uint32_t groups = rows ? (outers + results - 1) / results : outers * across;
  uint32_t all = groups * chunks;
  for (uint32_t unit = static_cast<uint32_t>(block); unit < all;
       unit += static_cast<uint32_t>(job.blocks)) {
    int group = static_cast<int>(unit / chunks);
    int chunk = static_cast<int>(unit) - group * chunks;
    int outer0 = rows ? group * results : group / across;
    int inner0 = rows ? 0 : group % across * results;
    int from = chunk * static_cast<int>(job.chunk);
    int end = smaller(from + static_cast<int>(job.chunk), middle);
    phase([&](int t) {
      int q = rows ? t / slices : t % results;
      int slice = rows ? t % slices : t / results;
      int outer = rows ? outer0 + q : outer0;
      int inner = rows ? 0 : inner0 + q;
      float sum = 0.0f;
      if (outer < outers && inner < inners) {
        const float* x = job.in + static_cast<int64_t>(outer) * middle * inners + inner;
        // Added one after the other, but read ahead.
        SEM_UNROLL_EIGHT
        for (int m = from + slice; m < end; m += slices) {
          sum += x[static_cast<int64_t>(m) * inners];
        }
      }
      shared[slice * results + q] = sum;
    });
    join<false>(shared, slices, results, results);
    phase([&](int t) {
      int outer = rows ? outer0 + t : outer0;
      int inner = rows ? 0 : inner0 + t;
      if (t < results && outer < outers && inner < inners) {
        job.out[(static_cast<int64_t>(outer) * chunks + chunk) * inners + inner] = shared[t];
      }
    });
  }
}

template <bool MAXIMUM>
SEM_HD void segments(const SegmentJob& job, int64_t block, float* shared) {
  int slices = static_cast<int>(job.slices);
  int results = THREADS / slices;
  int64_t all = job.rows * job.segments;
  for (int64_t first = block * results; first < all; first += job.blocks * results) {
    phase([&](int t) {
      int64_t unit = first + t / slices;
      int slice = t % slices;
      float v = MAXIMUM ? -from_bits(0x7F800000) : 0.0f;
      if (unit < all) {
        const float* x = job.in + unit / job.segments * job.cols;
        const int32_t* bounds = job.bounds + unit % job.segments;
        for (int32_t i = bounds[0] + slice; i < bounds[1]; i += slices) {
          v = MAXIMUM ? larger(v, x[i]) : v + x[i];
        }
      }
      shared[slice * results + t / slices] = v;
    });
    join<MAXIMUM>(shared, slices, results, results);
    phase([&](int t) {
      int64_t unit = first + t / slices;
      if (unit < all) {
        float* y = job.out + unit / job.segments * job.cols;
        const int32_t* bounds = job.bounds + unit % job.segments;
        float v = shared[t / slices];
        for (int32_t i = bounds[0] + t % slices; i < bounds[1]; i += slices) {
          y[i] = v;
        }
      }
    });
  }
}

SEM_HD void segment_block(const SegmentJob& job, int64_t block, float* shared) {
  if (job.max) {
    segments<true>(job, block, shared);
  } else {
    segments<false>(job, block, shared);
  }
}

}  // namespace semblance

#endif
