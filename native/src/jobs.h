// What the host tells the device: jobs, one per instruction of a compiled step, in device memory. All
// fields of a job are eight bytes wide, so that the writer (io.semblance.cuda.Jobs) and this header
// agree by counting. A job's first two fields say what it is and which blocks of the launch are its own.
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
  ADVANCE = 10,
  PRODUCT_TINY = 11,  // tiles of 16 x 16
  LOOKUP = 12,
  LOOKUP_ADD = 13,
  PICK = 14,
  PLACE = 15,
  LOG_SUM_EXP = 16,
  CHOOSE = 17
};

// Loads and operations of a chain that a block keeps in shared memory at a time, and the most of them, and
// the most slots, that a chain after a product may have.
constexpr int MOST_OPERATIONS = 32;
constexpr int MOST_SLOTS = 11;

enum Distribution : int64_t { UNIFORM = 0, UNIFORM16 = 1, NORMAL = 2 };

// Element-wise micro-operations: io.semblance.engine.compile.Operation. The numbers of this and of the other
// enumerations stand in io.semblance.cuda.JobCodes too, and a test of its compares. A switch over one of them
// has no default, so that the compiler names the place where a new constant has been forgotten.
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

// In the place of an operation: from memory to a slot.
constexpr int32_t LOAD = 255;

// What a thread loads for its element [row, column]: Instruction.Where.
enum Source : int32_t { ELEMENT = 0, BY_COLUMN = 1, BY_ROW = 2, SCALAR = 3 };

// Beside the operation in a micro-operation's code.
enum Flag : int32_t {
  CONSTANT_A = 1 << 8,  // the operand is the bits of a constant
  CONSTANT_B = 1 << 9,
  CONSTANT_C = 1 << 10,
  AWAITS = 1 << 11,  // an operand was loaded since the last operation that had this flag
  AT_ONCE = 1 << 12  // load what the thread has itself written, or into a slot that it reads from
};

// Slots lie in shared memory, one number each for every element that a thread has at a time. An
// operation takes operands from slots and puts its result into one, and, if there is an address, there
// too. LOAD takes from there what a says (Source). Operands that an operation does not have are constants.
struct alignas(16) MicroOp {
  int32_t code;
  int32_t a, b, c;
  int64_t address;
  int32_t slot;
  int32_t unused;
};

struct alignas(16) Job {
  int64_t kind;
  int64_t first;    // the job's first block in its launch
  int64_t blocks;   // and how many it has
  int64_t rest[13];
};

// Micro-operations on the elements of a [size / cols, cols] view.
struct alignas(16) ChainJob {
  int64_t kind, first, blocks;
  int64_t size;   // elements
  int64_t lanes;  // elements of a thread at a time: 4, 2 or 1
  const MicroOp* ops;
  int64_t count;
  int64_t cols;
  int64_t rows_matter;  // whether any operand is repeated along rows or columns
  int64_t unused[7];
};

// out[m, n] = op(a) op(b), or out += op(a) op(b); then the chain, if any, on the result's elements.
struct alignas(16) ProductJob {
  int64_t kind, first, blocks;
  const float* a;
  const float* b;
  float* out;  // null if only the chain wants the result
  int64_t m, n, k;
  int64_t transpose_a, transpose_b, accumulate;
  const MicroOp* ops;  // of the chain, which finds the result in slot 0
  int64_t count;       // of operations: none, or at most MOST_OPERATIONS
  int64_t unused[2];
};

// out[outer, inner] = sum over the middle axis of in[outer, middle, inner], in slices that are added in
// a fixed order. With more than one chunk, chunk c of the middle axis goes to out[outer, c, inner].
struct alignas(16) ReduceJob {
  int64_t kind, first, blocks;
  const float* in;
  float* out;
  int64_t outer, middle, inner;
  int64_t slices;        // threads that share one sum, a power of two
  int64_t chunks, chunk;  // pieces of the middle axis, and their length
  int64_t unused[5];
};

// Sum or maximum of segments of each row, repeated over the segment.
struct alignas(16) SegmentJob {
  int64_t kind, first, blocks;
  const float* in;
  float* out;
  int64_t rows, cols, segments, max;
  const int32_t* bounds;  // segments + 1
  int64_t slices;         // threads that share one segment, a power of two
  int64_t unused[5];
};

// count runs of length elements copied between two strided places.
struct alignas(16) CopyJob {
  int64_t kind, first, blocks;
  const float* in;
  float* out;
  int64_t in_stride, out_stride, count, length;
  int64_t unused[7];
};

// out[i0, i1, ...] = in[sum of i_d strides_d].
struct alignas(16) StrideJob {
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
struct alignas(16) RowsJob {
  int64_t kind, first, blocks;
  const float* in;
  float* out;
  const int32_t* places;
  int64_t length;
  const int64_t* counter;  // or null for zero
  int64_t count, cols, table_rows;
  int64_t unused[5];
};

struct alignas(16) RandomJob {
  int64_t kind, first, blocks;
  float* out;
  int64_t rows, cols, distribution, stream, seed;
  const int64_t* counter;
  int64_t unused[6];
};

struct alignas(16) AdvanceJob {
  int64_t kind, first, blocks;
  int64_t* counter;
  int64_t by;
  int64_t unused[11];
};

// out[width, columns]: column b is row codes[b] of a table (lookup); or columns added into the rows of a
// table of zeros.
struct alignas(16) LookupJob {
  int64_t kind, first, blocks;
  const float* in;
  const float* codes;
  float* out;
  int64_t rows, width, columns;
  int64_t unused[7];
};

// Of each segment of rows of [.., columns] the element that its code names (pick), or one put there among
// zeros (place). Without codes: log(sum of e^x) over each segment.
struct alignas(16) RowSegmentsJob {
  int64_t kind, first, blocks;
  const float* in;
  const float* codes;
  float* out;
  const int32_t* bounds;  // segments + 1
  int64_t segments, columns;
  int64_t unused[7];
};

// A row of each column, drawn from the softmax over the rows.
struct alignas(16) ChooseJob {
  int64_t kind, first, blocks;
  const float* in;
  const float* uniform;
  float* out;
  int64_t states, columns;
  int64_t unused[8];
};

static_assert(sizeof(MicroOp) == 32, "MicroOp");
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
static_assert(sizeof(LookupJob) == 128, "LookupJob");
static_assert(sizeof(RowSegmentsJob) == 128, "RowSegmentsJob");
static_assert(sizeof(ChooseJob) == 128, "ChooseJob");

}  // namespace semblance

#endif
