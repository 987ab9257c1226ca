package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small made-up tables that people have trouble with, after public reports about other tools. */
class CasesTest extends Commands {
  /** Cells of a form that the source lacks, as a share of a column. */
  private static final double NEW_FORMS = .01;

  @TempDir Path directory;

  private Path table(String name) throws IOException {
    Path file = directory.resolve(name.replace('/', '_'));
    try (InputStream in = getClass().getResourceAsStream("/cases/" + name)) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  private static List<CSVRecord> records(Path file, char delimiter, Charset charset)
      throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
    try (CSVParser parser = CSVParser.parse(file, charset, format)) {
      return parser.getRecords();
    }
  }

  /** The synthetic table, header first. */
  private List<CSVRecord> synthesized(Path in, char delimiter, String... more) throws IOException {
    Path result = directory.resolve("result");
    List<String> args =
        new ArrayList<>(
            List.of("synthesize", in.toString(), "--model", "copula", "--seed", "3", "--quiet"));
    args.addAll(List.of("--out", result.toString()));
    args.addAll(List.of(more));
    run(args.toArray(new String[0]));
    return records(result.resolve("synthetic.csv"), delimiter, StandardCharsets.UTF_8);
  }

  private static List<String> column(List<CSVRecord> rows, String name) {
    int at = rows.get(0).toList().indexOf(name);
    return rows.stream().skip(1).map(row -> row.get(at)).collect(Collectors.toList());
  }

  /** Letters as one, digits by number, all else as it is. */
  private static String form(String text) {
    if (text.length() > 40) {
      return "long";
    }
    String form = text.replaceAll("\\p{L}+", "a").replaceAll("\\d", "9");
    return form.replaceAll("9{13,}", "9");
  }

  private static double missing(List<String> cells) {
    return cells.stream().filter(Set.of("", "NA", "NaN", "nan", "null")::contains).count()
        / (double) cells.size();
  }

  @ParameterizedTest
  @CsvSource({
    "01-leading-zeros/in.csv,",
    "03-european-latin1/utf8.csv,';'",
    "04-thousands/in.csv,",
    "06-mixed-dates/in.csv,",
    "06-mixed-dates/few.csv,",
    "07-yyyymmdd/in.csv,",
    "10-nullable-int/in.csv,",
    "11-none-category/in.csv,",
    "14-scientific/in.csv,",
    "15-two-decimals/in.csv,",
    "16-column-names/nodup.csv,",
    "29-geo/in.csv,",
    "31-constant-null/in.csv,",
    "31-constant-null/allconst.csv,",
    "37-negative-zero/in.csv,",
    "38-empty-vs-na/in.csv,",
    "40-profile-numbers/in.csv,",
    "42-label-hygiene/in.csv,",
    "44-versions/in.csv,",
    "46-date-with-comma/in.csv,",
    "47-upper-id/in.csv,"
  })
  void whatIsWrittenHasTheFormsOfTheSourceAndIsReadAgain(String name, Character other)
      throws IOException {
    char delimiter = other == null ? ',' : other;
    Path in = table(name);
    List<CSVRecord> real = records(in, delimiter, StandardCharsets.UTF_8);
    List<CSVRecord> made = synthesized(in, delimiter);
    assertThat(made.get(0).toList()).isEqualTo(real.get(0).toList());
    assertThat(made).allMatch(row -> row.size() == real.get(0).size());
    for (int i = 0; i < real.get(0).size(); i++) {
      int at = i;
      List<String> source = real.stream().skip(1).map(row -> row.get(at).strip()).toList();
      List<String> cells = made.stream().skip(1).map(row -> row.get(at).strip()).toList();
      Set<String> forms = source.stream().map(CasesTest::form).collect(Collectors.toSet());
      List<String> odd = cells.stream().filter(cell -> !forms.contains(form(cell))).toList();
      assertThat((double) odd.size() / cells.size())
          .as("column %s: %s", real.get(0).get(i), odd)
          .isLessThanOrEqualTo(NEW_FORMS);
      assertThat(missing(cells)).isBetween(missing(source) - .04, missing(source) + .04);
    }
    Path synthetic = directory.resolve("result/synthetic.csv");
    run("evaluate", in.toString(), synthetic.toString(), "--quiet");
    run("profile", synthetic.toString(), "--quiet", "--out", directory + "/p.html");
  }

