package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.infer.TableStream;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableStreamTest {

  private static TableStream open(String csv, long headCells, long cells) {
    byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
    CsvOptions options = CsvOptions.defaults();
    CsvRows rows = CsvRows.open(new ByteArrayInputStream(bytes), "test", options);
    return TableStream.of(rows, options.typing(), headCells, cells);
  }

  private static List<TableStream.Piece> read(String csv, long headCells, long cells) {
    List<TableStream.Piece> pieces = new ArrayList<>();
    try (TableStream stream = open(csv, headCells, cells)) {
      for (TableStream.Piece piece = stream.next(); piece != null; piece = stream.next()) {
        pieces.add(piece);
      }
    }
    return pieces;
  }

  private static String rows(int from, int to) {
    StringBuilder csv = new StringBuilder();
    for (int i = from; i < to; i++) {
      csv.append(i % 7).append(",k").append(i % 3).append(",2024-01-").append(10 + i % 20);
      csv.append(i % 2 == 0 ? ",no\n" : ",yes\n");
    }
    return csv.toString();
  }

  @Test
  void aTableThatFitsIsOnePieceAsTheReaderReadsIt() {
    String csv = "a,b,c,d\n" + rows(0, 100);
    List<TableStream.Piece> pieces = read(csv, 1_000_000, 100);
    assertThat(pieces).hasSize(1);
    Table whole = Csv.read(csv);
    assertThat(pieces.get(0).table().schema()).isEqualTo(whole.schema());
    assertThat(pieces.get(0).table().rows()).isEqualTo(100);
  }

  @Test
  void piecesPutTogetherAreTheTable() {
    String csv = "a,b,c,d\n" + rows(0, 100);
    List<TableStream.Piece> pieces = read(csv, 160, 40);
    assertThat(pieces).hasSize(1 + 6);
    assertThat(pieces.get(0).table().rows()).isEqualTo(40);
    assertThat(pieces.get(3).firstRow()).isEqualTo(60);
    Table all = Table.concat(pieces.stream().map(TableStream.Piece::table).toList());
    Table whole = Csv.read(csv);
    assertThat(all.rows()).isEqualTo(100);
    for (int row = 0; row < 100; row++) {
      assertThat(all.numeric(0).value(row)).isEqualTo(whole.numeric(0).value(row));
      assertThat(all.categorical(1).label(row)).isEqualTo(whole.categorical(1).label(row));
      assertThat(all.numeric(2).value(row)).isEqualTo(whole.numeric(2).value(row));
      assertThat(all.categorical(3).label(row)).isEqualTo(whole.categorical(3).label(row));
    }
  }

  @Test
  void laterPiecesAreTakenLeniently() {
    String csv =
        "a,b,c,d\n" + rows(0, 40) + "1.5,new,oops,no\ninf,k1,2024-01-11,\nword,k2,,perhaps\n";
    List<TableStream.Piece> pieces = read(csv, 160, 400);
    assertThat(pieces).hasSize(2);
    TableStream.Piece late = pieces.get(1);
    assertThat(late.table().column(0).schema().type()).isEqualTo(ColumnType.INTEGER);
    assertThat(late.table().numeric(0).value(0)).isEqualTo(1.5);
    assertThat(late.table().categorical(1).label(0)).isEqualTo("new");
    assertThat(late.infinite()).containsExactly(1L, 0L, 0L, 0L);
    assertThat(late.misfits()).containsExactly(1L, 0L, 1L, 0L);
    assertThat(late.misfitTexts().get(2)).isEqualTo("oops");
    assertThat(late.table().categorical(3).label(2)).isEqualTo("perhaps");
    assertThat(late.table().column(3).isMissing(1)).isTrue();
  }

  @Test
  void theHeadCountsInfiniteCellsToo() {
    assertThat(read("x,y\n1,2\ninf,3\n4,-Infinity\n5,6\n7,8\n", 1000, 1000).get(0).infinite())
        .containsExactly(1L, 1L);
  }

  @Test
  void aBreakFarDownIsToldWithItsLine() {
    String csv = "a,b,c,d\n" + rows(0, 50) + "1,2\n";
    try (TableStream stream = open(csv, 40, 40)) {
      assertThatThrownBy(
              () -> {
                while (stream.next() != null) {
                  // On to the broken line.
                }
              })
          .isInstanceOf(DataException.class)
          .hasMessageContaining("line 52");
    }
    assertThatThrownBy(() -> open("", 40, 40)).isInstanceOf(DataException.class);
  }
}
