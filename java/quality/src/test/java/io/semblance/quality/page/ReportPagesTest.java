package io.semblance.quality.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages in a real browser. With {@code -Dsemblance.pictures=FOLDER} every section is also
 * photographed, on wide and narrow screens, light and dark.
 */
class ReportPagesTest {
  private static final String VISIBLE_TEXT_CONTRAST =
      """
      (function () {
        function rgba(c) {
          var m = c.match(/[\\d.]+/g).map(Number);
          return m.length < 4 ? m.concat(1) : m;
        }
        function over(top, under) {
          return [0, 1, 2].map(function (i) { return top[i] * top[3] + under[i] * (1 - top[3]); }).concat(1);
        }
        function background(node) {
          var stack = [];
          for (var n = node; n && n.nodeType === 1; n = n.parentElement) {
            stack.push(rgba(getComputedStyle(n).backgroundColor));
          }
          return stack.reduceRight(function (b, c) { return over(c, b); }, [255, 255, 255, 1]);
        }
        function light(c) {
          var l = c.slice(0, 3).map(function (v) {
            v /= 255;
            return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
          });
          return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2];
        }
        var worst = { ratio: 99, what: '' }, seen = 0;
        var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          var text = walker.currentNode, e = text.parentElement;
          if (!text.data.trim() || /^(script|style|title|desc|option)$/i.test(e.tagName)) continue;
          if (!e.getClientRects().length) continue;
          var style = getComputedStyle(e);
          var back = background(e);
          var ink = over(rgba(e.ownerSVGElement ? style.fill : style.color), back);
          var a = light(ink), b = light(back);
          var ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          seen++;
          if (ratio < worst.ratio) worst = { ratio: ratio, what: e.tagName + '.' + e.className + ': ' + text.data.slice(0, 60) };
        }
        worst.seen = seen;
        return worst;
      })()
      """;

  @TempDir static Path folder;
  private static Chromium browser;
  private static final Map<String, Path> PAGES = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws IOException {
    browser = Chromium.start();
    page("health", SamplePages.health());
    page("series", SamplePages.series());
    page("comparison", SamplePages.comparison());
    page("hostile", SamplePages.hostile());
    page("evaluation", SamplePages.evaluation());
    page("hostile-evaluation", SamplePages.hostileEvaluation());
  }

