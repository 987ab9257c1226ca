package io.semblance.benchmarks;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/**
 * Starts forked JVMs with environment variables: how OpenMP waits is read from there alone. JMH has
 * no option for it, but lets a profiler put a command before the JVM; {@code env} is that command.
 */
public final class ForkEnvironment implements ExternalProfiler {
  private final List<String> assignments;

  /**
   * @param assignments {@code NAME=VALUE}, separated by commas
   */
  public ForkEnvironment(String assignments) {
    this.assignments = List.of(assignments.split(","));
  }

  /** The form that the constructor reads. */
  static String text(Map<String, String> environment) {
    return environment.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .sorted()
        .collect(Collectors.joining(","));
  }

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams params) {
    List<String> command = new ArrayList<>();
    command.add("env");
    command.addAll(assignments);
    return command;
  }

  @Override
  public Collection<String> addJVMOptions(BenchmarkParams params) {
    return List.of();
  }

  @Override
  public void beforeTrial(BenchmarkParams params) {}

  @Override
  public Collection<? extends Result<?>> afterTrial(
      BenchmarkResult result, long pid, File out, File err) {
    return List.of();
  }

  @Override
  public boolean allowPrintOut() {
    return true;
  }

  @Override
  public boolean allowPrintErr() {
    return true;
  }

  @Override
  public String getDescription() {
    return "environment variables of the forked JVM";
  }
}
