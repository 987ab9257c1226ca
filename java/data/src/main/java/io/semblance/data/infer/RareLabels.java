package io.semblance.data.infer;

import io.semblance.data.IdPattern;
import io.semblance.data.LabelKind;
import io.semblance.data.PersonalName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Labels of so few cells that they are not to be told apart: on request, and where they are names
 * of people.
 */
final class RareLabels {
  /** The label of all cells whose own is in too few. */
  private static final String REST = "other";

  private final String name;
  private final List<String> texts;
  private final int[] cells;

  /**
   * @param name of the column
   * @param texts different ones
   * @param cells that have each
   */
  RareLabels(String name, List<String> texts, int[] cells) {
    this.name = name;
    this.texts = texts;
    this.cells = cells;
  }

  /**
   * The kind of a column with the given labels, rare ones taken together.
   *
   * @param leastCount cells of a label that stays; 0 to decide by the names
   */
  LabelKind together(List<String> labels, int leastCount, InferenceNotes notes) {
    Set<String> rare = rare(leastCount, notes);
    List<String> kept = new ArrayList<>(labels);
    if (rare.isEmpty()) {
      return new LabelKind(false, LabelOrder.inOrder(kept));
    }
    kept.removeAll(rare);
    if (!kept.contains(REST)) {
      kept.add(REST);
    }
    return new LabelKind(false, LabelOrder.inOrder(kept), REST);
  }

  private Set<String> rare(int leastCount, InferenceNotes notes) {
    PersonalName personal = PersonalName.of(name);
    boolean people =
        leastCount == 0 && personal != PersonalName.NONE && IdPattern.namesPeople(texts, personal);
    int least = people ? KeyInference.FEW : leastCount;
    Set<String> rare = new HashSet<>();
    long sum = 0;
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] < least && !texts.get(i).equals(REST)) {
        rare.add(texts.get(i));
        sum += cells[i];
      }
    }
    if (!rare.isEmpty()) {
      notes.rareLabels(rare.size(), sum, least, REST);
    }
    return rare;
  }
}
