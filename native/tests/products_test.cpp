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

// max(a b + row bias, 0) times a mask and, beside it, twice that. The product itself is kept only where it
// is added to something, and all memory begins so many floats beside a multiple of four.
void followed(Extents e, int form, size_t beside, int64_t kind) {
  bool ta = form & 1;
  bool tb = form & 2;
  bool accumulate = form & 4;
  Floats a = draw(static_cast<size_t>(e.m) * e.k + beside, 3);
  Floats b = draw(static_cast<size_t>(e.k) * e.n + beside, 4);
  Floats bias = draw(static_cast<size_t>(e.n) + beside, 5);
  size_t size = static_cast<size_t>(e.m) * e.n;
  Floats mask = draw(size + beside, 6);
  const Floats before = draw(size + beside, 7);
  std::vector<double> products;
  std::vector<double> expected;
  for (int i = 0; i < e.m; i++) {
    for (int j = 0; j < e.n; j++) {
      size_t at = static_cast<size_t>(i) * e.n + j;
      double sum = accumulate ? before[beside + at] : 0;
      for (int p = 0; p < e.k; p++) {
        size_t x = ta ? static_cast<size_t>(p) * e.m + i : static_cast<size_t>(i) * e.k + p;
        size_t y = tb ? static_cast<size_t>(j) * e.k + p : static_cast<size_t>(p) * e.n + j;
        sum += static_cast<double>(a[beside + x]) * b[beside + y];
      }
      products.push_back(sum);
      expected.push_back(std::fmax(sum + bias[beside + j], 0) * mask[beside + at]);
    }
  }
  Floats twice(size + beside);
  Floats product;
  Shared<MicroOp> ops = {load_of(bias.data() + beside, BY_COLUMN, 1),
                         load_of(mask.data() + beside, ELEMENT, 3),
                         op_of(ADD, 1, 0, 0, 1),
                         op_of(MAX, 1, 0, 0, 2),
                         op_of(MUL, 2, 3, 0, 2),
                         op_of(MUL, 2, bits_of(2), 0, 0)};
  ops[2].code |= CONSTANT_C | AWAITS;
  ops[3].code |= CONSTANT_B | CONSTANT_C;
  ops[4].code |= CONSTANT_C;
  ops[5].code |= CONSTANT_B | CONSTANT_C;
  ops[5].address = place_of(twice.data() + beside);
  everywhere("followed product", size, expected, 1e-4, [&](float* out) {
    product = before;
    ops[4].address = place_of(out);
    ProductJob job = {};
    job.a = a.data() + beside;
    job.b = b.data() + beside;
    job.out = accumulate ? product.data() + beside : nullptr;
    job.m = e.m;
    job.n = e.n;
    job.k = e.k;
    job.transpose_a = ta;
    job.transpose_b = tb;
    job.accumulate = accumulate;
    job.ops = ops.data();
    job.count = static_cast<int64_t>(ops.size());
    return job_of(job, kind);
  });
  for (size_t i = 0; i < size; i++) {
    close_to("twice", twice[beside + i], 2 * expected[i], 1e-4);
    if (accumulate) {
      close_to("kept product", product[beside + i], products[i], 1e-4);
    }
  }
}

}  // namespace

void products() {
  for (JobKind kind : {PRODUCT_TINY, PRODUCT_SMALL, PRODUCT_LARGE}) {
    for (Extents e : {Extents{1, 1, 1}, Extents{33, 65, 17}, Extents{64, 64, 64},
                      Extents{70, 1, 100}, Extents{5, 130, 3}, Extents{129, 31, 33}}) {
      for (int form = 0; form < 8; form++) {
        product(e, form & 1, form & 2, form & 4, kind);
      }
    }
    product({5, 7, 0}, false, false, false, kind);
    product({5, 7, 0}, false, true, true, kind);
    for (int form = 0; form < 8; form++) {
      for (size_t beside : {0, 1}) {
        followed({33, 65, 17}, form, beside, kind);
        followed({64, 128, 40}, form, beside, kind);
        followed({1, 3, 200}, form, beside, kind);
      }
    }
  }
}
