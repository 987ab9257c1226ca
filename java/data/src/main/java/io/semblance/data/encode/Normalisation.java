package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A map of a continuous variable to a mode, one of a few, and a scalar in [-1, 1], and back. */
interface Normalisation {
  /** The name as users give it, such as {@code "quantile"}. */
  String name();

  /** The figures, for people. */
  String describe();

  /** How many modes there are; 1 means that the scalar says all. */
  int modes();

  /** The mode of a value. */
  int mode(double value);

  /** The scalar of a value in its mode. */
  double scalar(double value, int mode);

  /** The value of a scalar, already in [-1, 1], in a mode. */
  double value(double scalar, int mode);

  /** Writes what {@link #read} needs. */
  void write(ObjectNode out);

  /** Ranks among some numbers of a column, on its circle if it is one. */
  static Normalisation ofRanks(double[] data, ColumnSample sample) {
    double period = sample.schema().numeric().period();
    return Double.isNaN(period)
        ? QuantileScale.fit(data)
        : CircularScale.fit(data, period, QuantileScale::fit);
  }

  /** Reads what {@link #write} wrote. */
  static Normalisation read(Json in) {
    String name = in.string("scale"); // the name of the key in model files
    return switch (name) {
      case QuantileScale.NAME -> QuantileScale.read(in);
      case ModeScale.NAME -> ModeScale.read(in);
      case CircularScale.NAME -> CircularScale.read(in);
      default -> throw in.fault("has the unknown scale \"" + name + "\"");
    };
  }
}
