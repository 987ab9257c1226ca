package io.semblance.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs candidates, each in a fresh JVM. */
final class Trials {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private Trials() {}

  /**
   * How long to run.
   *
   * @param warmups iterations before times are taken; compilation must be over by then
   * @param iterations iterations whose median counts
   * @param millis of one iteration
   */
  record Length(int warmups, int iterations, int millis) {
    /** For figures. */
    static final Length FULL = new Length(5, 5, 800);

    /** For figures of work of so many instructions that the JVM compiles them for seconds. */
    static final Length LONG = new Length(15, 5, 800);

    /** For figures of work that takes seconds, or that needs little to be warm. */
    static final Length SLOW = new Length(1, 3, 800);

    /** For bytes: the few that JMH allocates itself per iteration vanish among many operations. */
    static final Length ALLOCATION = new Length(6, 2, 3000);

    /** To choose between candidates. */
    static final Length HEAT = new Length(2, 3, 400);

    /** To see that it runs. */
    static final Length SHORT = new Length(0, 1, 1);
  }

  /**
   * What one JVM measured.
   *
   * @param seconds per operation, median of the iterations
   * @param bytes allocated on the heap per operation; NaN if that was not asked for
   */
  record Score(double seconds, double bytes) {}

  /** Class and method of all benchmarks on the class path. */
  static Set<String> known() {
    Set<String> names = new TreeSet<>();
    for (BenchmarkListEntry entry :
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                List.of())) {
      names.add(entry.getUsername());
    }
    return names;
  }

  /**
   * Runs a candidate once in this JVM, only to see that it runs: nothing is compiled yet, and its
   * JVM options and environment are not there.
   *
   * @throws IllegalStateException if it failed
   */
  static void attempt(Candidate candidate) {
    run(candidate, options(candidate, Length.SHORT).forks(0));
  }

  /**
   * Runs a candidate in a JVM of its own.
   *
   * @throws IllegalStateException if it failed
   */
  static Score run(Candidate candidate, Length length, boolean allocation) {
    ChainedOptionsBuilder options = options(candidate, length).forks(1);
    if (!candidate.jvmOptions().isEmpty()) {
      options.jvmArgsPrepend(candidate.jvmOptions().toArray(new String[0]));
    }
    if (!candidate.environment().isEmpty()) {
      options.addProfiler(ForkEnvironment.class, ForkEnvironment.text(candidate.environment()));
    }
    if (allocation) {
      options.addProfiler(GCProfiler.class);
    }
    return run(candidate, options);
  }

  private static ChainedOptionsBuilder options(Candidate candidate, Length length) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(candidate.method()) + "$")
            .threads(1)
            .mode(Mode.AverageTime)
            .warmupIterations(length.warmups())
            .warmupTime(TimeValue.milliseconds(length.millis()))
            .measurementIterations(length.iterations())
            .measurementTime(TimeValue.milliseconds(length.millis()))
            .timeUnit(TimeUnit.NANOSECONDS)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    candidate.parameters().forEach(options::param);
    return options;
  }

  private static Score run(Candidate candidate, ChainedOptionsBuilder options) {
    try {
      return score(candidate, new Runner(options.build()).run());
    } catch (RunnerException e) {
      throw new IllegalStateException(candidate.label() + " failed: " + reason(e), e);
    }
  }

  /** What lies below JMH's "caught the exception": an exit code of a JVM, say. */
  private static String reason(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null || at.getSuppressed().length > 0) {
      at = at.getCause() != null ? at.getCause() : at.getSuppressed()[0];
    }
    return at.getMessage();
  }

  private static Score score(Candidate candidate, Collection<RunResult> results) {
    if (results.size() != 1) {
      throw new IllegalStateException(
          results.size() + " results of " + candidate + "; every parameter must be given");
    }
    RunResult result = results.iterator().next();
    double nanos = result.getPrimaryResult().getStatistics().getPercentile(50);
    double bytes = Double.NaN;
    for (String label : result.getSecondaryResults().keySet()) {
      if (label.endsWith(ALLOCATED)) {
        bytes = result.getSecondaryResults().get(label).getScore();
      }
    }
    return new Score(nanos * 1e-9, bytes);
  }
}
