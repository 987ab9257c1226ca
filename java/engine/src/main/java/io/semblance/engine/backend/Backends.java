package io.semblance.engine.backend;

import io.semblance.engine.EngineException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Chooses a backend: the usable one of the highest rank, or the one that is forced by name or by
 * the system property {@value #PROPERTY}. A forced backend that cannot run is an error, never a
 * silent change.
 */
public final class Backends {
  /** System property that forces a backend by name. */
  public static final String PROPERTY = "semblance.backend";

  private Backends() {}

  /**
   * A backend as found on this machine.
   *
   * @param backend the backend, or null if its class could not be loaded at all
   * @param refusal why it cannot run here, or null if it can
   */
  public record Report(String name, String description, int rank, String refusal, Backend backend) {
    public boolean available() {
      return refusal == null;
    }
  }

  /** All backends on the class path, best first, with the reason of each refusal. */
  public static List<Report> inspect() {
    List<Report> reports = new ArrayList<>();
    Iterator<ServiceLoader.Provider<Backend>> providers =
        ServiceLoader.load(Backend.class, Backends.class.getClassLoader()).stream().iterator();
    while (true) {
      String name = "unnamed";
      try {
        if (!providers.hasNext()) {
          break;
        }
        ServiceLoader.Provider<Backend> provider = providers.next();
        name = provider.type().getSimpleName();
        Backend b = provider.get();
        reports.add(new Report(b.name(), b.description(), b.rank(), refusalOf(b), b));
      } catch (ServiceConfigurationError | LinkageError e) {
        reports.add(new Report(name, name, Integer.MIN_VALUE, "cannot load: " + e, null));
      }
    }
    reports.sort(Comparator.comparingInt(Report::rank).reversed());
    return reports;
  }

  private static String refusalOf(Backend b) {
    try {
      return b.refusal();
    } catch (LinkageError e) {
      return "cannot load: " + e;
    }
  }

  /** The usable backend of the highest rank, whatever may be forced; nothing is logged. */
  public static Backend best() {
    return best(inspect()).backend();
  }

  /**
   * If the backend of the highest rank cannot run here: which one takes its place and why, in one
   * sentence that says what to do.
   */
  public static Optional<String> fallback() {
    List<Report> reports = inspect();
    return Refusals.of(reports, best(reports));
  }

  private static Report best(List<Report> reports) {
    return reports.stream()
        .filter(Report::available)
        .findFirst()
        .orElseThrow(() -> new EngineException("No backend can run here: " + reports));
  }

  /**
   * The backend named {@code name}; if null, the one the system property names; if there is none,
   * the best that can run here. If a better one refuses to run, a warning says so and why, once per
   * JVM, to the {@link System.Logger} {@value Refusals#LOGGER}.
   *
   * @throws EngineException if the named backend is unknown or cannot run here, with the reason
   */
  public static Backend select(String name) {
    List<Report> reports = inspect();
    String forced = name != null ? name : System.getProperty(PROPERTY);
    if (forced == null || forced.isBlank()) {
      Report best = best(reports);
      Refusals.of(reports, best).ifPresent(Refusals::tellOnce);
      return best.backend();
    }
    String wanted = forced.strip().toLowerCase(Locale.ROOT);
    Report found =
        reports.stream()
            .filter(r -> r.name().equals(wanted))
            .findFirst()
            .orElseThrow(
                () ->
                    new EngineException(
                        "There is no backend \""
                            + forced
                            + "\"; known are "
                            + String.join(", ", reports.stream().map(Report::name).toList())));
    if (!found.available()) {
      throw new EngineException("Backend " + found.name() + " cannot run: " + found.refusal());
    }
    return found.backend();
  }
}
