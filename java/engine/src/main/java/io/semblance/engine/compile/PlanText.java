package io.semblance.engine.compile;

import io.semblance.engine.compile.PlanSummary.Line;
import io.semblance.engine.compile.PlanSummary.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A compiled step as a table of its instructions, each with its formula below, and totals. */
public final class PlanText {
  /** Characters of a formula that are shown unless all are asked for: about two lines. */
  private static final int LONGEST_FORMULA = 150;

  private static final String CUT = " ...";

  private PlanText() {}

  /** Instructions and totals, formulas whole. */
  public static String of(Plan plan) {
    PlanSummary summary = PlanSummary.of(plan);
    return table(summary, true) + totals(summary);
  }

  /**
   * The instructions: number, operation, extents, floating-point operations, their share, buffers,
   * and below that the formula.
   *
   * @param full whether long formulas are shown to their end
   */
  public static String table(PlanSummary summary, boolean full) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"#", "operation", "extents", "FLOPs", "share", "buffers"});
    for (Line line : summary.lines()) {
      rows.add(
          new String[] {
            String.valueOf(rows.size()),
            line.operation(),
            line.shape(),
            count(line.flops()),
            share(line.flops(), summary.flops()),
            buffers(line)
          });
    }
    int[] widths = new int[6];
    for (String[] row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row[c].length());
      }
    }
    String format =
        "%%%ds  %%-%ds  %%-%ds  %%%ds  %%%ds  %%s%%n"
            .formatted(widths[0], widths[1], widths[2], widths[3], widths[4]);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append(format.formatted((Object[]) rows.get(i)).stripTrailing()).append('\n');
      if (i > 0) {
        text.append(" ".repeat(widths[0] + 4));
        text.append(formula(summary.lines().get(i - 1), full)).append('\n');
      }
    }
    return text.toString();
  }

  /** Totals over all instructions, one line each. */
  public static String totals(PlanSummary s) {
    return String.format(
        Locale.ROOT,
        """
        instructions  %d
        FLOPs         %s, of these %s in products (%s)
        temporaries   %s; %s if none shared memory
        variables     %s
        constants     %s
        """,
        s.lines().size(),
        count(s.flops()),
        count(s.productFlops()),
        share(s.productFlops(), s.flops()),
        bytes(s.temporaryBytes()),
        bytes(s.unsharedBytes()),
        bytes(s.variableBytes()),
        bytes(s.constantBytes()));
  }

  private static String formula(Line line, boolean full) {
    String text = line.formula();
    return full || text.length() <= LONGEST_FORMULA
        ? text
        : text.substring(0, LONGEST_FORMULA - CUT.length()).stripTrailing() + CUT;
  }

  private static String buffers(Line line) {
    return (uses("in", line.reads()) + " -> " + uses("out", line.writes())).strip();
  }

  private static String uses(String prefix, List<Use> uses) {
    List<String> texts = new ArrayList<>();
    for (Use use : uses) {
      texts.add(prefix + texts.size() + " = " + use.name() + " " + bytes(use.bytes()));
    }
    return String.join(", ", texts);
  }

  private static String share(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f%%", whole == 0 ? 0 : 100.0 * part / whole);
  }

  /** With commas between thousands. */
  public static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** Three digits or so, in units of 1,024. */
  private static String bytes(long bytes) {
    if (bytes < 1 << 10) {
      return bytes + " B";
    }
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
  }
}
