package io.semblance.vector;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Whether this JVM has a compiler that turns vector operations into instructions: C2, or Graal in
 * its place. Interpreter and first compiler allocate an object for every vector.
 */
final class VectorCompiler {
  /** Of tiered compilation: below run the interpreter and the first compiler. */
  private static final int TOP_TIER = 4;

  private static final String REMEDY = ", so vectors would be slower than scalars; ";

  /** Neither changes while a JVM runs, and asking costs some fifty milliseconds. */
  private static final String REFUSAL =
      refusal(System.getProperty("java.vm.info", ""), System.getProperty("java.vm.name", ""));

  private VectorCompiler() {}

  /** Why vectors would be slow here, or null if they are fast. */
  static String refusal() {
    return REFUSAL;
  }

  /**
   * @param info {@code java.vm.info}, like "mixed mode, sharing"
   * @param name {@code java.vm.name}, like "OpenJDK 64-Bit Server VM"
   */
  static String refusal(String info, String name) {
    String mode = info.toLowerCase(Locale.ROOT);
    if (mode.contains("interpreted")) {
      return "this JVM only interprets" + REMEDY + "remove -Xint";
    }
    if (mode.contains("emulated-client")) {
      return "this JVM compiles with C1 alone"
          + REMEDY
          + "remove -XX:TieredStopAtLevel, -XX:CompilationMode or -client";
    }
    String lower = name.toLowerCase(Locale.ROOT);
    for (String kind : new String[] {"client", "minimal", "zero"}) {
      if (lower.contains(kind + " vm")) {
        return "this is a " + kind + " VM without C2" + REMEDY + "take a server VM";
      }
    }
    return flagsRefusal();
  }

  /** Flags are told by a module that small run-time images leave out. */
  private static String flagsRefusal() {
    if (ModuleLayer.boot().findModule("jdk.management").isEmpty()) {
      return null;
    }
    try {
      return Flags.refusal();
    } catch (RuntimeException | LinkageError e) {
      return null; // another VM than HotSpot, which has no such flags
    }
  }

  /** Loaded only where its module is there. */
  private static final class Flags {
    static String refusal() {
      HotSpotDiagnosticMXBean flags =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      if (flags == null) {
        return null;
      }
      int level = Integer.parseInt(value(flags, "TieredStopAtLevel"));
      boolean tiered = Boolean.parseBoolean(value(flags, "TieredCompilation"));
      if (level >= TOP_TIER || !tiered && level > 0) {
        return null;
      }
      return "this JVM was told to stop before C2"
          + REMEDY
          + "remove -XX:TieredStopAtLevel="
          + level;
    }

    private static String value(HotSpotDiagnosticMXBean flags, String name) {
      return flags.getVMOption(name).getValue();
    }
  }
}
