package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Formulas;
import io.semblance.data.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulasTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=1+2|true",
        "@SUM(A1)|true",
        "+cmd|true",
        "-2+3+cmd|true",
        "-5|false",
        "+49 (30) 123|false",
        "-|false",
        "a=b|false",
        "- 1,5 %|false",
        "-1e-5|false"
      })
  void isWhatASpreadsheetRuns(String text, boolean formula) {
    assertThat(Formulas.isFormula(text)).isEqualTo(formula);
  }

  @Test
  void isToldAndKeptOrEscaped() throws IOException {
    List<String> told = new ArrayList<>();
    CsvOptions options = CsvOptions.builder().delimiter(',').onWarning(told::add).build();
    String text = "a,b\n=1+2,x\nplain,y\n=1+2,y\n-5,y\n";
    Table table = Csv.read(text, options);
    assertThat(told)
        .anyMatch(line -> line.contains("'=1+2'") && line.contains("--escape-formulas"));
    assertThat(Formulas.count(table)).isEqualTo(2);
    assertThat(Csv.write(table)).isEqualTo(text);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CsvWriter writer = new CsvWriter(out, table.schema(), new CsvLayout(',', true, true))) {
      writer.write(table);
    }
    String escaped = out.toString(StandardCharsets.UTF_8);
    assertThat(escaped).isEqualTo("a,b\n'=1+2,x\nplain,y\n'=1+2,y\n-5,y\n");
    assertThat(((CategoricalColumn) Csv.read(escaped).column("a")).label(0)).isEqualTo("'=1+2");
  }
}
