package io.semblance.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Identifiers of some shapes, each as often as it was seen, and texts that are no identifiers. */
final class IdMixture implements IdPattern {
  private static final int MOST_WEIGHT = 1_000_000;
  private static final int TURN = 7919;
  private static final long PLACEHOLDERS = 0x70_6C61;

  private final List<Part> parts;
  private final Map<String, Double> placeholders;
  private final IdPeople people;
  private final boolean repeats;
  private final int period;
  private final char separator;

  /**
   * A shape.
   *
   * @param weight how often it is used, relative to others
   * @param blocksOrNull where known identifiers lie, which are not made again; null: none are known
   */
  record Part(IdTemplate template, int weight, IdBlocks blocksOrNull) {
    Part {
      if (weight < 1 || weight > MOST_WEIGHT) {
        throw new DataException("the weight of an identifier template must be 1 to 1000000");
      }
    }

    static Part read(SchemaNode.Identifiers.Template in) {
      IdTemplate template = IdTemplate.parse(in.template());
      return new Part(template, in.weight(), IdBlocks.read(template.capacity(), in.taken()));
    }

    long capacity() {
      return blocksOrNull == null ? template.capacity() : blocksOrNull.free();
    }

    String text(IdPeople.Person person, long row, char separator, long seed, boolean repeats) {
      String made = template.text(person, row, seed);
      IdPeople people = person.people();
      long round = row / (template.namesWholePerson() ? people.count() : people.families());
      return round == 0 || repeats ? made : made + separator + round;
    }

    String text(long index, char separator, long seed, boolean repeats) {
      long capacity = capacity();
      long scrambled = Hash.permuted(index % capacity, capacity, seed);
      long free = blocksOrNull == null ? scrambled : blocksOrNull.nthFree(scrambled);
      String made = template.text(free, seed);
      long round = index / capacity;
      return round == 0 || repeats ? made : made + separator + round;
    }
  }

  /**
   * Identifiers.
   *
   * @param people those that are named
   * @param repeats whether a name may come again, as family names do
   */
  IdMixture(List<Part> parts, Map<String, Double> placeholders, IdPeople people, boolean repeats) {
    this.parts = List.copyOf(parts);
    this.placeholders = new LinkedHashMap<>(placeholders);
    this.people = people;
    this.repeats = repeats;
    long sum = 0;
    StringBuilder used = new StringBuilder();
    for (Part part : parts) {
      sum += part.weight();
      used.append(part.template().text());
    }
    if (sum > Integer.MAX_VALUE) {
      throw new DataException("the weights of identifier templates are too large together");
    }
    period = (int) sum;
    double share = placeholders.values().stream().mapToDouble(s -> s).sum();
    if (sum == 0 && share < 1 - 1e-9 || share > 1 + 1e-9) {
      throw new DataException("shares of texts that are no identifiers: " + share);
    }
    char free = '_';
    for (char c : new char[] {'_', '-', '.', '/', ':', '+'}) {
      if (used.indexOf(String.valueOf(c)) < 0) {
        free = c;
        break;
      }
    }
    separator = free;
  }

  static IdMixture read(SchemaNode.Identifiers in) {
    return new IdMixture(
        in.templates().stream().map(Part::read).toList(),
        in.placeholders(),
        IdPeople.read(in.has("takenFamilies") ? in.text("takenFamilies") : null),
        in.flag("repeats"));
  }

  /** Of the people of a whole table. */
  IdPeople people() {
    return people;
  }

  IdMixture withPeople(IdPeople those) {
    return new IdMixture(parts, placeholders, those, repeats);
  }

  IdMixture repeating() {
    return new IdMixture(parts, placeholders, people, true);
  }

  @Override
  public String text(long row, long seed) {
    return text(row, seed, seed);
  }

  @Override
  public String text(long row, long tableSeed, String column) {
    return text(row, IdPattern.seed(tableSeed, column), tableSeed);
  }

  private String text(long row, long seed, long tableSeed) {
    String last = "";
    double at = placeholders.isEmpty() ? 1 : Hash.uniform(seed, PLACEHOLDERS, row);
    for (Map.Entry<String, Double> one : placeholders.entrySet()) {
      at -= one.getValue();
      last = one.getKey();
      if (at < 0) {
        return last;
      }
    }
    if (period == 0) {
      return last;
    }
    // Rows take turns in rounds of `period`; each template has as many turns as its weight.
    int turn = (int) ((row % period * TURN + (seed & 0xFFFF)) % period);
    if (period % TURN == 0) {
      turn = (int) (row % period);
    }
    int which = 0;
    while (turn >= parts.get(which).weight()) {
      turn -= parts.get(which++).weight();
    }
    Part part = parts.get(which);
    if (part.template().namesPerson()) {
      return part.text(people.ofRow(row, tableSeed), row, separator, seed, repeats);
    }
    long index = row / period * part.weight() + turn;
    return part.text(index, separator, Hash.mix(seed ^ which), repeats);
  }

  @Override
  public List<String> templates() {
    return parts.stream().map(p -> p.template().text()).toList();
  }

  @Override
  public long capacity() {
    // The shape that is exhausted first, as all are used in turn.
    double least = Long.MAX_VALUE;
    for (Part part : parts) {
      IdTemplate template = part.template();
      least =
          repeats
              ? least
              : !template.namesPerson()
                  ? Math.min(least, (double) part.capacity() / part.weight() * period)
                  : Math.min(
                      least, template.namesWholePerson() ? people.count() : people.families());
    }
    return (long) least;
  }

  @Override
  public Map<String, Object> facts() {
    List<Map<String, Object>> templates = new ArrayList<>();
    for (Part part : parts) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("template", part.template().text());
      one.put("weight", part.weight());
      if (part.blocksOrNull() != null) {
        one.put("taken", part.blocksOrNull().text());
      }
      templates.add(one);
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("templates", templates);
    if (!placeholders.isEmpty()) {
      facts.put("placeholders", placeholders);
    }
    if (people.takenOrNull() != null) {
      facts.put("takenFamilies", people.takenOrNull().text());
    }
    if (repeats) {
      facts.put("repeats", true);
    }
    return facts;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof IdMixture other
        && other.parts.equals(parts)
        && other.people.equals(people)
        && other.repeats == repeats
        && other.placeholders.equals(placeholders);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  @Override
  public String toString() {
    return "like "
        + templates()
        + (placeholders.isEmpty() ? "" : ", or one of " + placeholders.keySet());
  }
}
