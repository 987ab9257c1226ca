package io.semblance.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time and memory of work that is measured without JMH, because it is long or large.
 *
 * @param seconds of one run, the median where there were several
 * @param cpuSeconds of one run, of all threads of this process; other processes do not lengthen it
 * @param allocated bytes of the heap that one run took, in threads that still live after it
 */
record Stopwatch(double seconds, double cpuSeconds, long allocated) {
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int RUNS = 7;
  private static final double WARM_SECONDS = 6;
  private static final double RUN_SECONDS = 0.3;

  /** One run, the first. */
  static Stopwatch single(Runnable work) {
    return runs(work, 1);
  }

  /** Several runs, after it has run for a while. */
  static Stopwatch settled(Runnable work) {
    double taken = 0;
    int warm = 0;
    while (taken < WARM_SECONDS || warm < 3) {
      taken += runs(work, 1).cpuSeconds;
      warm++;
    }
    // The system may count processor time in steps of 10 ms; a run lasts many of them.
    int repeats = (int) Math.max(1, Math.ceil(RUN_SECONDS * warm / taken));
    double[] seconds = new double[RUNS];
    double[] cpuSeconds = new double[RUNS];
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < RUNS; i++) {
      Stopwatch runs = runs(work, repeats);
      seconds[i] = runs.seconds;
      cpuSeconds[i] = runs.cpuSeconds;
      allocated = Math.min(allocated, runs.allocated);
    }
    return new Stopwatch(Medians.median(seconds), Medians.median(cpuSeconds), allocated);
  }

  private static Stopwatch runs(Runnable work, int repeats) {
    Map<Long, Long> before = allocatedSoFar();
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    for (int i = 0; i < repeats; i++) {
      work.run();
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) * 1e-9;
    return new Stopwatch(seconds / repeats, cpuSeconds / repeats, allocatedSince(before) / repeats);
  }

  /** Bytes that each living thread has allocated so far. */
  private static Map<Long, Long> allocatedSoFar() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    Map<Long, Long> all = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      if (bytes[i] >= 0) { // -1 for a thread that has just ended
        all.put(ids[i], bytes[i]);
      }
    }
    return all;
  }

  /** By thread, because one that ends takes its count along. */
  private static long allocatedSince(Map<Long, Long> before) {
    return allocatedSoFar().entrySet().stream()
        .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
        .sum();
  }

  /** Most memory this process had so far (RSS), in bytes; NaN where the system does not tell. */
  static double peakRss() {
    try {
      Matcher m = PEAK.matcher(Files.readString(Path.of("/proc/self/status")));
      return m.find() ? Long.parseLong(m.group(1)) * 1024.0 : Double.NaN;
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
