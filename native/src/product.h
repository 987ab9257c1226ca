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
template <int EDGE, int STEPS, int BUFFERS, int AT_A_TIME>
struct Tiling {
  static constexpr int TILE = EDGE;
  static constexpr int DEPTH = STEPS;
  static constexpr int STAGES = BUFFERS;
  static constexpr int LANES = AT_A_TIME;
  static constexpr int COLS = TILE < 32 ? 2 : 4;
  static constexpr int ROWS = TILE * TILE / THREADS / COLS;
  static constexpr int ACROSS = TILE / COLS;  // threads side by side
  static constexpr int WARPS_ACROSS = ACROSS / 8;
  static constexpr int PITCH_ALONG = DEPTH + 4;
  static constexpr int PITCH_ACROSS = TILE + 4;
  static constexpr int FACTOR =
      TILE * PITCH_ALONG > DEPTH * PITCH_ACROSS ? TILE * PITCH_ALONG : DEPTH * PITCH_ACROSS;
  static constexpr int STAGE = 2 * FACTOR;
  static constexpr int RESULTS = ROWS * COLS;
  // The chain's operations come first. Its slots, and before them the results if it does not take all
  // at once, lie where the stages were.
  static constexpr int KEPT = RESULTS > LANES ? RESULTS * THREADS : 0;
  static_assert(ROWS * COLS * THREADS == TILE * TILE, "every result has a thread");
  static_assert(ACROSS % 8 == 0 && THREADS / 32 % WARPS_ACROSS == 0, "warps are 8 x 4");
  static_assert(TILE * DEPTH % (4 * THREADS) == 0, "shares are regular");
  static_assert(RESULTS % LANES == 0 && LANES % COLS == 0, "the chain takes whole rows");
  static constexpr int STAGED_BYTES = (OPS + STAGES * STAGE) * static_cast<int>(sizeof(float));
  static_assert(STAGED_BYTES <= SHARED_BYTES, "the stages fit");
  static_assert((OPS + KEPT + MOST_SLOTS * LANES * THREADS) * sizeof(float) <= SHARED_BYTES,
                "the chain's slots fit");
};

using TinyTiles = Tiling<16, 32, 6, 2>;
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
  return (f.along_k ? f.k : f.lines) % 4 == 0 && in_fours(f.from);
}

// A thread's share of the part of a factor that DEPTH steps of k need: PIECES of four neighbours. What lies
// outside the matrix is zero. Neighbouring threads read neighbours. All but the step is reckoned once.
template <class T>
struct Share {
  static constexpr int PIECES = T::TILE * T::DEPTH / 4 / THREADS;
  const float* from;  // the first piece of the first step
  int place;          // of the first piece in a stage
  int left[PIECES];   // steps from which on there is nothing
  bool along_k;
  int stride;  // of a row in device memory

  SEM_HD static int between(bool along_k) { return 4 * THREADS / (along_k ? T::DEPTH : T::TILE); }

  SEM_HD static Share of(const Factor& f, int t) {
    Share s;
    int length = f.along_k ? T::DEPTH : T::TILE;  // of a row of the stage
    int row = t * 4 / length;
    int col = t * 4 % length;
    s.along_k = f.along_k;
    s.stride = f.along_k ? f.k : f.lines;
    s.place = row * (length + 4) + col;
    s.from = f.from + static_cast<int64_t>(row + (f.along_k ? f.first : 0)) * s.stride + col +
             (f.along_k ? 0 : f.first);
    SEM_UNROLL
    for (int i = 0; i < PIECES; i++) {
      int r = row + i * between(f.along_k);
      s.left[i] = f.first + (f.along_k ? r : col) < f.lines ? f.k - (f.along_k ? col : r) : 0;
    }
    return s;
  }

  SEM_HD void copy(float* stage, const Factor& f, int k0) const {
    const float* now = from + static_cast<int64_t>(k0) * (along_k ? 1 : stride);
    int pitch = (along_k ? T::DEPTH : T::TILE) + 4;
    SEM_UNROLL
    for (int i = 0; i < PIECES; i++) {
      bool there = k0 < left[i];
      int further = i * between(along_k);
      copy_later<4>(stage + place + further * pitch,
                    there ? now + static_cast<int64_t>(further) * stride : f.from, there);
    }
  }
};

// A factor's shares, of fours where it can be read so.
template <class T>
struct Feed {
  Factor factor;
  bool fours;
  PerThread<Share<T>> share;

  SEM_HD Feed(const Factor& f) : factor(f), fours(in_fours(f)) {}

  SEM_HD void start(int t) {
    if (fours) {
      share[t] = Share<T>::of(factor, t);
    }
  }

