package io.semblance.synth.mixed;

import io.semblance.data.encode.Block;
import io.semblance.data.encode.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An encoded row as the mixture sees it: numbers (one for each scalar) and categories (one for each
 * column with softmax blocks).
 *
 * <p>A column with both, such as one with spikes or missing cells, has states in which its scalar
 * says nothing and is encoded as 0. These are its silent states: there the number is missing, not
 * 0. They are found in the table, as those whose scalar is never anything but 0.
 */
public final class MixedLayout {
  /** A code of several digits is one category up to this many states, else one for each digit. */
  private static final int MOST_STATES = 4096;

  private final int numbers;
  private final int width;
  private final List<Category> categories;
  private final int[] gates;
  private final boolean[][] silent;

  /**
   * A choice among states: one softmax block, or all digits of a compact code.
   *
   * @param column that it encodes
   * @param offsets where its blocks begin in the encoded row
   * @param widths of its blocks
   * @param states the product of the widths
   */
  public record Category(String column, int[] offsets, int[] widths, int states) {
    /** The state of a one-hot encoded row, which begins at {@code at}. */
    public int state(float[] rows, int at) {
      int state = 0;
      for (int b = 0; b < offsets.length; b++) {
        int best = 0;
        for (int i = 1; i < widths[b]; i++) {
          if (rows[at + offsets[b] + i] > rows[at + offsets[b] + best]) {
            best = i;
          }
        }
        state = state * widths[b] + best;
      }
      return state;
    }

    /** Writes a state into a row of zeros. */
    public void write(int state, float[] rows, int at) {
      int rest = state;
      for (int b = offsets.length - 1; b >= 0; b--) {
        rows[at + offsets[b] + rest % widths[b]] = 1;
        rest /= widths[b];
      }
    }
  }

  private MixedLayout(Layout layout, List<Category> categories, int[] gates, boolean[][] silent) {
    this.numbers = layout.scalars();
    this.width = layout.width();
    this.categories = List.copyOf(categories);
    this.gates = gates;
    this.silent = silent;
  }

  /**
   * @param silent which states of its column's category are silent, for each scalar, as long as
   *     {@link #nothingSilent} makes them
   */
  public static MixedLayout of(Layout layout, boolean[][] silent) {
    List<Category> categories = categories(layout);
    return new MixedLayout(layout, categories, gates(layout, categories), silent);
  }

  /** For each scalar as many times false as its column's category has states; none without one. */
  public static boolean[][] nothingSilent(Layout layout) {
    List<Category> categories = categories(layout);
    return Arrays.stream(gates(layout, categories))
        .mapToObj(gate -> new boolean[gate < 0 ? 0 : categories.get(gate).states()])
        .toArray(boolean[][]::new);
  }

  /** Finds the silent states in encoded rows. */
  public static MixedLayout of(Layout layout, float[] rows, int count) {
    List<Category> categories = categories(layout);
    int[] gates = gates(layout, categories);
    boolean[][] silent = nothingSilent(layout);
    for (int j = 0; j < gates.length; j++) {
      Arrays.fill(silent[j], true);
      for (int r = 0; gates[j] >= 0 && r < count; r++) {
        int at = r * layout.width();
        if (rows[at + j] != 0) {
          silent[j][categories.get(gates[j]).state(rows, at)] = false;
        }
      }
    }
    return new MixedLayout(layout, categories, gates, silent);
  }

  private static List<Category> categories(Layout layout) {
    List<Category> found = new ArrayList<>();
    List<Block> blocks =
        layout.blocks().stream().filter(b -> b.kind() == Block.Kind.SOFTMAX).toList();
    for (int from = 0; from < blocks.size(); ) {
      int to = from + 1;
      long states = blocks.get(from).width();
      while (to < blocks.size()
          && blocks.get(to).column().equals(blocks.get(from).column())
          && states * blocks.get(to).width() <= MOST_STATES) {
        states *= blocks.get(to++).width();
      }
      List<Block> own = blocks.subList(from, to);
      found.add(
          new Category(
              blocks.get(from).column(),
              own.stream().mapToInt(Block::offset).toArray(),
              own.stream().mapToInt(Block::width).toArray(),
              (int) states));
      from = to;
    }
    return found;
  }

  /** For each scalar the category of the same column; -1 for none. */
  private static int[] gates(Layout layout, List<Category> categories) {
    int[] gates = new int[layout.scalars()];
    for (int j = 0; j < gates.length; j++) {
      gates[j] = -1;
      for (int v = 0; v < categories.size(); v++) {
        if (categories.get(v).column().equals(layout.blocks().get(j).column())) {
          gates[j] = v;
        }
      }
    }
    return gates;
  }

  /** How many numbers. */
  public int numbers() {
    return numbers;
  }

  /** Numbers of an encoded row. */
  public int width() {
    return width;
  }

  public List<Category> categories() {
    return categories;
  }

  public boolean[][] silent() {
    return silent;
  }

  /** The category of the same column as a number; -1 for none. */
  public int gate(int number) {
    return gates[number];
  }

  /** The number of the same column as a category; -1 for none. */
  public int gated(int category) {
    for (int j = 0; j < numbers; j++) {
      if (gates[j] == category) {
        return j;
      }
    }
    return -1;
  }

  /** The state of a number's own category in a row of these states; 0 where it has none. */
  public int ownState(int number, int[] states) {
    return gates[number] < 0 ? 0 : states[gates[number]];
  }

  /** Whether a number says something in a row of these states. */
  public boolean speaks(int number, int[] states) {
    return gates[number] < 0 || !silent[number][states[gates[number]]];
  }

  /** The states of an encoded row, which begins at {@code at}. */
  public void states(float[] rows, int at, int[] out) {
    for (int v = 0; v < out.length; v++) {
      out[v] = categories.get(v).state(rows, at);
    }
  }

  /** The numbers that say something in a row of these states, in rising order. */
  public int[] speaking(int[] states) {
    int[] found = new int[numbers];
    int count = 0;
    for (int j = 0; j < numbers; j++) {
      if (speaks(j, states)) {
        found[count++] = j;
      }
    }
    return Arrays.copyOf(found, count);
  }
}
