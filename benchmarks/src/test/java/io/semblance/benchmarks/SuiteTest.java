package io.semblance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;

class SuiteTest {
  @Test
  void namesAreUnique() {
    assertThat(new Suite(2).contests()).extracting(Contest::name).doesNotHaveDuplicates();
  }

  /** Candidates name benchmarks by text; peers may be absent, our own may not. */
  @Test
  void ourSidesExist() {
    Set<String> known = Trials.known();
    for (Contest contest : new Suite(2).contests()) {
      for (Contest.Side side : contest.sides()) {
        if (!side.name().startsWith("libtorch")) {
          assertThat(side.candidates()).extracting(Candidate::method).allMatch(known::contains);
        }
      }
    }
  }

  /** JMH would run a parameter that is not given with each of its values. */
  @Test
  void everyParameterIsGiven() throws ClassNotFoundException {
    Set<String> known = Trials.known();
    for (Contest contest : new Suite(2).contests()) {
      for (Contest.Side side : contest.sides()) {
        for (Candidate candidate : side.candidates()) {
          if (known.contains(candidate.method())) {
            assertThat(new TreeSet<>(candidate.parameters().keySet()))
                .as(contest.name() + " " + candidate.label())
                .isEqualTo(parametersOf(candidate));
          }
        }
      }
    }
  }

  private static Set<String> parametersOf(Candidate candidate) throws ClassNotFoundException {
    String method = candidate.method();
    Class<?> type = Class.forName(method.substring(0, method.lastIndexOf('.')));
    return Arrays.stream(type.getDeclaredFields())
        .filter(f -> f.isAnnotationPresent(Param.class))
        .map(Field::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Ratios speak of sides that there are, however many cores there are. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16})
  void ratiosNameSides(int cores) {
    for (Contest contest : new Suite(cores).contests()) {
      List<String> sides = contest.sides().stream().map(Contest.Side::name).toList();
      assertThat(sides).doesNotHaveDuplicates();
      for (Contest.Quotient q : contest.quotients()) {
        if (cores > 1) {
          assertThat(sides).as(q.name()).containsAll(q.over()).containsAll(q.under());
        }
      }
    }
  }

  @Test
  void candidatesOfOneSideDiffer() {
    for (Contest contest : new Suite(2).contests()) {
      for (Contest.Side side : contest.sides()) {
        assertThat(side.candidates()).extracting(Candidate::label).doesNotHaveDuplicates();
      }
    }
  }
}
