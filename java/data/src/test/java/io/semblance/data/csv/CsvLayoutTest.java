package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files with lines above the table, marks of comments, delimiters at their ends, other encodings.
 */
class CsvLayoutTest {
  private static Table read(byte[] bytes, CsvOptions options) {
    return CsvReader.read(new ByteArrayInputStream(bytes), "test.csv", options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A|B|C|\n1|2|x|\n3|4|y|\n", "A|B|C\n1|2|x|\n3|4|y|\n"})
  void aDelimiterAtTheEndOfEachLineEndsNoCell(String text) {
    Table table = Csv.read(text);
    assertThat(table.schema().names()).containsExactly("A", "B", "C");
    assertThat(((CategoricalColumn) table.column("C")).label(1)).isEqualTo("y");
    assertThatThrownBy(() -> Csv.read(text + "5|6|z|7\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 4")
        .hasMessageContaining("no name");
  }

  @Test
  void aShortHeaderIsBlamedAndNotTheRows() {
    assertThatThrownBy(() -> Csv.read("a,b\n1,2,3\n4,5,6\n"))
        .hasMessageContaining("line 1")
        .hasMessageContaining("2 cells")
        .hasMessageContaining("has 3")
        .hasMessageContaining("--columns");
  }

  @Test
  void linesAboveTheTableAreSkippedOnRequestAndTheRemedyIsTold() {
    String text = "Report of sales\nCreated 2024-05-01\n\nshop;qty\ns1;9\ns2;x;3\ns3;1\ns4;2\n";
    assertThatThrownBy(() -> Csv.read(text)).hasMessageContaining("--skip-lines");
    CsvOptions skip = CsvOptions.builder().skippedLines(3).build();
    assertThatThrownBy(() -> Csv.read(text, skip)).hasMessageContaining("line 6");
    assertThat(Csv.read(text.replace(";x", ""), skip).schema().names())
        .containsExactly("shop", "qty");
    assertThatThrownBy(() -> Csv.read("a\n1\n", CsvOptions.builder().skippedLines(9).build()))
        .hasMessageContaining("no more than 2 lines");
  }

  @Test
  void commentsAreNoRowsWhereTheirMarkIsNamed() {
    String text = "# made by x\na,b\n1,2\n# half way\n3,x,4\n";
    assertThatThrownBy(() -> Csv.read(text)).hasMessageContaining("--comment '#'");
    CsvOptions comments = CsvOptions.builder().comment('#').build();
    assertThatThrownBy(() -> Csv.read(text, comments)).hasMessageContaining("line 5");
    assertThat(Csv.read(text.replace(",x", ""), comments).rows()).isEqualTo(2);
    assertThat(Csv.read("color\n#00FF00\n#0000FF\n").rows()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-8"})
  void unicodeIsFoundOut(String encoding) {
    byte[] bytes =
        "name,n\nK\u00f6ln,1\n\u0141\u00f3d\u017a,2\n".getBytes(Charset.forName(encoding));
    Table table = read(bytes, CsvOptions.defaults());
    assertThat(table.schema().column("name").categories())
        .containsExactly("K\u00f6ln", "\u0141\u00f3d\u017a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1250", "ISO-8859-2"})
  void otherCharacterSetsAreNamed(String encoding) {
    byte[] bytes = "name\nK\u00f6ln\n\u0141\u00f3d\u017a\n".getBytes(Charset.forName(encoding));
    CsvOptions options = CsvOptions.builder().charset(Charset.forName(encoding)).build();
    assertThat(read(bytes, options).schema().column("name").categories())
        .contains("\u0141\u00f3d\u017a");
  }

  @Test
  void aHeaderMayBeginLikeAParquetFile() {
    byte[] bytes = "PAR1,PAR2\n1,2\n".getBytes(StandardCharsets.UTF_8);
    assertThat(read(bytes, CsvOptions.defaults()).schema().names()).containsExactly("PAR1", "PAR2");
  }
}