  @Test
  void sumsOfMoneyKeepTheirSizes() throws IOException {
    Path in = table("03-european-latin1/utf8.csv");
    List<String> amounts = column(synthesized(in, ';'), "Betrag");
    assertThat(median(amounts)).isBetween(400., 600.);
    run("schema", in.toString());
    assertThat(out.toString()).containsPattern("Betrag\\s+number");
    Path latin = table("03-european-latin1/in.csv");
    assertThat(execute("schema", latin.toString())).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(err.toString()).contains("--encoding");
    run("schema", latin.toString(), "--encoding", "ISO-8859-1");
  }

  private static double median(List<String> amounts) {
    double[] values =
        amounts.stream()
            .filter(a -> !a.isBlank())
            .mapToDouble(
                a ->
                    Double.parseDouble(
                        a.replaceAll("[^\\d,.-]", "").replace(".", "").replace(',', '.')))
            .sorted()
            .toArray();
    return values[values.length / 2];
  }

  @Test
  void valuesThatNameRowsAreNewAndUnique() throws IOException {
    Map<String, List<String>> named = new HashMap<>();
    named.put("47-upper-id/in.csv", List.of("PERSONID", "ssn"));
    named.put("34-identifiers/in.csv", List.of("uuid1", "uuid2", "patnum", "email", "phone", "ip"));
    named.put("01-leading-zeros/in.csv", List.of("acct"));
    for (var one : named.entrySet()) {
      Path in = table(one.getKey());
      List<CSVRecord> real = records(in, ',', StandardCharsets.UTF_8);
      List<CSVRecord> made = synthesized(in, ',', "--rows", "5000");
      for (String name : one.getValue()) {
        List<String> cells = column(made, name);
        cells.removeIf(String::isEmpty);
        assertThat(cells).as(name).doesNotHaveDuplicates();
        assertThat(cells).as(name).doesNotContainAnyElementsOf(column(real, name));
      }
      if (one.getKey().startsWith("34")) {
        assertThat(column(made, "uuid1")).isNotEqualTo(column(made, "uuid2"));
        assertThat(column(made, "ip"))
            .allMatch(ip -> ip.matches("(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])(\\.\\d{1,3}){3}"));
      }
    }
  }

  @Test
  void meaningOfMissingTextsAndVersionsIsKept() throws IOException {
    List<String> regions = column(synthesized(table("11-none-category/in.csv"), ','), "plan");
    assertThat(regions).contains("None");
    Path in = table("44-versions/in.csv");
    List<CSVRecord> made = synthesized(in, ',');
    int at = made.get(0).toList().indexOf("version");
    List<String> versions = made.stream().skip(1).map(row -> row.get(Math.max(0, at))).toList();
    double share = versions.stream().filter("10.10"::equals).count() / (double) versions.size();
    assertThat(share).isBetween(.12, .3);
    Path profile = directory.resolve("p.json");
    Path infinite = table("13-infinity/in.csv");
    run("profile", infinite.toString(), "--quiet", "--json", profile.toString());
    assertThat(Files.readString(profile))
        .containsPattern("\"infinite\" ?: ?179")
        .containsPattern("\"infinite\" ?: ?28");
  }

