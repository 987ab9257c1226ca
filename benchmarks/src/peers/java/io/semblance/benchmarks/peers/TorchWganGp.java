package io.semblance.benchmarks.peers;

import io.semblance.benchmarks.StepSize;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The updates of a WGAN-GP in eager libtorch, as one writes them in PyTorch: the penalty by a
 * gradient that keeps its graph, {@code backward}, and Adam.
 */
@SuppressWarnings("try") // scopes and guards act by being open
final class TorchWganGp {
  /** How the step is written: what it computes is the same. */
  enum Style {
    /** Every batch goes through the critic on its own. */
    PLAIN,
    /** Real and generated rows go through the critic as one batch. */
    STACKED,
    /** Also, dropout multiplies by a mask of uniform numbers, which ATen draws faster. */
    LEAN
  }

  private static final double RATE = 5e-4;
  private static final double BETA1 = 0.5;
  private static final double BETA2 = 0.9;
  private static final double EPSILON = 1e-8;

  private final StepSize size;
  private final Style style;
  private final Scalar slope = new Scalar(0.2);
  private final Scalar one = new Scalar(1.0);
  private final Scalar two = new Scalar(2.0);
  private final Scalar penalty = new Scalar(10.0);
  private final ScalarOptional euclidean = new ScalarOptional(two);
  private final BoolOptional yes = new BoolOptional(true);
  private final Network generator;
  private final Network critic;
  private final Tensor ones;
  private final Scalar rate;
  private final Scalar kept;

  /** Parameters, their optional forms that {@code linear} asks for, and their optimiser. */
  private record Network(List<Tensor> weights, List<TensorOptional> biases, Adam adam) {
    static Network of(List<float[]> values, int in) {
      List<Tensor> weights = new ArrayList<>();
      List<TensorOptional> biases = new ArrayList<>();
      TensorVector all = new TensorVector();
      int width = in;
      for (int i = 0; i < values.size(); i += 2) {
        int out = values.get(i + 1).length;
        // Semblance holds [in, out], libtorch [out, in].
        Tensor weight = Torch.tensor(values.get(i), width, out).t().contiguous();
        Tensor bias = Torch.tensor(values.get(i + 1), out);
        weight.set_requires_grad(true);
        bias.set_requires_grad(true);
        weights.add(weight);
        biases.add(new TensorOptional(bias));
        all.push_back(weight);
        all.push_back(bias);
        width = out;
      }
      AdamOptions options = new AdamOptions(RATE);
      // The pointer shows the memory of a std::tuple, which lies last element first (libstdc++).
      options.betas().put(BETA2, BETA1);
      options.eps().put(EPSILON);
      return new Network(weights, biases, new Adam(all, options));
    }
  }

  /**
   * @param generator weight [in, out] row-major and bias of each layer, in turn
   * @param critic likewise
   */
  TorchWganGp(StepSize size, List<float[]> generator, List<float[]> critic, Style style) {
    this.size = size;
    this.style = style;
    this.generator = Network.of(generator, size.noise());
    this.critic = Network.of(critic, size.row());
    this.rate = new Scalar(size.dropout());
    this.kept = new Scalar(1 / (1 - size.dropout()));
    this.ones = torch.ones(size.batch(), 1);
  }

  /** One update of the critic on the rows at {@code places}, with numbers of its own. */
  void criticStep(Tensor table, Tensor places) {
    try (PointerScope scope = new PointerScope()) {
      Tensor real = table.index_select(0, places);
      Tensor noise = torch.randn(size.batch(), size.noise());
      Tensor mix = torch.rand(size.batch(), 1);
      criticUpdate(real, noise, mix);
    }
  }

  /** One update of the critic; the loss before it. */
  Tensor criticUpdate(Tensor real, Tensor noise, Tensor mix) {
    critic.adam.zero_grad();
    Tensor loss = criticLoss(real, noise, mix);
    loss.backward();
    critic.adam.step();
    return loss;
  }

  /** One update of the generator, with numbers of its own. */
  void generatorStep() {
    try (PointerScope scope = new PointerScope()) {
      generatorUpdate(torch.randn(size.batch(), size.noise()));
    }
  }

  /** One update of the generator; the loss before it. */
  Tensor generatorUpdate(Tensor noise) {
    generator.adam.zero_grad();
    Tensor loss = score(generate(noise)).mean().neg();
    loss.backward();
    generator.adam.step();
    return loss;
  }

  private Tensor criticLoss(Tensor real, Tensor noise, Tensor mix) {
    Tensor fake;
    Tensor mixed;
    try (NoGradGuard constant = new NoGradGuard()) {
      fake = generate(noise);
      mixed = fake.add(mix.mul(real.sub(fake)));
    }
    mixed.set_requires_grad(true);
    TensorVector gradients =
        torch.grad(
            new TensorVector(score(mixed)),
            new TensorVector(mixed),
            new TensorVector(ones),
            yes,
            true,
            false);
    Tensor norm = gradients.get(0).norm(euclidean, 1);
    return distance(real, fake).add(norm.sub(one).pow(two).mean().mul(penalty));
  }

  private Tensor distance(Tensor real, Tensor fake) {
    if (style == Style.PLAIN) {
      return score(fake).mean().sub(score(real).mean());
    }
    Tensor scores = score(torch.cat(new TensorVector(real, fake), 0));
    Tensor realScore = scores.narrow(0, 0, size.batch()).mean();
    return scores.narrow(0, size.batch(), size.batch()).mean().sub(realScore);
  }

  private Tensor generate(Tensor noise) {
    Tensor y = noise;
    int last = generator.weights.size() - 1;
    for (int i = 0; i < last; i++) {
      y = torch.relu(torch.linear(y, generator.weights.get(i), generator.biases.get(i)));
    }
    return torch.linear(y, generator.weights.get(last), generator.biases.get(last));
  }

  private Tensor score(Tensor rows) {
    Tensor y = rows;
    int last = critic.weights.size() - 1;
    for (int i = 0; i < last; i++) {
      y = torch.linear(y, critic.weights.get(i), critic.biases.get(i));
      y = torch.leaky_relu(y, slope);
      if (i < last - 1 && size.dropout() > 0) {
        y = dropped(y);
      }
    }
    return torch.linear(y, critic.weights.get(last), critic.biases.get(last));
  }

  private Tensor dropped(Tensor y) {
    if (style != Style.LEAN) {
      return torch.dropout(y, size.dropout(), true);
    }
    return y.mul(torch.rand(y.size(0), y.size(1)).gt(rate)).mul(kept);
  }
}
