package io.semblance.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.data.RealTables;
import io.semblance.quality.page.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser. With {@code -Dsemblance.pictures=FOLDER} every view is also
 * photographed, on three widths, light and dark.
 */
class StudioPagesTest {
  @TempDir static Path folder;
  private static Studios studio;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    browser = Chromium.start();
    studio = new Studios(folder.resolve("studio"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (studio != null) {
      studio.close();
    }
  }

  @BeforeEach
  void begin() throws Exception {
    browser.size(1440, 900);
    browser.prefersDark(false);
    browser.open(studio.server.address());
    browser.await("document.querySelector('.drop')", 20);
  }

  private static void click(String words) {
    click(browser, words);
  }

  private static void click(Chromium in, String words) {
    JsonNode done =
        in.eval(
            "(function () { var b = [].find.call(document.querySelectorAll('main button, main a, main summary'),"
                + " e => e.textContent.trim() === '"
                + words
                + "' && e.getClientRects().length); if (b) b.click(); return Boolean(b); })()");
    assertThat(done.asBoolean()).as("there is no '%s' to click", words).isTrue();
  }

  private static void set(String label, String value) {
    JsonNode done =
        browser.eval(
            "(function () { var l = [].find.call(document.querySelectorAll('main label'), e => e.textContent.trim() === '"
                + label
                + "'); if (!l) return false; var c = document.getElementById(l.htmlFor); c.value = '"
                + value
                + "'; c.dispatchEvent(new Event('input', {bubbles: true}));"
                + " c.dispatchEvent(new Event('change', {bubbles: true})); return c.value === '"
                + value
                + "'; })()");
    assertThat(done.asBoolean()).as("%s cannot be set to %s", label, value).isTrue();
  }

  private static String state() {
    return browser.eval("document.querySelector('main .state').textContent").asText();
  }

  /** The whole way on the sample; the picture of each view is taken as it comes by. */
  @Test
  void theWholeWayOnTheSample() throws Exception {
    look("start");
    click("Try the sample");
    browser.await("document.querySelector('table.schema')", 30);
    assertThat(browser.eval("document.querySelector('h1').textContent").asText())
        .isEqualTo("health-indicators.csv");
    look("columns");
    assertThat(browser.eval("document.querySelectorAll('.schema tbody tr').length").asInt())
        .isEqualTo(22);
    click("Profile");
    browser.await("document.querySelector('iframe.page')", 10);
    look("profile");
    click("Learn it");
    browser.await("document.querySelector('form.panel')", 10);
    look("setup");
    set("Target", "Diabetes_binary");
    set("Model", "wgan-gp");
    set("Time to learn", "5m");
    set("Rows to draw", "2000");
    click("Start learning");
    browser.await("location.hash.startsWith('#/jobs/')", 20);
    browser.await("document.querySelectorAll('.cards.live article').length > 8", 60);
    look("learning");
    double first = trend();
    assertThat(first).isBetween(0.2, 1.0);
    browser.await("document.querySelectorAll('.chart').length === 2", 20);
    click("Stop and keep");
    browser.await("document.querySelector('.findings-list')", 120);
    assertThat(state()).isEqualTo("done");
    look("verdict");
    click("Report");
    browser.await("document.querySelector('iframe.page')", 10);
    look("report");
    click("Comparison");
    browser.await("document.querySelector('iframe[src$=comparison]')", 10);
    click("Training");
    browser.await("document.querySelectorAll('.chart').length === 2", 20);
    look("training");
    click("As code");
    browser.await("document.querySelectorAll('pre').length === 2", 10);
    String command = browser.eval("document.querySelector('pre').textContent").asText();
    assertThat(command)
        .isEqualTo(
            "semblance synthesize health-indicators.csv --model wgan-gp --rows 2000 --target"
                + " Diabetes_binary --budget 5m --out result");
    look("code");
    click("Draw rows");
    browser.await("document.querySelector('form select')", 20);
    browser.eval(
        "(function () { var s = document.querySelector('select[aria-label^=Add]'); s.value = 'BMI';"
            + " s.dispatchEvent(new Event('change')); s.value = 'Diabetes_binary';"
            + " s.dispatchEvent(new Event('change')); })()");
    browser.eval(
        "(function () { var n = document.querySelector('input[aria-label=\"from of BMI, as a number\"]');"
            + " n.value = '30'; n.dispatchEvent(new Event('input', {bubbles: true})); })()");
    browser.await("/of the model/.test(document.body.textContent)", 30);
    click("Draw rows"); // the tab of this name comes first; it changes nothing
    browser.eval("document.querySelector('form button[type=submit]').click()");
    browser.await("document.querySelector('a[href$=\"/file\"]')", 60);
    look("draw");
    JsonNode bmi =
        browser.eval(
            "(function () { var t = document.querySelector('.tall table');"
                + " var i = [].findIndex.call(t.tHead.rows[0].cells, c => c.textContent === 'BMI');"
                + " return [].map.call(t.tBodies[0].rows, r => +r.cells[i].textContent); })()");
    assertThat(bmi.size()).isEqualTo(100);
    bmi.forEach(value -> assertThat(value.asDouble()).isGreaterThanOrEqualTo(30));
    String csv =
        browser
            .awaited("fetch(document.querySelector('a[href$=\"/file\"]').href).then(r => r.text())")
            .asText();
    assertThat(csv.lines()).hasSize(1_001);
    assertThat(browser.errors()).isEmpty();
    // Nothing came from anywhere else.
    assertThat(
            browser
                .eval(
                    "performance.getEntriesByType('resource').filter(e => !e.name.startsWith(location.origin)).length")
                .asInt())
        .isZero();
  }

  private static double trend() {
    return browser
        .eval("+document.querySelectorAll('.cards.scores .figure')[1].textContent")
        .asDouble();
  }

  /** Photographs a view where it was asked for, and looks at it with the eyes of a machine. */
  private static void look(String name) throws Exception {
    for (int width : new int[] {360, 1024, 1440}) {
      browser.size(width, 900);
      Thread.sleep(150);
      assertThat(browser.eval("document.documentElement.scrollWidth").asInt())
          .as("%s at %d", name, width)
          .isLessThanOrEqualTo(width);
      for (boolean dark : new boolean[] {false, true}) {
        browser.prefersDark(dark);
        Axe.check(browser, name + " at " + width + (dark ? ", dark" : ", light"));
        picture(name + "-" + width + (dark ? "-dark" : "-light"));
      }
    }
    browser.size(1440, 900);
    browser.prefersDark(false);
  }

  private static void picture(String name) throws Exception {
    String target = System.getProperty("semblance.pictures");
    if (target != null) {
      Files.createDirectories(Path.of(target));
      Files.write(Path.of(target, name + ".png"), browser.picture("body", 2_400));
    }
  }

  @Test
  void theWholeWayOnAdult() throws Exception {
    browser.choose("#file", RealTables.path("adult.data"));
    browser.await("document.querySelector('main .state')?.textContent === 'failed'", 60);
    // The file has no line of names, and question marks for what is missing.
    browser.eval(
        "(function () { var f = [].find.call(document.querySelectorAll('form'), f => /Read again/.test(f.textContent));"
            + " f.querySelector('input[type=text]').value = '?'; f.querySelector('input[type=checkbox]').checked = false;"
            + " f.requestSubmit(); })()");
    browser.await("/32,561 rows, 15 columns/.test(document.body.textContent)", 60);
    browser.await("document.querySelector('main .state')?.textContent === 'ready'", 60);
    click("Learn it");
    browser.await("document.querySelector('form.panel')", 10);
    set("Model", "cart");
    set("Rows to draw", "3000");
    click("Start learning");
    browser.await("document.querySelector('.findings-list')", 240);
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void aWrongFileIsAnErrorWithAWayOut() throws Exception {
    Path wrong = Files.write(folder.resolve("wrong.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 1, 2});
    browser.choose("#file", wrong);
    browser.await("document.querySelector('main .notice.bad')", 20);
    assertThat(browser.eval("document.querySelector('main .notice.bad').textContent").asText())
        .contains("cannot be unpacked");
    Path ragged = Files.writeString(folder.resolve("ragged.csv"), "a,b\n1,2\n3,4,5\n");
    browser.choose("#file", ragged);
    browser.await("/line 3/.test(document.body.textContent)", 20);
    assertThat(state()).isEqualTo("failed");
    assertThat(browser.eval("document.querySelector('main form button').textContent").asText())
        .isEqualTo("Read again");
  }

  @Test
  void whatIsDeletedGoesAndFocusStays() throws Exception {
    studio.sample();
    studio.sample();
    browser.await("document.querySelectorAll('ul.things > li').length >= 2", 20);
    Thread.sleep(1_500); // all of them
    int before = browser.eval("document.querySelectorAll('button.risky').length").asInt();
    browser.eval("document.querySelector('button.risky').focus()");
    browser.eval("document.querySelector('button.risky').click()"); // asks once more
    Thread.sleep(500);
    assertThat(browser.eval("document.querySelectorAll('button.risky').length").asInt())
        .isEqualTo(before);
    browser.eval("document.querySelector('button.risky').click()");
    browser.await("document.querySelectorAll('button.risky').length === " + (before - 1), 20);
    assertThat(browser.eval("Boolean(document.activeElement.closest('ul.things'))").asBoolean())
        .isTrue();
    assertThat(browser.errors()).isEmpty();
  }

  /** Else the views are looked at without it, and nobody would know. */
  @Test
  void theCheckerOfAccessibilityIsThere() {
    Axe.assumeThere();
  }

  @Test
  void fiveHundredColumns() throws Exception {
    int columns = 500;
    List<String> lines = new ArrayList<>();
    lines.add(IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(",")));
    for (int row = 0; row < 300; row++) {
      int r = row;
      lines.add(
          IntStream.range(0, columns)
              .mapToObj(i -> String.valueOf(r * (i + 7) % 13))
              .collect(Collectors.joining(",")));
    }
    Path wide = Files.write(folder.resolve("wide.csv"), lines);
    browser.choose("#file", wide);
    browser.await("document.querySelector('table.schema')", 60);
    assertThat(browser.eval("document.querySelectorAll('.schema tbody tr').length").asInt())
        .isEqualTo(200);
    browser.eval(
        "(function () { var i = document.querySelector('input[type=search]'); i.value = 'c499';"
            + " i.dispatchEvent(new Event('input')); })()");
    assertThat(browser.eval("document.querySelectorAll('.schema tbody tr').length").asInt())
        .isOne();
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void typesAreCorrectedWithAClick() throws Exception {
    click("Try the sample");
    browser.await("document.querySelector('table.schema')", 30);
    browser.eval(
        "(function () { var s = document.querySelector('select[aria-label=\"Type of BMI\"]');"
            + " s.value = 'category'; s.dispatchEvent(new Event('change')); })()");
    browser.await(
        "document.querySelector('main .state')?.textContent === 'ready' &&"
            + " document.querySelector('select[aria-label=\"Type of BMI\"]').value === 'category' &&"
            + " /all types out again/.test(document.body.textContent)",
        30);
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void twoTabsAndAReloadInTheMiddle() throws Exception {
    String table = studio.sample();
    String job =
        studio
            .ask(
                "POST",
                "/api/jobs",
                "{\"table\":\""
                    + table
                    + "\",\"model\":\"wgan-gp\",\"rows\":500,\"options\":{\"budget\":\"60s\"}}")
            .get("id")
            .asText();
    browser.eval("location.hash = '#/jobs/" + job + "'");
    browser.await("document.querySelectorAll('.cards.scores .figure').length === 3", 60);
    try (Chromium second = browser.another()) {
      second.open(studio.base + "/#/jobs/" + job);
      second.await("document.querySelectorAll('.chart').length === 2", 30);
      second.await("document.querySelectorAll('.cards.live article').length > 8", 30);
      click(second, "Pause");
      second.await("document.querySelector('main .state')?.textContent === 'paused'", 60);
      browser.front(); // hidden, it has heard nothing
      browser.await("document.querySelector('main .state')?.textContent === 'paused'", 60);
      browser.reload(); // all of it is still there
      browser.await("document.querySelector('main .state')?.textContent === 'paused'", 20);
      browser.await("document.querySelectorAll('.chart').length === 2", 20);
      click("Go on");
      second.front();
      second.await("document.querySelector('main .state')?.textContent === 'learning'", 60);
      Thread.sleep(1_500);
      browser.front();
      browser.await("document.querySelector('main .state')?.textContent === 'learning'", 60);
      click("Cancel");
      second.front();
      second.await("document.querySelector('main .state')?.textContent === 'cancelled'", 60);
      assertThat(second.errors()).isEmpty();
    }
    browser.front();
    assertThat(browser.errors()).isEmpty();
  }
}
