package io.semblance.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One way to do a piece of work: a JMH benchmark with parameters, and how its JVM is started.
 *
 * @param label what tells it from the other candidates of its side
 * @param method class and method of the benchmark
 * @param parameters of the benchmark
 * @param environment of its JVM
 * @param jvmOptions beside those that the benchmark names itself
 */
record Candidate(
    String label,
    String method,
    Map<String, String> parameters,
    Map<String, String> environment,
    List<String> jvmOptions) {

  Candidate {
    parameters = Map.copyOf(parameters);
    environment = Map.copyOf(environment);
    jvmOptions = List.copyOf(jvmOptions);
  }

  Candidate(String label, Class<?> type, String method, Map<String, String> parameters) {
    this(label, type.getName() + "." + method, parameters, Map.of(), List.of());
  }

  /** This candidate with one parameter more. */
  Candidate with(String label, String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return new Candidate(label, method, more, environment, jvmOptions);
  }
}
