package io.semblance.cli;

import io.semblance.synth.FitOptions;
import io.semblance.synth.option.FitOption;
import io.semblance.synth.option.OptionType;
import io.semblance.synth.option.OptionValueException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Options of a command that are made of declarations: name, label, help, conversion and check are
 * all the declaration's.
 */
final class CatalogueOptions {
  /**
   * A default of the command line where it is not the declared one.
   *
   * @param value null for one that the command finds itself
   * @param words what the help calls it
   */
  record Preset(String value, String words) {}

  private final Map<FitOption<?>, OptionSpec> specs = new LinkedHashMap<>();

  /** Makes the options; {@link #addTo} gives them to a command. */
  CatalogueOptions(List<FitOption<?>> options, Map<FitOption<?>, Preset> presets) {
    options.forEach(option -> specs.put(option, spec(option, presets.get(option))));
  }

  private static OptionSpec spec(FitOption<?> option, Preset preset) {
    OptionType<?> type = option.type();
    OptionSpec.Builder spec = OptionSpec.builder("--" + option.name());
    switch (type.form()) {
      case FLAG -> spec.type(boolean.class).arity("0");
      case SINGLE ->
          spec.type(type.javaType()).converters(converter(type)).paramLabel(type.label());
      case ENTRIES ->
          spec.type(Map.class)
              .auxiliaryTypes(String.class, String.class)
              .paramLabel(type.label())
              .initialValue(null);
    }
    if (preset != null && preset.value() != null) {
      spec.defaultValue(preset.value());
    }
    return spec.description(words(option, preset).replace("%", "%%")).build();
  }

  private static ITypeConverter<?> converter(OptionType<?> type) {
    return text -> {
      try {
        return type.parse(text);
      } catch (OptionValueException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  private static String words(FitOption<?> option, Preset preset) {
    String otherwise = preset == null ? option.defaultWords() : preset.words();
    return option.meaning()
        + (option.type().form() == OptionType.Form.ENTRIES ? " Repeatable." : "")
        + (otherwise == null ? "" : " Default: " + otherwise + ".");
  }

  /** Gives a command these options, after those that it has. */
  void addTo(CommandSpec command) {
    specs.values().forEach(command::addOption);
  }

  /**
   * What the user said, or the preset.
   *
   * @return null if there is neither
   */
  <T> T said(FitOption<T> option) {
    Object value = specs.get(option).getValue();
    if (value == null || value.equals(false)) {
      return null;
    }
    return option.type().javaType().cast(read(option, value));
  }

  /** Picocli knows maps of texts, and the declaration what they mean. */
  private static Object read(FitOption<?> option, Object value) {
    return option.type().form() == OptionType.Form.ENTRIES ? option.type().fromPlain(value) : value;
  }

  /**
   * Checks each value, and that what is needed is there.
   *
   * @param given what the command itself will add, as an option that another needs
   * @throws UsageException if a value is not sound
   */
  void check(FitOption<?>... given) {
    for (FitOption<?> option : specs.keySet()) {
      String problem = problem(option);
      if (problem != null) {
        throw new UsageException("--" + option.name() + " " + problem + ".");
      }
      FitOption<?> needed = option.needs().orElse(null);
      if (needed != null
          && said(option) != null
          && said(needed) == null
          && !List.of(given).contains(needed)) {
        throw new UsageException(
            "--" + option.name() + " needs --" + needed.name() + ": " + option.remedy() + ".");
      }
    }
  }

  private <T> String problem(FitOption<T> option) {
    return option.problem(said(option));
  }

  /** Hands on what was said; what was not keeps its default. */
  void apply(FitOptions.Builder options) {
    specs.keySet().forEach(option -> apply(option, options));
  }

  /** The same for one option. */
  <T> void apply(FitOption<T> option, FitOptions.Builder options) {
    T value = said(option);
    if (value != null) {
      options.set(option, value);
    }
  }
}
