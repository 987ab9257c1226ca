// The functions of float_math.h and philox.h against double precision and known answers.
#include <cinttypes>
#include <cstring>

#include "check.h"
#include "philox.h"

namespace {

// Distance in units in the last place of the float nearest to the exact value.
double ulps(float found, double exact) {
  float nearest = static_cast<float>(exact);
  double unit = std::nextafterf(std::fabs(nearest), INFINITY) - std::fabs(nearest);
  return std::fabs(found - exact) / unit;
}

template <class F, class G>
void within_two_ulps(const char* what, F function, G exact, double from, double to) {
  double worst = 0;
  for (int i = 0; i <= 2000000; i++) {
    float x = static_cast<float>(from + (to - from) * i / 2000000);
    worst = std::fmax(worst, ulps(function(x), exact(static_cast<double>(x))));
  }
  std::printf("%s on [%g, %g]: worst %.3f ulp\n", what, from, to, worst);
  check(worst <= 2, what, worst, 2);
}

void functions() {
  using namespace semblance;
  auto exp1 = [](double x) { return std::exp(x); };
  auto log1 = [](double x) { return std::log(x); };
  auto tanh1 = [](double x) { return std::tanh(x); };
  within_two_ulps("exp", exp_float, exp1, -87.3, 88.7);
  within_two_ulps("exp", exp_float, exp1, -1, 1);
  within_two_ulps("log", log_float, log1, 1e-6, 4);
  within_two_ulps("log", log_float, log1, 4, 1e30);
  within_two_ulps("tanh", tanh_float, tanh1, -12, 12);
  within_two_ulps("tanh", tanh_float, tanh1, 0.001, 0.7);
  check(exp_float(-100) == 0, "exp(-100)", exp_float(-100), 0);
  check(std::isinf(exp_float(89)), "exp(89)", exp_float(89), INFINITY);
  check(std::isnan(exp_float(NAN)), "exp(nan)", exp_float(NAN), NAN);
  check(std::isinf(log_float(0)) && log_float(0) < 0, "log(0)", log_float(0), -INFINITY);
  check(std::isnan(log_float(-1)), "log(-1)", log_float(-1), NAN);
  check(std::isinf(log_float(INFINITY)), "log(inf)", log_float(INFINITY), INFINITY);
  close_to("log of a denormal", log_float(1e-40f), std::log(static_cast<double>(1e-40f)), 1e-6);
  check(tanh_float(20) == 1 && tanh_float(-20) == -1, "tanh(20)", tanh_float(20), 1);
  check(std::isnan(tanh_float(NAN)), "tanh(nan)", tanh_float(NAN), NAN);
  for (int i = 0; i < 1000; i++) {
    float t = i / 999.0f - 0.25f;
    close_to("cos of turns", cos_turns(t), std::cos(2 * M_PI * static_cast<double>(t)), 5e-7);
  }
}

// The known answers of the Random123 distribution (kat_vectors, philox4x32 with 10 rounds).
void known_answers() {
  const uint32_t vectors[3][10] = {
      {0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8},
      {0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d,
       0x41c83b0e, 0xa20bc7c6, 0x6d5451fd},
      {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09,
       0x94fdcceb, 0x5001e420, 0x24126ea1}};
  for (const auto& v : vectors) {
    semblance::Words w = semblance::philox(v[0], v[1], v[2], v[3], v[4], v[5]);
    for (int i = 0; i < 4; i++) {
      check(w.w[i] == v[6 + i], "philox", w.w[i], v[6 + i]);
    }
  }
}

// Low halves in even columns, high halves in odd ones, at the midpoints of 2^16 intervals.
void halves() {
  const semblance::Words w = {{0xffff0000u, 0x00010002u, 0x80007fffu, 0x12345678u}};
  const uint32_t expected[8] = {0, 0xffff, 2, 1, 0x7fff, 0x8000, 0x5678, 0x1234};
  for (int i = 0; i < 8; i++) {
    double exact = (expected[i] + 0.5) / 65536;
    double found = static_cast<double>(semblance::uniform16(w, i));
    check(found == exact, "uniform of 16 bits", found, exact);
  }
}

void moments() {
  double uniform_sum = 0;
  double coarse_sum = 0;
  double sum = 0;
  double squares = 0;
  double fourth = 0;
  double pairs = 0;
  const int rows = 200000;
  for (int row = 0; row < rows; row++) {
    semblance::Words w = semblance::philox(int64_t{-5}, 3, int64_t{1} << 33 | row, 2);
    float n[4];
    semblance::normals(n, w.w[0], w.w[1]);
    semblance::normals(n + 2, w.w[2], w.w[3]);
    for (int i = 0; i < 4; i++) {
      float u = semblance::uniform(w.w[i]);
      check(u > 0 && u < 1, "uniform", u, 0.5);
      uniform_sum += u;
      sum += n[i];
      squares += static_cast<double>(n[i]) * n[i];
      fourth += std::pow(n[i], 4);
    }
    for (int i = 0; i < 8; i++) {
      coarse_sum += semblance::uniform16(w, i);
    }
    pairs += n[0] * n[1] + n[2] * n[3];
  }
  close_to("mean of uniform", uniform_sum / (4 * rows), 0.5, 2e-3);
  close_to("mean of uniform of 16 bits", coarse_sum / (8 * rows), 0.5, 2e-3);
  close_to("mean of normal", sum / (4 * rows), 0, 5e-3);
  close_to("variance", squares / (4 * rows), 1, 1e-2);
  close_to("fourth moment", fourth / (4 * rows), 3, 3e-2);
  close_to("correlation", pairs / (2 * rows), 0, 1e-2);
}

}  // namespace

int main() {
  functions();
  known_answers();
  halves();
  moments();
  std::printf("%d failures\n", failures);
  return failures == 0 ? 0 : 1;
}