  private static void page(String name, String html) throws IOException {
    PAGES.put(name, Files.writeString(folder.resolve(name + ".html"), html));
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void usual() {
    browser.size(1440, 900);
    browser.prefersDark(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"health", "series", "comparison", "hostile", "evaluation", "hostile-evaluation"})
  void opensWithoutErrorsAndAsksNobodyForAnything(String page) throws Exception {
    browser.open(PAGES.get(page));
    assertThat(browser.eval("document.documentElement.className").asText()).isEqualTo("js");
    assertThat(browser.errors()).isEmpty();
    assertThat(browser.eval("performance.getEntriesByType('resource').length").asInt()).isZero();
    assertThat(browser.eval("document.querySelectorAll('h1').length").asInt()).isOne();
    assertThat(
            browser
                .eval(
                    "[].filter.call(document.querySelectorAll('nav a'),"
                        + "a => !document.querySelector(a.getAttribute('href'))).length")
                .asInt())
        .isZero();
    assertThat(browser.eval("document.querySelectorAll('table:not(:has(caption))').length").asInt())
        .isZero();
    assertThat(
            browser
                .eval(
                    "document.querySelectorAll('svg:not([role=img]), svg:not([aria-label])').length")
                .asInt())
        .isZero();
    assertThat(
            browser
                .eval(
                    "(function () { var ids = [].map.call(document.querySelectorAll('[id]'), e => e.id);"
                        + " return ids.length - new Set(ids).size; })()")
                .asInt())
        .isZero();
  }

  @Test
  void detailsOpenOneByOneAndAllAtOnce() throws Exception {
    browser.open(PAGES.get("health"));
    String details = "document.querySelectorAll('#cards details')";
    int all = browser.eval(details + ".length").asInt();
    assertThat(all).isGreaterThan(5);
    assertThat(browser.eval(open(details)).asInt()).isZero();
    browser.eval("document.querySelector('#cards details summary').click()");
    assertThat(browser.eval(open(details)).asInt()).isOne();
    assertThat(browser.eval("document.querySelector('#cards details .inner').offsetHeight").asInt())
        .isGreaterThan(50);
    browser.eval("document.querySelector('button[data-open=cards]').click()");
    assertThat(browser.eval(open(details)).asInt()).isEqualTo(all);
    browser.eval("document.querySelector('button[data-open=cards]').click()");
    assertThat(browser.eval(open(details)).asInt()).isZero();
  }

  private static String open(String details) {
    return "[].filter.call(" + details + ", d => d.open).length";
  }

  @Test
  void headingsSortTables() throws Exception {
    browser.open(PAGES.get("health"));
    String distinct =
        "[].map.call(document.querySelectorAll('#overview-columns tbody tr'),"
            + "r => +r.cells[3].dataset.v)";
    String head = "document.querySelectorAll('#overview-columns th')[3]";
    browser.eval(head + ".querySelector('button').click()");
    JsonNode falling = browser.eval(distinct);
    assertThat(browser.eval(head + ".getAttribute('aria-sort')").asText()).isEqualTo("descending");
    assertThat(falling.size()).isEqualTo(22);
    for (int i = 1; i < falling.size(); i++) {
      assertThat(falling.get(i).asDouble()).isLessThanOrEqualTo(falling.get(i - 1).asDouble());
    }
    browser.eval(head + ".querySelector('button').click()");
    assertThat(browser.eval(distinct).get(0).asInt()).isEqualTo(2);
    browser.eval("document.querySelector('#overview-columns th button').click()");
    assertThat(
            browser
                .eval("document.querySelector('#overview-columns tbody td').textContent")
                .asText())
        .isEqualTo("Age");
  }

  @Test
  void searchAndOrderOfCards() throws Exception {
    browser.open(PAGES.get("health"));
    String shown = "[].filter.call(document.querySelectorAll('#cards article'), c => !c.hidden)";
    type("cards", "hlth");
    assertThat(browser.eval(shown + ".length").asInt()).isEqualTo(3); // general, mental, physical
    assertThat(browser.eval("document.getElementById('cards-told').textContent").asText())
        .isEqualTo("3 of 22 shown");
    type("cards", "");
    assertThat(browser.eval(shown + ".length").asInt()).isEqualTo(22);
    browser.eval(
        "(function () { var s = document.querySelector('select[data-for=cards]'); s.value = 'name';"
            + " s.dispatchEvent(new Event('change')); })()");
    assertThat(browser.eval("document.querySelector('#cards h3').textContent").asText())
        .isEqualTo("Age");
    type("pairs", "bmi age");
    assertThat(
            browser
                .eval(
                    "[].filter.call(document.querySelectorAll('#pairs tbody tr'), r => !r.hidden).length")
                .asInt())
        .isOne();
  }

  @Test
  void theEvaluationSortsAndSearchesItsRankings() throws Exception {
    browser.open(PAGES.get("evaluation"));
    String failing =
        "[].map.call(document.querySelectorAll('#ranking tbody tr'), r => +r.cells[2].dataset.v)";
    JsonNode ranked = browser.eval(failing);
    assertThat(ranked.size()).isEqualTo(22);
    for (int i = 1; i < ranked.size(); i++) {
      assertThat(ranked.get(i).asDouble()).isLessThanOrEqualTo(ranked.get(i - 1).asDouble());
    }
    String first = "document.querySelector('#ranking tbody td').textContent";
    assertThat(browser.eval(first).asText()).isEqualTo("BMI"); // the flaw that was made
    browser.eval("document.querySelector('#ranking th button').click()");
    assertThat(browser.eval(first).asText()).isEqualTo("Age");
    type("ranking", "boolean");
    String shown = "[].filter.call(document.querySelectorAll('#ranking tbody tr'), r => !r.hidden)";
    assertThat(browser.eval(shown + ".length").asInt()).isEqualTo(15);
    type("pair-list", "below bmi");
    String pairs =
        "[].filter.call(document.querySelectorAll('#pair-list tbody tr'), r => !r.hidden)";
    assertThat(browser.eval(pairs + ".length").asInt()).isGreaterThan(0);
    assertThat(
            browser
                .eval(
                    pairs + ".every(r => /BMI/.test(r.textContent) && /below/.test(r.textContent))")
                .asBoolean())
        .isTrue();
    String cards = "document.querySelector('#cards h3').textContent";
    assertThat(browser.eval(cards).asText()).isEqualTo("BMI");
    browser.eval(
        "(function () { var s = document.querySelector('select[data-for=cards]'); s.value = 'order';"
            + " s.dispatchEvent(new Event('change')); })()");
    assertThat(browser.eval(cards).asText()).isEqualTo("Diabetes_binary");
    String map = "document.querySelector('#pairs details')";
    assertThat(browser.eval(map + ".open").asBoolean()).isTrue();
    browser.eval(map + ".querySelector('summary').click()");
    assertThat(browser.eval(map + ".open").asBoolean()).isFalse();
    assertThat(browser.errors()).isEmpty();
  }

  private static void type(String list, String words) {
    browser.eval(
        "(function () { var i = document.querySelector('input[data-for="
            + list
            + "]'); i.value = '"
            + words
            + "'; i.dispatchEvent(new Event('input')); })()");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"health", "series", "comparison", "hostile", "evaluation", "hostile-evaluation"})
  void nothingOverflowsOnPhonesAndDesktops(String page) throws Exception {
    for (int width : new int[] {360, 1440}) {
      browser.size(width, 800);
      browser.open(PAGES.get(page));
      browser.eval("document.querySelectorAll('details').forEach(d => { d.open = true; })");
      assertThat(browser.eval("document.documentElement.scrollWidth").asInt())
          .as("%s at %d", page, width)
          .isLessThanOrEqualTo(width);
      // And nothing is cut off either: what is wider than the screen lies in a scrolling box.
      String outside =
          "[].filter.call(document.querySelectorAll('main *, header *'), e => {"
              + " var r = e.getBoundingClientRect();"
              + " return r.width && r.right > innerWidth + 1 && !e.closest('.scroll, .tall, nav, svg'); })"
              + ".map(e => e.tagName + '.' + e.className).slice(0, 5)";
      assertThat(browser.eval(outside)).as("%s at %d", page, width).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"health", "series", "comparison", "hostile", "evaluation", "hostile-evaluation"})
  void textStandsOutInLightAndDark(String page) throws Exception {
    for (boolean dark : new boolean[] {false, true}) {
      browser.prefersDark(dark);
      browser.open(PAGES.get(page));
      browser.eval("document.querySelectorAll('details').forEach(d => { d.open = true; })");
      JsonNode worst = browser.eval(VISIBLE_TEXT_CONTRAST);
      assertThat(worst.get("seen").asInt()).isGreaterThan(100);
      assertThat(worst.get("ratio").asDouble())
          .as("%s, dark: %s: %s", page, dark, worst.get("what").asText())
          .isGreaterThanOrEqualTo(4.5);
    }
  }

