package io.semblance.data;

import java.util.ArrayList;
import java.util.List;

/**
 * A template of identifiers that is being learnt.
 *
 * @param count how many identifiers it stands for
 * @param blocksOrNull where identifiers of the column lie; null if none has this shape, or too few
 *     others are left
 * @param hasRoom whether there are enough others
 */
record IdShape(IdTemplate template, int count, IdBlocks blocksOrNull, boolean hasRoom) {
  /** Possible identifiers for each real one, at least. */
  private static final int ROOM = 16;

  /** Classes of characters, the narrowest first; a number does not begin with 0 unless one did. */
  static final String FIRST = "%#@^~&$*=?";

  static final String OTHERS = "#@^~&$*=?";

  static IdShape of(IdTemplate template, int count, List<String> texts) {
    if (template.capacity() < (long) ROOM * count) {
      return new IdShape(template, count, null, false);
    }
    long[] real = texts.stream().mapToLong(template::index).filter(index -> index >= 0).toArray();
    IdBlocks blocks = real.length == 0 ? null : IdBlocks.of(template.capacity(), real);
    return new IdShape(template, count, blocks, real.length == 0 || blocks != null);
  }

  /** The wider of two, for all of both. */
  IdShape and(IdShape other, List<String> texts) {
    boolean wider = other.template.capacity() > template.capacity();
    return of(wider ? other.template : template, count + other.count, texts);
  }

  /**
   * The same with room for new identifiers beside the real ones: by all characters of a class, then
   * by as many characters more as are needed.
   */
  IdShape withRoom(List<String> texts) {
    IdShape wider = hasRoom ? this : of(broader(template), count, texts);
    while (!wider.hasRoom) {
      wider = of(longer(wider.template), count, texts);
    }
    return wider;
  }

  /** What two templates have in common that could make the same identifier. */
  String form() {
    StringBuilder form = new StringBuilder();
    for (IdElement e : template.elements()) {
      if (e instanceof IdElement.Literal literal) {
        form.append(IdLearner.shape(String.valueOf(literal.character())));
      } else if (e instanceof IdElement.Chars chars) {
        form.append(IdLearner.shape(chars.members().substring(0, 1)));
      } else if (e instanceof IdElement.Checked || e instanceof IdElement.Word) {
        form.append(e.symbol());
      } else if (e instanceof IdElement.OneOf) {
        form.append("{}");
      } else {
        StringBuilder digits = new StringBuilder();
        e.append(e.size() - 1, digits);
        form.append(IdLearner.shape(digits.toString()));
      }
    }
    return form.toString();
  }

  /** With all characters of a class where only some of them were seen, and digits for numbers. */
  private static IdTemplate broader(IdTemplate template) {
    List<IdElement> elements = new ArrayList<>();
    for (IdElement e : template.elements()) {
      if (e instanceof IdElement.Chars chars) {
        elements.add(IdTemplate.narrowest(chars.members(), elements.isEmpty() ? FIRST : OTHERS));
      } else if (e instanceof IdElement.Whole whole) {
        int digits = Math.max(whole.width(), Long.toString(whole.greatest()).length());
        for (int i = 0; i < digits; i++) {
          elements.add(IdTemplate.chars('#'));
        }
      } else {
        elements.add(e);
      }
    }
    return new IdTemplate(elements);
  }

  /** With its last open digit, or else character, twice; with a digit at its end if it has none. */
  private static IdTemplate longer(IdTemplate template) {
    List<IdElement> elements = new ArrayList<>(template.elements());
    for (boolean digits : new boolean[] {true, false}) {
      for (int i = elements.size() - 1; i >= 0; i--) {
        if (elements.get(i) instanceof IdElement.Chars chars
            && chars.size() > 1
            && (!digits || chars.members().chars().allMatch(c -> c >= '0' && c <= '9'))) {
          elements.add(i + 1, digits ? IdTemplate.chars('#') : chars);
          return new IdTemplate(elements);
        }
      }
    }
    for (int i = elements.size() - 1; i >= 0; i--) {
      if (elements.get(i) instanceof IdElement.Word word) {
        elements.addAll(i + 1, List.of(new IdElement.Literal('-'), word));
        return new IdTemplate(elements);
      }
    }
    elements.add(IdTemplate.chars('#'));
    return new IdTemplate(elements);
  }
}