  SEM_HD void copy(float* stage, int t, int k0) {
    if (fours) {
      share[t].copy(stage, factor, k0);
    } else {
      single(stage, t, k0);
    }
  }

 private:
  // Rarely needed: rolled, since code that is not there need not be fetched.
  SEM_HD void single(float* stage, int t, int k0) {
    int length = factor.along_k ? T::DEPTH : T::TILE;
    SEM_ROLLED
    for (int i = t; i < T::TILE * T::DEPTH; i += THREADS) {
      int row = i / length;
      int col = i % length;
      int line = factor.first + (factor.along_k ? row : col);
      int step = k0 + (factor.along_k ? col : row);
      bool there = line < factor.lines && step < factor.k;
      int64_t at = factor.along_k ? static_cast<int64_t>(line) * factor.k + step
                                  : static_cast<int64_t>(step) * factor.lines + line;
      copy_later<1>(stage + row * (length + 4) + col, factor.from + (there ? at : 0), there);
    }
  }
};

template <class T>
struct Accumulators {
  float sum[T::ROWS][T::COLS];
};

// A warp has 8 x 4 threads of a tile. Neighbouring threads lie below each other and so read the same of
// b, and those 2 apart the same of a. With neighbours side by side the profiler counted four passes through
// shared memory for a read of b and two for one of a, whose neighbours read the same.
template <class T>
SEM_HD int first_row(int t) {
  int warp = t / 32;
  return (warp / T::WARPS_ACROSS * 4 + (t >> 4 & 1) * 2 + (t & 1)) * T::ROWS;
}

// A thread's first column, and how far it is from one to the next. Where b's rows run along k, these are
// spread, so that what neighbours read lies in other banks; else a thread reads neighbours at once.
template <class T>
SEM_HD int first_column(int t, bool b_along_k) {
  int across = t / 32 % T::WARPS_ACROSS * 8 + (t >> 1 & 7);
  return b_along_k ? across : across * T::COLS;
}

template <class T>
SEM_HD int next_column(bool b_along_k) {
  return b_along_k ? T::ACROSS : 1;
}

// Four steps of k of N lines of a factor: x[line][step]. Where its rows run along k, lines may be apart.
template <class T, int N, bool ALONG>
SEM_HD void read_lines(float (*x)[4], const float* factor, int first, int apart, int step) {
  if (ALONG) {
    SEM_UNROLL
    for (int i = 0; i < N; i++) read<4>(x[i], factor + (first + i * apart) * T::PITCH_ALONG + step);
  } else {
    SEM_UNROLL
    for (int s = 0; s < 4; s++) {
      float line[N];
      read<N>(line, factor + (step + s) * T::PITCH_ACROSS + first);
      SEM_UNROLL
      for (int i = 0; i < N; i++) x[i][s] = line[i];
    }
  }
}

