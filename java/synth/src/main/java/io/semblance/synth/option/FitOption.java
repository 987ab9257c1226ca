package io.semblance.synth.option;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One option of a fit, declared once with all that any face needs to show, read, check and keep it.
 *
 * <pre>{@code
 * static final FitOption<Integer> EPOCHS =
 *     FitOption.builder("epochs", OptionType.wholeNumber("N"))
 *         .meaning("Passes over the table.")
 *         .otherwiseSaid("as the model says")
 *         .must("be 1 to 1000", n -> n >= 1 && n <= 1000)
 *         .build();
 * }</pre>
 *
 * Two declarations are two options, whatever they are called: an option is equal to itself alone.
 *
 * @param <T> what its values are
 */
public final class FitOption<T> {
  private final Builder<T> b;

  private FitOption(Builder<T> b) {
    this.b = b;
  }

  /**
   * Begins a declaration.
   *
   * @param name lower-case words with hyphens, as written after {@code --} on the command line
   */
  public static <T> Builder<T> builder(String name, OptionType<T> type) {
    return new Builder<>(name, type);
  }

  /** Lower-case words with hyphens, as written after {@code --} on the command line. */
  public String name() {
    return b.name;
  }

  /** The name in JSON: the same with underscores. */
  public String key() {
    return b.name.replace('-', '_');
  }

  /** What its values are and how they are written. */
  public OptionType<T> type() {
    return b.type;
  }

  /** One or two sentences for people, without the default. */
  public String meaning() {
    return b.meaning;
  }

  /** The value when nothing is said; null if there is none. */
  public T defaultValue() {
    return b.defaultValue.get();
  }

  /** The default in words for people, or null where there is nothing to say. */
  public String defaultWords() {
    return b.defaultWords;
  }

  /**
   * Whether a model depends on it. Options that do not (threads, places of files) are left out of
   * what is recorded with a model, and may differ when a fit is resumed.
   */
  public boolean definesModel() {
    return b.definesModel;
  }

  /** The option without which this one means nothing, if there is one. */
  public Optional<FitOption<?>> needs() {
    return Optional.ofNullable(b.needs);
  }

  /** What to do when the needed option is missing; null if none is needed. */
  public String remedy() {
    return b.remedy;
  }

  /**
   * What is wrong with a value, as the rest of a sentence that begins with the option's name: "is
   * 0, but must be 1 to 100".
   *
   * @return null if nothing is wrong, as with null itself, which stands for the default
   */
  public String problem(T value) {
    if (value == null || b.check.test(value)) {
      return null;
    }
    return "is " + b.type.text(value) + ", but must " + b.must;
  }

  /**
   * Hands a sound value on.
   *
   * @throws IllegalArgumentException if {@link #problem} finds one
   */
  public T checked(T value) {
    String problem = problem(value);
    if (problem != null) {
      throw new IllegalArgumentException(b.name + " " + problem);
    }
    return value;
  }

  /**
   * The value of {@link OptionType#plain}, checked.
   *
   * @throws IllegalArgumentException if it is of another kind, or out of bounds
   */
  public T fromPlain(Object plain) {
    try {
      return checked(b.type.fromPlain(plain));
    } catch (OptionValueException e) {
      throw new IllegalArgumentException(b.name + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return b.name;
  }

  /** Builds a {@link FitOption}. */
  public static final class Builder<T> {
    private final String name;
    private final OptionType<T> type;
    private String meaning;
    private Supplier<? extends T> defaultValue = () -> null;
    private String defaultWords;
    private Predicate<? super T> check = value -> true;
    private String must;
    private boolean definesModel = true;
    private FitOption<?> needs;
    private String remedy;

    private Builder(String name, OptionType<T> type) {
      if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
        throw new IllegalArgumentException(
            "the option's name is \"" + name + "\", but must be lower-case words with hyphens");
      }
      this.name = name;
      this.type = Objects.requireNonNull(type, "type");
    }

    private Builder(Builder<T> other) {
      name = other.name;
      type = other.type;
      meaning = other.meaning;
      defaultValue = other.defaultValue;
      defaultWords = other.defaultWords;
      check = other.check;
      must = other.must;
      definesModel = other.definesModel;
      needs = other.needs;
      remedy = other.remedy;
    }

    /** See {@link FitOption#meaning()}; must be given. */
    public Builder<T> meaning(String sentences) {
      meaning = sentences;
      return this;
    }

    /** A default, told in words as it is written. */
    public Builder<T> otherwise(T value) {
      defaultValue = () -> value;
      defaultWords = type.text(value);
      return this;
    }

    /** No default here, but something happens all the same: "as the model says". */
    public Builder<T> otherwiseSaid(String words) {
      defaultWords = words;
      return this;
    }

    /**
     * A default that is found when it is asked for.
     *
     * @param words what it is, for people; null to say nothing
     */
    public Builder<T> otherwise(Supplier<? extends T> value, String words) {
      defaultValue = value;
      defaultWords = words;
      return this;
    }

    /**
     * Lays down which values are sound.
     *
     * @param words what a value must do, after the word "must": "be 1 to 100"
     */
    public Builder<T> must(String words, Predicate<? super T> sound) {
      must = words;
      check = sound;
      return this;
    }

    /** See {@link FitOption#definesModel()}. */
    public Builder<T> definesNoModel() {
      definesModel = false;
      return this;
    }

    /**
     * Names an option that must be given when this one is.
     *
     * @param what to do if it is not: "name the column with the classes"
     */
    public Builder<T> needs(FitOption<?> other, String what) {
      needs = other;
      remedy = what;
      return this;
    }

    /**
     * Ends the declaration.
     *
     * @throws IllegalArgumentException if it has no meaning, or if its own default is not sound
     */
    public FitOption<T> build() {
      if (meaning == null || meaning.isBlank()) {
        throw new IllegalArgumentException("option " + name + " has no meaning in words");
      }
      FitOption<T> option = new FitOption<>(new Builder<>(this));
      option.checked(option.defaultValue());
      return option;
    }
  }
}
