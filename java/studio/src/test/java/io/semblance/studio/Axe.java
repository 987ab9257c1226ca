package io.semblance.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.quality.page.Chromium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The accessibility checker axe-core, where {@code npm pack axe-core} has put it into {@code
 * build/axe} (as CI does) or {@code -Dsemblance.axe=FILE} names it; elsewhere nothing is checked.
 */
final class Axe {
  private static final Path USUAL = Path.of("../../build/axe/package/axe.min.js");
  private static String script;

  private Axe() {}

  private static Path file() {
    String named = System.getProperty("semblance.axe");
    return named == null ? USUAL : Path.of(named);
  }

  static void assumeThere() {
    assumeTrue(
        Files.exists(file()),
        "skipped: accessibility is not checked; npm pack axe-core into build/axe, as .ci/run does");
  }

  static void check(Chromium browser, String view) throws IOException {
    Path file = file();
    if (!Files.exists(file)) {
      return;
    }
    if (script == null) {
      script = Files.readString(file, StandardCharsets.UTF_8);
    }
    if (!browser.eval("Boolean(window.axe)").asBoolean()) {
      browser.eval(script + "\n;0");
    }
    JsonNode found =
        browser.awaited(
            "axe.run(document, {iframes: false, resultTypes: ['violations']}).then(r =>"
                + " r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')"
                + ".map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target + ' ' + n.failureSummary).join(' | ')))");
    assertThat(found).as(view).isEmpty();
  }
}
