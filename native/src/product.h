// out[m, n] = op(a) op(b) in tiles. Each element of the result adds its terms one after the other in
// the order of k with fused multiply-add, starting from what is added to: the bits do not depend on
// tiles, blocks or devices, and are those of the CPU's vector kernels. Two stages of shared memory:
// while a block computes on one, the next lies in registers on its way from device memory.
#ifndef SEMBLANCE_PRODUCT_H
#define SEMBLANCE_PRODUCT_H

#include "chain.h"

namespace semblance {

// TILE x TILE results of a block; a thread has ROWS x 4 of them; DEPTH steps of k at a time.
template <int TILE, int DEPTH>
struct Tiling {
  static constexpr int COLS = 4;
  static constexpr int ROWS = TILE * TILE / THREADS / COLS;
  static constexpr int ACROSS = TILE / COLS;  // threads side by side
  // Rows of the tile in shared memory are padded by four floats: they stay aligned for vector loads,
  // and a column is spread over the banks.
  static constexpr int PITCH = TILE + 4;
  static constexpr int STAGE = DEPTH * PITCH;      // floats of one factor
  static constexpr int FETCH = TILE * DEPTH / THREADS;  // floats a thread fetches of each factor
  static constexpr int SHARED_FLOATS = 4 * STAGE;
  static_assert(ROWS * COLS * THREADS == TILE * TILE, "every result has a thread");
  static_assert(FETCH * THREADS == TILE * DEPTH, "every factor has a thread");
  static_assert(THREADS % TILE == 0 && THREADS % DEPTH == 0, "shares are regular");
  static_assert(SHARED_FLOATS * 4 <= SHARED_BYTES, "two stages fit");
};

// A thread's share of the part of a factor that a tile needs, which is [DEPTH, TILE] in shared memory:
// every so many steps or lines from its first. Where the factor's rows run along k, so do neighbouring
// threads; else along the tile: reads are coalesced.
template <int TILE, int DEPTH>
struct Share {
  int step;   // of the first element
  int line;   // of the first element, within the tile
  int steps;  // from one element to the next
  int lines;

