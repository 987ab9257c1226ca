package io.semblance.benchmarks.peers;

import io.semblance.benchmarks.TimeGanRound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The updates of TimeGAN's joint training in eager libtorch: ATen's whole recurrent layers ({@code
 * torch::gru}, what {@code torch::nn::GRU} calls), time-major, {@code backward}, and Adam. Gradients
 * of parameters that an update leaves alone are not computed.
 */
@SuppressWarnings("try") // scopes and guards act by being open
final class TorchTimeGan {
  /** How the updates are written: what they compute is the same. */
  enum Style {
    /** Every batch goes through a network on its own. */
    PLAIN,
    /** Batches that go through the same network do so as one. */
    STACKED
  }

  private static final double RATE = 1e-3;
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;
  private static final long BATCH = TimeGanRound.BATCH;
  private static final long TIMES = TimeGanRound.TIMES;

  private final Style style;
  private final Scalar guard = new Scalar(1e-6);
  private final Scalar supervision = new Scalar(100.0);
  private final Scalar stepMoments = new Scalar(100.0);
  private final Scalar embedding = new Scalar(10.0);
  private final Scalar supervisedEmbedding = new Scalar(0.1);
  private final Scalar threshold = new Scalar(0.15);
  private final Network generator;
  private final Network supervisor;
  private final Network recovery;
  private final Network embedder;
  private final Network discriminator;
  private final Adam generation;
  private final Adam joint;
  private final Adam discrimination;

  /** Parameters and, over the same memory, what no gradient is wanted of. */
  private record Network(
      int layers, TensorVector all, Weights learning, Weights resting, Map<Long, Tensor> starts) {

    private record Weights(TensorVector gru, Tensor head, TensorOptional bias) {}

    static Network of(String name, int in, int layers, int out) {
      int hidden = TimeGanRound.HIDDEN;
      List<Tensor> all = new ArrayList<>();
      for (int i = 0; i < layers; i++) {
        String layer = name + "." + i;
        all.add(weight(layer + ".input.weight", i == 0 ? in : hidden, 3 * hidden));
        all.add(weight(layer + ".state.weight", hidden, 3 * hidden));
        all.add(bias(layer + ".input.bias", 3 * hidden));
        all.add(bias(layer + ".state.bias", 3 * hidden));
      }
      all.add(weight(name + ".head.weight", hidden, out));
      all.add(bias(name + ".head.bias", out));
      List<Tensor> resting = all.stream().map(Tensor::detach).toList();
      all.forEach(p -> p.set_requires_grad(true));
      return new Network(layers, vector(all), weights(all), weights(resting), starts(layers));
    }

    /** Semblance holds [in, out], libtorch [out, in]. */
    private static Tensor weight(String name, int in, int out) {
      return Torch.tensor(TimeGanRound.parameter(name, in, out), in, out).t().contiguous();
    }

    private static Tensor bias(String name, int out) {
      return Torch.tensor(TimeGanRound.parameter(name, out), out);
    }

    private static Weights weights(List<Tensor> all) {
      int head = all.size() - 2;
      return new Weights(
          vector(all.subList(0, head)), all.get(head), new TensorOptional(all.get(head + 1)));
    }

    private static TensorVector vector(List<Tensor> tensors) {
      TensorVector vector = new TensorVector();
      tensors.forEach(vector::push_back);
      return vector;
    }

    /** Scores of steps, [times, batch, out]. */
    Tensor apply(Tensor steps, boolean learns) {
      Weights w = learns ? learning : resting;
      Tensor start = starts.get(steps.size(1));
      T_TensorTensor_T read =
          torch.gru(steps, start, w.gru, true, layers, 0, true, false, false);
      return torch.linear(read.get0(), w.head, w.bias);
    }

    /** States of zeros for batches of up to three stacked ones. */
    private static Map<Long, Tensor> starts(int layers) {
      Map<Long, Tensor> starts = new HashMap<>();
      for (long n = BATCH; n <= 3 * BATCH; n += BATCH) {
        starts.put(n, torch.zeros(layers, n, TimeGanRound.HIDDEN));
      }
      return starts;
    }
  }

  TorchTimeGan(Style style) {
    this.style = style;
    int hidden = TimeGanRound.HIDDEN;
    int layers = TimeGanRound.LAYERS;
    this.generator = Network.of("generator", TimeGanRound.NOISE, layers, hidden);
    this.supervisor = Network.of("supervisor", hidden, layers - 1, hidden);
    this.recovery = Network.of("recovery", hidden, layers, TimeGanRound.FEATURES);
    this.embedder = Network.of("embedder", TimeGanRound.FEATURES, layers, hidden);
    this.discriminator = Network.of("discriminator", hidden, layers, 1);
    this.generation = adam(generator, supervisor);
    this.joint = adam(embedder, recovery);
    this.discrimination = adam(discriminator);
  }

  private static Adam adam(Network... networks) {
    TensorVector all = new TensorVector();
    for (Network network : networks) {
      for (long i = 0; i < network.all.size(); i++) {
        all.push_back(network.all.get(i));
      }
    }
    AdamOptions options = new AdamOptions(RATE);
    // The pointer shows the memory of a std::tuple, which lies last element first (libstdc++).
    options.betas().put(BETA2, BETA1);
    options.eps().put(EPSILON);
    return new Adam(all, options);
  }

