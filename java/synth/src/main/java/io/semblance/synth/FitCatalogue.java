package io.semblance.synth;

import io.semblance.data.encode.EncoderOptions;
import io.semblance.synth.option.FitOption;
import io.semblance.synth.option.OptionType;
import io.semblance.synth.option.OptionValueException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every option of a fit, declared once: a new one is a constant here, and read where it is used.
 * The builder of {@link FitOptions}, JSON and the command line take them from {@link #all()}, in
 * this order.
 */
public final class FitCatalogue {
  private static final int MOST_EPOCHS = 100_000_000;
  private static final int MOST_THREADS = 1024;
  private static final List<FitOption<?>> DECLARED = new ArrayList<>(); // before what fills it

  public static final FitOption<String> TARGET =
      declared(
          FitOption.builder("target", OptionType.text("COL"))
              .meaning("The column that the table is about, as a rule the class."));

  public static final FitOption<Boolean> PER_CLASS =
      declared(
          FitOption.builder("per-class", OptionType.flag())
              .meaning("Train one model per class of the target; needs --target.")
              .otherwise(() -> false, null)
              .needs(TARGET, "name the column with the classes"));

  public static final FitOption<List<String>> SEQUENCE_BY =
      declared(
          FitOption.builder("sequence-by", OptionType.names("COL,..."))
              .meaning("Rows that agree in these columns make a sequence: a patient, a station."));

  public static final FitOption<List<String>> TIME =
      declared(
          FitOption.builder("time", OptionType.names("COL,..."))
              .meaning(
                  "When a row was: a column of dates or numbers, or the parts of a date; rows are"
                      + " learnt in this order."));

  public static final FitOption<List<String>> STATIC =
      declared(
          FitOption.builder("static", OptionType.names("COL,..."))
              .meaning("Columns that do not change within a sequence.")
              .otherwiseSaid("those found so"));

  public static final FitOption<Integer> LENGTH =
      declared(
          FitOption.builder("length", OptionType.wholeNumber("L"))
              .meaning("Learn windows of so many steps, not whole sequences.")
              .otherwiseSaid("whole sequences; 24 without --sequence-by")
              .must("be 1 to 100000", n -> n >= 1 && n <= 100_000));

  public static final FitOption<Integer> STRIDE =
      declared(
          FitOption.builder("stride", OptionType.wholeNumber("N"))
              .meaning("Steps between the starts of two windows.")
              .otherwiseSaid("1")
              .must("be 1 to 100000", n -> n >= 1 && n <= 100_000));

  /** What makes a table one of sequences. */
  public static final List<FitOption<?>> SERIES =
      List.of(SEQUENCE_BY, TIME, STATIC, LENGTH, STRIDE);

  public static final FitOption<Integer> EPOCHS =
      declared(
          FitOption.builder("epochs", OptionType.wholeNumber("N"))
              .meaning("Passes over the table.")
              .otherwiseSaid("as the model says")
              .must("be 1 to " + MOST_EPOCHS, n -> n >= 1 && n <= MOST_EPOCHS));

  public static final FitOption<Duration> BUDGET =
      declared(
          FitOption.builder("budget", OptionType.duration("TIME"))
              .meaning("Train this long at most: 90s, 10m, 1h30m.")
              .must("not be negative", time -> !time.isNegative()));

  public static final FitOption<Map<String, String>> SETTINGS =
      declared(
          FitOption.builder("set", OptionType.entries("KEY=VALUE"))
              .meaning("A hyperparameter, see 'semblance models NAME'.")
              .otherwise(Map::of, null));

  public static final FitOption<EncoderOptions> ENCODER =
      declared(
          FitOption.builder(
                  "encoder",
                  OptionType.entries(
                      EncoderOptions.class, "COL=NAME", FitCatalogue::encoder, FitCatalogue::plain))
              .meaning("How a column is turned into numbers, see 'semblance schema --encoders'.")
              .otherwise(EncoderOptions::defaults, null));

  public static final FitOption<List<String>> RULES =
      declared(
          FitOption.builder("rules", OptionType.texts("RULE,..."))
              .meaning(
                  "What holds in every row: 'total = qty * price', 'start <= end', 'zip determines"
                      + " city', 'age >= 18', 'one of red green blue', 'combinations of make model',"
                      + " 'key of patient visit',"
                      + " 'code matches [A-Z]+'; 'found' for all of the first kinds that hold"
                      + " in the whole table, 'none' for none.")
              .otherwiseSaid("found; of sequences none"));

  public static final FitOption<Boolean> REFINE =
      declared(
          FitOption.builder("refine", OptionType.flag())
              .meaning(
                  "Keep rows of the model by how well pairs of their columns agree with the table;"
                      + " drawing is slower.")
              .otherwise(() -> false, null));

  public static final FitOption<Boolean> NO_REAL_ROWS =
      declared(
          FitOption.builder("no-real-rows", OptionType.flag())
              .meaning("Refuse models that carry rows of the table in their files.")
              .otherwise(() -> false, null));

  public static final FitOption<Long> SEED =
      declared(
          FitOption.builder("seed", OptionType.longNumber("S"))
              .meaning(
                  "The same seed gives the same bytes; for other rows of a model give another.")
              .otherwise(0L));

  public static final FitOption<Integer> THREADS =
      declared(
          FitOption.builder("threads", OptionType.wholeNumber("N"))
              .meaning("Threads, at most one per processor; changes the speed, never the result.")
              .otherwise(() -> Runtime.getRuntime().availableProcessors(), "all processors")
              .must("be 1 to " + MOST_THREADS, n -> n >= 1 && n <= MOST_THREADS)
              .definesNoModel());

  public static final FitOption<String> BACKEND =
      declared(
          FitOption.builder("backend", OptionType.text("NAME"))
              .meaning("Compute on this backend, or fail.")
              .otherwiseSaid("the best; see 'semblance doctor'"));

  public static final FitOption<Path> CHECKPOINT =
      declared(
          FitOption.builder("checkpoint", OptionType.path("PATH"))
              .meaning(
                  "Keep there, while training, what is needed to go on after a crash or Ctrl-C.")
              .definesNoModel());

  public static final FitOption<Duration> CHECKPOINT_EVERY =
      declared(
          FitOption.builder("checkpoint-every", OptionType.duration("TIME"))
              .meaning("Time between two checkpoints.")
              .otherwise(Duration.ofMinutes(1))
              .must("be more than no time", time -> !time.isNegative() && !time.isZero())
              .definesNoModel());

  public static final FitOption<Boolean> RESUME =
      declared(
          FitOption.builder("resume", OptionType.flag())
              .meaning("Go on from the checkpoint, if it is of the same table and options.")
              .otherwise(() -> false, null)
              .needs(CHECKPOINT, "name the place of it")
              .definesNoModel());

  private FitCatalogue() {}

  /** All of them, in the order in which they are shown. */
  public static List<FitOption<?>> all() {
    return Collections.unmodifiableList(DECLARED);
  }

  private static <T> FitOption<T> declared(FitOption.Builder<T> declaration) {
    FitOption<T> option = declaration.build();
    DECLARED.add(option);
    return option;
  }

  // Encoders have a form of their own: names by column on the command line, which is what people
  // lay down; in JSON the bounds of the automatic choice as well, on which a model depends too.

  private static final String COLUMNS = "columns";
  private static final String MAX_LATTICE = "max_lattice";
  private static final String MAX_ONE_HOT = "max_one_hot";
  private static final String MAX_MODES = "max_modes";

  private static Map<String, ?> plain(EncoderOptions options) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put(COLUMNS, options.encoders());
    plain.put(MAX_LATTICE, options.maxLattice());
    plain.put(MAX_ONE_HOT, options.maxOneHot());
    plain.put(MAX_MODES, options.maxModes());
    return plain;
  }

  private static EncoderOptions encoder(Map<?, ?> entries) {
    EncoderOptions.Builder options = EncoderOptions.builder();
    if (!(entries.get(COLUMNS) instanceof Map<?, ?> columns)) {
      entries.forEach((column, name) -> options.encoder(name(column), name(name)));
      return options.build();
    }
    columns.forEach((column, name) -> options.encoder(name(column), name(name)));
    try {
      entries.forEach(
          (key, value) -> {
            switch (name(key)) {
              case COLUMNS -> {} // above
              case MAX_LATTICE -> options.maxLattice(bound(value));
              case MAX_ONE_HOT -> options.maxOneHot(bound(value));
              case MAX_MODES -> options.maxModes(bound(value));
              default -> throw new OptionValueException("there is no '" + key + "' of encoders");
            }
          });
    } catch (OptionValueException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new OptionValueException(e.getMessage(), e);
    }
    return options.build();
  }

  private static int bound(Object value) {
    return OptionType.wholeNumber("N").fromPlain(value);
  }

  private static String name(Object value) {
    return OptionType.text("NAME").fromPlain(value);
  }
}
