package io.semblance.synth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.option.FitOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * How to fit. Immutable; {@link #builder()} starts from the defaults.
 *
 * <p>Each option is declared in {@link FitCatalogue}, with its check: a value that makes no sense
 * is refused where it is set, and what does not go together by {@link Builder#build()}. Options
 * from elsewhere are kept beside them under their own declarations. JSON holds the options on which
 * a model depends, enough to fit it again.
 */
public final class FitOptions {
  private static final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();
    static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  }

  private final Map<FitOption<?>, Object> values;
  private final Validation validation;

  private FitOptions(Builder b) {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(b.values));
    validation = b.validation;
  }

  /** The defaults. */
  public static FitOptions defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Options like these, to be changed. */
  public Builder toBuilder() {
    Builder copy = new Builder();
    copy.values.putAll(values);
    copy.validation = validation;
    return copy;
  }

  /** The value of an option: what was set, else its default, which may be null. */
  @SuppressWarnings("unchecked") // the builder puts values of T under a FitOption<T> alone
  public <T> T get(FitOption<T> option) {
    Object value = values.get(option);
    return value == null ? option.defaultValue() : (T) value;
  }

  /** Key of all random choices; default 0. */
  public long seed() {
    return get(FitCatalogue.SEED);
  }

  /**
   * Passes over the table, at least 1; null for what the model holds right for the table's size.
   */
  public Integer epochs() {
    return get(FitCatalogue.EPOCHS);
  }

  /**
   * Longest training time; null for no limit. A fit that it ends depends on the machine's speed.
   */
  public Duration budget() {
    return get(FitCatalogue.BUDGET);
  }

  /** CPU threads, 1 to 1024; results do not depend on it. Default: all processors. */
  public int threads() {
    return get(FitCatalogue.THREADS);
  }

  /** Name of the backend; null for the best that can run. */
  public String backend() {
    return get(FitCatalogue.BACKEND);
  }

  /** Hyperparameters by name, in the notation of {@link Hyperparameter#defaultValue()}. */
  public Map<String, String> settings() {
    return get(FitCatalogue.SETTINGS);
  }

  /** Column that the table is about; null for none. */
  public String target() {
    return get(FitCatalogue.TARGET);
  }

  /** Whether to fit one model per class of the target. */
  public boolean perClass() {
    return get(FitCatalogue.PER_CLASS);
  }

  /** How rows make sequences; null if they are independent of each other. */
  public SeriesSpec series() {
    return SeriesOptions.spec(this);
  }

  /** How columns are encoded. */
  public EncoderOptions encoder() {
    return get(FitCatalogue.ENCODER);
  }

  /** Whether models that carry rows of the table are refused; default false. */
  public boolean noRealRows() {
    return get(FitCatalogue.NO_REAL_ROWS);
  }

  /**
   * The place of what is needed to go on with a broken-off fit, a file or a folder that the fit
   * makes; null for none.
   */
  public Path checkpoint() {
    return get(FitCatalogue.CHECKPOINT);
  }

  /** Time between two checkpoints; default a minute. */
  public Duration checkpointEvery() {
    return get(FitCatalogue.CHECKPOINT_EVERY);
  }

  /**
   * Whether to go on from {@link #checkpoint()}, where that exists and is of the same table and the
   * same {@link #definition()}; default false.
   */
  public boolean resume() {
    return get(FitCatalogue.RESUME);
  }

  /** Judges models on the way; null to keep the last one. */
  public Validation validation() {
    return validation;
  }

  /**
   * The options on which a model depends, by their names in JSON, defaults included and those
   * without a value left out. Values are booleans, numbers, texts, and maps of them by text. Two
   * fits of one table with the same definition, on the same machine, give the same model, unless a
   * budget ends them.
   */
  public Map<String, Object> definition() {
    return plain(FitOption::definesModel);
  }

  /** All options, also those that change no model, such as threads; otherwise as the definition. */
  public Map<String, Object> plain() {
    return plain(option -> true);
  }

  private Map<String, Object> plain(Predicate<FitOption<?>> which) {
    Map<String, Object> plain = new LinkedHashMap<>();
    FitCatalogue.all().stream().filter(which).forEach(option -> put(plain, option));
    values.keySet().stream()
        .filter(option -> !FitCatalogue.all().contains(option))
        .filter(which)
        .forEach(option -> put(plain, option));
    return plain;
  }

  private <T> void put(Map<String, Object> plain, FitOption<T> option) {
    T value = get(option);
    if (value != null) {
      plain.put(option.key(), option.type().plain(value));
    }
  }

  /** The {@link #definition()} as JSON, pretty-printed. */
  public String toJson() {
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(definition());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("booleans, numbers and texts can always be written", e);
    }
  }

  /**
   * Options from JSON that {@link #toJson()} wrote.
   *
   * @throws IllegalArgumentException if it is no such JSON, or an option is unknown or not sound
   */
  public static FitOptions fromJson(String json) {
    return fromJson(json, FitCatalogue.all());
  }

  /**
   * The same with more options than those of {@link FitCatalogue}.
   *
   * @param catalogue all options that there are
   */
  public static FitOptions fromJson(String json, List<FitOption<?>> catalogue) {
    Map<String, Object> plain;
    try {
      plain = Json.MAPPER.readValue(json, Json.OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "options of a fit must be a JSON object, but: " + e.getOriginalMessage(), e);
    }
    return fromPlain(plain, catalogue);
  }

  /**
   * Options from what {@link #definition()} or {@link #plain()} gave.
   *
   * @param catalogue all options that there are
   * @throws IllegalArgumentException if an option is unknown or not sound
   */
  public static FitOptions fromPlain(Map<String, ?> plain, List<FitOption<?>> catalogue) {
    Builder options = builder();
    plain.forEach(
        (key, value) -> {
          FitOption<?> option =
              catalogue.stream()
                  .filter(o -> o.key().equals(key))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "there is no option \""
                                  + key
                                  + "\" of a fit; known are "
                                  + catalogue.stream().map(FitOption::key).toList()));
          options.setPlain(option, value);
        });
    return options.build();
  }

  /** Builds {@link FitOptions}. */
  public static final class Builder {
    private final Map<FitOption<?>, Object> values = new LinkedHashMap<>();
    private Validation validation;

    private Builder() {}

    /**
     * Any option by its declaration; null for its default.
     *
     * @throws IllegalArgumentException if the value is not sound
     */
    public <T> Builder set(FitOption<T> option, T value) {
      if (value == null) {
        values.remove(option);
      } else {
        values.put(option, option.checked(value));
      }
      return this;
    }

    private <T> void setPlain(FitOption<T> option, Object value) {
      set(option, option.fromPlain(value));
    }

    /** See {@link FitOptions#seed()}. */
    public Builder seed(long value) {
      return set(FitCatalogue.SEED, value);
    }

    /** See {@link FitOptions#epochs()}. */
    public Builder epochs(Integer value) {
      return set(FitCatalogue.EPOCHS, value);
    }

    /** See {@link FitOptions#budget()}. */
    public Builder budget(Duration value) {
      return set(FitCatalogue.BUDGET, value);
    }

    /** See {@link FitOptions#threads()}. */
    public Builder threads(int value) {
      return set(FitCatalogue.THREADS, value);
    }

    /** See {@link FitOptions#backend()}. */
    public Builder backend(String value) {
      return set(FitCatalogue.BACKEND, value);
    }

    /** All {@link FitOptions#settings()}; replaces earlier ones. */
    public Builder settings(Map<String, String> value) {
      return set(FitCatalogue.SETTINGS, Collections.unmodifiableMap(new LinkedHashMap<>(value)));
    }

    /** One of the {@link FitOptions#settings()} more. */
    public Builder set(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>();
      if (values.get(FitCatalogue.SETTINGS) instanceof Map<?, ?> so) {
        so.forEach((n, v) -> more.put((String) n, (String) v));
      }
      more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return settings(more);
    }

    /** See {@link FitOptions#target()}. */
    public Builder target(String value) {
      return set(FitCatalogue.TARGET, value);
    }

    /** See {@link FitOptions#series()}; null for rows that are independent of each other. */
    public Builder series(SeriesSpec value) {
      return SeriesOptions.put(this, value);
    }

    /** See {@link FitOptions#perClass()}; needs a target. */
    public Builder perClass(boolean value) {
      return set(FitCatalogue.PER_CLASS, value);
    }

    /** See {@link FitOptions#encoder()}. */
    public Builder encoder(EncoderOptions value) {
      return set(FitCatalogue.ENCODER, value);
    }

    /** See {@link FitOptions#noRealRows()}. */
    public Builder noRealRows(boolean value) {
      return set(FitCatalogue.NO_REAL_ROWS, value);
    }

    /** See {@link FitOptions#checkpoint()}. */
    public Builder checkpoint(Path value) {
      return set(FitCatalogue.CHECKPOINT, value);
    }

    /** See {@link FitOptions#checkpointEvery()}. */
    public Builder checkpointEvery(Duration value) {
      return set(FitCatalogue.CHECKPOINT_EVERY, value);
    }

    /** See {@link FitOptions#resume()}; needs a checkpoint. */
    public Builder resume(boolean value) {
      return set(FitCatalogue.RESUME, value);
    }

    /** See {@link FitOptions#validation()}. */
    public Builder validation(Validation value) {
      validation = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one lacks another without which it means nothing
     */
    public FitOptions build() {
      FitOptions options = new FitOptions(this);
      SeriesOptions.check(options);
      values.forEach(
          (option, value) -> {
            FitOption<?> needed = option.needs().orElse(null);
            if (needed != null && !value.equals(false) && options.get(needed) == null) {
              throw new IllegalArgumentException(
                  option + " needs " + needed + ": " + option.remedy());
            }
          });
      return options;
    }
  }
}
