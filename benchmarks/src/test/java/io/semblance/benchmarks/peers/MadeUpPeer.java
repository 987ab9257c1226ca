package io.semblance.benchmarks.peers;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A peer that crashes in native code in some of its ways, as a library may on a new processor. */
@State(Scope.Benchmark)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx64m", "-XX:+SuppressFatalErrorMessage"})
public class MadeUpPeer {
  /** {@code crash}, {@code steady}, or {@code later}: crashes from its second JVM on. */
  @Param("steady")
  private String way;

  /** A file that {@code later} leaves, so as to know that it ran before. */
  @Param("")
  private String trace;

  private int runs;

  /** Crashes, if that is its way. */
  @Setup
  public void start() throws IOException, ReflectiveOperationException {
    boolean before = !trace.isEmpty() && Files.exists(Path.of(trace));
    if (way.equals("later")) {
      Files.writeString(Path.of(trace), "ran");
    }
    if (way.equals("crash") || way.equals("later") && before) {
      // By reflection, since the compiler warns of this class, rightly.
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field unsafe = type.getDeclaredField("theUnsafe");
      unsafe.setAccessible(true);
      type.getMethod("putLong", long.class, long.class).invoke(unsafe.get(null), 0L, 1L);
    }
  }

  /** Next to nothing. */
  @Benchmark
  public int work() {
    return runs++;
  }
}
