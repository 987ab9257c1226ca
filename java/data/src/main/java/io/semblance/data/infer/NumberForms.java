package io.semblance.data.infer;

import io.semblance.data.ColumnSchema;
import io.semblance.data.NumberForm;
import io.semblance.data.NumberForm.Exponent;
import io.semblance.data.NumberForm.Negative;
import io.semblance.data.NumberKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the form in which the texts of a column are numbers. It is only accepted if the numbers,
 * printed in that form, give the texts back.
 */
final class NumberForms {
  /** Share of the cells that must come back as they are. */
  private static final double GIVEN_BACK = .99;

  /** More digits than a double holds are no rounding. */
  private static final int MOST_SIGNIFICANT = 15;

  private static final double THOUSAND = 1000;
  private static final int MOST_EXPONENT_DIGITS = 4;

  private final List<NumberParts> parts = new ArrayList<>();
  private final List<String> texts;
  private final int[] counts;
  private final boolean commaCells;
  private final Character decimal;

  private NumberForms(List<String> texts, int[] counts, boolean commaCells, Character decimal) {
    this.texts = texts;
    this.counts = counts;
    this.commaCells = commaCells;
    this.decimal = decimal;
  }

  /**
   * The kind of numbers in a form of their own, or null.
   *
   * @param commaCells whether commas part the cells of the file, so that numbers have other marks
   * @param decimal the decimal mark; null to find it out
   */
  static NumberKind find(List<String> texts, int[] counts, boolean commaCells, Character decimal) {
    NumberForms forms = new NumberForms(texts, counts, commaCells, decimal);
    for (String text : texts) {
      NumberParts found = NumberParts.of(text);
      if (found == null) {
        return null;
      }
      forms.parts.add(found);
    }
    return forms.find();
  }

  private NumberKind find() {
    Affix affix = affix();
    if (affix == null || !parts.stream().allMatch(NumberForms::isExponentUsual)) {
      return null;
    }
    for (char[] marks : marks()) {
      NumberForm form = form(affix, marks[0], marks[1]);
      NumberKind kind = form == null ? null : kind(form);
      if (kind != null) {
        return kind;
      }
    }
    return null;
  }

  private static boolean isExponentUsual(NumberParts p) {
    return p.exponent().isEmpty()
        || p.exponent().replaceAll("[eE+-]", "").length() <= MOST_EXPONENT_DIGITS
            && p.body().length() <= MOST_SIGNIFICANT;
  }

  /** What stands around numbers, and around which share of them. */
  private record Affix(String prefix, String suffix, double share) {}

  /** The one prefix and suffix that there are; null if there are several, or no known ones. */
  private Affix affix() {
    String prefix = "";
    String suffix = "";
    long with = 0;
    long all = 0;
    for (int i = 0; i < counts.length; i++) {
      NumberParts p = parts.get(i);
      all += counts[i];
      if (!p.prefix().isEmpty() || !p.suffix().isEmpty()) {
        if (with > 0 && !(p.prefix().equals(prefix) && p.suffix().equals(suffix))) {
          return null;
        }
        prefix = p.prefix();
        suffix = p.suffix();
        with += counts[i];
      }
    }
    return new Affix(prefix, suffix, (double) with / all);
  }

  /** Decimal mark and mark of groups that all digits fit, the likelier first. */
  private List<char[]> marks() {
    Set<Character> used = new HashSet<>();
    parts.forEach(
        p -> p.body().chars().filter(c -> c > '9' || c < '0').forEach(c -> used.add((char) c)));
    List<char[]> found = new ArrayList<>();
    for (char[] marks : new char[][] {{'.', '\0'}, {',', '\0'}, {'.', ','}, {',', '.'}}) {
      add(found, used, marks[0], marks[1]);
    }
    for (char c : used) {
      if (c != '.' && c != ',') {
        add(found, used, '.', c);
        add(found, used, ',', c);
      }
    }
    // Numbers such as 1,234 beside 564 have groups; without such, and all with three digits, none.
    if (found.size() > 1 && found.get(0)[0] == ',' && found.get(0)[1] == 0 && groupsAreLikelier()) {
      found.add(found.remove(0));
    }
    return found;
  }

  private void add(List<char[]> found, Set<Character> used, char mark, char group) {
    if (decimal != null && decimal != mark) {
      return;
    }
    boolean all = used.stream().allMatch(c -> c == mark || c == group && group != 0);
    boolean needed = group == 0 || used.contains(group);
    if (all && needed && parts.stream().allMatch(p -> p.fits(mark, group))) {
      found.add(new char[] {mark, group});
    }
  }

  private boolean groupsAreLikelier() {
    boolean some = false;
    for (NumberParts p : parts) {
      if (!p.fits('.', ',') || p.body().startsWith("0,")) {
        return false;
      }
      some |= p.body().indexOf(',') < 0;
    }
    return some || commaCells;
  }

  private NumberForm form(Affix affix, char decimal, char group) {
    Tally plus = new Tally();
    Tally bare = new Tally();
    Tally grouped = new Tally();
    boolean signedZero = false;
    Negative negative = null;
    for (int i = 0; i < counts.length; i++) {
      NumberParts p = parts.get(i);
      double size = p.size(decimal, group);
      if (p.negative() != null) {
        if (negative != null && negative != p.negative()) {
          return null;
        }
        negative = p.negative();
      } else if (size > 0) {
        plus.add(p.plus(), counts[i]);
      } else {
        signedZero |= p.plus();
      }
      if (size < 1 && size > 0 && p.exponent().isEmpty()) {
        bare.add(p.body().charAt(0) == decimal, counts[i]);
      }
      if (group != 0 && size >= THOUSAND && p.exponent().isEmpty()) {
        grouped.add(p.body().indexOf(group) >= 0, counts[i]);
      }
    }
    return new NumberForm(
        decimal,
        group,
        grouped.share(),
        affix.prefix(),
        affix.suffix(),
        affix.share(),
        negative == null ? Negative.MINUS : negative,
        plus.share(),
        signedZero,
        bare.share(),
        zero(decimal, group),
        exponent(decimal, group),
        null);
  }

