package io.semblance.data.encode;

import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.Encoding;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One way to encode a column. All there are stand in {@link #ALL}, the only place that knows them
 * by name.
 *
 * @param name as users give it, and as model files have it
 * @param serves the columns that it can serve
 * @param choosable whether users can ask for it
 * @param fitter makes the encoder of a column that it serves, when asked for
 * @param reader reads what {@link ColumnEncoder#write} wrote
 */
record EncoderMethod(
    String name, Set<Encoding> serves, boolean choosable, Fitter fitter, Reader reader) {

  /** Fits an encoder. */
  interface Fitter {
    ColumnEncoder fit(ColumnSample sample, String reason);
  }

  /** Reads an encoder. */
  interface Reader {
    ColumnEncoder read(ColumnSchema schema, Json in, String reason);
  }

  private static final Set<Encoding> NUMBERS =
      Set.of(Encoding.REAL, Encoding.WHOLE, Encoding.CYCLIC);
  private static final Set<Encoding> LEARNT =
      Set.of(Encoding.REAL, Encoding.WHOLE, Encoding.CYCLIC, Encoding.LABELS);

  static final List<EncoderMethod> ALL =
      List.of(
          new EncoderMethod(
              OneHotEncoder.NAME, LEARNT, true, OneHotEncoder::fit, OneHotEncoder::read),
          new EncoderMethod(
              CompactCodeEncoder.NAME,
              Set.of(Encoding.LABELS),
              true,
              CompactCodeEncoder::fit,
              CompactCodeEncoder::read),
          new EncoderMethod(
              QuantileScale.NAME,
              NUMBERS,
              true,
              (sample, reason) ->
                  ContinuousEncoder.fit(sample, QuantileScale.fit(sample.present()), reason),
              ContinuousEncoder::read),
          new EncoderMethod(
              ModeScale.NAME,
              NUMBERS,
              true,
              (sample, reason) ->
                  ContinuousEncoder.fit(sample, ModeScale.fit(sample.present(), sample), reason),
              ContinuousEncoder::read),
          new EncoderMethod(
              CircularScale.NAME,
              Set.of(Encoding.CYCLIC),
              true,
              (sample, reason) ->
                  ContinuousEncoder.fit(
                      sample, Normalisation.ofRanks(sample.present(), sample), reason),
              ContinuousEncoder::read),
          new EncoderMethod(
              ContinuousEncoder.MIXED,
              NUMBERS,
              true,
              ContinuousEncoder::fitMixed,
              ContinuousEncoder::read),
          new EncoderMethod(
              IdEncoder.NAME,
              Set.of(Encoding.IDENTIFIERS),
              true,
              (sample, reason) -> IdEncoder.fit(sample),
              IdEncoder::read),
          new EncoderMethod(
              ConstantEncoder.NAME, LEARNT, false, ConstantEncoder::fit, ConstantEncoder::read));

  /** The names that users can choose from for a column, but for one that will not do. */
  static String choice(Encoding encoding, String without) {
    return ALL.stream()
        .filter(method -> method.choosable && method.serves.contains(encoding))
        .map(EncoderMethod::name)
        .filter(name -> !name.equals(without))
        .collect(Collectors.joining(", "));
  }

  /**
   * The method that a user asked for.
   *
   * @throws DataException when there is none of this name for the column
   */
  static EncoderMethod asked(String name, ColumnSchema schema) {
    Encoding encoding = schema.kind().encoding();
    for (EncoderMethod method : ALL) {
      if (method.name.equals(name) && method.choosable && method.serves.contains(encoding)) {
        return method;
      }
    }
    throw DataException.builder(
            "the encoder '" + name + "' cannot serve a column of type " + schema.type().label())
        .column(schema.name())
        .remedy("choose one of: " + choice(encoding, name))
        .build();
  }

  /**
   * Reads the encoder of a column from a model file.
   *
   * @throws DataException when it has none that could serve the column
   */
  static ColumnEncoder read(ColumnSchema schema, Json in) {
    String name = in.string("encoder");
    String reason = in.string("reason");
    for (EncoderMethod method : ALL) {
      if (method.name.equals(name) && method.serves.contains(schema.kind().encoding())) {
        return method.reader.read(schema, in, reason);
      }
    }
    throw in.fault(
        "has the encoder '" + name + "', which a " + schema.type().label() + " cannot have");
  }
}
