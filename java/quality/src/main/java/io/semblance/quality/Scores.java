package io.semblance.quality;

import java.util.List;

/** The catalogue: every score of a report, in the order in which JSON and page show them. */
final class Scores {

  /**
   * An entry of the catalogue.
   *
   * @param judge whether it takes seconds, and is left out with {@link QualityOptions#judges()}
   */
  record Entry(Score.Maker maker, boolean judge) {}

  /** To add a score, write its file and add it here. */
  static final List<Entry> ALL =
      List.of(
          always(FidelityScore::of),
          judge(JointStructure::of),
          judge(TreeDetectionScore::of),
          judge(LogisticDetectionScore::of),
          judge(PrecisionRecallScore::of),
          judge(UtilityScore::of),
          judge(PrivacyScore::of),
          judge(IdentifierScore::of),
          judge(ValidityScore::of),
          always(AskedScore::of),
          judge(CoverageScore::of),
          judge(SeriesScore::of),
          always(TrainingScore::of),
          always(CarriedRows::of));

  private Scores() {}

  static Entry judge(Score.Maker maker) {
    return new Entry(maker, true);
  }

  static Entry always(Score.Maker maker) {
    return new Entry(maker, false);
  }

  /** Asks all of them, or with {@link QualityOptions#judges()} off those that take no time. */
  static List<Score> ask(List<Entry> entries, Evaluation evaluation) {
    return entries.stream()
        .filter(entry -> evaluation.options().judges() || !entry.judge())
        .map(entry -> entry.maker().of(evaluation))
        .toList();
  }
}
