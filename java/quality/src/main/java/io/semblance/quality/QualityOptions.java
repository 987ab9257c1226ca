package io.semblance.quality;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Options of a {@link QualityReport}. Immutable. */
public final class QualityOptions {

  private final long seed;
  private final String title;
  private final Map<String, String> notes;

  private QualityOptions(Builder builder) {
    this.seed = builder.seed;
    this.title = builder.title;
    this.notes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.notes));
  }

  /** Seed 0, a plain title and no notes. */
  public static QualityOptions defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
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

  /** Builds {@link QualityOptions}. */
  public static final class Builder {

    private long seed;
    private String title = "Synthetic data quality";
    private final Map<String, String> notes = new LinkedHashMap<>();

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

    public QualityOptions build() {
      return new QualityOptions(this);
    }
  }
}