  /** The one text of zero, if it has fewer decimals than all other numbers; else null. */
  private String zero(char decimal, char group) {
    String zero = null;
    int of = 0;
    int others = Integer.MAX_VALUE;
    int most = 0;
    for (int i = 0; i < counts.length; i++) {
      int decimals = parts.get(i).decimals(decimal);
      if (parts.get(i).size(decimal, group) != 0) {
        others = Math.min(others, decimals);
        most = Math.max(most, decimals);
      } else if (zero == null || counts[i] > of) {
        zero = texts.get(i).strip();
        of = counts[i];
      }
    }
    boolean apart = zero != null && others == most && most > 0 && zero.equals("0");
    return apart ? zero : null;
  }

  private static final class Tally {
    private long yes;
    private long all;

    void add(boolean which, long cells) {
      yes += which ? cells : 0;
      all += cells;
    }

    double share() {
      return all == 0 ? 0 : (double) yes / all;
    }
  }

  /** How exponents are written, and which numbers have one; null if none has. */
  private Exponent exponent(char decimal, char group) {
    boolean plus = false;
    boolean any = false;
    char letter = 'E';
    int digits = Integer.MAX_VALUE;
    int decimals = Integer.MAX_VALUE;
    double largestSmall = 0;
    double leastPlain = Double.POSITIVE_INFINITY;
    double largestPlain = 0;
    boolean plainSeen = false;
    for (NumberParts p : parts) {
      double size = p.size(decimal, group);
      if (p.exponent().isEmpty()) {
        plainSeen |= size > 0;
        leastPlain = size > 0 ? Math.min(leastPlain, size) : leastPlain;
        largestPlain = Math.max(largestPlain, size);
        continue;
      }
      any = true;
      letter = p.exponent().charAt(0);
      plus |= p.exponent().charAt(1) == '+';
      digits = Math.min(digits, p.exponent().replaceAll("[eE+-]", "").length());
      int point = p.body().indexOf(decimal);
      decimals = Math.min(decimals, point < 0 ? 0 : p.body().length() - point - 1);
      largestSmall = size < 1 ? Math.max(largestSmall, size) : largestSmall;
    }
    if (!any) {
      return null;
    }
    if (!plainSeen) {
      return new Exponent(
          letter, plus, digits, decimals, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }
    // The power of ten between the two, as programs change their form at one.
    double from = largestSmall == 0 ? 0 : Math.pow(10, Math.floor(Math.log10(leastPlain)));
    double to = Math.pow(10, Math.floor(Math.log10(largestPlain)) + 1);
    boolean large =
        parts.stream().anyMatch(p -> !p.exponent().isEmpty() && p.size(decimal, group) >= 1);
    return new Exponent(
        letter, plus, digits, decimals, from, large ? to : Double.POSITIVE_INFINITY);
  }

  private NumberKind kind(NumberForm form) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    int fewest = ColumnSchema.MOST_DECIMALS;
    int most = 0;
    int significant = 0;
    boolean whole = true;
    double[] values = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      values[i] = form.read(texts.get(i));
      if (Double.isNaN(values[i])) {
        return null;
      }
      NumberParts p = parts.get(i);
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
      whole &= values[i] == Math.rint(values[i]);
      boolean zero = texts.get(i).strip().equals(form.zero());
      if (p.exponent().isEmpty() && !zero) {
        fewest = Math.min(fewest, p.decimals(form.decimal()));
        most = Math.max(most, p.decimals(form.decimal()));
      }
      significant = Math.max(significant, p.significant());
    }
    boolean scientific = form.exponent() != null;
    if (most > ColumnSchema.MOST_DECIMALS || significant > MOST_SIGNIFICANT && !scientific) {
      return null;
    }
    NumberKind kind =
        new NumberKind(
            whole,
            min,
            max,
            scientific && fewest == ColumnSchema.MOST_DECIMALS ? 0 : fewest,
            scientific ? ColumnSchema.SHORTEST : most,
            scientific && significant <= MOST_SIGNIFICANT ? significant : 0,
            form);
    return givesBack(kind, values) ? kind : null;
  }

  private boolean givesBack(NumberKind kind, double[] values) {
    long good = 0;
    long all = 0;
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      out.setLength(0);
      kind.print(values[i], out);
      all += counts[i];
      boolean same = sameButForShares(kind.form(), out.toString(), texts.get(i));
      good += same ? counts[i] : 0;
    }
    return good >= GIVEN_BACK * all;
  }

  /** What some cells have and others have not is not to be the same in each cell. */
  private static boolean sameButForShares(NumberForm form, String made, String text) {
    return made.equals(text) || bare(form, made).equals(bare(form, text));
  }

  private static String bare(NumberForm form, String text) {
    String out = text.strip();
    out = isMixed(form.plus()) && out.startsWith("+") ? out.substring(1) : out;
    out = isMixed(form.grouped()) ? out.replace(String.valueOf(form.group()), "") : out;
    if (isMixed(form.affixed())) {
      out = out.replace(form.prefix(), "").replace(form.suffix(), "");
    }
    String zero = "0" + form.decimal();
    return isMixed(form.bare()) && out.contains(zero) && !out.matches(".*\\d" + zero + ".*")
        ? out.replaceFirst("0\\" + form.decimal(), String.valueOf(form.decimal()))
        : out;
  }

  private static boolean isMixed(double share) {
    return share > 0 && share < 1;
  }
}
