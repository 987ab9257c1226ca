package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Files that were damaged at random are read, or refused in a sentence: never another exception. As
 * many as {@code -Dsemblance.mutations=N} says.
 */
class MutatedInputTest {
  private static final int MUTATIONS = Integer.getInteger("semblance.mutations", 4_000);
  private static final List<String> BASES =
      List.of(
          "id,when,amount,label\n1,2021-01-05,\"1.234,50 €\",a\n2,2021-02-07,\"7,00 €\",b\n",
          "a;b\r\n1.5;x\r\n-2e3;\"y;\"\"z\"\r\n;NA\r\n",
          "name\tmail\nAnna Ashford\tanna@x.org\nBen Barton\tben@y.org\n",
          "\uFEFFd,t,p\n01/02/2021 10:00 AM,36:15,5%\n13/02/2021 11:30 PM,7:05,12%\n");
  private static final List<String> PIECES =
      List.of(
          "\"",
          "\"\"",
          ",",
          ";",
          "\n",
          "\r",
          "\r\n",
          "\t",
          "\u0000",
          "é",
          "€",
          "\uD83D\uDE00",
          "#",
          "NaN",
          "-",
          "1e999",
          "-0",
          "0x1F",
          "99999999999999999999",
          "1,2,3",
          "'",
          "\\",
          "=1+1",
          "2021-13-45",
          "24:00",
          "(",
          "$",
          "%",
          " ",
          "\u3000",
          "\u2028",
          "[31m",
          "()",
          "++");

  private static byte[] mutated(Random random) throws IOException {
    byte[] base = BASES.get(random.nextInt(BASES.size())).getBytes(StandardCharsets.UTF_8);
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(base.length + 1);
      int end = Math.min(base.length, at + random.nextInt(6));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(base, 0, at);
      switch (random.nextInt(5)) {
        case 0 ->
            out.write(PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
        case 1 -> out.write(random.nextInt(256));
        case 2 -> at = end; // cut out
        case 3 -> {
          out.write(base, at, end - at);
          out.write(base, at, end - at);
          at = end;
        }
        default -> {
          if (at < base.length) {
            out.write(base[at++] ^ 1 << random.nextInt(8));
          }
        }
      }
      out.write(base, at, base.length - at);
      base = out.toByteArray();
      if (base.length == 0) {
        return base;
      }
    }
    return base;
  }

  @Test
  void anyDamageIsReadOrRefusedInASentence() throws IOException {
    int read = 0;
    for (int seed = 0; seed < MUTATIONS; seed++) {
      byte[] bytes = mutated(new Random(seed));
      try {
        Table table = Csv.read(bytes, CsvOptions.defaults());
        String text = Csv.write(table);
        CsvOptions again =
            CsvOptions.builder()
                .schema(table.schema())
                .delimiter(table.schema().delimiter())
                .build();
        assertThat(Csv.write(Csv.read(text, again))).as("seed %d", seed).isEqualTo(text);
        read++;
      } catch (DataException e) {
        assertThat(e.getMessage())
            .as("seed %d", seed)
            .doesNotContain("java.", "Exception", "null")
            .matches(m -> m.chars().noneMatch(c -> c < ' ' && c != '\n'), "no control characters");
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed " + seed + ": " + new String(bytes, StandardCharsets.UTF_8), e);
      }
    }
    assertThat(read)
        .isBetween(MUTATIONS / 4, MUTATIONS); // damage that stops at the door shows little
  }
}
