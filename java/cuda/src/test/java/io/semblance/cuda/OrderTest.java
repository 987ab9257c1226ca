package io.semblance.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.RandomStep;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing may depend on the order in which the blocks of a launch and the threads of a phase run:
 * on a GPU there is none. A missing barrier, or a task put beside one that it must wait for, shows
 * as another result backwards or shuffled.
 */
class OrderTest {
  @BeforeAll
  static void library() {
    HostLibrary.assumed();
  }

  @AfterEach
  void forwards() {
    HostMemory.order(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 132})
  void resultsHaveTheSameBitsInAnyOrder(int processors) {
    Backend backend = new HostBackend(processors, false, Long.MAX_VALUE);
    for (int seed = 0; seed < 300; seed++) {
      List<float[]> forwards = results(backend, seed, 0);
      same("backwards, seed " + seed, results(backend, seed, 1), forwards);
      same("shuffled, seed " + seed, results(backend, seed, 2), forwards);
    }
  }

  private static void same(String what, List<float[]> found, List<float[]> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i)).as(what + ", array " + i).isEqualTo(expected.get(i));
    }
  }

  private static List<float[]> results(Backend backend, int seed, int order) {
    HostMemory.order(order);
    RandomStep random = new RandomStep(seed);
    List<float[]> results = new ArrayList<>();
    try (Session s = backend.open(new SessionOptions(42, 1))) {
      random.load(s);
      Program p = s.compile(random.step());
      p.run();
      p.run();
      for (Node output : random.step().outputs()) {
        float[] values = new float[output.shape().size()];
        p.read(output, values);
        results.add(values);
      }
      for (Variable v : random.variables()) {
        results.add(s.get(v));
      }
    }
    return results;
  }
}