// Adds the terms of one stage. Where the stage is longer than what is left of k it ends in zeros, and
// fma(0, 0, s) is s but for the sign of a zero.
template <class T, bool A_ALONG, bool B_ALONG>
SEM_HD void multiply(Accumulators<T>& acc, const float* stage, int t) {
  int row = first_row<T>(t);
  int col = first_column<T>(t, B_ALONG);
  SEM_UNROLL
  for (int s0 = 0; s0 < T::DEPTH; s0 += 4) {
    float x[T::ROWS][4];
    float y[T::COLS][4];
    read_lines<T, T::ROWS, A_ALONG>(x, stage, row, 1, s0);
    read_lines<T, T::COLS, B_ALONG>(y, stage + T::FACTOR, col, T::ACROSS, s0);
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

// A tile's sums over k, of which the first STAGES - 1 stages were asked for.
template <class T, bool A_ALONG, bool B_ALONG>
SEM_HD void sums(PerThread<Accumulators<T>>& acc, Feed<T>& a, Feed<T>& b, float* stages) {
  int now = 0;
  int asked = T::STAGES - 1;
  SEM_ROLLED
  for (int k0 = 0; k0 < a.factor.k; k0 += T::DEPTH) {
    int later = k0 + (T::STAGES - 1) * T::DEPTH;
    phase([&](int t) {
      if (later < a.factor.k) {
        // That stage was last read in the phase before this one.
        a.copy(stages + asked * T::STAGE, t, later);
        b.copy(stages + asked * T::STAGE + T::FACTOR, t, later);
      }
      copies_end();
      multiply<T, A_ALONG, B_ALONG>(acc[t], stages + now * T::STAGE, t);
      copies_wait<T::STAGES - 2>();
    });
    now = now + 1 == T::STAGES ? 0 : now + 1;
    asked = asked + 1 == T::STAGES ? 0 : asked + 1;
  }
}

// Writes the results of a thread and runs the chain that follows on LANES of them at a time, so that
// the interpreter stands in the kernel once. Results that wait lie at kept[0], kept[THREADS]...
template <class T>
SEM_HD void finish(const ProductJob& job, const MicroOp* ops, const Accumulators<T>& acc, int row,
                   int col, int next, float* kept, const Slots<T::LANES>& slots) {
  constexpr int ROWS_AT_ONCE = T::LANES / T::COLS;
  if (T::KEPT > 0) {
    SEM_UNROLL
    for (int i = 0; i < T::RESULTS; i++) {
      kept[i * THREADS] = acc.sum[i / T::COLS][i % T::COLS];
    }
  }
  int m = static_cast<int>(job.m);
  int n = static_cast<int>(job.n);
  SEM_ROLLED
  for (int i = 0; i < T::ROWS; i += ROWS_AT_ONCE) {
    Lanes<T::LANES> at;
    at.fours = T::COLS == 4 && next == 1 && n % 4 == 0;
    float result[T::LANES];
    SEM_UNROLL
    for (int v = 0; v < T::LANES; v++) {
      int r = row + i + v / T::COLS;
      int c = col + v % T::COLS * next;
      at.there[v] = r < m && c < n;
      at.row[v] = at.there[v] ? r : 0;
      at.col[v] = at.there[v] ? c : 0;
      at.element[v] = at.row[v] * n + at.col[v];
      result[v] = T::KEPT > 0 ? kept[(i * T::COLS + v) * THREADS] : acc.sum[v / T::COLS][v % T::COLS];
    }
    if (job.out != nullptr) {
      write_elements<T::LANES>(job.out, at, result);
    }
    if (job.count > 0 && at.there[0]) {
      slots.put(0, result);
      run_chain<T::LANES>(ops, static_cast<int>(job.count), at, slots);
    }
  }
}

template <class T>
SEM_HD void product_tile(const ProductJob& job, int64_t tile, float* shared) {
  int m = static_cast<int>(job.m);
  int n = static_cast<int>(job.n);
  int k = static_cast<int>(job.k);
  int across = (n + T::TILE - 1) / T::TILE;
  int row0 = static_cast<int>(tile) / across * T::TILE;
  int col0 = static_cast<int>(tile) % across * T::TILE;
  bool b_along = job.transpose_b != 0;
  Feed<T> a(Factor{job.a, m, k, row0, job.transpose_a == 0});
  Feed<T> b(Factor{job.b, n, k, col0, b_along});
  float* stages = shared + OPS;
  PerThread<Accumulators<T>> acc;
  phase([&](int t) {
    a.start(t);
    b.start(t);
    fetch_ops(reinterpret_cast<MicroOp*>(shared), job.ops, static_cast<int>(job.count), t);
    SEM_ROLLED
    for (int s = 0; s < T::STAGES - 1; s++) {
      if (s * T::DEPTH < k) {
        a.copy(stages + s * T::STAGE, t, s * T::DEPTH);
        b.copy(stages + s * T::STAGE + T::FACTOR, t, s * T::DEPTH);
      }
      copies_end();
    }
    SEM_UNROLL
    for (int i = 0; i < T::ROWS; i++) {
      SEM_UNROLL
      for (int j = 0; j < T::COLS; j++) {
        int r = row0 + first_row<T>(t) + i;
        int c = col0 + first_column<T>(t, b_along) + j * next_column<T>(b_along);
        bool added_to = job.accumulate && r < m && c < n;
        acc[t].sum[i][j] = added_to ? job.out[r * n + c] : 0.0f;
      }
    }
    copies_wait<T::STAGES - 2>();
  });
  if (a.factor.along_k && b_along) {
    sums<T, true, true>(acc, a, b, stages);
  } else if (a.factor.along_k) {
    sums<T, true, false>(acc, a, b, stages);
  } else if (b_along) {
    sums<T, false, true>(acc, a, b, stages);
  } else {
    sums<T, false, false>(acc, a, b, stages);
  }
  // The barrier after the sums frees the stages for the chain's slots; the one after the chain
  // keeps the next tile's first stage from being written under it.
  phase([&](int t) {
    finish<T>(job, reinterpret_cast<const MicroOp*>(shared), acc[t],
                     row0 + first_row<T>(t), col0 + first_column<T>(t, b_along),
                     next_column<T>(b_along), stages + t, Slots<T::LANES>(stages + T::KEPT, t));
  });
}

template <class T>
SEM_HD void product_block(const ProductJob& job, int64_t block, float* shared) {
  int64_t tiles = ((job.m + T::TILE - 1) / T::TILE) * ((job.n + T::TILE - 1) / T::TILE);
  for (int64_t tile = block; tile < tiles; tile += job.blocks) {
    product_tile<T>(job, tile, shared);
  }
}

}  // namespace semblance

#endif
