// What the host tells the device: jobs, one per instruction of a compiled step, in device memory. All
// fields are eight bytes wide, so that the writer (io.semblance.cuda.Image) and this header agree by
// counting. A job's first two fields say what it is and which blocks of the launch are its own.
#ifndef SEMBLANCE_JOBS_H
#define SEMBLANCE_JOBS_H

#include <stdint.h>

namespace semblance {

enum JobKind : int64_t {
  CHAIN = 0,
  PRODUCT_SMALL = 1,  // tiles of 32 x 32
  PRODUCT_LARGE = 2,  // tiles of 64 x 64
  REDUCE = 3,
  SEGMENT = 4,
  COPY = 5,
  STRIDE = 6,
  GATHER = 7,
  SCATTER = 8,
  RANDOM = 9,
  ADVANCE = 10
};

enum Distribution : int64_t { UNIFORM = 0, UNIFORM16 = 1, NORMAL = 2 };

// Element-wise micro-operations in the order of io.semblance.engine.compile.Instruction.Operation.
enum Operation : int32_t {
  ADD = 0,
  MUL = 1,
  DIV = 2,
  MAX = 3,
  GREATER = 4,
  EXP = 5,
  LOG = 6,
  SQRT = 7,
  TANH = 8,
  MULTIPLY_ADD = 9,
  GATE = 10
};

// Where an operand is; the first seven in the order of Instruction.Where.
enum Where : int32_t {
  INPUT = 0,
  INPUT_ROW = 1,
  INPUT_COLUMN = 2,
  INPUT_SCALAR = 3,
  IMMEDIATE = 4,
  REGISTER = 5,
  OUTPUT = 6,
  RESULT = 7,  // the product's own element, for the chain that follows it
  NOTHING = 8
};

// An operation and where its operands and result are (a byte for the operation, four bits each), then
// the operands' indices, or bits of a constant, and the result's index.
struct alignas(16) MicroOp {
  int32_t code;
  int32_t a;
  int32_t b;
  int32_t c;
  int32_t out;
  int32_t unused[3];
};

// A chain of micro-operations on the elements of a [size / cols, cols] view.
struct Chain {
  const MicroOp* ops;
  int64_t count;
  const float* const* inputs;
  float* const* outputs;
  int64_t cols;
  int64_t rows_matter;  // whether any operand is repeated along rows or columns
  int64_t registers;
};

struct Job {
  int64_t kind;
  int64_t first;    // the job's first block in its launch
  int64_t blocks;   // and how many it has
  int64_t rest[13];
};

struct ChainJob {
  int64_t kind, first, blocks;
  int64_t size;   // elements
  int64_t lanes;  // elements of a thread at a time: 4, 2 or 1
  const Chain* chain;
  int64_t unused[10];
};

// out[m, n] = op(a) op(b), or out += op(a) op(b); then the chain, if any, on the result's elements.
struct ProductJob {
  int64_t kind, first, blocks;
  const float* a;
  const float* b;
  float* out;  // null if only the chain wants the result
  int64_t m, n, k;
  int64_t transpose_a, transpose_b, accumulate;
  const Chain* chain;  // or null
  int64_t unused[3];
};

// out[outer, inner] = sum over the middle axis of in[outer, middle, inner], in slices that are added in
// a fixed order. With more than one chunk, chunk c of the middle axis goes to out[outer, c, inner].
struct ReduceJob {
  int64_t kind, first, blocks;
  const float* in;
  float* out;
  int64_t outer, middle, inner;
  int64_t slices;        // threads that share one sum, a power of two
  int64_t chunks, chunk;  // pieces of the middle axis, and their length
  int64_t unused[5];
};

// Sum or maximum of segments of each row, repeated over the segment.
struct SegmentJob {
  int64_t kind, first, blocks;
  const float* in;
  float* out;
  int64_t rows, cols, segments, max;
  const int32_t* bounds;  // segments + 1
  int64_t slices;         // threads that share one segment, a power of two
  int64_t unused[5];
};

// count runs of length elements copied between two strided places.
struct CopyJob {
  int64_t kind, first, blocks;
  const float* in;
  float* out;
  int64_t in_stride, out_stride, count, length;
  int64_t unused[7];
};

// out[i0, i1, ...] = in[sum of i_d strides_d].
struct StrideJob {
  int64_t kind, first, blocks;
  const float* in;
  float* out;
  int64_t size, rank;
  const int32_t* extents;
  const int32_t* strides;
  int64_t unused[7];
};

// Rows of a table (gather), or rows added into zeros (scatter). Row i stands at places[(counter + i) mod
// length].
struct RowsJob {
  int64_t kind, first, blocks;
  const float* in;
  float* out;
  const int32_t* places;
  int64_t length;
  const int64_t* counter;  // or null for zero
  int64_t count, cols, table_rows;
  int64_t unused[5];
};

struct RandomJob {
  int64_t kind, first, blocks;
  float* out;
  int64_t rows, cols, distribution, stream, seed;
  const int64_t* counter;
  int64_t unused[6];
};

struct AdvanceJob {
  int64_t kind, first, blocks;
  int64_t* counter;
  int64_t by;
  int64_t unused[11];
};

static_assert(sizeof(MicroOp) == 32, "MicroOp");
static_assert(sizeof(Chain) == 56, "Chain");
static_assert(sizeof(Job) == 128, "Job");
static_assert(sizeof(ChainJob) == 128, "ChainJob");
static_assert(sizeof(ProductJob) == 128, "ProductJob");
static_assert(sizeof(ReduceJob) == 128, "ReduceJob");
static_assert(sizeof(SegmentJob) == 128, "SegmentJob");
static_assert(sizeof(CopyJob) == 128, "CopyJob");
static_assert(sizeof(StrideJob) == 128, "StrideJob");
static_assert(sizeof(RowsJob) == 128, "RowsJob");
static_assert(sizeof(RandomJob) == 128, "RandomJob");
static_assert(sizeof(AdvanceJob) == 128, "AdvanceJob");

}  // namespace semblance

#endif
