package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semblance.data.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvWriterTest {
  private final Table table = Csv.read("a,\"b,c\"\n1.50,x\n-0.25,y\n,\"z;\"\n");

  @Test
  void partsMakeOneFileWithOneHeader() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CsvWriter writer = new CsvWriter(out, table.schema(), ';', true)) {
      writer.write(table.slice(0, 1));
      writer.write(table.slice(1, 1));
      writer.write(table.slice(1, 3));
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a;b,c\n1.50;x\n-0.25;y\n;\"z;\"\n");
  }

  @Test
  void aFileWithoutRowsHasItsHeaderIfAny() throws IOException {
    ByteArrayOutputStream with = new ByteArrayOutputStream();
    new CsvWriter(with, table.schema()).close();
    assertThat(with.toString(StandardCharsets.UTF_8)).isEqualTo("a,\"b,c\"\n");
    ByteArrayOutputStream without = new ByteArrayOutputStream();
    new CsvWriter(without, table.schema(), ',', false).close();
    assertThat(without.size()).isZero();
  }

  @Test
  void foreignColumnsAreRefused() throws IOException {
    try (CsvWriter writer = new CsvWriter(OutputStream.nullOutputStream(), table.schema())) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> writer.write(table.selectColumns(List.of("a"))));
    }
  }
}
