package io.semblance.quality;

import io.semblance.data.condition.Condition;
import io.semblance.data.rule.Rules;
import io.semblance.data.series.SeriesSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Options of a {@link QualityReport}. Immutable; checked where they are set.
 *
 * <pre>{@code
 * QualityOptions options =
 *     QualityOptions.builder().seed(7).target("income").note("model", "wgan-gp").build();
 * }</pre>
 */
public final class QualityOptions {

  private final long seed;
  private final String title;
  private final Map<String, String> notes;
  private final String target;
  private final boolean judges;
  private final Map<String, Long> unreadable;
  private final TrainingCurve training;
  private final boolean carriesRealRows;
  private final RowLikelihoods likelihoods;
  private final Rules rules;
  private final Condition condition;
  private final Consumer<String> onStep;
  private final int threads;
  private final SeriesSpec series;
  private final int seriesSeeds;

  private QualityOptions(Builder builder) {
    this.seed = builder.seed;
    this.title = builder.title;
    this.notes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.notes));
    this.target = builder.target;
    this.judges = builder.judges;
    this.unreadable = builder.unreadable;
    this.training = builder.training;
    this.carriesRealRows = builder.carriesRealRows;
    this.likelihoods = builder.likelihoods;
    this.rules = builder.rules;
    this.condition = builder.condition;
    this.onStep = builder.onStep;
    this.threads = builder.threads;
    this.series = builder.series;
    this.seriesSeeds = builder.seriesSeeds;
  }

  /** Every option at its default. */
  public static QualityOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from these options. */
  public Builder toBuilder() {
    return builder()
        .seed(seed)
        .title(title)
        .notes(notes)
        .target(target)
        .judges(judges)
        .unreadable(unreadable)
        .training(training)
        .carriesRealRows(carriesRealRows)
        .likelihoods(likelihoods)
        .rules(rules)
        .condition(condition)
        .onStep(onStep)
        .threads(threads)
        .series(series)
        .seriesSeeds(seriesSeeds);
  }

  /**
   * Seed of the shuffling behind the floor, the halving behind the ceiling, and the samples and
   * folds of scores; default 0.
   */
  public long seed() {
    return seed;
  }

  /** Heading of the report; default "Synthetic data quality". */
  public String title() {
    return title;
  }

  /**
   * What a reader should know about how the synthetic table came to be, in order, such as "rank
   * projection" with "on"; default empty.
   */
  public Map<String, String> notes() {
    return notes;
  }

  /** The column that models are to predict, for utility; null, the default, chooses some. */
  public String target() {
    return target;
  }

  /**
   * Whether to ask the judges that train models and search neighbours (detection, utility, privacy
   * and so on), which take seconds where shape and trend take none; default true.
   */
  public boolean judges() {
    return judges;
  }

  /**
   * Cells of the synthetic file that were no value of their column's type, by column; default
   * empty.
   */
  public Map<String, Long> unreadable() {
    return unreadable;
  }

  /** How the model behind the table was trained, to be shown; default empty. */
  public Optional<TrainingCurve> training() {
    return Optional.ofNullable(training);
  }

  /**
   * Whether the model behind the table holds real rows, as one that interpolates between them does:
   * then the verdict says so and forbids to pass its file on; default false.
   */
  public boolean carriesRealRows() {
    return carriesRealRows;
  }

  /**
   * How likely the model finds rows that it has seen and rows that it has not, for the attack on
   * membership by whoever holds the model file; default empty.
   */
  public Optional<RowLikelihoods> likelihoods() {
    return Optional.ofNullable(likelihoods);
  }

  /** Rules that rows were asked to keep; default empty. */
  public Optional<Rules> rules() {
    return Optional.ofNullable(rules);
  }

  /**
   * The condition that rows were drawn under; the real rows to compare them with are then those
   * that satisfy it. Default empty.
   */
  public Optional<Condition> condition() {
    return Optional.ofNullable(condition);
  }

  /** Told what is being computed, a few words for each step; default nobody. */
  public Consumer<String> onStep() {
    return onStep;
  }

  /** Threads of the judges, which change no result; 0, the default, is the JVM's common pool. */
  public int threads() {
    return threads;
  }

  /**
   * How the rows make series, for the scores of series; empty, the default, for rows that do not.
   */
  public Optional<SeriesSpec> series() {
    return Optional.ofNullable(series);
  }

  /**
   * How many times the recurrent judges of series are trained, each time with another seed; default
   * 3. The protocol of published figures has 5 or more.
   */
  public int seriesSeeds() {
    return seriesSeeds;
  }

  /**
   * Builds {@link QualityOptions}. Each method takes one option, checks it and returns this
   * builder; none may be null but where it says so.
   */
  public static final class Builder {

    private long seed;
    private String title = "Synthetic data quality";
    private final Map<String, String> notes = new LinkedHashMap<>();
    private String target;
    private boolean judges = true;
    private Map<String, Long> unreadable = Map.of();
    private TrainingCurve training;
    private boolean carriesRealRows;
    private RowLikelihoods likelihoods;
    private Rules rules;
    private Condition condition;
    private Consumer<String> onStep = step -> {};
    private int threads;
    private SeriesSpec series;
    private int seriesSeeds = 3;

    private Builder() {}

    /** See {@link QualityOptions#seed()}; any number. */
    public Builder seed(long value) {
      this.seed = value;
      return this;
    }

    /** See {@link QualityOptions#title()}. */
    public Builder title(String value) {
      this.title = Objects.requireNonNull(value, "title");
      return this;
    }

    /** Adds one of the {@link QualityOptions#notes()}; a later one of the same name replaces it. */
    public Builder note(String name, String value) {
      notes.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /** Adds all of them. */
    public Builder notes(Map<String, String> values) {
      values.forEach(this::note);
      return this;
    }

    /**
     * See {@link QualityOptions#target()}; may be null. Whether the table has such a column is
     * checked by {@link QualityReport#evaluate}, which knows the table.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder target(String value) {
      if (value != null && value.isBlank()) {
        throw new IllegalArgumentException(
            "target is blank; name a column, or leave it null to have some chosen");
      }
      this.target = value;
      return this;
    }

    /** See {@link QualityOptions#judges()}. */
    public Builder judges(boolean value) {
      this.judges = value;
      return this;
    }

    /**
     * See {@link QualityOptions#unreadable()}; copied.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    public Builder unreadable(Map<String, Long> value) {
      value.forEach(
          (column, count) -> {
            if (count < 0) {
              throw new IllegalArgumentException(
                  "unreadable cells of " + column + " are " + count + ", but must not be negative");
            }
          });
      this.unreadable = Map.copyOf(value);
      return this;
    }

    /** See {@link QualityOptions#training()}; may be null. */
    public Builder training(TrainingCurve value) {
      this.training = value;
      return this;
    }

    /** See {@link QualityOptions#rules()}; may be null. */
    public Builder rules(Rules value) {
      this.rules = value;
      return this;
    }

    /** See {@link QualityOptions#condition()}; may be null. */
    public Builder condition(Condition value) {
      this.condition = value;
      return this;
    }

    /** See {@link QualityOptions#likelihoods()}; may be null. */
    public Builder likelihoods(RowLikelihoods value) {
      this.likelihoods = value;
      return this;
    }

    /** See {@link QualityOptions#carriesRealRows()}. */
    public Builder carriesRealRows(boolean value) {
      this.carriesRealRows = value;
      return this;
    }

    /** See {@link QualityOptions#onStep()}. */
    public Builder onStep(Consumer<String> value) {
      this.onStep = Objects.requireNonNull(value, "onStep");
      return this;
    }

    /**
     * See {@link QualityOptions#threads()}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder threads(int value) {
      if (value < 0) {
        throw new IllegalArgumentException("threads is " + value + ", but must not be negative");
      }
      this.threads = value;
      return this;
    }

    /**
     * See {@link QualityOptions#series()}; may be null. Whether the tables have its columns is
     * checked by {@link QualityReport#evaluate}.
     */
    public Builder series(SeriesSpec value) {
      this.series = value;
      return this;
    }

    /**
     * See {@link QualityOptions#seriesSeeds()}.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder seriesSeeds(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("seriesSeeds is " + value + ", but must be at least 1");
      }
      this.seriesSeeds = value;
      return this;
    }

    /** The options; the builder may go on to make others. */
    public QualityOptions build() {
      return new QualityOptions(this);
    }
  }
}
