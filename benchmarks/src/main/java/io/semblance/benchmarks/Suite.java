package io.semblance.benchmarks;

import io.semblance.benchmarks.Contest.Quotient;
import io.semblance.benchmarks.Contest.Side;
import io.semblance.benchmarks.Contest.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All contests, in the order they run. */
final class Suite {
  private static final List<String> PRODUCTS =
      List.of("128x512x256", "384x64x512", "384x512x256", "512x512x512");

  private final int cores;

  /**
   * @param cores what "all cores" means
   */
  Suite(int cores) {
    this.cores = cores;
  }

  List<Contest> contests() {
    List<Contest> all = new ArrayList<>();
    for (String form : List.of("ab", "atb", "abt")) {
      for (String size : PRODUCTS) {
        all.add(product(size, form));
      }
    }
    all.add(step("critic"));
    all.add(step("generator"));
    for (String chain : List.of("layer", "adam", "exp", "log", "tanh", "sigmoid", "softmax")) {
      all.add(
          engine(
              "elementwise." + chain,
              "elements",
              ElementwiseBenchmark.class,
              "pass",
              "chain",
              chain));
    }
    for (String law : List.of("uniform", "uniform16", "normal")) {
      all.add(
          engine("random." + law, "numbers", RandomBenchmark.class, "draw", "distribution", law));
    }
    all.add(model("epoch", EpochBenchmark.class, "epoch"));
    all.add(model("sampling.memory", SamplingBenchmark.class, "memory"));
    all.add(model("sampling.file", SamplingBenchmark.class, "file"));
    for (String direction : List.of("read", "write")) {
      all.add(alone("csv." + direction, CsvBenchmark.class, direction));
    }
    for (String work : List.of("fit", "encode", "decode")) {
      all.add(alone("encoders." + work, EncoderBenchmark.class, work));
    }
    return all;
  }

  private Contest product(String size, String form) {
    String name = "product." + size + (form.equals("ab") ? "" : "." + form);
    Map<String, String> parameters = Map.of("size", size, "form", form, "threads", "1");
    List<Side> sides = new ArrayList<>();
    for (String backend : List.of("vector", "ejml")) {
      sides.add(
          Side.of(
              backend,
              new Candidate(backend, ProductBenchmark.class, "product", parameters)
                  .with(backend, "backend", backend)));
    }
    sides.add(new Side("libtorch", Peers.products(parameters)));
    return new Contest(
        name,
        new Work(Extents.parse(size).operations() * 1e-9, "GFLOP"),
        Trials.Length.FULL,
        false,
        sides,
        List.of(
            Quotient.of(name + ".vector/libtorch", "libtorch", "vector"),
            Quotient.of(name + ".vector/ejml", "ejml", "vector")));
  }

  private Contest step(String network) {
    List<Side> sides = new ArrayList<>();
    sides.add(step(network, "vector", 1));
    if (cores > 1) {
      sides.add(step(network, "vector", 2));
    }
    if (cores > 2) {
      sides.add(step(network, "vector", cores));
    }
    sides.add(step(network, "ejml", 1));
    sides.add(new Side("libtorch.1", Peers.steps(network, 1)));
    if (cores > 1) {
      sides.add(new Side("libtorch." + cores, Peers.steps(network, cores)));
    }
    List<String> peers = List.of("libtorch.1", "libtorch." + cores);
    List<Quotient> quotients =
        List.of(
            Quotient.of(network + ".1thread.time/libtorch", "vector.1", "libtorch.1"),
            new Quotient(
                network + ".allcores.time/libtorch-best", List.of("vector." + cores), peers),
            Quotient.of(network + ".2threads/1thread", "vector.1", "vector.2"),
            Quotient.of(network + ".vector.time/ejml", "vector.1", "ejml.1"));
    return new Contest(network, new Work(1, "updates"), Trials.Length.FULL, true, sides, quotients);
  }

  private static Side step(String network, String backend, int threads) {
    String name = backend + "." + threads;
    Map<String, String> parameters =
        Map.of("network", network, "backend", backend, "threads", Integer.toString(threads));
    return Side.of(name, new Candidate(name, StepBenchmark.class, "update", parameters));
  }

  /** Work of the engine alone, on one thread and on two. */
  private Contest engine(
      String name, String unit, Class<?> type, String method, String parameter, String value) {
    Map<String, String> parameters = Map.of(parameter, value);
    return backends(name, new Work(1, unit), Trials.Length.FULL, type, method, parameters);
  }

  /** Work through the public API of models; rows per second. */
  private Contest model(String name, Class<?> type, String method) {
    return backends(name, new Work(1, "rows"), Trials.Length.SLOW, type, method, Map.of());
  }

  private Contest backends(
      String name,
      Work work,
      Trials.Length length,
      Class<?> type,
      String method,
      Map<String, String> parameters) {
    List<Side> sides = new ArrayList<>();
    for (int threads = 1; threads <= Math.min(2, cores); threads++) {
      for (String backend : List.of("vector", "ejml")) {
        String side = backend + "." + threads;
        sides.add(
            Side.of(
                side,
                new Candidate(side, type, method, parameters)
                    .with(side, "backend", backend)
                    .with(side, "threads", Integer.toString(threads))));
      }
    }
    return new Contest(
        name,
        work,
        length,
        false,
        sides,
        List.of(
            Quotient.of(name + ".vector.time/ejml", "vector.1", "ejml.1"),
            Quotient.of(name + ".2threads/1thread", "vector.1", "vector.2")));
  }

  /** Work that no backend takes part in; rows per second. */
  private static Contest alone(String name, Class<?> type, String method) {
    Side side = Side.of("semblance", new Candidate("semblance", type, method, Map.of()));
    return new Contest(
        name, new Work(1, "rows"), Trials.Length.SLOW, false, List.of(side), List.of());
  }
}
