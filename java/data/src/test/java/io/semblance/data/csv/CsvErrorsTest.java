package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Schema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault names the file, the line, the column where there is one, and what to do. */
class CsvErrorsTest {
  private static DataException fault(String text, CsvOptions options) {
    return fault(text.getBytes(StandardCharsets.UTF_8), options);
  }

  private static DataException fault(byte[] bytes, CsvOptions options) {
    try {
      Csv.read(bytes, options);
    } catch (DataException e) {
      assertThat(e.getMessage()).startsWith("test.csv").hasSizeLessThan(700);
      assertThat(e.source()).isEqualTo("test.csv");
      return e;
    }
    throw new AssertionError("no fault found");
  }

  private static DataException fault(String text) {
    return fault(text, CsvOptions.defaults());
  }

  @Test
  void emptyFile() {
    assertThat(fault("")).hasMessageContaining("empty");
    assertThat(fault("\n\n\n")).hasMessageContaining("empty");
  }

  @Test
  void headerOnly() {
    assertThat(fault("a,b,c\n")).hasMessageContaining("not one row").hasMessageContaining("line 1");
  }

  @Test
  void raggedRow() {
    DataException e = fault("a,b,c\n1,2,3\n\"x\ny\",2,3\n1,2\n4,5,6\n");
    assertThat(e.line()).hasValue(5);
    assertThat(e).hasMessageContaining("expected 3 cells").hasMessageContaining("found 2");
    assertThat(fault("a,b\n1,2\n1,2,3").line()).hasValue(3);
  }

  @Test
  void aFirstLineThatIsNoDataAsInAdultTest() {
    List<String> names = List.of("a", "b", "c");
    CsvOptions options = CsvOptions.builder().header(false).columnNames(names).build();
    DataException e = fault("|1x3 Cross validator\n1, 2, 3\n4, 5, 6\n", options);
    assertThat(e).hasMessageContaining("line 1").hasMessageContaining("first line");
  }

  @Test
  void duplicateNames() {
    DataException e = fault("a,b,a\n1,2,3\n");
    assertThat(e).hasMessageContaining("columns 1 and 3").hasMessageContaining("--columns");
    assertThat(e.column()).isEqualTo("a");
  }

  @Test
  void dataWhereTheHeaderShouldBe() {
    DataException e = fault("39,State-gov,77516\n50,Private,83311\n");
    assertThat(e).hasMessageContaining("'39'").hasMessageContaining("--no-header --columns");
  }

  @Test
  void binaryFiles() {
    assertThat(fault(new byte[] {'a', ',', 0, 1, 2, '\n'}, CsvOptions.defaults()))
        .hasMessageContaining("binary");
    byte[] noise = new byte[5000];
    new java.util.Random(1).nextBytes(noise);
    noise[0] = 'x';
    assertThat(fault(noise, CsvOptions.defaults())).hasMessageContaining("binary");
    byte[] zip = {'P', 'K', 3, 4, 0, 0};
    assertThat(fault(zip, CsvOptions.defaults())).hasMessageContaining("zip archive");
    byte[] brokenGzip = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2};
    assertThat(fault(brokenGzip, CsvOptions.defaults())).hasMessageContaining("gzip");
  }

  @Test
  void latinOneIsToldFromBinary() {
    String text = "name,size\n" + "abc,1\n".repeat(20_000) + "caf\u00e9,2\n";
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    DataException e = fault(bytes, CsvOptions.defaults());
    assertThat(e).hasMessageContaining("not UTF-8").hasMessageContaining("E9");
    assertThat(e).hasMessageContaining("offset " + text.indexOf('\u00e9'));
    assertThat(e.line()).hasValue(20_002);
    assertThat(e).hasMessageContaining("--encoding windows-1252");
  }

  @Test
  void openAndBrokenQuotes() {
    DataException open = fault("a,b\n1,2\n3,\"never closed\n4,5\n");
    assertThat(open).hasMessageContaining("never closed").hasMessageContaining("line 3");
    assertThat(fault("a,b\n1,\"x\"y\n"))
        .hasMessageContaining("quote")
        .hasMessageContaining("line 2");
  }

  @Test
  void aHugeCellIsCutInMessages() {
    CsvOptions options = CsvOptions.builder().types(Map.of("a", ColumnType.NUMBER)).build();
    DataException e = fault("a\n1\n" + "z".repeat(1_000_000) + "\n", options);
    assertThat(e).hasMessageContaining("zzz... (1000000 characters)");
    assertThat(e.line()).hasValue(3);
  }

  @Test
  void forcedTypesThatDoNotFit() {
    assertThat(forced("a\n1\n2.5\n", ColumnType.INTEGER))
        .hasMessageContaining("line 3, column 'a'")
        .hasMessageContaining("'2.5'")
        .hasMessageContaining("whole number");
    assertThat(forced("a\n1\n2\nfew\n", ColumnType.NUMBER))
        .hasMessageContaining("line 4")
        .hasMessageContaining("--missing 'few'");
    assertThat(forced("a\n2020-01-01\n2020-01-02\nsoon\n", ColumnType.DATETIME))
        .hasMessageContaining("line 4")
        .hasMessageContaining("'soon'")
        .hasMessageContaining("uuuu-MM-dd");
    assertThat(forced("a\nx\ny\n", ColumnType.DATETIME)).hasMessageContaining("2014-10-13");
    assertThat(forced("a\nx\ny\nz\n", ColumnType.BOOLEAN))
        .hasMessageContaining("line 4")
        .hasMessageContaining("only two values");
  }

  private static DataException forced(String text, ColumnType type) {
    return fault(text, CsvOptions.builder().types(Map.of("a", type)).build());
  }

  @Test
  void unknownColumnOfATypeOption() {
    CsvOptions options = CsvOptions.builder().types(Map.of("weigth", ColumnType.NUMBER)).build();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Csv.read("weight,size\n1,2\n", options))
        .withMessageContaining("Did you mean 'weight'?");
  }

  @Test
  void cellsThatTheSchemaForbids() {
    Schema schema = Csv.read("a,b\n1,x\n2,y\n").schema();
    CsvOptions options = CsvOptions.builder().schema(schema).build();
    assertThat(fault("a,b\n1,x\n1,q\n", options))
        .hasMessageContaining("line 3, column 'b'")
        .hasMessageContaining("one of x, y");
    assertThat(fault("a,b\n1,x\n7,x\n", options)).hasMessageContaining("greater than 2");
    assertThat(fault("a,b\n1,x\n1.5,x\n", options)).hasMessageContaining("whole number");
    assertThat(fault("a,b\n1,x\n,x\n", options)).hasMessageContaining("no missing cell");
    assertThat(fault("a,b\n1,x\nw,x\n", options))
        .hasMessageContaining("a whole number was expected");
    assertThat(fault("a,c\n1,x\n", options)).hasMessageContaining("column 'b'");
    assertThat(fault("a,b,c\n1,x,3\n", options)).hasMessageContaining("column 'c'");
  }

  @Test
  void filesThatCannotBeOpened(@TempDir Path directory) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> CsvReader.read(directory.resolve("none.csv"), CsvOptions.defaults()))
        .withMessageContaining("none.csv: there is no such file");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> CsvReader.read(directory, CsvOptions.defaults()))
        .withMessageContaining("directory");
  }

  @Test
  void namesThatDoNotCoverTheColumns() {
    CsvOptions options =
        CsvOptions.builder().header(false).columnNames(Arrays.asList("a", "b")).build();
    assertThat(fault("1,2,3\n", options))
        .hasMessageContaining("3 cells")
        .hasMessageContaining("2 columns");
  }
}
