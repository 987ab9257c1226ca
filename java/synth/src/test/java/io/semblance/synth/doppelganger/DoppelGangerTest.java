package io.semblance.synth.doppelganger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.FitProgress;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.Zips;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoppelGangerTest {
  private static final int TIMES = 16;

  @TempDir Path directory;

  /**
   * Sines about levels of their own: of a period of 16 steps or, three times in ten, of 4.
   *
   * @param ragged whether the fast ones have but 6 to 9 steps, the slow ones 10 to 16
   */
  private static Table waves(int count, boolean ragged, long seed) {
    Random random = new Random(seed);
    List<String> ids = new ArrayList<>();
    List<Integer> kinds = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      int kind = s % 10 < 3 ? 1 : 0;
      int length =
          !ragged ? TIMES : kind == 1 ? 6 + random.nextInt(4) : 10 + random.nextInt(TIMES - 9);
      double level = random.nextGaussian() * 3;
      double phase = 2 * Math.PI * random.nextDouble();
      for (int t = 0; t < length; t++) {
        ids.add("s" + (1000 + s));
        kinds.add(kind);
        times.add((double) t);
        double angle = 2 * Math.PI * t / (kind == 1 ? 4 : 16) + phase;
        values.add(Math.rint(1000 * (level + Math.sin(angle))) / 1000);
      }
    }
    return Table.of(
        List.of(
            Fixtures.ids("id", ids.toArray(String[]::new)),
            Fixtures.labels("kind", kinds.stream().mapToInt(k -> k).toArray(), "slow", "fast"),
            Fixtures.numbers("t", ColumnType.INTEGER, 0, doubles(times)),
            Fixtures.numbers("x", ColumnType.NUMBER, 3, doubles(values))));
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(v -> v).toArray();
  }

  private static FitOptions.Builder quick() {
    return FitOptions.builder()
        .seed(5)
        .threads(1)
        .backend("ejml")
        .epochs(2)
        .series(SeriesSpec.builder().sequenceBy(List.of("id")).time(List.of("t")).build())
        .set("hidden", "32")
        .set("generator_widths", "32,32")
        .set("critic_widths", "100,100")
        .set("critic_rate", "2e-3")
        .set("batched_steps", "4")
        .set("batch", "50")
        .set("average_decay", "0.99");
  }

  private static Model fit(Table table, FitOptions.Builder options) {
    return fit(table, options, FitListener.silent());
  }

  private static Model fit(Table table, FitOptions.Builder options, FitListener listener) {
    return Synthesizers.byName("doppelganger").fit(table, options.build(), listener);
  }

  private static SampleOptions.Builder sequences(long first, long count) {
    return SampleOptions.builder().seed(3).firstSequence(first).sequences(count).threads(2);
  }

  /** Rows of each sequence. */
  private static List<int[]> sequences(Table table) {
    Map<String, List<Integer>> all = new LinkedHashMap<>();
    List<String> lines = Fixtures.csv(table.selectColumns(List.of("id"))).lines().toList();
    for (int row = 0; row < table.rows(); row++) {
      all.computeIfAbsent(lines.get(row + 1), k -> new ArrayList<>()).add(row);
    }
    return all.values().stream().map(l -> l.stream().mapToInt(i -> i).toArray()).toList();
  }

  /** Of two neighbours the mean distance, as a part of the sequence's deviation. */
  private static double roughness(double[] x, int[] rows) {
    double mean = Arrays.stream(rows).mapToDouble(r -> x[r]).average().orElseThrow();
    double variance = 0;
    double moved = 0;
    for (int i = 0; i < rows.length; i++) {
      variance += (x[rows[i]] - mean) * (x[rows[i]] - mean) / rows.length;
      moved += i == 0 ? 0 : Math.abs(x[rows[i]] - x[rows[i - 1]]) / (rows.length - 1);
    }
    return moved / Math.sqrt(variance);
  }

  /** Share of sequences that are as rough as their kind, weighing both kinds alike. */
  private static double obedience(Table table) {
    double[] x = Fixtures.values(table, "x");
    int[] kinds = Fixtures.codes(table, "kind");
    int[] right = new int[2];
    int[] all = new int[2];
    for (int[] rows : sequences(table)) {
      int kind = kinds[rows[0]];
      all[kind]++;
      right[kind] += roughness(x, rows) > .8 == (kind == 1) ? 1 : 0;
    }
    return ((double) right[0] / all[0] + (double) right[1] / all[1]) / 2;
  }

  @Test
  void attributesHaveTheirSharesAndSequencesFollowThem() {
    Table table = waves(400, false, 1);
    assertThat(obedience(table)).isGreaterThan(.98);
    Model model = fit(table, quick().epochs(65));
    Table drawn = model.sample(sequences(0, 1000).build());
    assertThat(drawn.rows()).isEqualTo(1000 * TIMES);
    double fast = Arrays.stream(Fixtures.codes(drawn, "kind")).average().orElseThrow();
    assertThat(fast).isBetween(.2, .4);
    assertThat(obedience(drawn)).isGreaterThan(.8);
    // Levels are those of sequences, not of steps.
    double[] x = Fixtures.values(drawn, "x");
    double[] levels =
        sequences(drawn).stream()
            .mapToDouble(rows -> Arrays.stream(rows).mapToDouble(r -> x[r]).average().orElse(0))
            .toArray();
    double mean = Arrays.stream(levels).average().orElseThrow();
    double spread = Arrays.stream(levels).map(l -> (l - mean) * (l - mean)).average().orElse(0);
    assertThat(Math.sqrt(spread)).isBetween(2.0, 4.0);
  }

  @Test
  void lengthsAreDrawnWithTheAttributesThatTheyGoWith() {
    Table table = waves(300, true, 2);
    Model model = fit(table, quick().epochs(70));
    Table drawn = model.sample(sequences(0, 600).build());
    int[] kinds = Fixtures.codes(drawn, "kind");
    double[] times = Fixtures.values(drawn, "t");
    double[] means = new double[2];
    int[] counts = new int[2];
    for (int[] rows : sequences(drawn)) {
      assertThat(rows.length).isBetween(6, TIMES);
      means[kinds[rows[0]]] += rows.length;
      counts[kinds[rows[0]]]++;
      for (int t = 0; t < rows.length; t++) {
        assertThat(times[rows[t]]).isEqualTo(t);
      }
    }
    assertThat(means[1] / counts[1]).isLessThan(10);
    assertThat(means[0] / counts[0]).isGreaterThan(11);
    // However many sequences it takes, rows are as many as were asked for.
    assertThat(model.sample(1000, 4).rows()).isEqualTo(1000);
    Table shorter = model.sample(sequences(0, 20).length(5).build());
    assertThat(shorter.rows()).isEqualTo(100);
  }

  @Test
  void draws() {
    for (boolean ragged : new boolean[] {false, true}) {
      Model model = fit(waves(60, ragged, 3), quick());
      String all = Fixtures.csv(model.sample(sequences(0, 10).threads(1).build()));
      String first = Fixtures.csv(model.sample(sequences(0, 5).build()));
      String rest = Fixtures.csv(model.sample(sequences(5, 5).build()));
      assertThat(first + rest.substring(rest.indexOf('\n') + 1)).isEqualTo(all);
      Path file = directory.resolve("model" + ragged);
      model.save(file);
      Model loaded = Models.load(file);
      assertThat(Fixtures.csv(loaded.sample(sequences(0, 10).build()))).isEqualTo(all);
      assertThat(loaded.steps()).hasSize(1);
      assertThat(loaded.describe()).contains("doppelganger");
    }
  }

  @Test
  void aFitThatWasCutGoesOnAsIfItHadNot() {
    Table table = waves(60, true, 4);
    FitOptions.Builder options =
        quick()
            .epochs(350)
            .set("hidden", "4")
            .set("generator_widths", "4")
            .set("critic_widths", "4")
            .set("batch", "30");
    Path undisturbed = directory.resolve("undisturbed");
    fit(table, options).save(undisturbed);
    AtomicLong asked = new AtomicLong();
    FitListener impatient =
        new FitListener() {
          @Override
          public void progress(FitProgress progress) {}

          @Override
          public boolean cancelled() {
            return asked.incrementAndGet() > 600;
          }
        };
    Path cut = directory.resolve("cut");
    fit(table, options.checkpoint(directory.resolve("checkpoint")), impatient).save(cut);
    assertThat(Zips.entries(cut).get("weights.safetensors"))
        .isNotEqualTo(Zips.entries(undisturbed).get("weights.safetensors"));
    Path resumed = directory.resolve("resumed");
    fit(table, options.resume(true)).save(resumed);
    assertThat(resumed).hasSameBinaryContentAs(undisturbed);
  }

  /** When sequences begin is drawn; their steps follow the hours that come of it. */
  @Test
  void stepsFollowTheCalendarOfStartsThatWereDrawn() {
    Random random = new Random(6);
    StringBuilder csv = new StringBuilder("id,when,x\n");
    for (int s = 0; s < 300; s++) {
      LocalDateTime start = LocalDateTime.of(2024, 3, 1, 0, 0).plusHours(random.nextInt(480));
      for (int t = 0; t < 8; t++) {
        LocalDateTime now = start.plusHours(t);
        double x = Math.cos(2 * Math.PI * now.getHour() / 24) + .1 * random.nextGaussian();
        csv.append("e").append(1000 + s).append(',').append(now).append(":00,");
        csv.append(Math.rint(1000 * x) / 1000).append('\n');
      }
    }
    Table table = read(csv);
    SeriesSpec spec = SeriesSpec.builder().sequenceBy(List.of("id")).time(List.of("when")).build();
    Model model = fit(table, quick().series(spec).epochs(50));
    Table drawn = model.sample(sequences(0, 300).build());
    double[] hours =
        Fixtures.csv(drawn.selectColumns(List.of("when")))
            .lines()
            .skip(1)
            .mapToDouble(l -> Math.cos(2 * Math.PI * Integer.parseInt(l.substring(11, 13)) / 24))
            .toArray();
    assertThat(Fixtures.correlation(Fixtures.values(drawn, "x"), hours)).isGreaterThan(.8);
  }

  private static Table read(CharSequence csv) {
    byte[] bytes = csv.toString().getBytes(StandardCharsets.UTF_8);
    return CsvReader.read(new ByteArrayInputStream(bytes), "test", CsvOptions.defaults());
  }

  /** Windows of one series, with no attributes at all; and without ranges, of categories alone. */
  @Test
  void whatIsNotThereIsLeftOut() {
    Random random = new Random(7);
    StringBuilder csv = new StringBuilder("x,state\n");
    for (int i = 0; i < 120; i++) {
      csv.append(Math.rint(1000 * (Math.sin(i * .3) + .1 * random.nextGaussian())) / 1000);
      csv.append(i / 10 % 3 == 0 ? ",off\n" : ",on\n");
    }
    Table table = read(csv);
    SeriesSpec spec = SeriesSpec.builder().length(12).build();
    for (List<String> columns : List.of(List.of("x", "state"), List.of("state"), List.of("x"))) {
      for (String normalised : List.of("true", "false")) {
        Model model =
            fit(
                table.selectColumns(columns),
                quick().series(spec).set("normalised", normalised).set("batched_steps", "5"));
        Table drawn = model.sample(100, 1);
        assertThat(drawn.rows()).isEqualTo(100);
        assertThat(drawn.schema().names()).isEqualTo(columns);
      }
    }
  }

  /** Columns that never change take no room, and come again. */
  @Test
  void constantsOfSequencesComeAgain() {
    Table waves = waves(60, false, 8);
    double[] seven = new double[waves.rows()];
    Arrays.fill(seven, 7);
    Table table =
        Table.of(
            List.of(
                waves.column("id"),
                waves.column("t"),
                waves.column("x"),
                Fixtures.numbers("seven", ColumnType.INTEGER, 0, seven)));
    SeriesSpec spec =
        SeriesSpec.builder()
            .sequenceBy(List.of("id"))
            .time(List.of("t"))
            .statics(List.of("seven"))
            .build();
    Table drawn = fit(table, quick().series(spec)).sample(100, 1);
    assertThat(Fixtures.values(drawn, "seven")).containsOnly(7);
  }

  @Test
  void settingsOfThePaperAreKnownAndBadOnesNamed() {
    Model model =
        fit(
            waves(60, true, 9),
            quick().epochs(1).set("settings", "paper").set("generator_norm", "false"));
    assertThat(model.sample(10, 1).rows()).isEqualTo(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit(waves(60, false, 9), quick().set("batched_steps", "-1")))
        .withMessageContaining("batched_steps");
  }
}
