package io.semblance.quality;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The golden fixture: two tables of whole numbers, and the scores another program gave them. */
final class Golden {

  private Golden() {}

  static JsonNode expected() throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/expected.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  /** The table is not in the repository (its rows are real); the test is skipped without it. */
  static Table table(String file) throws IOException {
    Path root = Path.of(System.getProperty("semblance.root", "../.."));
    Path path = root.resolve("../shared/reference/golden").resolve(file).normalize();
    assumeTrue(
        Files.isReadable(path),
        () -> "skipped: the golden table " + path.toAbsolutePath() + " is not here");
    List<String> numeric = new ArrayList<>();
    expected().get("numeric").forEach(name -> numeric.add(name.asText()));
    List<String> lines = Files.readAllLines(path);
    String[] names = lines.get(0).split(",");
    List<Column> columns = new ArrayList<>();
    for (int k = 0; k < names.length; k++) {
      double[] values = new double[lines.size() - 1];
      for (int i = 0; i < values.length; i++) {
        values[i] = Double.parseDouble(lines.get(i + 1).split(",")[k]);
      }
      columns.add(
          numeric.contains(names[k]) ? numbers(names[k], values) : labels(names[k], values));
    }
    return Table.of(columns);
  }

  static Column numbers(String name, double... values) {
    return NumericColumn.of(ColumnSchema.builder(name, ColumnType.NUMBER).build(), values);
  }

  /** Whole numbers as labels; NaN is missing. Two labels or fewer make a boolean. */
  static Column labels(String name, double... values) {
    String[] texts = new String[values.length];
    TreeSet<Integer> distinct = new TreeSet<>();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        distinct.add((int) values[i]);
        texts[i] = Integer.toString((int) values[i]);
      }
    }
    List<String> categories = distinct.stream().map(String::valueOf).toList();
    ColumnType type = categories.size() <= 2 ? ColumnType.BOOLEAN : ColumnType.CATEGORY;
    return labels(type, name, categories, texts);
  }

  static Column labels(ColumnType type, String name, List<String> categories, String... texts) {
    int[] codes = new int[texts.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = texts[i] == null ? -1 : categories.indexOf(texts[i]);
    }
    return CategoricalColumn.of(
        ColumnSchema.builder(name, type).categories(categories).build(), codes);
  }
}
