package io.semblance.cli;

import io.semblance.data.Schema;
import io.semblance.data.condition.Condition;
import io.semblance.data.condition.ConditionText;
import io.semblance.flow.SampleBlock;
import io.semblance.synth.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What rows are asked for, and how many of each. */
final class ConditionOptions {
  static final long MOST_ROWS = 1_000_000_000_000L;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description =
          "How many rows. Of a model of sequences the last one may be cut short. With several"
              + " --where, once for each.")
  private List<Long> rows = List.of();

  @Option(
      names = "--where",
      paramLabel = "COND",
      description = {
        "Only rows like this: \"age between 30 and 40 and income = '>50K' and city in ('A', 'B')"
            + " and pm25 is missing\"; also <, <=, >, >=, !=, not in, is not missing.",
        "Names of columns with blanks stand in double quotes. Or JSON: '{\"age\": {\"from\": 30},"
            + " \"city\": [\"A\"], \"pm25\": null}'.",
        "May be said several times, each with its own --rows: one block of rows after the other."
      })
  private List<String> where = List.of();

  @Option(
      names = "--balance",
      paramLabel = "COL",
      description = "As many rows of each label of COL, one block after the other.")
  private String balance;

  @Option(
      names = "--shares",
      paramLabel = "COL=LABEL:SHARE,...",
      description =
          "Rows of labels of COL in these shares, which sum to 1: income=<=50K:.5,>50K:.5")
  private String shares;

  /** The sum of all rows; null if none are asked for. */
  Long rows() {
    return rows.isEmpty() ? null : rows.stream().mapToLong(Long::longValue).sum();
  }

  private boolean given() {
    return !where.isEmpty() || balance != null || shares != null;
  }

  /** Refuses what cannot be asked together, or of such a model. */
  void check(Model model) {
    if (given() && model.drawsSequences()) {
      throw new UsageException(
          "this model draws sequences, whose rows depend on those before them: no condition can be"
              + " asked of them yet.");
    }
    for (long count : rows) {
      checkRows(count);
    }
    if (balance != null && shares != null) {
      throw new UsageException("say either --balance or --shares.");
    }
    boolean parts = balance != null || shares != null;
    if (parts && where.size() > 1) {
      throw new UsageException("with --balance and --shares only one --where can be said.");
    }
    if (given() && rows.isEmpty()) {
      throw new UsageException("say by --rows how many rows are wanted.");
    }
    if (rows.size() > Math.max(1, where.size())
        || where.size() > 1 && rows.size() != where.size()) {
      throw new UsageException(
          "--rows is said "
              + rows.size()
              + " times and --where "
              + where.size()
              + " times; say --rows once for each --where.");
    }
  }

  static void checkRows(Long rows) {
    if (rows != null && (rows < 1 || rows > MOST_ROWS)) {
      throw new UsageException("--rows is " + rows + ", but must be 1 to " + MOST_ROWS + ".");
    }
  }

  /** What is to be drawn, block by block. */
  List<SampleBlock> blocks(Schema schema) {
    List<Condition> conditions = new ArrayList<>();
    where.forEach(text -> conditions.add(ConditionText.parse(text, schema)));
    Condition only = conditions.isEmpty() ? null : conditions.get(0);
    if (balance != null) {
      return SampleBlock.balanced(schema, balance, rows(), only);
    }
    if (shares != null) {
      int equals = shares.indexOf('=');
      if (equals < 1) {
        throw new UsageException("--shares needs a column: --shares income=<=50K:.5,>50K:.5");
      }
      String column = shares.substring(0, equals);
      return SampleBlock.shares(schema, column, parts(shares.substring(equals + 1)), rows(), only);
    }
    if (conditions.isEmpty()) {
      return List.of(new SampleBlock(null, rows()));
    }
    List<SampleBlock> blocks = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      blocks.add(new SampleBlock(conditions.get(i), rows.get(i)));
    }
    return blocks;
  }

  private static Map<String, Double> parts(String text) {
    Map<String, Double> parts = new LinkedHashMap<>();
    for (String part : text.split(",")) {
      int colon = part.lastIndexOf(':');
      try {
        parts.put(
            part.substring(0, Math.max(0, colon)), Double.parseDouble(part.substring(colon + 1)));
      } catch (NumberFormatException e) {
        throw new UsageException(
            "--shares has \"" + part + "\", but needs LABEL:SHARE, for example >50K:.5");
      }
    }
    return parts;
  }
}