  @Test
  void theReaderMayChooseTheColours() throws Exception {
    browser.open(PAGES.get("health"));
    String background = "getComputedStyle(document.body).backgroundColor";
    String light = browser.eval(background).asText();
    browser.eval("document.getElementById('theme').click()");
    String dark = browser.eval(background).asText();
    assertThat(dark).isNotEqualTo(light);
    browser.prefersDark(true);
    browser.open(PAGES.get("series")); // a system that prefers dark gets the same colours
    browser.eval("localStorage.clear()");
    browser.open(PAGES.get("series"));
    assertThat(browser.eval(background).asText()).isEqualTo(dark);
    browser.eval("document.getElementById('theme').click()");
    assertThat(browser.eval(background).asText()).isEqualTo(light);
    browser.eval("localStorage.clear()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hostile", "hostile-evaluation"})
  void hostileTextIsText(String page) throws Exception {
    browser.open(PAGES.get(page));
    assertThat(browser.eval("typeof window.pwned").asText()).isEqualTo("undefined");
    assertThat(browser.eval("document.scripts.length").asInt()).isOne();
    assertThat(browser.eval("document.images.length").asInt()).isZero();
    assertThat(browser.eval("document.querySelectorAll('[onmouseover], [onerror]').length").asInt())
        .isZero();
    assertThat(browser.eval("document.title").asText()).isEqualTo("<img src=x onerror=alert(1)>");
    assertThat(
            browser
                .eval("[].map.call(document.querySelectorAll('#cards h3'), h => h.textContent)")
                .toString())
        .contains("<script>window.pwned=1</script>");
    assertThat(browser.eval("document.body.textContent.includes('\ud83d\ude80')").asBoolean())
        .isTrue();
    assertThat(browser.eval("document.documentElement.outerHTML.length").asInt())
        .isLessThan(400_000);
  }

  @Test
  void picturesOfEverySection() throws Exception {
    String target = System.getProperty("semblance.pictures");
    assumeTrue(target != null, "skipped: -Dsemblance.pictures=FOLDER photographs the pages");
    for (Map.Entry<String, Path> page : PAGES.entrySet()) {
      for (int width : new int[] {1280, 360}) {
        for (boolean dark : new boolean[] {false, true}) {
          browser.size(width, 900);
          browser.prefersDark(dark);
          browser.open(page.getValue());
          for (JsonNode id :
              browser.eval("[].map.call(document.querySelectorAll('section'), s => s.id)")) {
            String name =
                page.getKey() + "-" + id.asText() + "-" + width + (dark ? "-dark" : "") + ".png";
            Files.write(
                Files.createDirectories(Path.of(target)).resolve(name),
                browser.picture("#" + id.asText(), 1600));
          }
        }
      }
    }
  }
}
