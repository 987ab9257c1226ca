// One launch, many jobs: a block looks up whose it is and does its part.
#ifndef SEMBLANCE_GROUP_H
#define SEMBLANCE_GROUP_H

#include "codes.h"
#include "moves.h"
#include "product.h"
#include "reduce.h"

namespace semblance {

// A copy of a job: its words are read at once, and never change while the kernel runs.
SEM_HD Job job_at(const Job* from) {
  Job job;
#if defined(__CUDA_ARCH__)
  int4* words = reinterpret_cast<int4*>(&job);
  SEM_UNROLL
  for (int i = 0; i < static_cast<int>(sizeof(Job) / sizeof(int4)); i++) {
    words[i] = __ldg(reinterpret_cast<const int4*>(from) + i);
  }
#else
  job = *from;
#endif
  return job;
}

// A job of one kind, seen as what it is: jobs are all of one size and alignment.
template <class T>
SEM_HD T as(const Job& job) {
  T seen;
  memcpy(&seen, &job, sizeof seen);
  return seen;
}

// A kernel without products needs far fewer registers, so more of its threads fit on a processor.
template <bool PRODUCTS>
SEM_HD void run_block(const Job& job, int64_t block, float* shared) {
  switch (static_cast<JobKind>(job.kind)) {
    case CHAIN:
      chain_block(as<ChainJob>(job), block, shared);
      break;
    case PRODUCT_TINY:
      if (PRODUCTS) product_block<TinyTiles>(as<ProductJob>(job), block, shared);
      break;
    case PRODUCT_SMALL:
      if (PRODUCTS) product_block<SmallTiles>(as<ProductJob>(job), block, shared);
      break;
    case PRODUCT_LARGE:
      if (PRODUCTS) product_block<LargeTiles>(as<ProductJob>(job), block, shared);
      break;
    case REDUCE:
      reduce_block(as<ReduceJob>(job), block, shared);
      break;
    case SEGMENT:
      segment_block(as<SegmentJob>(job), block, shared);
      break;
    case COPY:
      copy_block(as<CopyJob>(job), block);
      break;
    case STRIDE:
      stride_block(as<StrideJob>(job), block);
      break;
    case GATHER:
      gather_block(as<RowsJob>(job), block);
      break;
    case SCATTER:
      scatter_block(as<RowsJob>(job), block, shared);
      break;
    case RANDOM:
      random_block(as<RandomJob>(job), block);
      break;
    case ADVANCE:
      advance_block(as<AdvanceJob>(job));
      break;
    case LOOKUP:
    case LOOKUP_ADD:
      lookup_block(as<LookupJob>(job), block);
      break;
    case PICK:
    case PLACE:
    case LOG_SUM_EXP:
      row_segments_block(as<RowSegmentsJob>(job), block);
      break;
    case CHOOSE:
      choose_block(as<ChooseJob>(job), block);
      break;
  }
}

}  // namespace semblance

#endif
