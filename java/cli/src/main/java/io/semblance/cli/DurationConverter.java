package io.semblance.cli;

import io.semblance.synth.option.Durations;
import io.semblance.synth.option.OptionValueException;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them, for picocli. */
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String value) {
    try {
      return Durations.parse(value);
    } catch (OptionValueException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
