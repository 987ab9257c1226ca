package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.simulate.Simulator;
import io.semblance.data.simulate.Simulators;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class QualityPageTest {

  private static final String HOSTILE = "<script>alert(\"1\")</script>";

  @Test
  void theMainJobMakesASmallPageOfEveryColumn() throws Exception {
    Simulator simulator = Simulators.byName("health-indicators");
    Table real = simulator.rows(0, 4000, 1);
    Table synthetic = simulator.rows(0, 3000, 2);
    String page = page(real, synthetic, QualityOptions.defaults());
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(1_000_000);
    for (Column column : real.columns()) {
      assertThat(page).contains("<h3><bdi>" + column.name() + "</bdi></h3>");
    }
    // A heat map of 231 pairs, distances, and a histogram for each column of numbers.
    long numbers = real.columns().stream().filter(c -> c.schema().type().isNumeric()).count();
    assertThat(drawings(page)).hasSize(2 + (int) numbers);
    assertThat(drawings(page).stream().filter(d -> d.contains("class=\"heat\"")).findFirst())
        .hasValueSatisfying(map -> assertThat(map.split("<rect ", -1)).hasSize(232));
    for (String section :
        List.of(
            "verdict",
            "scores",
            "columns",
            "pairs",
            "detection",
            "utility",
            "privacy",
            "validity",
            "coverage",
            "notes")) {
      assertThat(page).contains("<section id=\"" + section + "\"");
    }
  }

  @Test
  void everythingIsEscaped() throws Exception {
    Table real = hostile(400);
    QualityOptions options =
        QualityOptions.builder().title(HOSTILE).note(HOSTILE, "\" onload='x'").build();
    String page = page(real, real, options);
    String lower = page.toLowerCase(Locale.ROOT);
    assertThat(lower.split("<script", -1)).hasSize(2); // the page's own
    assertThat(lower).doesNotContain("<img").doesNotContain("\" onload='");
    assertThat(page).contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
    assertThat(drawings(page)).isNotEmpty();
  }

  @Test
  void withoutJudgesThereAreScoresAndNoVerdict() {
    Table table = Mixed.table(300, 1, 0);
    String page = page(table, table, QualityOptions.builder().judges(false).build());
    assertThat(page).contains("there is no verdict").contains("id=\"pairs\"");
    assertThat(page).doesNotContain("id=\"privacy\"");
  }

  @Test
  void rareLabelsAndIdentifiersAreNotNamed() {
    String[] cells = new String[500];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = i < 4 ? "rare person" : i < 30 ? "few" : "frequent" + i % 2;
    }
    List<String> categories = List.of("few", "frequent0", "frequent1", "rare person");
    Column names = Golden.labels(ColumnType.CATEGORY, "name", categories, cells);
    String[] ids = new String[500];
    Arrays.setAll(ids, i -> "secret-" + i);
    Column id = CategoricalColumn.ofIds(ColumnSchema.builder("key", ColumnType.ID).build(), ids);
    Table table = Table.of(List.of(id, names));
    String page = page(table, table, QualityOptions.defaults());
    assertThat(page).contains("frequent0").contains(">few<").contains("(all others)");
    assertThat(page).doesNotContain("rare person").doesNotContain("secret-");
    assertThat(page).contains("Left out (identifiers)");
  }

  @Test
  void survivesDegenerateColumns() throws Exception {
    double[] nothing = new double[50];
    Arrays.fill(nothing, Double.NaN);
    double[] huge = new double[50];
    Arrays.setAll(huge, i -> i == 7 ? 1e300 : i * 1e-9);
    List<Column> columns = new ArrayList<>();
    columns.add(Golden.numbers("constant", new double[50]));
    columns.add(Golden.numbers("nothing", nothing));
    columns.add(Golden.numbers("huge", huge));
    columns.add(Golden.labels("blank", nothing));
    columns.add(
        NumericColumn.of(
            ColumnSchema.builder("when", ColumnType.DATETIME).build(), new double[50]));
    Table table = Table.of(columns);
    assertThat(drawings(page(table, table, QualityOptions.defaults()))).isNotEmpty();
  }

  private static Table hostile(int rows) {
    double[] numbers = new double[rows];
    Arrays.setAll(numbers, i -> i % 7);
    String[] cells = new String[rows];
    String markup = "<img src=x onerror='alert(2)'>";
    Arrays.setAll(cells, i -> i % 3 == 0 ? "a & b" : i % 3 == 1 ? markup : "\u0000]]>");
    List<String> categories = List.of("\u0000]]>", markup, "a & b");
    return Table.of(
        List.of(
            Golden.numbers(HOSTILE, numbers),
            Golden.numbers("<b>", numbers),
            Golden.labels(ColumnType.CATEGORY, "\"><svg onload='", categories, cells)));
  }

  private static String page(Table real, Table synthetic, QualityOptions options) {
    QualityReport report = QualityReport.evaluate(real, synthetic, null, options);
    String page = QualityPage.render(report, real, synthetic);
    String main = page.substring(page.indexOf("<main"), page.indexOf("</main>"));
    assertThat(main).doesNotContain("NaN").doesNotContain("Infinity");
    return page;
  }

  /** Every SVG of the page, each parsed, so that markup that broke out would be found. */
  private static List<String> drawings(String page) throws Exception {
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(page);
    while (matcher.find()) {
      parser.parse(new InputSource(new StringReader(matcher.group())));
      found.add(matcher.group());
    }
    return found;
  }
}