  @ParameterizedTest
  @CsvSource({
    "17-trailing-delimiter/both.csv,0,",
    "17-trailing-delimiter/short-header.csv,3,first line",
    "18-comments/hexcolors.csv,0,",
    "18-comments/in.csv,3,--comment",
    "18-comments/preamble.csv,3,--skip-lines",
    "20-line-endings/cr.csv,0,",
    "20-line-endings/in.csv,0,",
    "21-gzip-extension/really-gz.csv,0,",
    "21-gzip-extension/really-plain.csv.gz,0,",
    "21-gzip-extension/zipped.csv,3,zip",
    "22-unicode-files/bom8.csv,0,",
    "22-unicode-files/cp1250.csv,3,--encoding",
    "22-unicode-files/utf16.csv,0,",
    "22-unicode-files/utf16be.csv,0,",
    "22-unicode-files/utf16nobom.csv,0,",
    "23-dialect/ragged.csv,3,line",
    "23-dialect/single-semicolon.csv,0,",
    "23-dialect/pipe-in-text.csv,0,",
    "41-tiny/empty.csv,3,empty",
    "41-tiny/header-only.csv,3,not one row"
  })
  void isReadOrSaysWhatToDo(String name, int code, String words) throws IOException {
    assertThat(execute("schema", table(name).toString())).as(err.toString()).isEqualTo(code);
    if (words != null) {
      assertThat(err.toString()).contains(words);
    }
  }

  @Test
  void preamblesAndCommentsAreLeftOutOnRequest() throws IOException {
    run("schema", table("18-comments/in.csv").toString(), "--comment", "#");
    run("schema", table("40-profile-numbers/in.csv").toString());
    Set<String> names = new HashSet<>();
    for (String file : List.of("utf16.csv", "utf16be.csv", "utf16nobom.csv")) {
      run("schema", table("22-unicode-files/" + file).toString());
      names.add(out.toString().lines().skip(1).collect(Collectors.joining("\n")));
    }
    assertThat(names).hasSize(1);
  }

  @Test
  void aFewRowsAreEnoughAndOneIsNot() throws IOException {
    for (String name : List.of("41-tiny/four.csv", "41-tiny/six.csv")) {
      synthesized(table(name), ',');
    }
    Path one = table("41-tiny/one.csv");
    int code =
        execute("synthesize", one.toString(), "--model", "copula", "--out", directory + "/one");
    assertThat(code).isNotZero();
    assertThat(err.toString()).doesNotContain("not an error we foresaw");
    assertThat(directory.resolve("one")).doesNotExist();
  }

  private Path written(String name, String header, int rows, IntFunction<String> row)
      throws IOException {
    Path file = directory.resolve(name);
    String text = IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n"));
    Files.writeString(file, header + "\n" + text + "\n");
    return file;
  }

