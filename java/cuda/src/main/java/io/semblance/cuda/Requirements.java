package io.semblance.cuda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What CUDA needs, checked in the order in which somebody would have to provide it. */
final class Requirements {
  /** System property: which GPU, counted from 0. */
  static final String DEVICE = "semblance.cuda.device";

  /** JCuda is made for this version, and drivers run what is older than they are. */
  private static final int OLDEST_DRIVER = 12_000;

  /** Whoever has a driver has one of these: Linux, Linux under Windows. */
  private static final List<String> DRIVER_SIGNS =
      List.of("/dev/nvidiactl", "/proc/driver/nvidia/version", "/dev/dxg");

  /**
   * What JCuda answers where there is no driver; asking it loads a library, of which newer JVMs
   * warn.
   */
  static final CudaRuntime NOTHING = new CudaRuntime(35, "no driver", 0, 0);

  private Requirements() {}

  /**
   * @param reason why CUDA cannot run, in words, or null
   * @param missing whether the machine simply has no such GPU
   */
  record Verdict(String reason, boolean missing) {
    static final Verdict FINE = new Verdict(null, false);

    static Verdict no(String reason) {
      return new Verdict(reason, false);
    }

    static Verdict missing(String reason) {
      return new Verdict(reason, true);
    }
  }

  /** For the machine and the properties as they are. Never throws. */
  static Verdict check() {
    try {
      Verdict platform =
          platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
      if (platform.reason != null) {
        return platform;
      }
      if (DRIVER_SIGNS.stream().noneMatch(sign -> Files.exists(Path.of(sign)))) {
        return driver(NOTHING);
      }
      CudaRuntime runtime = CudaRuntime.ask();
      Verdict driver = driver(runtime);
      return driver.reason != null ? driver : gpu(runtime);
    } catch (LinkageError e) {
      return Verdict.no("JCuda cannot be loaded: " + e.getMessage());
    } catch (RuntimeException e) {
      return Verdict.no("looking for a GPU failed: " + e.getMessage());
    }
  }

  static Verdict platform(String os, String arch) {
    boolean fits = os.equals("Linux") && List.of("amd64", "x86_64").contains(arch);
    return fits
        ? Verdict.FINE
        : Verdict.missing("CUDA is supported on Linux x86-64; this is " + os + " " + arch);
  }

  /** What the driver says about itself and its GPUs. */
  static Verdict driver(CudaRuntime runtime) {
    if (runtime.noDriver()) {
      return Verdict.missing(
          "no NVIDIA driver is installed here (no libcuda.so.1); an NVIDIA GPU with its driver is"
              + " needed");
    }
    if (runtime.oldDriver() || runtime.driver() < OLDEST_DRIVER && runtime.status() == 0) {
      return Verdict.no(
          "the NVIDIA driver is too old: it supports CUDA "
              + version(runtime.driver())
              + ", and 12.0 is needed; update the driver");
    }
    if (runtime.noGpu()) {
      return Verdict.missing(
          "the NVIDIA driver shows no GPU (CUDA_VISIBLE_DEVICES may hide it); one is needed");
    }
    return runtime.status() == 0
        ? Verdict.FINE
        : Verdict.no("the NVIDIA driver does not work: " + runtime.text());
  }

  private static Verdict gpu(CudaRuntime runtime) {
    Verdict index = index(System.getProperty(DEVICE), runtime.gpus());
    if (index.reason != null) {
      return index;
    }
    String problem = NativeLibrary.problem();
    if (problem != null) {
      return Verdict.no(problem);
    }
    Verdict toolkit = toolkit(Native.toolkit(), runtime.driver());
    return toolkit.reason != null
        ? toolkit
        : architecture(runtime.capability(device()), Native.architectures());
  }

  /** The GPU that is asked for. */
  static int device() {
    String given = System.getProperty(DEVICE);
    return given == null || given.isBlank() ? 0 : Integer.parseInt(given.strip());
  }

  static Verdict index(String given, int gpus) {
    if (given == null || given.isBlank()) {
      return Verdict.FINE;
    }
    boolean number = given.strip().matches("\\d{1,4}");
    return number && Integer.parseInt(given.strip()) < gpus
        ? Verdict.FINE
        : Verdict.no(
            "%s=%s names no GPU of this machine; there %s"
                .formatted(DEVICE, given, gpus == 1 ? "is only 0" : "are 0 to " + (gpus - 1)));
  }

  /** A runtime needs a driver of its own major version or a later one. */
  static Verdict toolkit(int toolkit, int driver) {
    return driver / 1000 >= toolkit / 1000
        ? Verdict.FINE
        : Verdict.no(
            "the kernels were built with CUDA "
                + version(toolkit)
                + ", but the NVIDIA driver supports only "
                + version(driver)
                + "; update the driver, or build them with that CUDA");
  }

  /**
   * Code for one architecture runs on later ones of its generation; "+" marks the one whose
   * intermediate code the driver translates for all later.
   */
  static Verdict architecture(int capability, String architectures) {
    for (String a : architectures.split(" ")) {
      boolean translated = a.endsWith("+");
      int built = Integer.parseInt(translated ? a.substring(0, a.length() - 1) : a);
      if (capability >= built && (translated || capability / 10 == built / 10)) {
        return Verdict.FINE;
      }
    }
    return Verdict.no(
        String.format(
            Locale.ROOT,
            "the GPU has compute capability %d.%d, and this build has code for %s (7.5, Turing, is"
                + " the oldest supported)",
            capability / 10,
            capability % 10,
            architectures));
  }

  /** Such as 12.4 for 12040. */
  static String version(int cuda) {
    return cuda / 1000 + "." + cuda % 1000 / 10;
  }
}
