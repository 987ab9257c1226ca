package io.semblance.synth.generator;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.train.EncodedTable;

/**
 * What a conditional generator is told beside its noise: some numbers of a row. For training they
 * are read off real rows, for sampling they are drawn.
 */
public interface Conditioning {
  /** Numbers that the generator is told, per row. */
  int width();

  /**
   * Draws what {@code count} rows are told, keyed by their absolute numbers.
   *
   * @param out receives {@code count * width()} numbers
   */
  void draw(long seed, long firstRow, int count, float[] out);

  /**
   * Generated rows as they leave the generator: whatever the condition lays down is put in.
   *
   * @param rows [batch, encoded width]
   * @param condition [batch, {@link #width()}]
   * @param certainty what stands for a 1 of the condition: 1 in rows, a high score in scores
   */
  Node impose(Node rows, Node condition, double certainty);

  /** Numbers that a critic reads, per row: {@link #judged}. */
  int judgedWidth();

  /** What a critic reads: a row, and the condition where the row does not hold it. */
  Node judged(Node rows, Node condition);

  /**
   * A loss of generators that do not do as they are told, a scalar; null where they cannot but.
   *
   * @param scores of all blocks, [batch, encoded width]
   */
  Node disobedience(Node scores, Node condition);

  /** The part of it that training needs, for tables of {@code count} rows. */
  Training training(int count);

  /** Writes it into the folder of a model. */
  void write(ArchiveWriter archive);

  /** Conditions of training rows. Variables and expressions; values live in a session. */
  interface Training {
    /**
     * What the real rows of a batch tell, [batch, {@link Conditioning#width()}].
     *
     * @param real [batch, encoded width]
     * @param counter number of the first row of the batch
     */
    Node condition(Node real, Counter counter);

    /** Gives constants their values, and reads from the table what draws need. */
    void begin(Session session, EncodedTable data);

    /**
     * Chooses the rows of an epoch.
     *
     * @param order receives the training rows in the order that they will be read in
     */
    void beginEpoch(Session session, long seed, int epoch, int[] order);
  }
}
