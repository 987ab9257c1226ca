package io.semblance.benchmarks;

import io.semblance.benchmarks.Contest.Quotient;
import io.semblance.benchmarks.Contest.Side;
import io.semblance.benchmarks.Contest.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

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
    all.add(timegan());
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
    all.add(parquet("reading"));
    all.add(parquet("writing"));
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

  /** A table as Parquet, beside the same as text. */
  private Contest parquet(String work) {
    String name = "parquet." + work;
    List<Side> sides = new ArrayList<>();
    for (String kind : List.of("csv", "parquet")) {
      sides.add(
          Side.of(
              kind,
              new Candidate(kind, ParquetBenchmark.class, work, Map.of("ending", "." + kind))));
    }
    return new Contest(
        name,
        new Work(ParquetBenchmark.ROWS, "rows"),
        Trials.Length.FULL,
        false,
        sides,
        List.of(Quotient.of(name + ".parquet/csv", "csv", "parquet")));
  }

  private Contest step(String network) {
    String allCores = network + ".allcores.time/libtorch-best";
    return update(
        network,
        new Work(1, "updates"),
        Trials.Length.FULL,
        new Candidate("", StepBenchmark.class, "update", Map.of("network", network)),
        threads -> Peers.steps(network, threads),
        new Quotient(allCores, List.of("vector." + cores), bestPeers()));
  }

  /** A round is so many small things that both sides may be fastest on one thread. */
  private Contest timegan() {
    List<String> own = List.of("vector.1", "vector." + cores);
    return update(
        "timegan",
        new Work(1, "rounds"),
        Trials.Length.LONG,
        new Candidate("", TimeGanBenchmark.class, "round", Map.of()),
        Peers::timegan,
        new Quotient("timegan.joint.time/libtorch-best", own, bestPeers()));
  }

  private List<String> bestPeers() {
    return List.of("libtorch.1", "libtorch." + cores);
  }

  /** Training, on one thread and on several, against libtorch. */
  private Contest update(
      String name,
      Work work,
      Trials.Length length,
      Candidate own,
      IntFunction<List<Candidate>> peers,
      Quotient withBest) {
    List<Side> sides = new ArrayList<>();
    sides.add(side(own, "vector", 1));
    if (cores > 1) {
      sides.add(side(own, "vector", 2));
    }
    if (cores > 2) {
      sides.add(side(own, "vector", cores));
    }
    sides.add(side(own, "ejml", 1));
    sides.add(new Side("libtorch.1", peers.apply(1)));
    if (cores > 1) {
      sides.add(new Side("libtorch." + cores, peers.apply(cores)));
    }
    List<Quotient> quotients =
        List.of(
            Quotient.of(name + ".1thread.time/libtorch", "vector.1", "libtorch.1"),
            withBest,
            Quotient.of(name + ".2threads/1thread", "vector.1", "vector.2"),
            Quotient.of(name + ".vector.time/ejml", "vector.1", "ejml.1"));
    return new Contest(name, work, length, true, sides, quotients);
  }

  private static Side side(Candidate of, String backend, int threads) {
    String name = backend + "." + threads;
    return Side.of(
        name, of.with(name, "backend", backend).with(name, "threads", Integer.toString(threads)));
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
