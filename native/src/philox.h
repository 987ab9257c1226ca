// Philox4x32-10, the counter-based generator of Salmon et al., "Parallel random numbers: as easy as 1,
// 2, 3" (SC 2011), and the engine's convention (io.semblance.engine.random.Philox): key = (seed low
// word, seed high word xor stream), counter = (row low, row high, column / 4, 0), and word column % 4 of
// the block belongs to that column. Numbers of 16 bits: column / 8, and columns 2 i and 2 i + 1 of the
// block's eight take the low and the high half of word i.
#ifndef SEMBLANCE_PHILOX_H
#define SEMBLANCE_PHILOX_H

#include "float_math.h"

namespace semblance {

struct Words {
  uint32_t w[4];
};

SEM_HD Words philox(uint32_t c0, uint32_t c1, uint32_t c2, uint32_t c3, uint32_t k0, uint32_t k1) {
  SEM_UNROLL
  for (int round = 0; round < 10; round++) {
    uint64_t p0 = static_cast<uint64_t>(0xD2511F53u) * c0;
    uint64_t p1 = static_cast<uint64_t>(0xCD9E8D57u) * c2;
    uint32_t n0 = static_cast<uint32_t>(p1 >> 32) ^ c1 ^ k0;
    uint32_t n2 = static_cast<uint32_t>(p0 >> 32) ^ c3 ^ k1;
    c1 = static_cast<uint32_t>(p1);
    c3 = static_cast<uint32_t>(p0);
    c0 = n0;
    c2 = n2;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  Words words;
  words.w[0] = c0;
  words.w[1] = c1;
  words.w[2] = c2;
  words.w[3] = c3;
  return words;
}

// A block of a row: four columns, or eight of 16 bits.
SEM_HD Words philox(int64_t seed, int32_t stream, int64_t row, int32_t index) {
  uint64_t s = static_cast<uint64_t>(seed);
  uint64_t r = static_cast<uint64_t>(row);
  return philox(static_cast<uint32_t>(r), static_cast<uint32_t>(r >> 32),
                static_cast<uint32_t>(index), 0u, static_cast<uint32_t>(s),
                static_cast<uint32_t>(s >> 32) ^ static_cast<uint32_t>(stream));
}

// Uniform on the open interval (0, 1) from the 23 high bits of a word; exact.
SEM_HD float uniform(uint32_t word) {
  return (static_cast<float>(word >> 9) + 0.5f) * 1.1920929e-7f;  // 2^-23
}

// The same from 16 bits: number i of the block's eight.
SEM_HD float uniform16(const Words& words, int i) {
  uint32_t half = words.w[i / 2] >> 16 * (i & 1) & 0xFFFFu;
  return (static_cast<float>(half) + 0.5f) * 1.52587890625e-5f;  // 2^-16
}

// A pair of words makes a pair of normal numbers.
SEM_HD void normals(float* x, uint32_t first, uint32_t second) {
  float r = radius(uniform(first));
  float turns = uniform(second);
  x[0] = r * cos_turns(turns);
  x[1] = r * cos_turns(turns - 0.25f);
}

}  // namespace semblance

#endif
