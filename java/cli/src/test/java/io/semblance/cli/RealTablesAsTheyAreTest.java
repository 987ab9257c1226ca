package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as people have them, from the command line: what is written is like what was read. */
class RealTablesAsTheyAreTest extends Commands {
  private static final int ROWS = 400;

  @TempDir Path directory;

  private final Random random = new Random(17);

  private String write(String header, IntFunction<String> row) throws IOException {
    Path file = directory.resolve("in.csv");
    String rows = IntStream.range(0, ROWS).mapToObj(row).collect(Collectors.joining("\n"));
    Files.writeString(file, header + "\n" + rows + "\n");
    return file.toString();
  }

  private List<CSVRecord> synthesized(String in, char delimiter, String... more)
      throws IOException {
    Path result = directory.resolve("result");
    String[] args = {"synthesize", in, "--model", "copula", "--quiet", "--out", result.toString()};
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    run(all);
    CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
    try (CSVParser parser =
        CSVParser.parse(result.resolve("synthetic.csv"), StandardCharsets.UTF_8, format)) {
      List<CSVRecord> records = parser.getRecords();
      assertThat(records).hasSize(ROWS + 1);
      assertThat(records).allMatch(r -> r.size() == records.get(0).size());
      return records.subList(1, records.size());
    }
  }

  @Test
  void sumsOfMoneyAreLearntAndWrittenAsTheyWere() throws IOException {
    String in =
        write(
            "shop;amount;rate",
            i -> {
              double amount = Math.exp(4 + 2 * random.nextDouble() + (i % 2) * 2);
              String text = String.format(Locale.ROOT, "%,.2f", amount);
              return (i % 2 == 0 ? "a" : "b")
                  + ";"
                  + text.replace('.', '#').replace(',', '.').replace('#', ',')
                  + " \u20ac;"
                  + String.format(Locale.ROOT, "%.1f%%", 100 * random.nextDouble());
            });
    double[] sums = new double[2];
    for (CSVRecord row : synthesized(in, ';')) {
      assertThat(row.get(1)).matches("(\\d{1,3}\\.)?\\d{1,3},\\d\\d \u20ac");
      assertThat(row.get(2)).matches("\\d{1,2}\\.\\d%");
      String plain = row.get(1).replace(".", "").replace(',', '.').replace(" \u20ac", "");
      sums[row.get(0).equals("a") ? 0 : 1] += Double.parseDouble(plain);
    }
    assertThat(sums[1]).isGreaterThan(3 * sums[0]); // they depend on the shop
  }

  @Test
  void keysAreNewAndUniqueAndTheVerdictSaysSo() throws IOException {
    Set<String> real = new HashSet<>();
    String in =
        write(
            "PERSONID,ssn,v",
            i -> {
              String id = Integer.toString(33_000_000 + random.nextInt(900_000));
              String ssn = Integer.toString(100_000_000 + random.nextInt(800_000_000));
              real.add(id);
              real.add(ssn);
              return id + "," + ssn + "," + random.nextInt(20);
            });
    Set<String> made = new HashSet<>();
    List<CSVRecord> rows = synthesized(in, ',');
    for (CSVRecord row : rows) {
      assertThat(real).doesNotContain(row.get(0), row.get(1));
      assertThat(made.add(row.get(0)) && made.add(row.get(1))).isTrue();
      assertThat(row.get(1)).matches("\\d{9}");
    }
    String synthetic = directory.resolve("result/synthetic.csv").toString();
    run("evaluate", in, synthetic);
    assertThat(out.toString()).contains("No identifying value of a real row comes back");
    // One cell of a real person in the table.
    List<String> lines = new ArrayList<>(Files.readAllLines(Path.of(synthetic)));
    String[] cells = lines.get(5).split(",");
    lines.set(
        5, cells[0] + "," + Files.readAllLines(Path.of(in)).get(9).split(",")[1] + "," + cells[2]);
    Path doctored = directory.resolve("doctored.csv");
    Files.write(doctored, lines);
    run("evaluate", in, doctored.toString());
    assertThat(out.toString())
        .contains("Identifying values of real rows come back: ssn")
        .doesNotContain("No identifying value");
  }

  @Test
  void datesOfSeveralFormsStayDates() throws IOException {
    String in =
        write(
            "when,n",
            i -> {
              LocalDate day = LocalDate.of(2001, 1, 1).plusDays(random.nextInt(7000));
              return (i % 20 == 0
                      ? day.format(DateTimeFormatter.ofPattern("dd/MM/uuuu"))
                      : day.toString())
                  + ","
                  + random.nextInt(9);
            });
    for (CSVRecord row : synthesized(in, ',')) {
      String text = row.get(0);
      LocalDate day =
          text.contains("/")
              ? LocalDate.parse(text, DateTimeFormatter.ofPattern("dd/MM/uuuu"))
              : LocalDate.parse(text);
      assertThat(day.getYear()).isBetween(2001, 2021);
    }
  }

  @Test
  void noInputIsOverwritten() throws IOException {
    String in = write("a,b", i -> i % 7 + "," + i % 3);
    byte[] before = Files.readAllBytes(Path.of(in));
    for (String[] args :
        new String[][] {
          {"profile", in, "--out", in},
          {"fit", in, "--out", in},
          {"evaluate", in, in, "--json", in},
          {"profile", in, "--json", directory.resolve("./in.csv").toString()}
        }) {
      assertThat(execute(args)).as(String.join(" ", args)).isEqualTo(ExitCodes.USAGE);
      assertThat(err.toString()).contains("would be overwritten");
      assertThat(Files.readAllBytes(Path.of(in))).isEqualTo(before);
    }
    run("fit", in, "--model", "copula", "--out", directory.resolve("m.semblance").toString());
    String model = directory.resolve("m.semblance").toString();
    assertThat(execute("sample", model, "--rows", "5", "--out", model)).isEqualTo(ExitCodes.USAGE);
  }
}
