package io.semblance.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.engine.EngineException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendsTest {
  private String before;

  @BeforeEach
  void forget() {
    before = System.clearProperty(Backends.PROPERTY);
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(Backends.PROPERTY);
    } else {
      System.setProperty(Backends.PROPERTY, before);
    }
  }

  @Test
  void theBestAvailableIsChosenUnlessOneIsForced() {
    List<Backends.Report> reports = Backends.inspect();
    assertThat(reports).extracting(Backends.Report::name).contains("ejml", "reference");
    assertThat(reports)
        .isSortedAccordingTo((a, b) -> Integer.compare(b.rank(), a.rank()))
        .allMatch(r -> !r.description().isBlank());
    String best =
        reports.stream().filter(Backends.Report::available).findFirst().orElseThrow().name();
    assertThat(Backends.select(null).name()).isEqualTo(best).isNotEqualTo("reference");
    assertThat(Backends.select(" ").name()).isEqualTo(best);
    assertThat(Backends.select("reference").name()).isEqualTo("reference");
    assertThat(Backends.select(" EJML ").name()).isEqualTo("ejml");
  }

  @Test
  void thePropertyForcesAndTheArgumentOverrulesIt() {
    System.setProperty(Backends.PROPERTY, "reference");
    assertThat(Backends.select(null).name()).isEqualTo("reference");
    assertThat(Backends.select("ejml").name()).isEqualTo("ejml");
    System.setProperty(Backends.PROPERTY, "abacus");
    assertThatThrownBy(() -> Backends.select(null)).hasMessageContaining("abacus");
    System.setProperty(Backends.PROPERTY, "");
    assertThat(Backends.select(null)).isNotNull();
  }

  @Test
  void anUnknownOneIsAnErrorThatListsTheKnown() {
    assertThatThrownBy(() -> Backends.select("abacus"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("\"abacus\"")
        .hasMessageContaining("ejml")
        .hasMessageContaining("reference");
  }

  /** A backend of the highest rank that says no. */
  public static class Refusing implements Backend {
    @Override
    public String name() {
      return "refusing";
    }

    @Override
    public String description() {
      return "never runs";
    }

    @Override
    public int rank() {
      return 1_000;
    }

    @Override
    public String refusal() {
      return "it is out of order";
    }

    @Override
    public Session open(SessionOptions options) {
      throw new IllegalStateException();
    }
  }

  /** A backend for hardware that this machine has not. */
  public static final class Elsewhere extends Refusing {
    @Override
    public String name() {
      return "elsewhere";
    }

    @Override
    public int rank() {
      return 2_000;
    }

    @Override
    public String refusal() {
      return "there is no such device";
    }

    @Override
    public boolean warnsOfRefusal() {
      return false;
    }
  }

  /** A backend whose native half is missing. */
  public static final class Unlinked extends Refusing {
    @Override
    public String name() {
      return "unlinked";
    }

    @Override
    public String refusal() {
      throw new UnsatisfiedLinkError("no such library");
    }
  }

  /** A backend that cannot even be made. */
  public static final class Broken extends Refusing {
    public Broken() {
      throw new IllegalStateException("no");
    }
  }

  @Test
  void aRefusalIsReportedAndForcingItIsAnErrorWithTheReason(@TempDir Path dir) throws Exception {
    try (URLClassLoader loader = withServices(dir, Refusing.class, Unlinked.class, Broken.class)) {
      Class<?> backends = Class.forName(Backends.class.getName(), true, loader);
      List<?> reports = (List<?>) backends.getMethod("inspect").invoke(null);
      assertThat(reports.toString())
          .contains("it is out of order", "no such library", "cannot load", "ejml");
      Object best = backends.getMethod("select", String.class).invoke(null, (Object) null);
      assertThat(best.getClass().getSimpleName()).isEqualTo("EjmlBackend");
      assertThatThrownBy(() -> backends.getMethod("select", String.class).invoke(null, "refusing"))
          .rootCause()
          .hasMessageContaining("refusing cannot run")
          .hasMessageContaining("out of order");
    }
  }

  /**
   * Each loader has an engine of its own, so these are two "JVMs": one that must choose by itself
   * twice, one that is told what to take.
   */
  @Test
  void aFallbackIsLoggedOnceWithItsReasonUnlessABackendIsNamed(@TempDir Path dir) throws Exception {
    List<LogRecord> logged = new ArrayList<>();
    Logger logger = Logger.getLogger(Refusals.LOGGER);
    Handler handler = collecting(logged);
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try (URLClassLoader loader = withServices(dir, Refusing.class)) {
      Class<?> backends = Class.forName(Backends.class.getName(), true, loader);
      Method select = backends.getMethod("select", String.class);
      select.invoke(null, "ejml");
      backends.getMethod("best").invoke(null);
      Optional<?> sentence = (Optional<?>) backends.getMethod("fallback").invoke(null);
      assertThat(logged).isEmpty();
      select.invoke(null, (Object) null);
      select.invoke(null, (Object) null);
      assertThat(logged).hasSize(1);
      assertThat(logged.get(0).getLevel()).isEqualTo(Level.WARNING);
      assertThat(logged.get(0).getMessage())
          .isEqualTo(sentence.orElseThrow())
          .contains("refusing", "it is out of order", "ejml");
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
  }

  @Test
  void missingHardwareIsNoReasonForAWarningButForcingItIsAnError(@TempDir Path dir)
      throws Exception {
    List<LogRecord> logged = new ArrayList<>();
    Logger logger = Logger.getLogger(Refusals.LOGGER);
    Handler handler = collecting(logged);
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try (URLClassLoader loader = withServices(dir.resolve("a"), Elsewhere.class);
        URLClassLoader both = withServices(dir.resolve("b"), Elsewhere.class, Refusing.class)) {
      Class<?> backends = Class.forName(Backends.class.getName(), true, loader);
      Method select = backends.getMethod("select", String.class);
      assertThat(select.invoke(null, (Object) null).getClass().getSimpleName())
          .isEqualTo("EjmlBackend");
      assertThat((Optional<?>) backends.getMethod("fallback").invoke(null)).isEmpty();
      assertThat(logged).isEmpty();
      assertThat(backends.getMethod("inspect").invoke(null).toString())
          .contains("there is no such device");
      assertThatThrownBy(() -> select.invoke(null, "elsewhere"))
          .rootCause()
          .hasMessageContaining("elsewhere cannot run")
          .hasMessageContaining("no such device");
      // It does not hide the refusal of the next one either.
      Object next =
          Class.forName(Backends.class.getName(), true, both).getMethod("fallback").invoke(null);
      assertThat(((Optional<?>) next).orElseThrow().toString()).contains("it is out of order");
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
  }

  @Test
  void whereTheBestCanRunThereIsNothingToTell() {
    assertThat(Backends.inspect().get(0).available()).isTrue();
    assertThat(Backends.fallback()).isEmpty();
    assertThat(Backends.best().name()).isEqualTo(Backends.inspect().get(0).name());
  }

  private static Handler collecting(List<LogRecord> into) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        into.add(entry);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  /** The engine's classes once more, beside a list of services with these backends added. */
  private static URLClassLoader withServices(Path dir, Class<?>... more) throws IOException {
    String list = "META-INF/services/" + Backend.class.getName();
    Path file = dir.resolve(list);
    Files.createDirectories(file.getParent());
    StringBuilder names = new StringBuilder();
    for (Class<?> c : more) {
      names.append(c.getName()).append('\n');
    }
    Files.writeString(file, names);
    URL main = Backends.class.getProtectionDomain().getCodeSource().getLocation();
    URL tests = BackendsTest.class.getProtectionDomain().getCodeSource().getLocation();
    URL ejml = org.ejml.data.FMatrixRMaj.class.getProtectionDomain().getCodeSource().getLocation();
    URL core = org.ejml.data.Matrix.class.getProtectionDomain().getCodeSource().getLocation();
    return new URLClassLoader(
        new URL[] {dir.toUri().toURL(), main, tests, ejml, core},
        ClassLoader.getPlatformClassLoader());
  }
}
