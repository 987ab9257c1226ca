package io.semblance.quality.profile;

import io.semblance.data.Table;
import io.semblance.data.series.Sequences;
import io.semblance.data.series.SeriesSpec;
import io.semblance.data.series.TimeAxis;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Tables;
import io.semblance.quality.page.Tables.Fact;
import io.semblance.quality.page.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the rows of a table are as sequences.
 *
 * @param sequences how many
 * @param lengths steps of the shortest, of the middle one, of the longest
 * @param interval the most frequent time between steps, in the unit of the time; NaN without a time
 * @param regularity share of steps of exactly that interval; NaN without a time
 * @param calendar whether the unit is the millisecond
 * @param statics columns that do not change within a sequence
 * @param following columns that follow from the time
 * @param features columns that change from step to step
 * @param notes what was found and would be handled, in sentences
 */
public record SequenceFacts(
    int sequences,
    int[] lengths,
    double interval,
    double regularity,
    boolean calendar,
    List<String> statics,
    List<String> following,
    List<String> features,
    List<String> notes) {

  /**
   * Looks at a table.
   *
   * @throws io.semblance.data.DataException when its rows make no such sequences
   */
  public static SequenceFacts of(Table table, SeriesSpec spec) {
    List<String> notes = new ArrayList<>();
    Sequences s = Sequences.of(table, spec, notes::add);
    int[] sorted = IntStream.range(0, s.count()).map(i -> s.rows(i).length).sorted().toArray();
    return new SequenceFacts(
        s.count(),
        new int[] {sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]},
        s.interval(),
        s.regularity(),
        s.axis().map(TimeAxis::calendar).orElse(false),
        s.statics(),
        s.axis().map(TimeAxis::following).orElse(List.of()),
        s.features(),
        notes);
  }

  void draw(StringBuilder out) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Sequences", Html.count(sequences)));
    facts.add(
        new Fact(
            "Steps (least, middle, most)",
            String.join(", ", Arrays.stream(lengths).mapToObj(Html::count).toList())));
    if (!Double.isNaN(interval)) {
      facts.add(
          new Fact("Usual step", calendar ? Words.duration(interval) : Html.number(interval)));
      facts.add(new Fact("Steps of that length", Html.percent(regularity)));
    }
    names(facts, "Static columns", statics);
    names(facts, "Columns that follow from the time", following);
    names(facts, "Columns that change", features);
    out.append("<article class=\"card\">");
    Tables.facts(out, facts);
    out.append("</article>");
    for (String note : notes) {
      out.append("<p class=\"soft\">").append(Html.escapeAll(note)).append(".</p>");
    }
  }

  private static void names(List<Fact> facts, String title, List<String> names) {
    if (!names.isEmpty()) {
      facts.add(new Fact(title, Html.shorten(String.join(", ", names), 200)));
    }
  }
}