  @Test
  void tooFewIdentifiersOfAFormAreToldWithoutRowsToo() throws IOException {
    Path in = written("codes.csv", "code,size", 400, i -> "AB-" + (100 + i) + "," + i % 37);
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      synthesized(in, ',', "--type", "code=id,form=AB-##");
    } finally {
      System.setErr(before);
    }
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("there are 100 new identifiers of its form but 400 rows");
  }

  private JsonNode judged(Path real, Path synthetic) throws IOException {
    Path json = directory.resolve("scores.json");
    run("evaluate", real.toString(), synthetic.toString(), "--quiet", "--json", json.toString());
    return new ObjectMapper().readTree(Files.readString(json));
  }

  private static String person(Random random) {
    return String.join(
        ",",
        Integer.toString(20 + random.nextInt(60)),
        List.of("Rome", "Oslo", "Bonn").get(random.nextInt(3)),
        String.format(Locale.ROOT, "%.2f", 100 * random.nextDouble()));
  }

  @Test
  void tablesThatDoNotMatchAreJudgedOrRefusedWithTheReason() throws IOException {
    Random random = new Random(1);
    Path real = written("real.csv", "age,city,score", 400, i -> person(random));
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      rows.add(person(random));
    }
    Path syn = written("syn.csv", "age,city,score", 400, rows::get);
    JsonNode scores = judged(real, syn).get("shape");
    Path reordered =
        written(
            "reordered.csv",
            "score,age,city",
            400,
            i -> {
              String[] c = rows.get(i).split(",");
              return c[2] + "," + c[0] + "," + c[1];
            });
    assertThat(judged(real, reordered).get("shape")).isEqualTo(scores);
    Path semicolons =
        written("semi.csv", "age;city;score", 400, i -> rows.get(i).replace(',', ';'));
    assertThat(judged(real, semicolons).get("shape")).isEqualTo(scores);
    Path extra = written("extra.csv", "age,city,score,more", 400, i -> rows.get(i) + "," + i);
    assertThat(judged(real, extra).get("shape")).isEqualTo(scores);
    Path words =
        written(
            "words.csv",
            "age,city,score",
            400,
            i -> i % 4 == 0 ? rows.get(i).replaceFirst("\\d+", "many") : rows.get(i));
    assertThat(
            judged(real, words).get("validity").get("columns").get("age").get("wrong_type").asInt())
        .isEqualTo(100);
    Path lacking =
        written("lacking.csv", "age,city", 400, i -> rows.get(i).replaceFirst(",[^,]*$", ""));
    assertThat(execute("evaluate", real.toString(), lacking.toString()))
        .isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(err.toString()).contains("score");
    Path empty = directory.resolve("empty.csv");
    Files.writeString(empty, "age,city,score\n");
    assertThat(execute("evaluate", real.toString(), empty.toString()))
        .isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(err.toString()).contains("not one row");
  }

  @Test
  void rareClassesKeepTheirShares() throws IOException {
    Random random = new Random(2);
    Path in =
        written(
            "fraud.csv",
            "amount,fraud",
            4000,
            i ->
                String.format(
                    Locale.ROOT, "%.2f,%d", 50 * random.nextDouble(), i % 250 == 0 ? 1 : 0));
    List<CSVRecord> made = synthesized(in, ',', "--target", "fraud", "--per-class");
    assertThat(column(made, "fraud").stream().filter("1"::equals).count()).isBetween(12L, 20L);
    Path single =
        written("single.csv", "x,class", 200, i -> i + "," + (i == 7 ? "only" : "a" + i % 2));
    assertThat(
            execute(
                "synthesize",
                single.toString(),
                "--model",
                "copula",
                "--target",
                "class",
                "--per-class",
                "--quiet",
                "--out",
                directory + "/single"))
        .as(err.toString())
        .isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(err.toString()).contains("class 'only' has 1 row", "fit without --per-class");
    assertThat(directory.resolve("single")).doesNotExist();
  }

  @Test
  void typesAreThoseOfAllRowsAndBrokenOrderIsCounted() throws IOException {
    Path late =
        written(
            "late.csv",
            "a,b,c",
            40_000,
            i -> i % 900 + "," + (i == 35_000 ? "x" : i % 7) + "," + (i == 39_000 ? "1.5" : i % 5));
    run("schema", late.toString());
    assertThat(out.toString())
        .containsPattern("a +integer")
        .containsPattern("b +category")
        .containsPattern("c +number");
    Random random = new Random(3);
    Path stays =
        written(
            "stays.csv",
            "start,end,v",
            600,
            i -> {
              LocalDate day = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(900));
              return day + "," + day.plusDays(random.nextInt(9)) + "," + random.nextInt(5);
            });
    synthesized(stays, ',');
    JsonNode rules =
        judged(stays, directory.resolve("result/synthetic.csv")).get("validity").get("rules");
    List<CSVRecord> made =
        records(directory.resolve("result/synthetic.csv"), ',', StandardCharsets.UTF_8);
    List<String> starts = column(made, "start");
    List<String> ends = column(made, "end");
    double broken =
        IntStream.range(0, 600).filter(i -> starts.get(i).compareTo(ends.get(i)) > 0).count()
            / 600.;
    assertThat(rules).isNotEmpty();
    assertThat(rules.get(0).get("broken").asDouble()).isEqualTo(broken);
  }
}
