package io.semblance.synth.series;

import io.semblance.data.Table;
import io.semblance.data.encode.TableEncoder;

/**
 * What a step is told beside the steps before it: the encoded row of its sequence in the table of
 * sequences, a one for its entity's label, sine and cosine of the phases of its instant.
 *
 * @param attributesOrNull encoder of the table of sequences; null if there is none
 */
public record StepInputs(SeriesFrame frame, TableEncoder attributesOrNull) {
  /** How many numbers that is. */
  public int width() {
    return own() + frame.conditions();
  }

  /** Numbers of an encoded row of the table of sequences, the first of them. */
  public int own() {
    return attributesOrNull == null ? 0 : attributesOrNull.layout().width();
  }

  /** The encoded rows of a table of sequences, {@code rows * own} numbers. */
  public float[] encoded(Table sequencesOrNull) {
    if (attributesOrNull == null) {
      return new float[0];
    }
    float[] rows = new float[Math.multiplyExact(sequencesOrNull.rows(), own())];
    attributesOrNull.encode(sequencesOrNull, 0, sequencesOrNull.rows(), rows, 0);
    return rows;
  }

  /**
   * The inputs of a step.
   *
   * @param encoded rows of the table of sequences
   * @param sequence which of them
   * @param out receives {@link #width()} numbers
   */
  public void of(float[] encoded, int sequence, int label, double start, int step, float[] out) {
    System.arraycopy(encoded, sequence * own(), out, 0, own());
    frame.conditions(label, start, step, out, own());
  }
}
