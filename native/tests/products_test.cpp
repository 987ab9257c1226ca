// Products of all forms, with and without a chain that follows.
#include "launch.h"

using namespace semblance;

namespace {

struct Extents {
  int m, n, k;
};

void product(Extents e, bool ta, bool tb, bool accumulate, int64_t kind) {
  Floats a = draw(static_cast<size_t>(e.m) * e.k, 1);
  Floats b = draw(static_cast<size_t>(e.k) * e.n, 2);
  std::vector<double> expected;
  std::vector<float> in_order;
  for (int i = 0; i < e.m; i++) {
    for (int j = 0; j < e.n; j++) {
      double sum = accumulate ? 0.5 : 0;
      float fused = accumulate ? 0.5f : 0.0f;
      for (int p = 0; p < e.k; p++) {
        float x = ta ? a[static_cast<size_t>(p) * e.m + i] : a[static_cast<size_t>(i) * e.k + p];
        float y = tb ? b[static_cast<size_t>(j) * e.k + p] : b[static_cast<size_t>(p) * e.n + j];
        sum += static_cast<double>(x) * y;
        fused = std::fma(x, y, fused);
      }
      expected.push_back(sum);
      in_order.push_back(fused);
    }
  }
  std::string what = "product " + std::to_string(e.m) + "x" + std::to_string(e.n) + "x" +
                     std::to_string(e.k) + (ta ? " ta" : "") + (tb ? " tb" : "");
  auto make = [&](float* out) {
    ProductJob job = {};
    job.a = a.data();
    job.b = b.data();
    job.out = out;
    job.m = e.m;
    job.n = e.n;
    job.k = e.k;
    job.transpose_a = ta;
    job.transpose_b = tb;
    job.accumulate = accumulate;
    return job_of(job, kind);
  };
  everywhere(what, expected.size(), expected, 1e-4, make);
  Floats out(expected.size(), 0.5f);
  launch({make(out.data())}, {2});
  for (size_t i = 0; i < out.size(); i++) {
    check(out[i] == in_order[i], (what + ": not in the order of k").c_str(), out[i], in_order[i]);
  }
}

// max(a b + row bias, 0) and, beside it, twice that; the product itself is not kept.
void followed(Extents e, int64_t kind) {
  Floats a = draw(static_cast<size_t>(e.m) * e.k, 3);
  Floats b = draw(static_cast<size_t>(e.k) * e.n, 4);
  Floats bias = draw(static_cast<size_t>(e.n), 5);
  size_t size = static_cast<size_t>(e.m) * e.n;
  std::vector<double> expected;
  for (int i = 0; i < e.m; i++) {
    for (int j = 0; j < e.n; j++) {
      double sum = bias[j];
      for (int p = 0; p < e.k; p++) {
        sum += static_cast<double>(a[static_cast<size_t>(i) * e.k + p]) * b[static_cast<size_t>(p) * e.n + j];
      }
      expected.push_back(std::fmax(sum, 0));
    }
  }
  Floats twice(size);
  auto code = [](int op, int wa, int wb, int wout) {
    return op | wa << 8 | wb << 12 | NOTHING << 16 | wout << 20;
  };
  float two = 2;
  int32_t two_bits;
  std::memcpy(&two_bits, &two, sizeof two_bits);
  const Shared<MicroOp> ops = {{code(ADD, INPUT_ROW, RESULT, REGISTER), 1, 0, 0, 0, {}},
                         {code(MAX, REGISTER, IMMEDIATE, OUTPUT), 0, 0, 0, 0, {}},
                         {code(MUL, OUTPUT, IMMEDIATE, OUTPUT), 0, two_bits, 0, 1, {}}};
  const Shared<const float*> inputs = {nullptr, bias.data()};
  Shared<float*> outputs(2);
  Shared<Chain> chain(1);
  everywhere("followed product", size, expected, 1e-4, [&](float* out) {
    outputs[0] = out;
    outputs[1] = twice.data();
    chain[0] = Chain{ops.data(), 3, inputs.data(), outputs.data(), e.n, 1, 1};
    ProductJob job = {};
    job.a = a.data();
    job.b = b.data();
    job.m = e.m;
    job.n = e.n;
    job.k = e.k;
    job.chain = chain.data();
    return job_of(job, kind);
  });
  for (size_t i = 0; i < size; i++) {
    close_to("twice", twice[i], 2 * expected[i], 1e-4);
  }
}

}  // namespace

void products() {
  for (int64_t kind : {static_cast<int64_t>(PRODUCT_SMALL), static_cast<int64_t>(PRODUCT_LARGE)}) {
    for (Extents e : {Extents{1, 1, 1}, Extents{33, 65, 17}, Extents{64, 64, 64},
                      Extents{70, 1, 100}, Extents{5, 130, 3}, Extents{129, 31, 33}}) {
      for (int form = 0; form < 8; form++) {
        product(e, form & 1, form & 2, form & 4, kind);
      }
    }
    followed({33, 65, 17}, kind);
    followed({64, 128, 40}, kind);
    followed({1, 3, 200}, kind);
  }
}
