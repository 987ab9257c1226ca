package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Where in its bin a number lies, given the cells before it. At first it lies as the column's
 * values do in all rows; then come experts, one after the other, each of whom is believed with some
 * probability, that of a group of rows. An expert knows how the number differs from a linear
 * function of cells before it. All are held to the bin, which says more about the number than they
 * do: a bin that fits nobody's knowledge is filled as if there were no experts.
 *
 * <p>That a bill is nearly that of the month before is an expert whose function is that bill; that
 * there are houses along a coast is one without a function, whose groups are bands of latitude.
 */
final class WithinBins {
  private final double step;
  private final List<Expert> experts;

  /**
   * @param step distance of the column's values; 0 where any will do
   * @param experts the last is asked first
   */
  WithinBins(double step, List<Expert> experts) {
    this.step = step;
    this.experts = List.copyOf(experts);
  }

  /** Nothing is known. */
  static WithinBins none() {
    return new WithinBins(0, List.of());
  }

  /**
   * The distribution of differences from a reference, in steps of the column.
   *
   * @param groups what tells the groups apart; its values are parted by {@code edges}
   * @param edges where groups begin, but for the first; rising
   * @param weights how far each group's distribution is believed, 0 to 1
   * @param differences one distribution for each group, the last for rows whose group is not known;
   *     null where nothing is known
   */
  record Expert(
      LinearReference reference,
      LinearReference groups,
      double[] edges,
      double[] weights,
      EmpiricalCdf[] differences) {}

  /** The group of a value: the number of edges that are not above it; the last for NaN. */
  static int group(double[] edges, double value) {
    if (Double.isNaN(value)) {
      return edges.length + 1;
    }
    int at = Arrays.binarySearch(edges, value);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /**
   * A part of the line. On a grid it begins and ends half-way between two values.
   *
   * @param closed whether {@code high} belongs to it
   */
  record Range(double low, double high, boolean closed) {
    /** Share of a distribution that lies in it. */
    double of(EmpiricalCdf cdf) {
      return Math.max(0, last(cdf) - first(cdf));
    }

    private double first(EmpiricalCdf cdf) {
      return cdf.rank(low, 0);
    }

    private double last(EmpiricalCdf cdf) {
      return cdf.rank(high, closed ? 1 : 0);
    }

    /** The value at a share, 0 to 1, of what lies in it. */
    double draw(EmpiricalCdf cdf, double share) {
      double first = first(cdf);
      return cdf.quantile(first + share * (last(cdf) - first));
    }

    /** The same as differences from a reference. */
    Range from(double reference, double step) {
      double unit = step > 0 ? step : 1;
      return new Range((low - reference) / unit, (high - reference) / unit, closed);
    }
  }

  /** How a value differs from a reference, in steps. */
  static double difference(double value, double reference, double step) {
    return step > 0 ? Math.rint((value - reference) / step) : value - reference;
  }

  /**
   * A number in a range; NaN if nobody knows better than to draw it as it is in all rows.
   *
   * @param plain the column's values in all rows
   * @param uniform in [0, 1): the same one gives the same number
   */
  double draw(RowCells cells, int row, EmpiricalCdf plain, Range range, double uniform) {
    int count = experts.size();
    double[] masses = new double[count];
    double[] references = new double[count];
    EmpiricalCdf[] asked = new EmpiricalCdf[count];
    double left = 1;
    double all = 0;
    for (int e = count - 1; e >= 0; e--) {
      Expert expert = experts.get(e);
      references[e] = expert.reference.of(cells, row);
      int group = group(expert.edges, expert.groups.of(cells, row));
      asked[e] = Double.isNaN(references[e]) ? null : expert.differences[group];
      if (asked[e] != null) {
        masses[e] = left * expert.weights[group] * range.from(references[e], step).of(asked[e]);
        all += masses[e];
        left *= 1 - expert.weights[group];
      }
    }
    double rest = left * range.of(plain);
    double at = uniform * (all + rest);
    for (int e = 0; e < count; e++) {
      if (at < masses[e]) {
        double difference = range.from(references[e], step).draw(asked[e], at / masses[e]);
        return references[e] + (step > 0 ? Math.rint(difference) * step : difference);
      }
      at -= masses[e];
    }
    return Double.NaN;
  }

  int experts() {
    return experts.size();
  }

  /** For people, as the end of a sentence. */
  String describe() {
    return switch (experts.size()) {
      case 0 -> "";
      case 1 -> ", placed in bins by another column";
      default -> ", placed in bins by " + experts.size() + " functions of others";
    };
  }

  void write(ObjectNode out) {
    out.put("step", step);
    ArrayNode all = out.putArray("experts");
    for (Expert expert : experts) {
      ObjectNode one = all.addObject();
      expert.reference.write(one.putObject("reference"));
      expert.groups.write(one.putObject("groups"));
      Json.put(one, "edges", expert.edges);
      Json.put(one, "weights", expert.weights);
      ArrayNode differences = one.putArray("differences");
      for (EmpiricalCdf cdf : expert.differences) {
        ObjectNode written = differences.addObject();
        written.put("known", cdf != null);
        if (cdf != null) {
          cdf.write(written);
        }
      }
    }
  }

  /**
   * @param before columns that may be looked at
   */
  static WithinBins read(Json in, Set<Integer> before) {
    double step = in.number("step");
    in.check(step >= 0, "needs a step of 0 or more");
    List<Expert> experts = new ArrayList<>();
    for (Json one : in.objects("experts", "expert")) {
      double[] weights = one.numbers("weights");
      double[] edges = one.numbers("edges");
      for (int i = 1; i < edges.length; i++) {
        one.check(edges[i] > edges[i - 1], "must have rising edges");
      }
      List<Json> written = one.objects("differences", "group");
      one.check(
          Arrays.stream(weights).allMatch(w -> w >= 0 && w <= 1)
              && weights.length == edges.length + 2
              && written.size() == edges.length + 2,
          "needs a distribution and a weight of 0 to 1 for each group");
      EmpiricalCdf[] differences = new EmpiricalCdf[written.size()];
      for (int g = 0; g < differences.length; g++) {
        Json group = written.get(g);
        differences[g] = group.bool("known") ? EmpiricalCdf.read(group) : null;
      }
      experts.add(
          new Expert(
              LinearReference.read(one.object("reference"), before),
              LinearReference.read(one.object("groups"), before),
              edges,
              weights,
              differences));
    }
    return new WithinBins(step, experts);
  }
}
