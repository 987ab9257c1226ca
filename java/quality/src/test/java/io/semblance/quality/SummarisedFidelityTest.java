package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummarisedFidelityTest {
  private static final int ROWS = 4_000;

  @TempDir Path directory;

  /** Numbers with holes, labels with holes and with news, numbers in labels, yes and no, dates. */
  private Table table(String name, int seed, int rows, Schema schema) throws Exception {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("x,y,word,grade,yes,day,same\n");
    for (int i = 0; i < rows; i++) {
      double x = random.nextGaussian() * seed;
      text.append(random.nextInt(9) == 0 ? "" : String.valueOf(x)).append(',');
      text.append(Math.rint(x * 3 + random.nextGaussian())).append(',');
      text.append(random.nextInt(seed + 7) == 0 ? "" : "w" + random.nextInt(30 + seed)).append(',');
      text.append(1 + Math.abs((int) x + random.nextInt(3)) % 5).append(',');
      text.append(random.nextInt(3) == 0 ? "no" : "yes").append(',');
      text.append("2020-0").append(1 + random.nextInt(9)).append("-1").append(random.nextInt(9));
      text.append(seed == 1 ? ",4\n" : "," + random.nextInt(3) + "\n");
    }
    Path file = directory.resolve(name);
    Files.writeString(file, text);
    CsvOptions options =
        schema == null
            ? CsvOptions.builder().types(Map.of("grade", ColumnType.CATEGORY)).build()
            : CsvOptions.builder().schema(schema).lenientCategories(true).build();
    return CsvReader.read(file, options);
  }

  private static TableSummary summary(List<Table> pieces, Schema schema) {
    TableSummary all = new TableSummary(schema, null);
    long first = 0;
    try (Work work = new Work(1)) {
      for (Table piece : pieces) {
        TableSummary part = new TableSummary(schema, null);
        part.add(piece, first, work);
        first += piece.rows();
        all.merge(part);
      }
    }
    return all;
  }

  private static PairCounts pairs(List<Table> pieces, TableSummary ranges) {
    PairCounts all = new PairCounts(ranges);
    for (Table piece : pieces) {
      PairCounts part = new PairCounts(ranges);
      part.add(piece);
      all.merge(part);
    }
    return all;
  }

  private static List<Table> pieces(Table table, int rows) {
    List<Table> pieces = new ArrayList<>();
    for (int from = 0; from < table.rows(); from += rows) {
      pieces.add(
          table.select(IntStream.range(from, Math.min(table.rows(), from + rows)).toArray()));
    }
    return pieces;
  }

  @Test
  void figuresAreThoseOfWholeTables() throws Exception {
    Table real = table("real.csv", 1, ROWS, null);
    Table drawn = table("drawn.csv", 3, ROWS / 2, real.schema());
    FidelityScores whole = Fidelity.score(real, drawn);
    for (int rows : new int[] {37, 1_000, ROWS}) {
      TableSummary a = summary(pieces(real, rows), real.schema());
      TableSummary b = summary(pieces(drawn, rows), real.schema());
      FidelityScores parts =
          new SummarisedFidelity(a, b)
              .score(
                  pairs(pieces(real, rows), a),
                  pairs(pieces(drawn, rows), a),
                  pairs(pieces(drawn, rows), b));
      assertThat(parts.shapeColumns().keySet()).isEqualTo(whole.shapeColumns().keySet());
      parts.shapeColumns().forEach((name, score) -> near(score, whole.shapeColumns().get(name)));
      assertThat(List.copyOf(parts.trendPairs().keySet()))
          .isEqualTo(List.copyOf(whole.trendPairs().keySet()));
      parts.trendPairs().forEach((pair, score) -> near(score, whole.trendPairs().get(pair)));
      parts.ownEdgesPairs().forEach((pair, score) -> near(score, whole.ownEdgesPairs().get(pair)));
      near(parts.meanAbsDeltaPearson(), whole.meanAbsDeltaPearson());
      assertThat(parts.deltaPearsonPairs()).isEqualTo(whole.deltaPearsonPairs());
    }
    assertThat(whole.shapeMean()).isBetween(.5, .95);
    assertThat(whole.ownEdgesMean()).isNotEqualTo(whole.trendMean());
  }

  private static void near(double actual, double expected) {
    assertThat(actual).isEqualTo(expected, within(1e-9));
  }

  @Test
  void emptyTablesAreRefused() throws Exception {
    Table real = table("real.csv", 1, 50, null);
    TableSummary some = summary(List.of(real), real.schema());
    TableSummary none = summary(List.of(), real.schema());
    assertThatThrownBy(() -> new SummarisedFidelity(some, none))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("synthetic table has no rows");
  }
}
