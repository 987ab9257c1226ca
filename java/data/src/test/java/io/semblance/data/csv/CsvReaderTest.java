package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void findsTheDelimiter(String d) {
    Table table = Csv.read(("name,size,kind\nx,1.5,a\ny,2.5,b\n").replace(",", d));
    assertThat(table.schema().names()).containsExactly("name", "size", "kind");
    assertThat(((NumericColumn) table.column("size")).values()).containsExactly(1.5, 2.5);
  }

  @Test
  void aDelimiterInsideOfQuotesOrInOneLineOnlyIsNoDelimiter() {
    Table table = Csv.read("a;b\n\"1,2,3,4\";x,y\n\"5,6,7,8\";z\n");
    assertThat(table.schema().names()).containsExactly("a", "b");
    assertThat(((CategoricalColumn) table.column("b")).label(0)).isEqualTo("x,y");
  }

  @Test
  void crlfByteOrderMarkAndMissingLastLineEndMakeNoDifference() {
    Table plain = Csv.read("a,b\n1,x\n2,y\n");
    assertThat(Csv.write(Csv.read("\uFEFFa,b\r\n1,x\r\n2,y"))).isEqualTo(Csv.write(plain));
    assertThat(Csv.write(Csv.read("a,b\r1,x\r2,y\r"))).isEqualTo(Csv.write(plain));
  }

  @Test
  void quotedCellsHoldDelimitersQuotesAndLineEnds() {
    String text = "a,b\n\"x,1\",\"say \"\"no\"\"\"\n\"two\nlines\",  plain  \n";
    Table table = Csv.read(text);
    CategoricalColumn a = (CategoricalColumn) table.column("a");
    CategoricalColumn b = (CategoricalColumn) table.column("b");
    assertThat(a.label(0)).isEqualTo("x,1");
    assertThat(a.label(1)).isEqualTo("two\nlines");
    assertThat(b.label(0)).isEqualTo("say \"no\"");
    assertThat(b.label(1)).isEqualTo("plain");
    assertThat(Csv.write(table))
        .isEqualTo("a,b\n\"x,1\",\"say \"\"no\"\"\"\n\"two\nlines\",plain\n");
  }

  @Test
  void gzipIsRecognisedByItsContent() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write("a,b\n1,x\n2,y\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Csv.read(packed.toByteArray(), CsvOptions.defaults()).rows()).isEqualTo(2);
  }

  @Test
  void emptyLinesAreSkippedAndOneColumnIsEnough() {
    Table table = Csv.read("a\n1\n\n2\n\"\"\n\n");
    assertThat(table.rows()).isEqualTo(3);
    assertThat(table.column("a").missingCount()).isEqualTo(1);
    assertThat(Csv.write(table)).isEqualTo("a\n1\n2\n\"\"\n");
  }

  @Test
  void oneRowIsEnough() {
    Table table = Csv.read("a,b,c\n1,x,\n");
    assertThat(table.rows()).isEqualTo(1);
    assertThat(table.schema().column("c").nullable()).isTrue();
  }

  @Test
  void namesCanReplaceOrStandInForTheHeader() {
    CsvOptions.Builder named = CsvOptions.builder().columnNames(List.of("p", "q"));
    assertThat(Csv.read("1,x\n2,y\n", named.header(false).build()).rows()).isEqualTo(2);
    Table renamed = Csv.read("a,b\n1,x\n", named.header(true).build());
    assertThat(renamed.schema().names()).containsExactly("p", "q");
    assertThat(renamed.rows()).isEqualTo(1);
    Table bare = Csv.read("1,x\n2,y\n", CsvOptions.builder().header(false).build());
    assertThat(bare.schema().names()).containsExactly("column_1", "column_2");
  }

  @Test
  void anUnnamedColumnGetsANameButIsWrittenBackUnnamed() {
    Table table = Csv.read(",x\n5,1\n7,2\n");
    assertThat(table.schema().names()).containsExactly("column_1", "x");
    assertThat(Csv.write(table)).isEqualTo(",x\n5,1\n7,2\n");
  }

  @Test
  void yearsAndCountersMayBeNamesOfColumns() {
    assertThat(Csv.read("country,2010,2011\nA,5,6\n").schema().names()).contains("2010");
    assertThat(Csv.read(",0,1,2\na,5,6,7\n").schema().size()).isEqualTo(4);
  }

  @Test
  void aMillionCharactersInOneCellAreFine() {
    String huge = "x".repeat(1_000_000);
    Table table = Csv.read("a,b\n" + huge + ",1\ny,2\n");
    assertThat(((CategoricalColumn) table.column("a")).label(0)).hasSize(1_000_000);
    assertThat(Csv.write(table)).startsWith("a,b\nxxx").hasSize(1_000_000 + 12 - 1);
  }

  @Test
  void tenThousandDistinctTextsAreIdentifiers() {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < 10_000; i++) {
      text.append("word ").append(i * 7919L % 10_000).append(",").append(i % 7).append('\n');
    }
    Table table = Csv.read(text.toString());
    assertThat(table.schema().column("a").type()).isEqualTo(ColumnType.ID);
    assertThat(Csv.write(table)).isEqualTo(text.toString());
  }

  @Test
  void declaredMissingMarkersAreMissingAndWrittenBack() {
    String text = "a,b\n1,?\n?,x\n3,y\n";
    Table table = Csv.read(text, CsvOptions.builder().addMissing("?").build());
    assertThat(table.schema().column("a").type()).isEqualTo(ColumnType.INTEGER);
    assertThat(table.column("a").isMissing(1)).isTrue();
    assertThat(table.column("b").isMissing(0)).isTrue();
    assertThat(Csv.write(table)).isEqualTo(text);
  }

  @Test
  void aFewWordsAmongNumbersGiveAWarningThatNamesTheOption() {
    List<String> warnings = new ArrayList<>();
    StringBuilder text = new StringBuilder("a\n");
    for (int i = 0; i < 30; i++) {
      text.append(i).append('\n');
    }
    Csv.read(text + "n.a.\n", CsvOptions.builder().onWarning(warnings::add).build());
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).contains("test.csv, line 32", "'a'", "--missing 'n.a.'");
  }

  @Test
  void aFewInfinitiesAreMissingWithAWarning() {
    List<String> warnings = new ArrayList<>();
    Table table =
        Csv.read(
            "a\n1.5\ninf\n2.5\n-Infinity\n3.5\n1e999\n7\n",
            CsvOptions.builder().onWarning(warnings::add).build());
    assertThat(table.schema().column("a").type()).isEqualTo(ColumnType.NUMBER);
    assertThat(table.column("a").missingCount()).isEqualTo(3);
    assertThat(warnings).singleElement().asString().contains("3 cells");
  }

  @Test
  void aSchemaIsFollowedByNameWhateverTheOrder() {
    Schema schema = Csv.read("a,b\n1,x\n2,y\n").schema();
    Table table = Csv.read("b,a\ny,1\ny,2\n", CsvOptions.builder().schema(schema).build());
    assertThat(table.schema()).isEqualTo(schema);
    assertThat(((CategoricalColumn) table.column("b")).codes()).containsExactly(1, 1);
  }

  @Test
  void whatAHandWrittenSchemaLeavesOutIsTakenFromTheData() {
    String json =
        "{\"columns\":[{\"name\":\"a\",\"type\":\"number\",\"min\":0},"
            + "{\"name\":\"b\",\"type\":\"category\"},{\"name\":\"c\",\"type\":\"datetime\"}]}";
    CsvOptions options = CsvOptions.builder().schema(Schema.fromJson(json, "s.json")).build();
    Schema schema = Csv.read("a,b,c\n1,x,2020-01-05\n2.5,y,2020-02-05\n", options).schema();
    assertThat(schema.column("a").min()).isZero();
    assertThat(schema.column("a").max()).isEqualTo(2.5);
    assertThat(schema.column("b").categories()).containsExactly("x", "y");
    assertThat(schema.column("c").pattern()).isEqualTo("uuuu-MM-dd");
  }

  @Test
  void leniencyKeepsUnknownLabelsAndDropsWhatIsNoNumber() {
    Schema schema = Csv.read("a,b\n1,x\n2,y\n").schema();
    List<String> warnings = new ArrayList<>();
    CsvOptions options =
        CsvOptions.builder()
            .schema(schema)
            .lenientCategories(true)
            .onWarning(warnings::add)
            .build();
    Table table = Csv.read("a,b,c\n9,z\u00e9,5\noops,x,5\n", options);
    assertThat(table.schema().names()).containsExactly("a", "b");
    assertThat(table.schema().column("b").categories()).containsExactly("x", "y", "z\u00e9");
    assertThat(((NumericColumn) table.column("a")).value(0)).isEqualTo(9);
    assertThat(table.column("a").isMissing(1)).isTrue();
    assertThat(warnings).hasSize(3);
  }

  @Test
  void forcedTypesWin() {
    CsvOptions options =
        CsvOptions.builder()
            .types(Map.of("zip", ColumnType.CATEGORY, "d", ColumnType.DATETIME))
            .build();
    Schema schema = Csv.read("zip,d\n98101,20200105\n98102,20200106\n", options).schema();
    assertThat(schema.column("zip").categories()).containsExactly("98101", "98102");
    ColumnSchema d = schema.column("d");
    assertThat(d.pattern()).isEqualTo("uuuuMMdd");
    assertThat(d.resolutionMillis()).isEqualTo(86_400_000L);
  }

  @Test
  void labelsThatAreNumbersAreMatchedByValueButCodesAreNot() {
    Schema schema = Csv.read("a,b\n0.0,07\n1.0,08\n").schema();
    assertThat(schema.column("a").type()).isEqualTo(ColumnType.BOOLEAN);
    CsvOptions options = CsvOptions.builder().schema(schema).lenientCategories(true).build();
    Table table = Csv.read("a,b\n1,7\n0,08\n", options);
    assertThat(table.categorical(0).codes()).containsExactly(1, 0);
    assertThat(table.schema().column("b").categories()).containsExactly("07", "08", "7");
  }

  @Test
  void blanksThatAreDroppedAreToldWhereTheyTellCellsApart() {
    List<String> told = new ArrayList<>();
    CsvOptions options = CsvOptions.builder().onWarning(told::add).build();
    Csv.read("a,b,c\nParis, x,1\n Paris, y,2\nRome, x ,3\n", options);
    assertThat(told).singleElement().asString().contains("in a;").contains("quote");
    told.clear();
    Csv.read("a, b\n\" Paris\", 1\nParis, 2\n", options);
    assertThat(told).isEmpty();
  }
}
