// Element-wise chains by interpretation: every thread reads the same micro-operations, so there is
// nothing to diverge on and nothing to generate. Operations and operands lie in shared memory: what
// comes from device memory is asked for before the first operation, all at once if there is room. A
// thread takes several elements at a time, which shares the cost of reading an operation.
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
  bool fours;     // whether lanes are neighbours in a row by fours, the first at a multiple of four
};

template <int V>
SEM_HD void write_elements(float* to, const Lanes<V>& at, const float* x) {
  if (V >= 4 && at.fours && in_fours(to)) {
    SEM_UNROLL
    for (int v = 0; v + 3 < V; v += 4) {
      if (at.there[v]) write<4>(to + at.element[v], x + v);
    }
  } else {
    SEM_UNROLL
    for (int v = 0; v < V; v++) {
      if (at.there[v]) to[at.element[v]] = x[v];
    }
  }
}

// The slots of a thread with V elements at a time: up to four neighbours, which all threads read at
// once without sharing a bank.
template <int V>
struct Slots {
  static constexpr int TOGETHER = V < 4 ? V : 4;
  float* own;

  SEM_HD Slots(float* all, int t) : own(all + t * TOGETHER) {}

  SEM_HD float* at(int slot, int v) const {
    return own + (slot * (V / TOGETHER) + v / TOGETHER) * THREADS * TOGETHER + v % TOGETHER;
  }

  SEM_HD void get(float* x, int slot) const {
    SEM_UNROLL
    for (int v = 0; v < V; v += TOGETHER) read<TOGETHER>(x + v, at(slot, v));
  }

  SEM_HD void put(int slot, const float* x) const {
    SEM_UNROLL
    for (int v = 0; v < V; v += TOGETHER) write<TOGETHER>(at(slot, v), x + v);
  }
};

template <int V>
SEM_HD void operand(float* x, int number, bool constant, const Slots<V>& slots) {
  // No branch: which slot is read for a constant does not matter.
  slots.get(x, constant ? 0 : number);
  SEM_UNROLL
  for (int v = 0; v < V; v++) x[v] = constant ? from_bits(number) : x[v];
}

template <int V>
SEM_HD void load(const MicroOp& op, const Lanes<V>& at, const Slots<V>& slots) {
  const float* from = address<const float>(op.address);
  if (V >= 4 && at.fours && op.a <= BY_COLUMN && (op.code & AT_ONCE) == 0 && in_fours(from)) {
    SEM_UNROLL
    for (int v = 0; v + 3 < V; v += 4) {
      copy_later<4>(slots.at(op.slot, v), from + (op.a == ELEMENT ? at.element[v] : at.col[v]),
                    at.there[v]);
    }
    return;
  }
  float x[V];
  SEM_UNROLL
  for (int v = 0; v < V; v++) {
    int place = op.a == ELEMENT     ? at.element[v]
                : op.a == BY_COLUMN ? at.col[v]
                : op.a == BY_ROW    ? at.row[v]
                                    : 0;
    if (op.code & AT_ONCE) {
      x[v] = at.there[v] ? from[place] : 0.0f;
    } else {
      copy_later<1>(slots.at(op.slot, v), from + place, at.there[v]);
    }
  }
  if (op.code & AT_ONCE) {
    slots.put(op.slot, x);
  }
}

template <int V>
SEM_HD void compute(Operation operation, const float* a, const float* b, const float* c, float* y) {
  switch (operation) {
    case ADD:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = a[v] + b[v];
      return;
    case MUL:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = a[v] * b[v];
      return;
    case DIV:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = a[v] / b[v];
      return;
    case MAX:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = a[v] > b[v] ? a[v] : b[v];
      return;
    case GREATER:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = a[v] > b[v] ? 1.0f : 0.0f;
      return;
    case EXP:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = exp_float(a[v]);
      return;
    case LOG:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = log_float(a[v]);
      return;
    case SQRT:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = sqrtf(a[v]);
      return;
    case TANH:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = tanh_float(a[v]);
      return;
    case MULTIPLY_ADD:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = fmaf(a[v], b[v], c[v]);
      return;
    case GATE:
      SEM_UNROLL
      for (int v = 0; v < V; v++) y[v] = a[v] > b[v] ? c[v] : 0.0f;
      return;
  }
  // No operation has this number: what comes out shall not look like a result.
  SEM_UNROLL
  for (int v = 0; v < V; v++) y[v] = from_bits(0x7fc00000);
}