  /** One round, on the sequences at five places, with numbers of its own. */
  void round(Tensor table, Tensor[] batches, int first) {
    int at = first;
    for (int i = 0; i < 2; i++) {
      try (PointerScope scope = new PointerScope()) {
        generatorUpdate(steps(table, batches[at++ % batches.length]), noise());
      }
      try (PointerScope scope = new PointerScope()) {
        jointUpdate(steps(table, batches[at++ % batches.length]));
      }
    }
    try (PointerScope scope = new PointerScope()) {
      discriminatorUpdate(steps(table, batches[at % batches.length]), noise());
    }
  }

  private static Tensor steps(Tensor table, Tensor places) {
    return timeMajor(table.index_select(0, places), TimeGanRound.FEATURES);
  }

  /** From rows of sequences, [batch, times * width], to [times, batch, width]. */
  static Tensor timeMajor(Tensor rows, int width) {
    return rows.view(BATCH, TIMES, width).transpose(0, 1).contiguous();
  }

  private static Tensor noise() {
    return torch.randn(TIMES, BATCH, TimeGanRound.NOISE);
  }

  /**
   * One update of generator and supervisor.
   *
   * @return the losses before it, as Semblance's step tells them
   */
  List<Tensor> generatorUpdate(Tensor real, Tensor noise) {
    generation.zero_grad();
    Tensor latent;
    Tensor deviation;
    Tensor mean;
    try (NoGradGuard constant = new NoGradGuard()) {
      latent = embedder.apply(real, false).sigmoid();
      T_TensorTensor_T moments = moments(real);
      deviation = moments.get0().add(guard).sqrt();
      mean = moments.get1();
    }
    Tensor made = generator.apply(noise, true).sigmoid();
    List<Tensor> ahead = apply(supervisor, true, made, latent);
    Tensor next = ahead.get(0).sigmoid();
    Tensor supervised = supervised(latent, ahead.get(1).sigmoid());
    Tensor fake = recovery.apply(next, false).tanh();
    List<Tensor> scores = apply(discriminator, false, next, made);
    Tensor adversarial = real(scores.get(0)).add(real(scores.get(1)));
    T_TensorTensor_T of = moments(fake);
    Tensor moments =
        torch
            .l1_loss(of.get1(), mean)
            .add(torch.l1_loss(of.get0().add(guard).sqrt(), deviation));
    Tensor loss =
        adversarial
            .add(supervised.add(guard).sqrt().mul(supervision))
            .add(moments.mul(stepMoments));
    loss.backward();
    generation.step();
    return List.of(adversarial, supervised, moments);
  }

  /** One update of embedder and recovery; the loss before it. */
  List<Tensor> jointUpdate(Tensor real) {
    joint.zero_grad();
    Tensor latent = embedder.apply(real, true).sigmoid();
    Tensor reconstruction = torch.mse_loss(recovery.apply(latent, true).tanh(), real);
    Tensor supervised = supervised(latent, supervisor.apply(latent, false).sigmoid());
    Tensor loss =
        reconstruction.add(guard).sqrt().mul(embedding).add(supervised.mul(supervisedEmbedding));
    loss.backward();
    joint.step();
    return List.of(reconstruction);
  }

  /** One update of the discriminator; the loss before it. */
  List<Tensor> discriminatorUpdate(Tensor real, Tensor noise) {
    discrimination.zero_grad();
    Tensor latent;
    Tensor made;
    Tensor next;
    try (NoGradGuard constant = new NoGradGuard()) {
      latent = embedder.apply(real, false).sigmoid();
      made = generator.apply(noise, false).sigmoid();
      next = supervisor.apply(made, false).sigmoid();
    }
    List<Tensor> scores = apply(discriminator, true, latent, next, made);
    Tensor loss =
        real(scores.get(0)).add(madeUp(scores.get(1))).add(madeUp(scores.get(2)));
    loss.mul(loss.detach().gt(threshold)).backward();
    discrimination.step();
    return List.of(loss);
  }

  /** A network's scores of several batches. */
  private List<Tensor> apply(Network network, boolean learns, Tensor... batches) {
    List<Tensor> scores = new ArrayList<>();
    if (style == Style.PLAIN) {
      for (Tensor batch : batches) {
        scores.add(network.apply(batch, learns));
      }
      return scores;
    }
    TensorVector all = new TensorVector(batches);
    Tensor together = network.apply(torch.cat(all, 1), learns);
    for (int i = 0; i < batches.length; i++) {
      scores.add(together.narrow(1, i * BATCH, BATCH));
    }
    return scores;
  }

  private static Tensor supervised(Tensor latent, Tensor said) {
    return torch.mse_loss(said.narrow(0, 0, TIMES - 1), latent.narrow(0, 1, TIMES - 1));
  }

  private static Tensor real(Tensor scores) {
    return madeUp(scores.neg());
  }

  private static Tensor madeUp(Tensor scores) {
    return torch.softplus(scores).mean();
  }

  /** Variances and means over the batch, of each step and number. */
  private static T_TensorTensor_T moments(Tensor steps) {
    return torch.var_mean(steps, new long[] {1}, false, false);
  }
}
