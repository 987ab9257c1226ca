package io.semblance.synth.autoregressive;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Mode;
import java.util.List;
import java.util.Map;

/** Networks that say how likely rows of codes are, which is all that training needs to know. */
public interface RowNetworks {
  /** All weights, in an order that depends on the shapes alone. */
  List<Variable> parameters();

  /** Those that decay. */
  List<Variable> decayed();

  /** Rows of the largest dropout mask: by how much its counter must move on from step to step. */
  int maskRows();

  /** Starting weights. */
  void initialize(Session session, long seed);

  /**
   * Nats of each row.
   *
   * @param rows as they are stored, [rows, numbers]
   * @param dropout share of hidden numbers that are left out in training
   * @param forgotten share of codes that no network is told in training
   * @return [1, rows]
   */
  Node nats(Node rows, double dropout, double forgotten, Mode mode);

  /**
   * For each weight of folded networks of the same shapes what it is here.
   *
   * @param folded networks whose embeddings and heads are tables as they come
   */
  Map<Variable, Node> foldedInto(RowNetworks folded);

  /** Changes a folded weight so that nothing is drawn that was not seen. */
  void forbidUnseen(Variable weight, float[] values);
}