// All operations of a chain on a thread's elements. A thread reads and writes nobody else's elements
// of what the chain writes, so operands may lie under results, as the compiler arranges it.
template <int V>
SEM_HD void run_chain(const MicroOp* ops, int count, const Lanes<V>& at, const Slots<V>& slots) {
  SEM_ROLLED
  for (int i = 0; i < count; i++) {
    const MicroOp op = ops[i];
    int operation = op.code & 255;
    if (operation == LOAD) {
      load<V>(op, at, slots);
      continue;
    }
    if (op.code & AWAITS) {
      copies_wait_all();
    }
    float a[V];
    float b[V];
    float c[V];
    float y[V];
    operand<V>(a, op.a, (op.code & CONSTANT_A) != 0, slots);
    operand<V>(b, op.b, (op.code & CONSTANT_B) != 0, slots);
    operand<V>(c, op.c, (op.code & CONSTANT_C) != 0, slots);
    compute<V>(static_cast<Operation>(operation), a, b, c, y);
    slots.put(op.slot, y);
    if (op.address != 0) {
      write_elements<V>(address<float>(op.address), at, y);
    }
  }
}

// Floats of shared memory that a block's operations have.
constexpr int OPS = MOST_OPERATIONS * static_cast<int>(sizeof(MicroOp) / sizeof(float));

// Copies operations into shared memory, a thread's part of them.
SEM_HD void fetch_ops(MicroOp* into, const MicroOp* from, int count, int t) {
  constexpr int QUADS = sizeof(MicroOp) / 16;
  float* to = reinterpret_cast<float*>(into);
  const float* source = reinterpret_cast<const float*>(from);
  for (int i = t; i < count * QUADS; i += THREADS) {
    copy_later<4>(to + 4 * i, source + 4 * i, true);
  }
}

template <int V>
SEM_HD void chain_lanes(const ChainJob& job, int64_t block, float* shared) {
  MicroOp* ops = reinterpret_cast<MicroOp*>(shared);
  float* slots = shared + OPS;
  int count = static_cast<int>(job.count);
  int cols = job.cols > 0 ? static_cast<int>(job.cols) : 1;
  int64_t piece = static_cast<int64_t>(THREADS) * V;
  for (int64_t start = block * piece; start < job.size; start += job.blocks * piece) {
    for (int first = 0; first < count; first += MOST_OPERATIONS) {
      int some = smaller(count - first, MOST_OPERATIONS);
      if (count > MOST_OPERATIONS || start == block * piece) {
        phase([&](int t) {
          fetch_ops(ops, job.ops + first, some, t);
          copies_wait_all();
        });
      }
      phase([&](int t) {
        Lanes<V> at;
        at.fours = V == 4 && job.size % 4 == 0 && (!job.rows_matter || cols % 4 == 0);
        SEM_UNROLL
        for (int v = 0; v < V; v++) {
          int64_t e = start + t * V + v;
          at.there[v] = e < job.size;
          at.element[v] = at.there[v] ? static_cast<int>(e) : 0;
          at.row[v] = 0;
          at.col[v] = 0;
          if (job.rows_matter) {
            at.row[v] = static_cast<int>(static_cast<uint32_t>(at.element[v]) / static_cast<uint32_t>(cols));
            at.col[v] = at.element[v] - at.row[v] * cols;
          }
        }
        run_chain<V>(ops, some, at, Slots<V>(slots, t));
      });
    }
  }
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
