// Element-wise chains by interpretation: every thread reads the same micro-operations from device
// memory, so there is nothing to diverge on and nothing to generate. A thread takes several elements
// at a time, which shares the cost of reading an operation and keeps several loads under way.
#ifndef SEMBLANCE_CHAIN_H
#define SEMBLANCE_CHAIN_H

#include "float_math.h"
#include "jobs.h"

namespace semblance {

// The elements that a thread works on, with their places in the chain's view.
template <int V>
struct Lanes {
  int element[V];
  int row[V];
  int col[V];
  bool there[V];  // whether the lane has an element at all
};

// Registers of one thread: lane v of register r at own[(r V + v) THREADS].
template <int V>
SEM_HD void load(float* x, int where, int32_t index, const Chain& chain, const Lanes<V>& at,
                 const float* result, const float* own) {
  switch (where) {
    case INPUT: {
      const float* from = chain.inputs[index];
      SEM_UNROLL
      for (int v = 0; v < V; v++) x[v] = at.there[v] ? from[at.element[v]] : 0.0f;
      break;
    }
    case INPUT_ROW: {
      const float* from = chain.inputs[index];
      SEM_UNROLL
      for (int v = 0; v < V; v++) x[v] = at.there[v] ? from[at.col[v]] : 0.0f;
      break;
    }
    case INPUT_COLUMN: {
      const float* from = chain.inputs[index];
      SEM_UNROLL
      for (int v = 0; v < V; v++) x[v] = at.there[v] ? from[at.row[v]] : 0.0f;
      break;
    }
    case INPUT_SCALAR: {
      float all = chain.inputs[index][0];
      SEM_UNROLL
      for (int v = 0; v < V; v++) x[v] = all;
      break;
    }
    case IMMEDIATE: {
      float all = from_bits(index);
      SEM_UNROLL
      for (int v = 0; v < V; v++) x[v] = all;
      break;
    }
    case REGISTER:
      SEM_UNROLL
      for (int v = 0; v < V; v++) x[v] = own[(index * V + v) * THREADS];
      break;
    case OUTPUT: {
      // Written by this thread, a few operations ago.
      const float* from = chain.outputs[index];
      SEM_UNROLL
      for (int v = 0; v < V; v++) x[v] = at.there[v] ? from[at.element[v]] : 0.0f;
      break;
    }
    default:  // RESULT
      SEM_UNROLL
      for (int v = 0; v < V; v++) x[v] = result[v];
      break;
  }
}

template <int V>
SEM_HD void compute(int operation, const float* a, const float* b, const float* c, float* y) {
  switch (operation) {
    case ADD:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = a[v] + b[v];
      break;
    case MUL:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = a[v] * b[v];
      break;
    case DIV:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = a[v] / b[v];
      break;
    case MAX:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = a[v] > b[v] ? a[v] : b[v];
      break;
    case GREATER:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = a[v] > b[v] ? 1.0f : 0.0f;
      break;
    case EXP:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = exp_float(a[v]);
      break;
    case LOG:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = log_float(a[v]);
      break;
    case SQRT:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = sqrtf(a[v]);
      break;
    case TANH:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = tanh_float(a[v]);
      break;
    case MULTIPLY_ADD:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = fmaf(a[v], b[v], c[v]);
      break;
    default:  // GATE
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = a[v] > b[v] ? c[v] : 0.0f;
      break;
  }
}

// All operations of a chain on a thread's elements. A thread reads and writes nobody else's elements
// of what the chain writes, so operands may lie under results, as the compiler arranges it.
template <int V>
SEM_HD void run_chain(const Chain& chain, const Lanes<V>& at, const float* result, float* own) {
  int count = static_cast<int>(chain.count);
  for (int i = 0; i < count; i++) {
    const MicroOp op = chain.ops[i];
    float a[V];
    float b[V];
    float c[V];
    float y[V];
    load<V>(a, op.code >> 8 & 15, op.a, chain, at, result, own);
    int where_b = op.code >> 12 & 15;
    int where_c = op.code >> 16 & 15;
    SEM_UNROLL
    for (int v = 0; v < V; v++) b[v] = c[v] = 0.0f;
    if (where_b != NOTHING) {
      load<V>(b, where_b, op.b, chain, at, result, own);
    }
    if (where_c != NOTHING) {
      load<V>(c, where_c, op.c, chain, at, result, own);
    }
    compute<V>(op.code & 255, a, b, c, y);
    if ((op.code >> 20 & 15) == REGISTER) {
      SEM_UNROLL
      for (int v = 0; v < V; v++) own[(op.out * V + v) * THREADS] = y[v];
    } else {
      float* to = chain.outputs[op.out];
      SEM_UNROLL
      for (int v = 0; v < V; v++) {
        if (at.there[v]) to[at.element[v]] = y[v];
      }
    }
  }
}

template <int V>
SEM_HD void chain_lanes(const ChainJob& job, int64_t block, float* shared) {
  const Chain chain = *job.chain;
  int cols = chain.cols > 0 ? static_cast<int>(chain.cols) : 1;
  int64_t piece = static_cast<int64_t>(THREADS) * V;
  last_phase([&](int t) {
    for (int64_t start = block * piece; start < job.size; start += job.blocks * piece) {
      Lanes<V> at;
      SEM_UNROLL
      for (int v = 0; v < V; v++) {
        int64_t e = start + v * THREADS + t;
        at.there[v] = e < job.size;
        at.element[v] = at.there[v] ? static_cast<int>(e) : 0;
        at.row[v] = 0;
        at.col[v] = 0;
        if (chain.rows_matter) {
          at.row[v] = static_cast<int>(static_cast<uint32_t>(at.element[v]) / static_cast<uint32_t>(cols));
          at.col[v] = at.element[v] - at.row[v] * cols;
        }
      }
      const float none[V] = {};  // a chain of its own follows no product
      run_chain<V>(chain, at, none, shared + t);
    }
  });
}

SEM_HD void chain_block(const ChainJob& job, int64_t block, float* shared) {
  if (job.lanes == 4) {
    chain_lanes<4>(job, block, shared);
  } else if (job.lanes == 2) {
    chain_lanes<2>(job, block, shared);
  } else {
    chain_lanes<1>(job, block, shared);
  }
}

}  // namespace semblance

#endif
