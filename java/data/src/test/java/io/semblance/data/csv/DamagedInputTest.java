package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Damage behind good data is an error, and nothing without end is read to its end. */
class DamagedInputTest {
  private static byte[] packed(String... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String part : parts) {
      try (GZIPOutputStream out = new GZIPOutputStream(all)) {
        out.write(part.getBytes(StandardCharsets.UTF_8));
      }
    }
    return all.toByteArray();
  }

  private static Table read(byte[] bytes) {
    return CsvReader.read(new ByteArrayInputStream(bytes), "t.csv.gz", CsvOptions.defaults());
  }

  private static byte[] with(byte[] bytes, byte... more) {
    byte[] all = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, all, bytes.length, more.length);
    return all;
  }

  @Test
  void whatFollowsGoodPartsOfGzipIsNoEnd() throws IOException {
    byte[] two = packed("a,b\n1,2\n", "3,4\n");
    assertThat(read(two).rows()).isEqualTo(2);
    assertThat(read(with(two, new byte[600])).rows()).isEqualTo(2);
    byte[] first = packed("a,b\n1,2\n");
    byte[] damaged = two.clone();
    damaged[first.length] ^= 1; // the magic number of the second part
    assertThatThrownBy(() -> read(damaged))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("broken gzip file");
    assertThatThrownBy(() -> read(with(first, (byte) 'x'))).isInstanceOf(DataException.class);
    byte[] large = new byte[300_000];
    new Random(1).nextBytes(large);
    assertThatThrownBy(() -> read(with(first, large))).isInstanceOf(DataException.class);
    byte[] cut = Arrays.copyOf(two, two.length - 6);
    assertThatThrownBy(() -> read(cut)).hasMessageContaining("broken gzip file");
  }

  @Test
  void aLineWithoutEndIsRefused() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'a';
          }

          @Override
          public int read(byte[] out, int from, int length) {
            Arrays.fill(out, from, from + length, (byte) 'a');
            return length;
          }
        };
    assertThatThrownBy(() -> CsvReader.read(endless, "endless", CsvOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a line of more than");
  }
}