  SEM_HD Share(int t, bool along_k) {
    step = along_k ? t % DEPTH : t / TILE;
    line = along_k ? t / DEPTH : t % TILE;
    steps = along_k ? 0 : THREADS / TILE;
    lines = along_k ? THREADS / DEPTH : 0;
  }
};

// Reads a thread's share of one factor; what lies outside the matrix is zero.
template <int TILE, int DEPTH>
SEM_HD void fetch(float* into, const float* from, int t, bool along_k, int64_t first, int64_t extent,
                  int64_t k0, int64_t k) {
  Share<TILE, DEPTH> share(t, along_k);
  int64_t line = first + share.line;
  int64_t kk = k0 + share.step;
  const float* at = from + (along_k ? line * k + kk : kk * extent + line);
  int64_t stride = along_k ? share.lines * k : share.steps * extent;
  SEM_UNROLL
  for (int i = 0; i < TILE * DEPTH / THREADS; i++) {
    bool there = line + i * share.lines < extent && kk + i * share.steps < k;
    into[i] = there ? at[i * stride] : 0.0f;
  }
}

template <int TILE, int DEPTH>
SEM_HD void store(const float* from, float* stage, int t, bool along_k) {
  Share<TILE, DEPTH> share(t, along_k);
  SEM_UNROLL
  for (int i = 0; i < TILE * DEPTH / THREADS; i++) {
    stage[(share.step + i * share.steps) * (TILE + 4) + share.line + i * share.lines] = from[i];
  }
}

// N neighbouring floats, whose place is a multiple of N floats: one or two vector loads.
template <int N>
SEM_HD void read(float* x, const float* from) {
#if defined(__CUDA_ARCH__)
  if constexpr (N == 2) {
    float2 two = *reinterpret_cast<const float2*>(from);
    x[0] = two.x;
    x[1] = two.y;
  } else {
    SEM_UNROLL
    for (int i = 0; i + 3 < N; i += 4) {
      float4 four = *reinterpret_cast<const float4*>(from + i);
      x[i] = four.x;
      x[i + 1] = four.y;
      x[i + 2] = four.z;
      x[i + 3] = four.w;
    }
  }
#else
  for (int i = 0; i < N; i++) x[i] = from[i];
#endif
}

template <int TILE, int DEPTH>
struct Accumulators {
  float sum[Tiling<TILE, DEPTH>::ROWS][4];
};

template <int TILE, int DEPTH>
struct Fetched {
  float a[Tiling<TILE, DEPTH>::FETCH];
  float b[Tiling<TILE, DEPTH>::FETCH];
};

// Adds the terms of one stage. Where the stage is longer than what is left of k it ends in zeros, and
// fma(0, 0, s) is s but for the sign of a zero.
template <int TILE, int DEPTH>
SEM_HD void multiply(Accumulators<TILE, DEPTH>& acc, const float* a, const float* b) {
  using T = Tiling<TILE, DEPTH>;
  SEM_UNROLL
  for (int s = 0; s < DEPTH; s++) {
    float x[T::ROWS];
    float y[T::COLS];
    read<T::ROWS>(x, a + s * T::PITCH);
    read<T::COLS>(y, b + s * T::PITCH);
    SEM_UNROLL
    for (int i = 0; i < T::ROWS; i++) {
      SEM_UNROLL
      for (int j = 0; j < T::COLS; j++) acc.sum[i][j] = fmaf(x[i], y[j], acc.sum[i][j]);
    }
  }
}

// Writes the results of a thread and runs the chain that follows on them, four columns at a time. They
// are kept in shared memory for that, so that the interpreter stands in the kernel once: own[0] to
// own[ROWS COLS - 1] (each THREADS apart) are results, then come the chain's registers.
template <int TILE, int DEPTH>
SEM_HD void finish(const ProductJob& job, const Chain* chain, const Accumulators<TILE, DEPTH>& acc,
                   int64_t row, int64_t col, float* own) {
  using T = Tiling<TILE, DEPTH>;
  SEM_UNROLL
  for (int i = 0; i < T::ROWS; i++) {
    SEM_UNROLL
    for (int j = 0; j < T::COLS; j++) {
      own[(i * T::COLS + j) * THREADS] = acc.sum[i][j];
    }
  }
  SEM_ROLLED
  for (int i = 0; i < T::ROWS; i++) {
    Lanes<T::COLS> at;
    float result[T::COLS];
    SEM_UNROLL
    for (int j = 0; j < T::COLS; j++) {
      at.there[j] = row + i < job.m && col + j < job.n;
      at.row[j] = at.there[j] ? static_cast<int>(row + i) : 0;
      at.col[j] = at.there[j] ? static_cast<int>(col + j) : 0;
      at.element[j] = at.there[j] ? static_cast<int>((row + i) * job.n + col + j) : 0;
      result[j] = own[(i * T::COLS + j) * THREADS];
      if (at.there[j] && job.out != nullptr) {
        job.out[at.element[j]] = result[j];
      }
    }
    if (chain != nullptr && at.there[0]) {
      run_chain<T::COLS>(*chain, at, result, own + T::ROWS * T::COLS * THREADS);
    }
  }
}

template <int TILE, int DEPTH>
SEM_HD void product_tile(const ProductJob& job, const Chain* chain, int64_t tile, float* shared) {
  using T = Tiling<TILE, DEPTH>;
  int64_t across = (job.n + TILE - 1) / TILE;
  int64_t row0 = tile / across * TILE;
  int64_t col0 = tile % across * TILE;
  bool a_along_k = !job.transpose_a;
  bool b_along_k = job.transpose_b != 0;
  PerThread<Accumulators<TILE, DEPTH>> acc;
  PerThread<Fetched<TILE, DEPTH>> next;
  phase([&](int t) {
    SEM_UNROLL
    for (int i = 0; i < T::ROWS; i++) {
      SEM_UNROLL
      for (int j = 0; j < T::COLS; j++) {
        int64_t r = row0 + t / T::ACROSS * T::ROWS + i;
        int64_t c = col0 + t % T::ACROSS * T::COLS + j;
        bool added_to = job.accumulate && r < job.m && c < job.n;
        acc[t].sum[i][j] = added_to ? job.out[r * job.n + c] : 0.0f;
      }
    }
    fetch<TILE, DEPTH>(next[t].a, job.a, t, a_along_k, row0, job.m, 0, job.k);
    fetch<TILE, DEPTH>(next[t].b, job.b, t, b_along_k, col0, job.n, 0, job.k);
    store<TILE, DEPTH>(next[t].a, shared, t, a_along_k);
    store<TILE, DEPTH>(next[t].b, shared + T::STAGE, t, b_along_k);
  });
  int stage = 0;
  for (int64_t k0 = 0; k0 < job.k; k0 += DEPTH) {
    float* now = shared + stage * 2 * T::STAGE;
    float* then = shared + (1 - stage) * 2 * T::STAGE;
    bool more = k0 + DEPTH < job.k;
    phase([&](int t) {
      if (more) {
        fetch<TILE, DEPTH>(next[t].a, job.a, t, a_along_k, row0, job.m, k0 + DEPTH, job.k);
        fetch<TILE, DEPTH>(next[t].b, job.b, t, b_along_k, col0, job.n, k0 + DEPTH, job.k);
      }
      multiply<TILE, DEPTH>(acc[t], now + t / T::ACROSS * T::ROWS,
                            now + T::STAGE + t % T::ACROSS * T::COLS);
      if (more) {
        // The other stage was last read in the phase before this one.
        store<TILE, DEPTH>(next[t].a, then, t, a_along_k);
        store<TILE, DEPTH>(next[t].b, then + T::STAGE, t, b_along_k);
      }
    });
    stage = 1 - stage;
  }
  // The stages are free now: the chain's registers go there. The barrier before the next tile keeps
  // its first stage from being written under a chain that still runs.
  phase([&](int t) {
    finish<TILE, DEPTH>(job, chain, acc[t], row0 + t / T::ACROSS * T::ROWS,
                        col0 + t % T::ACROSS * T::COLS, shared + t);
  });
}

template <int TILE, int DEPTH>
SEM_HD void product_block(const ProductJob& job, int64_t block, float* shared) {
  int64_t tiles = ((job.m + TILE - 1) / TILE) * ((job.n + TILE - 1) / TILE);
  Chain chain = {};
  const Chain* follows = nullptr;
  if (job.chain != nullptr) {
    chain = *job.chain;
    follows = &chain;
  }
  for (int64_t tile = block; tile < tiles; tile += job.blocks) {
    product_tile<TILE, DEPTH>(job, follows, tile, shared);
  }
}

}  // namespace semblance

#endif
