// Every kind of job against plain loops in double precision.
#include "launch.h"
#include "philox.h"

using namespace semblance;

namespace {

void reduces() {
  const int extents[][3] = {{1, 1, 1},   {7, 130, 1}, {3, 700, 1},  {1, 130, 130},
                            {5, 33, 70}, {1, 9000, 1}, {200, 3, 1}, {2, 257, 3}};
  for (const auto& x : extents) {
    int outer = x[0];
    int middle = x[1];
    int inner = x[2];
    Floats in = draw(static_cast<size_t>(outer) * middle * inner, 7);
    for (int chunks : {1, 3}) {
      int chunk = (middle + chunks - 1) / chunks;
      std::vector<double> expected;
      for (int o = 0; o < outer; o++) {
        for (int c = 0; c < chunks; c++) {
          for (int i = 0; i < inner; i++) {
            double sum = 0;
            for (int m = c * chunk; m < std::min(middle, (c + 1) * chunk); m++) {
              sum += in[(static_cast<size_t>(o) * middle + m) * inner + i];
            }
            expected.push_back(sum);
          }
        }
      }
      for (int slices : {1, 8, THREADS}) {
        everywhere("reduce", expected.size(), expected, 1e-3, [&](float* out) {
          ReduceJob job = {};
          job.in = in.data();
          job.out = out;
          job.outer = outer;
          job.middle = middle;
          job.inner = inner;
          job.slices = slices;
          job.chunks = chunks;
          job.chunk = chunk;
          return job_of(job, REDUCE);
        });
      }
    }
  }
}

void segments() {
  const int rows = 70;
  const Shared<int32_t> bounds = {0, 1, 5, 9, 40, 41};
  const int cols = 41;
  Floats in = draw(rows * cols, 8);
  for (bool max : {false, true}) {
    std::vector<double> expected;
    for (int r = 0; r < rows; r++) {
      for (int s = 0; s < 5; s++) {
        double v = max ? -INFINITY : 0;
        for (int i = bounds[s]; i < bounds[s + 1]; i++) {
          double x = in[static_cast<size_t>(r * cols + i)];
          v = max ? std::fmax(v, x) : v + x;
        }
        expected.insert(expected.end(), static_cast<size_t>(bounds[s + 1] - bounds[s]), v);
      }
    }
    for (int slices : {1, 4, 32}) {
      everywhere("segment", expected.size(), expected, 1e-5, [&](float* out) {
        SegmentJob job = {};
        job.in = in.data();
        job.out = out;
        job.rows = rows;
        job.cols = cols;
        job.segments = 5;
        job.max = max;
        job.bounds = bounds.data();
        job.slices = slices;
        return job_of(job, SEGMENT);
      });
    }
  }
}

// Codes, two of which lie outside of what they number.
void codes() {
  const int rows = 9, width = 5, columns = 200;
  Floats table = draw(rows * width, 21);
  Floats in = draw(rows * columns, 22);
  const Shared<int32_t> bounds = {0, 1, 4, 9};
  Floats code(3 * columns);
  for (size_t i = 0; i < code.size(); i++) code[i] = static_cast<float>(static_cast<int>(i * 7 % 11) - 1);
  auto at = [&](size_t i, int count) {
    return static_cast<size_t>(std::fmin(std::fmax(code[i], 0.0f), static_cast<float>(count - 1)));
  };
  std::vector<double> looked(width * columns), added(rows * width, 0);
  for (size_t j = 0; j < width; j++) {
    for (size_t b = 0; b < columns; b++) {
      looked[j * columns + b] = table[at(b, rows) * width + j];
      added[at(b, rows) * width + j] += in[j * columns + b];
    }
  }
  for (bool add : {false, true}) {
    everywhere(add ? "lookup add" : "lookup", add ? added.size() : looked.size(), add ? added : looked, 1e-5,
               [&](float* out) {
                 LookupJob job = {};
                 job.in = add ? in.data() : table.data();
                 job.codes = code.data();
                 job.out = out;
                 job.rows = rows;
                 job.width = width;
                 job.columns = columns;
                 return job_of(job, add ? LOOKUP_ADD : LOOKUP);
               });
  }
  std::vector<double> picked, summed, placed(rows * columns, 0);
  for (size_t s = 0; s < 3; s++) {
    int count = bounds[s + 1] - bounds[s];
    for (size_t b = 0; b < columns; b++) {
      size_t row = static_cast<size_t>(bounds[s]) + at(s * columns + b, count);
      picked.push_back(in[row * columns + b]);
      placed[row * columns + b] = in[s * columns + b];
      double sum = 0;
      for (int k = bounds[s]; k < bounds[s + 1]; k++) sum += std::exp(in[static_cast<size_t>(k) * columns + b]);
      summed.push_back(std::log(sum));
    }
  }
  auto segments = [&](const char* name, JobKind kind, const std::vector<double>& expected) {
    everywhere(name, expected.size(), expected, 1e-5, [&](float* out) {
      RowSegmentsJob job = {};
      job.in = in.data();
      job.codes = code.data();
      job.out = out;
      job.bounds = bounds.data();
      job.segments = 3;
      job.columns = columns;
      return job_of(job, kind);
    });
  };
  segments("pick", PICK, picked);
  segments("place", PLACE, placed);
  segments("log sum exp", LOG_SUM_EXP, summed);
  Floats uniform(columns);
  std::vector<double> chosen;
  for (size_t b = 0; b < columns; b++) {
    uniform[b] = (static_cast<float>(b) + 0.5f) / columns;
    double total = 0;
    for (size_t k = 0; k < rows; k++) total += std::exp(in[k * columns + b]);
    double sum = 0;
    int k = 0;
    while (k < rows - 1 && (sum += std::exp(in[static_cast<size_t>(k) * columns + b])) <= uniform[b] * total) k++;
    chosen.push_back(k);
  }
  everywhere("choose", chosen.size(), chosen, 0, [&](float* out) {
    ChooseJob job = {};
    job.in = in.data();
    job.uniform = uniform.data();
    job.out = out;
    job.states = rows;
    job.columns = columns;
    return job_of(job, CHOOSE);
  });
}

void moves() {
  Floats in = draw(4000, 9);
  std::vector<double> copied(300, 0.5);
  for (int run = 0; run < 10; run++) {
    for (int i = 0; i < 7; i++) {
      copied[static_cast<size_t>(run * 30 + i)] = in[static_cast<size_t>(run * 11 + i)];
    }
  }
  everywhere("copy", copied.size(), copied, 0, [&](float* out) {
    CopyJob job = {};
    job.in = in.data();
    job.out = out;
    job.in_stride = 11;
    job.out_stride = 30;
    job.count = 10;
    job.length = 7;
    return job_of(job, COPY);
  });
  const Shared<int32_t> extents = {5, 3, 40};
  const Shared<int32_t> strides = {1, 0, 5};
  std::vector<double> strided;
  for (int i = 0; i < 5; i++) {
    for (int j = 0; j < 3; j++) {
      for (int k = 0; k < 40; k++) {
        strided.push_back(in[static_cast<size_t>(i + 5 * k)]);
      }
    }
  }
  everywhere("stride", strided.size(), strided, 0, [&](float* out) {
    StrideJob job = {};
    job.in = in.data();
    job.out = out;
    job.size = 600;
    job.rank = 3;
    job.extents = extents.data();
    job.strides = strides.data();
    return job_of(job, STRIDE);
  });
}

void rows() {
  const int cols = 5;
  const int count = 300;
  const int table = 40;
  Floats in = draw(count * cols, 10);
  Shared<int32_t> places(17);
  for (size_t i = 0; i < places.size(); i++) {
    places[i] = static_cast<int32_t>(i * 7 % table);
  }
  const Shared<int64_t> counter = {(int64_t{1} << 35) + 3};
  auto place = [&](int i) { return places[static_cast<size_t>((counter[0] + i) % 17)]; };
  std::vector<double> gathered;
  std::vector<double> scattered(table * cols);
  for (int i = 0; i < count; i++) {
    for (int c = 0; c < cols; c++) {
      gathered.push_back(in[static_cast<size_t>(place(i) * cols + c)]);
      scattered[static_cast<size_t>(place(i) * cols + c)] += in[static_cast<size_t>(i * cols + c)];
    }
  }
  auto make = [&](float* out, int64_t kind) {
    RowsJob job = {};
    job.in = in.data();
    job.out = out;
    job.places = places.data();
    job.length = 17;
    job.counter = counter.data();
    job.count = count;
    job.cols = cols;
    job.table_rows = table;
    return job_of(job, kind);
  };
  everywhere("gather", gathered.size(), gathered, 0, [&](float* o) { return make(o, GATHER); });
  everywhere("scatter", scattered.size(), scattered, 1e-5,
             [&](float* o) { return make(o, SCATTER); });
}

void randoms() {
  const Shared<int64_t> counter = {(int64_t{1} << 32) - 3};
  const int64_t seed = -77;
  for (int cols : {1, 4, 7, 30}) {
    for (int64_t distribution : {UNIFORM, UNIFORM16, NORMAL}) {
      std::vector<double> expected;
      for (int r = 0; r < 50; r++) {
        for (int c = 0; c < cols; c++) {
          int each = distribution == UNIFORM16 ? 8 : 4;
          Words w = philox(seed, 9, counter[0] + r, c / each);
          float pair[2];
          normals(pair, w.w[c & 2], w.w[(c & 2) | 1]);
          expected.push_back(distribution == UNIFORM     ? uniform(w.w[c % 4])
                             : distribution == UNIFORM16 ? uniform16(w, c % 8)
                                                         : pair[c % 2]);
        }
      }
      everywhere("random", expected.size(), expected, 0, [&](float* out) {
        RandomJob job = {};
        job.out = out;
        job.rows = 50;
        job.cols = cols;
        job.distribution = distribution;
        job.stream = 9;
        job.seed = seed;
        job.counter = counter.data();
        return job_of(job, RANDOM);
      });
    }
  }
}

double exact(semblance::Operation op, double a, double b, double c) {
  switch (op) {
    case ADD: return a + b;
    case MUL: return a * b;
    case DIV: return a / b;
    case MAX: return a > b ? a : b;
    case GREATER: return a > b ? 1 : 0;
    case EXP: return std::exp(a);
    case LOG: return std::log(a);
    case SQRT: return std::sqrt(a);
    case TANH: return std::tanh(a);
    case MULTIPLY_ADD: return a * b + c;
    case GATE: return a > b ? c : 0;
  }
  return NAN;
}

semblance::Job chain_of(const Shared<MicroOp>& ops, size_t size, int cols, int lanes) {
  ChainJob job = {};
  job.size = static_cast<int64_t>(size);
  job.lanes = lanes;
  job.ops = ops.data();
  job.count = static_cast<int64_t>(ops.size());
  job.cols = cols;
  job.rows_matter = 1;
  return job_of(job, CHAIN);
}

// More operations than lie in shared memory at a time: each adds to what the one before it left.
void long_chain() {
  const int count = 2 * MOST_OPERATIONS + 3;
  const size_t size = 1000;
  Floats in = draw(size, 21);
  Shared<MicroOp> ops = {load_of(in.data(), ELEMENT, 0)};
  std::vector<double> expected(in.begin(), in.end());
  for (int i = 1; i < count; i++) {
    bool add = i % 2 == 0;
    float constant = add ? static_cast<float>(i) * 0.125f : 0.75f;
    MicroOp op = op_of(add ? ADD : MUL, (i - 1) % 2, bits_of(constant), 0, i % 2);
    op.code |= CONSTANT_B | CONSTANT_C | (i == 1 ? AWAITS : 0);
    ops.push_back(op);
    for (double& v : expected) {
      v = add ? v + constant : v * constant;
    }
  }
  for (int lanes : {1, 2, 4}) {
    everywhere("long chain", size, expected, 1e-4, [&](float* out) {
      ops.back().address = place_of(out);
      return chain_of(ops, size, 10, lanes);
    });
  }
}

// Every operation on operands of every kind: an element, a row's, a column's, a scalar, a constant.
void chains() {
  const int rows = 37;
  const int cols = 50;
  const size_t size = rows * cols;
  Floats element = draw(size, 11);
  Floats row = draw(cols, 12);
  Floats column = draw(rows, 13);
  for (Floats* all : {&element, &row, &column}) {
    for (float& v : *all) {
      v = std::fabs(v) + 0.1f;  // for logarithms and roots
    }
  }
  const Floats scalar = {1.7f};
  const float constant = 0.8f;
  const int CONSTANT = 4;
  auto value = [&](int where, size_t i) -> double {
    return where == ELEMENT     ? element[i]
           : where == BY_COLUMN ? row[i % cols]
           : where == BY_ROW    ? column[i / cols]
           : where == SCALAR    ? scalar[0]
                                : constant;
  };
  for (int number = ADD; number <= GATE; number++) {
    const auto op = static_cast<semblance::Operation>(number);
    for (int shift = 0; shift < 5; shift++) {
      int wa = shift;
      int wb = (shift + 1) % 5;
      int wc = (shift + 2) % 5;
      bool unary = op >= EXP && op <= TANH;
      bool ternary = op >= MULTIPLY_ADD;
      std::vector<double> expected;
      for (size_t i = 0; i < size; i++) {
        // The operation's result goes to a slot, and on from there with the element added.
        expected.push_back(exact(op, value(wa, i), value(wb, i), value(wc, i)) + element[i]);
      }
      // Operands are loaded ahead, and the first of them at once as well.
      const float* memory[] = {element.data(), row.data(), column.data(), scalar.data()};
      Shared<MicroOp> ops;
      MicroOp first = op_of(op, 0, 1, 2, 4);
      int32_t* operands[] = {&first.a, &first.b, &first.c};
      const int wheres[] = {wa, wb, wc};
      for (int o = 0; o < 3; o++) {
        bool there = o == 0 || (o == 1 && !unary) || ternary;
        if (!there || wheres[o] == CONSTANT) {
          *operands[o] = bits_of(constant);
          first.code |= CONSTANT_A << o;
        } else {
          ops.push_back(load_of(memory[wheres[o]], static_cast<Source>(wheres[o]), o));
        }
      }
      ops.push_back(load_of(element.data(), ELEMENT, 3));
      first.code |= AWAITS;
      ops.push_back(first);
      ops.push_back(load_of(element.data(), ELEMENT, 0));
      ops.back().code |= AT_ONCE;
      for (int with : {0, 3}) {
        ops.push_back(op_of(ADD, 4, with, 0, 5));
        ops.back().code |= CONSTANT_C;
      }
      for (int lanes : {1, 2, 4}) {
        everywhere("chain op " + std::to_string(op), size, expected, 1e-5, [&](float* out) {
          ops.back().address = place_of(out);
          return chain_of(ops, size, cols, lanes);
        });
      }
    }
  }
}

// Several jobs of different kinds in one launch, a counter moved on among them.
void together() {
  Floats in = draw(1000, 14);
  Floats copied(1000);
  Floats sum(1);
  Shared<int64_t> counter = {40};
  CopyJob copy = {};
  copy.in = in.data();
  copy.out = copied.data();
  copy.count = 1;
  copy.length = 1000;
  ReduceJob reduce = {};
  reduce.in = in.data();
  reduce.out = sum.data();
  reduce.outer = 1;
  reduce.middle = 1000;
  reduce.inner = 1;
  reduce.slices = THREADS;
  reduce.chunks = 1;
  reduce.chunk = 1000;
  AdvanceJob advance = {};
  advance.counter = counter.data();
  advance.by = int64_t{1} << 40;
  launch({job_of(copy, COPY), job_of(advance, ADVANCE), job_of(reduce, REDUCE)}, {4, 1, 2});
  double expected = 0;
  for (float v : in) {
    expected += v;
  }
  close_to("sum beside others", sum[0], expected, 1e-4);
  check(copied == in, "copy beside others", copied[0], in[0]);
  check(counter[0] == (int64_t{1} << 40) + 40, "counter", static_cast<double>(counter[0]), 40);
}

void errors() {
  check(semblance_group(nullptr, nullptr, 0, 1 << 20, 0, nullptr) != 0, "too much shared memory", 0, 1);
  check(std::strstr(semblance_last_error(), "shared memory") != nullptr, "its message", 0, 1);
}

}  // namespace

int main() {
#if defined(SEMBLANCE_GPU)
  int gpus = 0;
  if (cudaGetDeviceCount(&gpus) != cudaSuccess || gpus == 0) {
    std::puts("no GPU: skipped");
    return 77;
  }
#endif
  chains();
  long_chain();
  reduces();
  segments();
  codes();
  moves();
  rows();
  randoms();
  products();
  together();
  errors();
  std::printf("%d failures\n", failures);
  return failures == 0 ? 0 : 1;
}
