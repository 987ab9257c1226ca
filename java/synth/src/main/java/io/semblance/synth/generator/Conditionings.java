package io.semblance.synth.generator;

import io.semblance.synth.train.EncodedTable;

/** What generators can be told beside their noise. */
public final class Conditionings {
  private Conditionings() {}

  /** One category of one column, CTGAN's way; null for a table without categories. */
  public static Conditioning vector(EncodedTable data) {
    double[][] shares = data.shares();
    return shares.length == 0 ? null : new ConditionalVector(data.layout(), shares);
  }

  /**
   * The target of a row.
   *
   * @throws io.semblance.synth.SynthesisException if it takes no part in the encoded row
   */
  public static Conditioning target(EncodedTable data, String target) {
    return TargetCondition.of(data, target);
  }
}
