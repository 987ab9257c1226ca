package io.semblance.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How libtorch is run: with each of its two BLAS libraries, and on several cores with both ways its
 * threads may wait. The classes are named by text, since they are there with the Maven profile
 * {@code peers} only.
 */
final class Peers {
  private static final String PACKAGE = "io.semblance.benchmarks.peers.";

  private Peers() {}

  private enum Blas {
    OPENBLAS(List.of()),
    MKL(List.of("-Dorg.bytedeco.openblas.load=mkl_rt"));

    private final List<String> options;

    Blas(List<String> options) {
      this.options = options;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a benchmark is one of the peers'. */
  static boolean owns(String method) {
    return method.startsWith(PACKAGE);
  }

  static List<Candidate> products(Map<String, String> parameters) {
    List<Candidate> candidates = new ArrayList<>();
    for (Blas blas : Blas.values()) {
      candidates.add(
          new Candidate(
              blas.label(),
              PACKAGE + "TorchProductBenchmark.product",
              parameters,
              environment(1, "passive"),
              blas.options));
    }
    return candidates;
  }

  static List<Candidate> steps(String network, int threads) {
    List<String> styles =
        network.equals("critic") ? List.of("plain", "stacked", "lean") : List.of("plain", "lean");
    return styled("TorchStepBenchmark.update", Map.of("network", network), threads, styles);
  }

  static List<Candidate> timegan(int threads) {
    List<String> styles = List.of("plain", "stacked");
    return styled("TorchTimeGanBenchmark.round", Map.of(), threads, styles);
  }

  private static List<Candidate> styled(
      String method, Map<String, String> parameters, int threads, List<String> styles) {
    List<Candidate> candidates = new ArrayList<>();
    List<String> policies = threads == 1 ? List.of("passive") : List.of("passive", "active");
    for (Blas blas : Blas.values()) {
      for (String policy : policies) {
        for (String style : styles) {
          Map<String, String> all = new TreeMap<>(parameters);
          all.put("threads", Integer.toString(threads));
          all.put("style", style);
          candidates.add(
              new Candidate(
                  blas.label() + (threads == 1 ? "" : "-" + policy) + "-" + style,
                  PACKAGE + method,
                  all,
                  environment(threads, policy),
                  blas.options));
        }
      }
    }
    return candidates;
  }

  /** MKL brings an OpenMP of its own; told so, it shares libtorch's instead of fighting it. */
  private static Map<String, String> environment(int threads, String policy) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("OMP_NUM_THREADS", Integer.toString(threads));
    environment.put("OMP_WAIT_POLICY", policy);
    environment.put("MKL_THREADING_LAYER", "GNU");
    return environment;
  }
}
