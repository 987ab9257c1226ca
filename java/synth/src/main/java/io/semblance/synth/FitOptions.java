package io.semblance.synth;

import io.semblance.data.encode.EncoderOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How to fit. Immutable; {@link #builder()} starts from the defaults. */
public final class FitOptions {
  private final Builder b;

  private FitOptions(Builder b) {
    this.b = b;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Options like these, to be changed. */
  public Builder toBuilder() {
    return new Builder(b);
  }

  /** Key of all random choices; default 0. */
  public long seed() {
    return b.seed;
  }

  /** Passes over the table; null for what the model holds right for the table's size. */
  public Integer epochs() {
    return b.epochs;
  }

  /**
   * Longest training time; null for no limit. A fit that it ends depends on the machine's speed.
   */
  public Duration budget() {
    return b.budget;
  }

  /** CPU threads; results do not depend on it. Default: all processors. */
  public int threads() {
    return b.threads;
  }

  /** Name of the backend; null for the best that can run. */
  public String backend() {
    return b.backend;
  }

  /** Hyperparameters by name, in the notation of {@link Hyperparameter#defaultValue()}. */
  public Map<String, String> settings() {
    return b.settings;
  }

  /** Column that the table is about; null for none. */
  public String target() {
    return b.target;
  }

  /** Whether to fit one model per class of the target. */
  public boolean perClass() {
    return b.perClass;
  }

  /** Judges models on the way; null to keep the last one. */
  public Validation validation() {
    return b.validation;
  }

  /** How columns are encoded. */
  public EncoderOptions encoder() {
    return b.encoder;
  }

  /** Builds {@link FitOptions}. */
  public static final class Builder {
    private long seed;
    private Integer epochs;
    private Duration budget;
    private int threads = Runtime.getRuntime().availableProcessors();
    private String backend;
    private Map<String, String> settings = Map.of();
    private String target;
    private boolean perClass;
    private Validation validation;
    private EncoderOptions encoder = EncoderOptions.defaults();

    private Builder() {}

    private Builder(Builder other) {
      seed = other.seed;
      epochs = other.epochs;
      budget = other.budget;
      threads = other.threads;
      backend = other.backend;
      settings = other.settings;
      target = other.target;
      perClass = other.perClass;
      validation = other.validation;
      encoder = other.encoder;
    }

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    public Builder epochs(Integer value) {
      epochs = value;
      return this;
    }

    public Builder budget(Duration value) {
      budget = value;
      return this;
    }

    public Builder threads(int value) {
      threads = value;
      return this;
    }

    public Builder backend(String value) {
      backend = value;
      return this;
    }

    /** All settings; replaces earlier ones. */
    public Builder settings(Map<String, String> value) {
      settings = Map.copyOf(value);
      return this;
    }

    /** One setting more. */
    public Builder set(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(settings);
      more.put(name, value);
      return settings(more);
    }

    public Builder target(String value) {
      target = value;
      return this;
    }

    public Builder perClass(boolean value) {
      perClass = value;
      return this;
    }

    public Builder validation(Validation value) {
      validation = value;
      return this;
    }

    public Builder encoder(EncoderOptions value) {
      encoder = value;
      return this;
    }

    public FitOptions build() {
      return new FitOptions(new Builder(this));
    }
  }
}
