package io.semblance.benchmarks;

import java.util.List;

/**
 * Extents of one adversarial training step.
 *
 * @param batch rows of a minibatch
 * @param row numbers of an encoded row
 * @param noise numbers the generator starts from
 * @param generator widths of the generator's hidden layers
 * @param critic widths of the critic's hidden layers
 * @param dropout share dropped after each hidden layer of the critic but the last
 * @param tableRows rows of the table that minibatches are gathered from
 */
public record StepSize(
    int batch,
    int row,
    int noise,
    List<Integer> generator,
    List<Integer> critic,
    double dropout,
    int tableRows) {

  /** The article's networks, and as many rows as its smaller class has. */
  public static final StepSize ARTICLE =
      new StepSize(128, 64, 32, List.of(128, 256, 512), List.of(512, 256, 128), 0.1, 28_078);

  /** This step with another minibatch. */
  public StepSize withBatch(int rows) {
    return new StepSize(rows, row, noise, generator, critic, dropout, tableRows);
  }

  /** This step with another encoded row. */
  public StepSize withRow(int numbers) {
    return new StepSize(batch, numbers, noise, generator, critic, dropout, tableRows);
  }

  /** This step with all hidden layers of one width. */
  public StepSize withWidth(int width) {
    List<Integer> widths = List.of(width, width, width);
    return new StepSize(batch, row, noise, widths, widths, dropout, tableRows);
  }

  /** This step without dropout, so that two implementations compute the same. */
  public StepSize withoutDropout() {
    return new StepSize(batch, row, noise, generator, critic, 0, tableRows);
  }
}
