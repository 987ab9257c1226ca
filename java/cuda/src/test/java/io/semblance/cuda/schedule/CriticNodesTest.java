package io.semblance.cuda.schedule;

import static io.semblance.engine.graph.Functions.mean;
import static io.semblance.engine.graph.Functions.square;
import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.compile.Compiler;
import io.semblance.engine.compile.Instruction.Product;
import io.semblance.engine.compile.Plan;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Activation;
import io.semblance.engine.nn.Dropout;
import io.semblance.engine.nn.Linear;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.Sequential;
import io.semblance.engine.optim.Adam;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** How many launches the article's updates are: what the design rests on. */
class CriticNodesTest {
  private static final int BATCH = 128;
  private static final int ROW = 64;

  private final Counter rows = new Counter("rows");
  private final Sequential generator =
      Sequential.mlp("generator", 32, List.of(128, 256, 512), ROW, Activation.RELU, false, 0);
  private final Sequential critic =
      new Sequential(
          List.of(
              new Linear("critic.0", ROW, 512, Math.sqrt(3)),
              Activation.LEAKY_RELU,
              new Dropout(0.1),
              new Linear("critic.1", 512, 256, Math.sqrt(3)),
              Activation.LEAKY_RELU,
              new Dropout(0.1),
              new Linear("critic.2", 256, 128, Math.sqrt(3)),
              Activation.LEAKY_RELU,
              new Linear("critic.3", 128, 1)));

  private Plan criticUpdate() {
    Variable table = Variable.zeros("table", Shape.of(1_000, ROW));
    Node real = Ops.gather(table.node(), new IndexVariable("order", 1_000), rows, BATCH);
    Node fake = fake();
    Mode mode = Mode.training(rows, 3);
    Node mix = Ops.uniform(Shape.of(BATCH, 1), 2, rows);
    Node mixed = Ops.add(fake, Ops.mul(mix, Ops.sub(real, fake)));
    Node slope = Gradients.of(Ops.sum(critic.apply(mixed, mode)), mixed);
    Node excess = Ops.sub(Functions.rowNorm(slope, 1e-12), 1);
    Node distance = Ops.sub(mean(critic.apply(fake, mode)), mean(critic.apply(real, mode)));
    return minimise(Ops.add(distance, Ops.mul(mean(square(excess)), 10)), critic);
  }

  private Plan generatorUpdate() {
    return minimise(Ops.neg(mean(critic.apply(fake(), Mode.training(rows, 3)))), generator);
  }

  private Node fake() {
    return generator.apply(Ops.normal(Shape.of(BATCH, 32), 1, rows), Mode.inference());
  }

  private Plan minimise(Node loss, Sequential network) {
    List<Variable> parameters = network.parameters();
    Adam adam = new Adam("adam", parameters, 5e-4, .5, .9, 1e-8);
    List<Node> gradients = Gradients.of(loss, parameters.stream().map(Variable::node).toList());
    return Compiler.compile(
        new Step().output(loss).assignAll(adam.update(gradients)).advance(rows, BATCH));
  }

  private final Predicate<Product> all = p -> true;
  private final Predicate<Product> none = p -> false;

  /** 70 instructions, which wait for each other in far fewer levels. */
  @Test
  void aCriticUpdateIsAFewLaunches() {
    Plan plan = criticUpdate();
    assertThat(plan.instructions()).hasSizeBetween(65, 75);
    assertThat(Schedule.of(plan, all).launches(all)).isBetween(12, 22);
    // Where a library computes every product, each is a launch of its own.
    assertThat(Schedule.of(plan, none).launches(none)).isBetween(35, 50);
  }

  @Test
  void aGeneratorUpdateIsAFewLaunches() {
    assertThat(Schedule.of(generatorUpdate(), all).launches(all)).isBetween(12, 20);
  }

  /** All parameters' updates: those of weights follow their gradients' products. */
  @Test
  void adamOfAllParametersNeedsNoLaunchesOfItsOwn() {
    List<List<Task>> levels = Schedule.of(criticUpdate(), all).levels();
    long updates =
        levels.stream()
            .flatMap(List::stream)
            .filter(t -> t instanceof Task.Fused f && f.chain().outputs().size() == 3)
            .count();
    assertThat(updates).as("weights updated where their gradient is computed").isEqualTo(3);
    assertThat(levels.get(levels.size() - 1)).hasSizeLessThan(4);
  }

  @Test
  void whatLiesTogetherTakesLittleMoreThanTheCompilersOwnPlan() {
    Plan plan = criticUpdate();
    long slots = plan.slots().stream().mapToLong(Integer::longValue).sum();
    assertThat(Schedule.of(plan, all).arena().size()).isLessThan(slots * 3 / 2);
  }
}
