package io.semblance.synth.circuit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.graph.Shape;
import io.semblance.synth.ModelCodec;
import io.semblance.synth.Provenance;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.ModelTensors;
import io.semblance.synth.archive.Safetensors;
import io.semblance.synth.archive.Safetensors.Tensor;
import io.semblance.synth.mixed.MixedLayout;
import java.util.LinkedHashMap;
import java.util.Map;

/** Encoder, the tree of columns, which states are silent, and the probabilities. */
public final class CircuitModelCodec implements ModelCodec<CircuitModel> {
  private static final String ENCODER = "encoder.json";
  private static final String TREE = "tree.json";
  private static final String PARAMETERS = "parameters.safetensors";
  private static final String ROOT = "root";
  private static final String MEANS = "means";
  private static final String DEVIATIONS = "deviations";
  private static final String EDGE = "edge.";
  private static final String CATEGORY = "category.";
  private static final int MOST_STATES = 1024;

  @Override
  public String kind() {
    return "circuit";
  }

  @Override
  public Class<CircuitModel> type() {
    return CircuitModel.class;
  }

  @Override
  public void write(CircuitModel model, ArchiveWriter archive) {
    archive.put(ENCODER, model.encoder().toJson());
    ObjectNode json = (ObjectNode) ArchiveWriter.json(Map.of());
    LatentTree tree = model.tree();
    if (tree == null) {
      archive.put(TREE, json);
      return;
    }
    json.put("states", tree.states());
    ArrayNode parents = json.putArray("parents");
    for (int parent : tree.tree().parents()) {
      parents.add(parent);
    }
    json.set("silent", ArchiveWriter.json(tree.variables().layout().silent()));
    archive.put(TREE, json);
    archive.put(PARAMETERS, Safetensors.write(tensors(tree)));
  }

  private static Map<String, Tensor> tensors(LatentTree tree) {
    int states = tree.states();
    Map<String, Tensor> all = new LinkedHashMap<>();
    all.put(ROOT, new Tensor(Shape.of(1, states), tree.root()));
    for (int c = 0; c < tree.edges().length; c++) {
      if (tree.edges()[c] != null) {
        all.put(EDGE + c, new Tensor(Shape.of(states, states), tree.edges()[c]));
      }
    }
    for (int v = 0; v < tree.categories().length; v++) {
      float[] table = tree.categories()[v];
      all.put(CATEGORY + v, new Tensor(Shape.of(table.length / states, states), table));
    }
    for (int j = 0; j < tree.means().length; j++) {
      all.put(MEANS + "." + j, new Tensor(Shape.of(1, states), tree.means()[j]));
      all.put(DEVIATIONS + "." + j, new Tensor(Shape.of(1, states), tree.deviations()[j]));
    }
    return all;
  }

  @Override
  public CircuitModel read(ArchiveReader archive, Provenance provenance) {
    TableEncoder encoder = TableEncoder.fromJson(archive.text(ENCODER), archive.where(ENCODER));
    if (encoder.layout().width() == 0) {
      return new CircuitModel(encoder, null, provenance);
    }
    ObjectNode json = archive.object(TREE);
    boolean[][] silent = MixedLayout.nothingSilent(encoder.layout());
    boolean sound = json.path("silent").size() == silent.length;
    for (int j = 0; sound && j < silent.length; j++) {
      JsonNode own = json.path("silent").get(j);
      sound = own.isArray() && own.size() == silent[j].length;
      for (int s = 0; sound && s < silent[j].length; s++) {
        sound = own.get(s).isBoolean();
        silent[j][s] = own.get(s).asBoolean();
      }
    }
    MixedLayout layout = MixedLayout.of(encoder.layout(), silent);
    Variables variables = Variables.of(encoder.layout(), layout);
    int columns = variables.names().size();
    int[] parents = new int[columns];
    sound &= json.path("parents").isArray() && json.path("parents").size() == columns;
    for (int c = 0; sound && c < columns; c++) {
      sound = json.path("parents").get(c).isInt();
      parents[c] = json.path("parents").get(c).asInt();
    }
    DependenceTree tree = sound ? DependenceTree.ofParents(parents) : null;
    int states = json.path("states").asInt(0);
    if (tree == null || states < 4 || states > MOST_STATES || states % 4 != 0) {
      throw new ModelFileException(
          archive.where(TREE) + " does not tell of a tree of the " + columns + " columns");
    }
    String where = archive.where(PARAMETERS);
    ModelTensors in = new ModelTensors(Safetensors.read(archive.bytes(PARAMETERS), where), where);
    return new CircuitModel(encoder, tree(variables, tree, states, in), provenance);
  }

  private static LatentTree tree(
      Variables variables, DependenceTree tree, int states, ModelTensors in) {
    float[][] edges = new float[tree.size()][];
    for (int c = 0; c < edges.length; c++) {
      if (c != tree.root()) {
        edges[c] = in.values(EDGE + c, states, states);
        distributions(in, edges[c], states, EDGE + c);
      }
    }
    float[][] categories = new float[variables.categories()][];
    for (int v = 0; v < categories.length; v++) {
      categories[v] = in.values(CATEGORY + v, variables.size(v), states);
      distributions(in, categories[v], states, CATEGORY + v);
    }
    int numbers = variables.layout().numbers();
    float[][] means = new float[numbers][];
    float[][] deviations = new float[numbers][];
    for (int j = 0; j < numbers; j++) {
      means[j] = in.values(MEANS + "." + j, 1, states);
      deviations[j] = in.values(DEVIATIONS + "." + j, 1, states);
      for (float deviation : deviations[j]) {
        if (!(deviation > 0)) {
          throw new ModelFileException(in.where() + ": a deviation is not above 0");
        }
      }
    }
    float[] root = in.values(ROOT, 1, states);
    distributions(in, root, 1, ROOT);
    return new LatentTree(variables, tree, states, root, edges, categories, means, deviations);
  }

  /** Columns of a table must be probabilities. */
  private static void distributions(ModelTensors in, float[] table, int columns, String name) {
    for (int k = 0; k < columns; k++) {
      in.probabilities(table, k, columns, table.length / columns, name);
    }
  }
}
