// out[m, n] = op(a) op(b) in tiles. Each element of the result adds its terms one after the other in
// the order of k with fused multiply-add, starting from what is added to: the bits do not depend on
// tiles, blocks or devices, and are those of the CPU's vector kernels. Several stages of shared memory:
// while a block computes on one, the next ones are on their way from device memory.
#ifndef SEMBLANCE_PRODUCT_H
#define SEMBLANCE_PRODUCT_H

#include "chain.h"

namespace semblance {

// TILE x TILE results of a block; a thread has ROWS x COLS of them; DEPTH steps of k at a time. The
// chain that follows takes LANES of a thread's results at a time.
//
// A factor's part of a stage lies as it does in device memory, so that it can be copied four floats at
// a time: [TILE][DEPTH] where its rows run along k, else [DEPTH][TILE]. Rows are padded by four floats:
// they stay aligned, and rows below each other are spread over the banks.
template <int TILE, int DEPTH, int STAGES, int LANES>
struct Tiling {
  static constexpr int COLS = 4;
  static constexpr int ROWS = TILE * TILE / THREADS / COLS;
  static constexpr int ACROSS = TILE / COLS;  // threads side by side
  static constexpr int PITCH_ALONG = DEPTH + 4;
  static constexpr int PITCH_ACROSS = TILE + 4;
  static constexpr int FACTOR =
      TILE * PITCH_ALONG > DEPTH * PITCH_ACROSS ? TILE * PITCH_ALONG : DEPTH * PITCH_ACROSS;
  static constexpr int STAGE = 2 * FACTOR;
  static constexpr int RESULTS = ROWS * COLS;
  // The chain's operations come first. Its slots, and before them the results if it does not take all
  // at once, lie where the stages were.
  static constexpr int OPS = MOST_FOLLOWING * static_cast<int>(sizeof(MicroOp) / sizeof(float));
  static constexpr int KEPT = RESULTS > LANES ? RESULTS * THREADS : 0;
  static_assert(ROWS * COLS * THREADS == TILE * TILE, "every result has a thread");
  static_assert(TILE * DEPTH % (4 * THREADS) == 0, "shares are regular");
  static_assert(RESULTS % LANES == 0 && LANES % COLS == 0, "the chain takes whole rows");
  static_assert((OPS + STAGES * STAGE) * 4 <= SHARED_BYTES, "the stages fit");
};

using SmallTiles = Tiling<32, 32, 4, 8>;
using LargeTiles = Tiling<64, 16, 4, 4>;

// One factor: lines x k numbers, of which a tile needs lines first to first + TILE.
struct Factor {
  const float* from;
  int lines;
  int k;
  int first;
  bool along_k;  // whether neighbours in memory are neighbours in k, or else in lines
};

SEM_HD bool in_fours(const Factor& f) {
  return (f.along_k ? f.k : f.lines) % 4 == 0 && reinterpret_cast<uintptr_t>(f.from) % 16 == 0;
}

// Starts copying a thread's share of the part of a factor that steps k0 to k0 + DEPTH need; N
// neighbours at a time. What lies outside the matrix is zero. Neighbouring threads read neighbours.
template <int TILE, int DEPTH, int N>
SEM_HD void fetch(float* stage, const Factor& f, int t, int k0) {
  int length = f.along_k ? DEPTH : TILE;  // of a row of the stage
  int pitch = length + 4;
  int stride = f.along_k ? f.k : f.lines;
  int row0 = f.along_k ? f.first : k0;
  int col0 = f.along_k ? k0 : f.first;
  int rows = (f.along_k ? f.lines : f.k) - row0;  // that there are
  int cols = (f.along_k ? f.k : f.lines) - col0;
  const float* from = f.from + static_cast<int64_t>(row0) * stride + col0;
  auto piece = [&](int i) {
    int share = (t + i * THREADS) * N;
    int row = share / length;
    int col = share % length;
    bool there = row < rows && col < cols;
    copy_later<N>(stage + row * pitch + col,
                  there ? from + static_cast<int64_t>(row) * stride + col : f.from, there);
  };
  constexpr int PIECES = TILE * DEPTH / N / THREADS;
  if (N == 4) {
    SEM_UNROLL
    for (int i = 0; i < PIECES; i++) piece(i);
  } else {
    // Rarely needed, and code that is not there need not be fetched.
    SEM_ROLLED
    for (int i = 0; i < PIECES; i++) piece(i);
  }
}

template <int TILE, int DEPTH>
SEM_HD void fetch(float* stage, const Factor& f, bool fours, int t, int k0) {
  if (fours) {
    fetch<TILE, DEPTH, 4>(stage, f, t, k0);
  } else {
    fetch<TILE, DEPTH, 1>(stage, f, t, k0);
  }
}

template <class T>
struct Accumulators {
  float sum[T::ROWS][T::COLS];
};

// The place in the tile of a thread's first column, and from one to the next. Where b's rows run along
// k, neighbouring threads read its neighbouring rows, which lie in other banks; else a thread reads
// four neighbours at once.
template <class T>
SEM_HD int first_column(int t, bool b_along_k) {
  return b_along_k ? t % T::ACROSS : t % T::ACROSS * T::COLS;
}

template <class T>
SEM_HD int next_column(bool b_along_k) {
  return b_along_k ? T::ACROSS : 1;
}

// Adds the terms of one stage. Where the stage is longer than what is left of k it ends in zeros, and
// fma(0, 0, s) is s but for the sign of a zero.
template <class T, int DEPTH, bool A_ALONG, bool B_ALONG>
SEM_HD void multiply(Accumulators<T>& acc, const float* stage, int t) {
  const float* a = stage;
  const float* b = stage + T::FACTOR;
  int row = t / T::ACROSS * T::ROWS;
  int col = first_column<T>(t, B_ALONG);
  SEM_UNROLL
  for (int s0 = 0; s0 < DEPTH; s0 += 4) {
    float x[T::ROWS][4];
    float y[T::COLS][4];
    if (A_ALONG) {
      SEM_UNROLL
      for (int i = 0; i < T::ROWS; i++) read<4>(x[i], a + (row + i) * T::PITCH_ALONG + s0);
    } else {
      SEM_UNROLL
      for (int s = 0; s < 4; s++) {
        float line[T::ROWS];
        read<T::ROWS>(line, a + (s0 + s) * T::PITCH_ACROSS + row);
        SEM_UNROLL
        for (int i = 0; i < T::ROWS; i++) x[i][s] = line[i];
      }
    }
    if (B_ALONG) {
      SEM_UNROLL
      for (int j = 0; j < T::COLS; j++) {
        read<4>(y[j], b + (col + j * T::ACROSS) * T::PITCH_ALONG + s0);
      }
    } else {
      SEM_UNROLL
      for (int s = 0; s < 4; s++) {
        float line[T::COLS];
        read<T::COLS>(line, b + (s0 + s) * T::PITCH_ACROSS + col);
        SEM_UNROLL
        for (int j = 0; j < T::COLS; j++) y[j][s] = line[j];
      }
    }
    SEM_UNROLL
    for (int s = 0; s < 4; s++) {
      SEM_UNROLL
      for (int i = 0; i < T::ROWS; i++) {
        SEM_UNROLL
        for (int j = 0; j < T::COLS; j++) acc.sum[i][j] = fmaf(x[i][s], y[j][s], acc.sum[i][j]);
      }
    }
  }
}

// A tile's sums over k, from the stages that were asked for before it on.
template <class T, int TILE, int DEPTH, int STAGES, bool A_ALONG, bool B_ALONG>
SEM_HD void sums(PerThread<Accumulators<T>>& acc, const Factor& a, const Factor& b, bool a_fours,
                 bool b_fours, float* stages) {
  int now = 0;
  int asked = STAGES - 1;
  SEM_ROLLED
  for (int k0 = 0; k0 < a.k; k0 += DEPTH) {
    int later = k0 + (STAGES - 1) * DEPTH;
    phase([&](int t) {
      if (later < a.k) {
        // That stage was last read in the phase before this one.
        fetch<TILE, DEPTH>(stages + asked * T::STAGE, a, a_fours, t, later);
        fetch<TILE, DEPTH>(stages + asked * T::STAGE + T::FACTOR, b, b_fours, t, later);
      }
      copies_end();
      multiply<T, DEPTH, A_ALONG, B_ALONG>(acc[t], stages + now * T::STAGE, t);
      copies_wait<STAGES - 2>();
    });
    now = now + 1 == STAGES ? 0 : now + 1;
    asked = asked + 1 == STAGES ? 0 : asked + 1;
  }
}

// Writes the results of a thread and runs the chain that follows on LANES of them at a time, so that
// the interpreter stands in the kernel once. Results that wait lie at kept[0], kept[THREADS]...
template <class T, int LANES>
SEM_HD void finish(const ProductJob& job, const MicroOp* ops, const Accumulators<T>& acc, int row,
                   int col, int next, float* kept, const Slots<LANES>& slots) {
  constexpr int AT_ONCE = LANES / T::COLS;  // rows
  if (T::KEPT > 0) {
    SEM_UNROLL
    for (int i = 0; i < T::RESULTS; i++) {
      kept[i * THREADS] = acc.sum[i / T::COLS][i % T::COLS];
    }
  }
  int m = static_cast<int>(job.m);
  int n = static_cast<int>(job.n);
  SEM_ROLLED
  for (int i = 0; i < T::ROWS; i += AT_ONCE) {
    Lanes<LANES> at;
    float result[LANES];
    SEM_UNROLL
    for (int v = 0; v < LANES; v++) {
      int r = row + i + v / T::COLS;
      int c = col + v % T::COLS * next;
      at.there[v] = r < m && c < n;
      at.row[v] = at.there[v] ? r : 0;
      at.col[v] = at.there[v] ? c : 0;
      at.element[v] = at.row[v] * n + at.col[v];
      result[v] = T::KEPT > 0 ? kept[(i * T::COLS + v) * THREADS] : acc.sum[v / T::COLS][v % T::COLS];
      if (at.there[v] && job.out != nullptr) {
        job.out[at.element[v]] = result[v];
      }
    }
    if (job.count > 0 && at.there[0]) {
      slots.put(0, result);
      run_chain<LANES>(ops, static_cast<int>(job.count), at, slots);
    }
  }
}

template <int TILE, int DEPTH, int STAGES, int LANES>
SEM_HD void product_tile(const ProductJob& job, int64_t tile, float* shared) {
  using T = Tiling<TILE, DEPTH, STAGES, LANES>;
  int m = static_cast<int>(job.m);
  int n = static_cast<int>(job.n);
  int k = static_cast<int>(job.k);
  int across = (n + TILE - 1) / TILE;
  int row0 = static_cast<int>(tile) / across * TILE;
  int col0 = static_cast<int>(tile) % across * TILE;
  Factor a = {job.a, m, k, row0, job.transpose_a == 0};
  Factor b = {job.b, n, k, col0, job.transpose_b != 0};
  bool a_fours = in_fours(a);
  bool b_fours = in_fours(b);
  float* stages = shared + T::OPS;
  PerThread<Accumulators<T>> acc;
  phase([&](int t) {
    fetch_ops(reinterpret_cast<MicroOp*>(shared), job.ops, static_cast<int>(job.count), t);
    SEM_ROLLED
    for (int s = 0; s < STAGES - 1; s++) {
      if (s * DEPTH < k) {
        fetch<TILE, DEPTH>(stages + s * T::STAGE, a, a_fours, t, s * DEPTH);
        fetch<TILE, DEPTH>(stages + s * T::STAGE + T::FACTOR, b, b_fours, t, s * DEPTH);
      }
      copies_end();
    }
    SEM_UNROLL
    for (int i = 0; i < T::ROWS; i++) {
      SEM_UNROLL
      for (int j = 0; j < T::COLS; j++) {
        int r = row0 + t / T::ACROSS * T::ROWS + i;
        int c = col0 + first_column<T>(t, b.along_k) + j * next_column<T>(b.along_k);
        bool added_to = job.accumulate && r < m && c < n;
        acc[t].sum[i][j] = added_to ? job.out[r * n + c] : 0.0f;
      }
    }
    copies_wait<STAGES - 2>();
  });
  if (a.along_k && b.along_k) {
    sums<T, TILE, DEPTH, STAGES, true, true>(acc, a, b, a_fours, b_fours, stages);
  } else if (a.along_k) {
    sums<T, TILE, DEPTH, STAGES, true, false>(acc, a, b, a_fours, b_fours, stages);
  } else if (b.along_k) {
    sums<T, TILE, DEPTH, STAGES, false, true>(acc, a, b, a_fours, b_fours, stages);
  } else {
    sums<T, TILE, DEPTH, STAGES, false, false>(acc, a, b, a_fours, b_fours, stages);
  }
  // The barrier after the sums frees the stages for the chain's slots; the one after the chain
  // keeps the next tile's first stage from being written under it.
  phase([&](int t) {
    finish<T, LANES>(job, reinterpret_cast<const MicroOp*>(shared), acc[t],
                     row0 + t / T::ACROSS * T::ROWS, col0 + first_column<T>(t, b.along_k),
                     next_column<T>(b.along_k), stages + t, Slots<LANES>(stages + T::KEPT, t));
  });
}

template <int TILE, int DEPTH, int STAGES, int LANES>
SEM_HD void product_block(const ProductJob& job, int64_t block, float* shared,
                          Tiling<TILE, DEPTH, STAGES, LANES>) {
  int64_t tiles = ((job.m + TILE - 1) / TILE) * ((job.n + TILE - 1) / TILE);
  for (int64_t tile = block; tile < tiles; tile += job.blocks) {
    product_tile<TILE, DEPTH, STAGES, LANES>(job, tile, shared);
  }
}

}  // namespace semblance

#endif
