package io.semblance.data.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTextTest {
  @TempDir Path directory;

  private Table table;

  @BeforeEach
  void read() throws IOException {
    Path file = directory.resolve("t.csv");
    Files.write(
        file,
        List.of(
            "age,city,since,monthly pay,it's",
            "30,Ulm,2020-01-31,10.5,a",
            "35,St. Gallen,2021-02-28,11.0,b",
            "40,Rom,2022-03-31,,a",
            "41,Ulm,2023-04-30,12.5,O'Neil",
            "29,Bonn,2024-05-31,9.5,b"));
    table = CsvReader.read(file, CsvOptions.builder().build());
  }

  private String rows(String text) {
    Condition condition = ConditionText.parse(text, table.schema());
    return IntStream.range(0, table.rows())
        .filter(row -> condition.holds(table, row))
        .mapToObj(String::valueOf)
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "age between 30 and 40|012",
        "age BETWEEN 30 AND 40 And city = Ulm|0",
        "age>30|123",
        "age >= 30 and age < 40|01",
        "age<=29|4",
        "\"monthly pay\" > 10.46|013",
        "\"monthly pay\" < 11.04|014",
        "age = 40|2",
        "city in (Ulm, 'St. Gallen')|013",
        "city not in (Ulm,Rom)|14",
        "city != Ulm|124",
        "city <> 'Ulm'|124",
        "since > 2021-02-28|234",
        "since between 2021-01-01 and 2023-04-30|123",
        "\"monthly pay\" is missing|2",
        "\"monthly pay\" is not missing and age > 35|3",
        "\"monthly pay\" > 10.5|13",
        "\"it's\" = 'O''Neil'|3",
        "{\"age\": {\"from\": 30, \"to\": 40}, \"city\": [\"Ulm\", \"Rom\"]}|02",
        "{\"city\": \"Ulm\", \"age\": {\"from\": 40}}|3",
        "{\"monthly pay\": null}|2",
        "{\"age\": 35}|1"
      })
  void meansTheseRows(String text, String expected) {
    assertThat(rows(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "age >|a value is missing at the end",
        "age|is missing at the end",
        "agee = 3|Did you mean",
        "age = old|no value of column 'age'",
        "age between 40 and 30|no value lies between",
        "age > 90|no value lies between",
        "age = 30 or city = Ulm|a second --where",
        "city = Paris|Its labels are",
        "city > Ulm|no order",
        "city = 'Ulm|begins nothing",
        "age in (30, 40)|several times",
        "age is empty|\"missing\"",
        "age is missing|no cell of it is missing",
        "city = Ulm and city = Rom|both allowed and forbidden",
        "city = Ulm city = Rom|\"and\" or the end",
        "city = Ulm and city is missing|both allowed and forbidden",
        "{\"age\": 30} and city = Ulm|no JSON",
        "{\"age\": {}}|nothing is asked",
        "{\"age\": {\"above\": 3}}|neither",
        "{\"age\": |no JSON"
      })
  void refusesInWords(String text, String words) {
    assertThatThrownBy(() -> ConditionText.parse(text, table.schema()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(words);
  }

  @Test
  void twoConditionsHoldTogether() {
    Condition both =
        ConditionText.parse("age > 29", table.schema())
            .and(ConditionText.parse("age < 41 and city = Ulm", table.schema()));
    assertThat(both.holds(table, 0)).isTrue();
    assertThat(both.holds(table, 1)).isFalse();
    assertThat(both.holds(table, 3)).isFalse();
  }
}
