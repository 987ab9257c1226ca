package io.semblance.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.quality.page.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a page that watches costs training: one long fit, whose steps per second are counted in
 * stretches with a page and without, in turns, so that the machine's own drift falls on both alike.
 * Measured where {@code -Dsemblance.measure=PAIRS} asks for it and nothing else computes; {@code
 * -Dsemblance.measure.model} and {@code .table} name other ones than {@code wgan-gp} and the
 * sample.
 */
class StudioSpeedTest {
  private static final double ENOUGH = .97;
  private static final int STRETCH_MILLIS = 10_000;
  private static final int SETTLE_MILLIS = 2_000;

  @TempDir Path folder;

  @Test
  void watchingCostsLittle() throws Exception {
    Integer pairs = Integer.getInteger("semblance.measure");
    assumeTrue(pairs != null, "skipped: -Dsemblance.measure=10 measures");
    List<Double> ratios = new ArrayList<>();
    try (Studios studio = new Studios(folder.resolve("s"));
        Chromium browser = Chromium.start()) {
      browser.size(1440, 900);
      String named = System.getProperty("semblance.measure.table");
      String table = named == null ? studio.sample() : open(studio, named);
      String model = System.getProperty("semblance.measure.model", "wgan-gp");
      String job =
          studio
              .ask(
                  "POST",
                  "/api/jobs",
                  "{\"table\":\""
                      + table
                      + "\",\"model\":\""
                      + model
                      + "\",\"rows\":100,\"options\":{\"budget\":\"1h\",\"rules\":[\"none\"]}}")
              .get("id")
              .asText();
      String path = "/api/jobs/" + job;
      stretch(studio, path, browser, false); // for the JIT
      for (int pair = 0; pair < pairs; pair++) {
        boolean first = pair % 2 == 0;
        double one = stretch(studio, path, browser, first);
        double other = stretch(studio, path, browser, !first);
        ratios.add(first ? one / other : other / one);
      }
      studio.ask("POST", path + "/cancel", "{}");
      studio.await(path, "cancelled", 120);
    }
    List<Double> sorted = ratios.stream().sorted().toList();
    int n = sorted.size();
    double median = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    System.out.printf(
        Locale.ROOT,
        "training speed with a page to without: median %.3f of %d pairs, %.3f to %.3f%n",
        median,
        n,
        sorted.get(0),
        sorted.get(n - 1));
    assertThat(median).isGreaterThanOrEqualTo(ENOUGH);
  }

  private static String open(Studios studio, String file) throws Exception {
    String id =
        studio.ask("POST", "/api/tables", "{\"place\":\"" + file + "\"}").get("id").asText();
    studio.await("/api/tables/" + id, "ready", 120);
    return id;
  }

  /** Steps per second of one stretch. */
  private static double stretch(Studios studio, String path, Chromium browser, boolean watched)
      throws Exception {
    if (watched) {
      browser.open(studio.server.address());
      browser.await("document.querySelector('.drop')", 20);
      browser.eval("location.hash = '#/jobs/" + path.replaceFirst(".*/", "") + "'");
      browser.await("document.querySelectorAll('.cards.live article').length > 8", 60);
    } else {
      browser.open("about:blank");
    }
    Thread.sleep(SETTLE_MILLIS);
    JsonNode from = fresh(studio, path);
    Thread.sleep(STRETCH_MILLIS);
    JsonNode to = fresh(studio, path);
    return (to.get("steps").asLong() - from.get("steps").asLong())
        / (to.get("elapsed").asDouble() - from.get("elapsed").asDouble());
  }

  /** The next progress that training tells. */
  private static JsonNode fresh(Studios studio, String path) throws Exception {
    double elapsed = -1;
    while (true) {
      JsonNode progress = studio.get(path).path("progress");
      double now = progress.path("elapsed").asDouble(-1);
      if (elapsed >= 0 && now > elapsed && progress.path("steps").asLong() > 0) {
        return progress;
      }
      elapsed = elapsed < 0 || now < 0 ? now : elapsed;
      Thread.sleep(100);
    }
  }
}
