package io.semblance.quality;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Options of a {@link QualityReport}. Immutable. */
public final class QualityOptions {

  private final long seed;
  private final String title;
  private final Map<String, String> notes;
  private final String target;
  private final boolean judges;
  private final Map<String, Long> unreadable;
  private final Consumer<String> onStep;
  private final int threads;

  private QualityOptions(Builder builder) {
    this.seed = builder.seed;
    this.title = builder.title;
    this.notes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.notes));
    this.target = builder.target;
    this.judges = builder.judges;
    this.unreadable = Map.copyOf(builder.unreadable);
    this.onStep = builder.onStep;
    this.threads = builder.threads;
  }

  /** Seed 0, a plain title and no notes. */
  public static QualityOptions defaults() {
    return builder().build();
  }

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
        .onStep(onStep)
        .threads(threads);
  }

  /** Seed of the shuffling behind the floor and of the halving behind the ceiling; default 0. */
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

  /** Cells of the synthetic file that were no value of their column's type, by column. */
  public Map<String, Long> unreadable() {
    return unreadable;
  }

  /** Told what is being computed, a few words for each step; default nobody. */
  public Consumer<String> onStep() {
    return onStep;
  }

  /** Threads of the judges, which change no result; 0, the default, is the JVM's common pool. */
  public int threads() {
    return threads;
  }

  /** Builds {@link QualityOptions}. */
  public static final class Builder {

    private long seed;
    private String title = "Synthetic data quality";
    private final Map<String, String> notes = new LinkedHashMap<>();
    private String target;
    private boolean judges = true;
    private Map<String, Long> unreadable = Map.of();
    private Consumer<String> onStep = step -> {};
    private int threads;

    private Builder() {}

    /** See {@link QualityOptions#seed()}. */
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

    /** See {@link QualityOptions#target()}. */
    public Builder target(String value) {
      this.target = value;
      return this;
    }

    /** See {@link QualityOptions#judges()}. */
    public Builder judges(boolean value) {
      this.judges = value;
      return this;
    }

    /** See {@link QualityOptions#unreadable()}. */
    public Builder unreadable(Map<String, Long> value) {
      this.unreadable = Objects.requireNonNull(value, "unreadable");
      return this;
    }

    /** See {@link QualityOptions#onStep()}. */
    public Builder onStep(Consumer<String> value) {
      this.onStep = Objects.requireNonNull(value, "onStep");
      return this;
    }

    /** See {@link QualityOptions#threads()}; not negative. */
    public Builder threads(int value) {
      if (value < 0) {
        throw new IllegalArgumentException("threads is " + value + ", but must not be negative");
      }
      this.threads = value;
      return this;
    }

    public QualityOptions build() {
      return new QualityOptions(this);
    }
  }
}
