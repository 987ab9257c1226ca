package io.semblance.synth.cart;

import io.semblance.data.encode.TokenEncoder;
import io.semblance.engine.graph.Shape;
import io.semblance.synth.ModelCodec;
import io.semblance.synth.Provenance;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.Safetensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Codes and trees. */
public final class CartModelCodec implements ModelCodec<CartModel> {
  private static final String ENCODER = "encoder.json";
  private static final String TREES = "trees.safetensors";

  @Override
  public String kind() {
    return "cart";
  }

  @Override
  public Class<CartModel> type() {
    return CartModel.class;
  }

  @Override
  public void write(CartModel model, ArchiveWriter archive) {
    archive.put(ENCODER, model.encoder().toJson());
    Map<String, Safetensors.Stored> arrays = new LinkedHashMap<>();
    for (int v = 0; v < model.trees().size(); v++) {
      CodeTree tree = model.trees().get(v);
      put(arrays, v, "feature", tree.feature());
      put(arrays, v, "left", tree.left());
      put(arrays, v, "right", tree.right());
      int[] sets = new int[2 * tree.sets().length];
      for (int i = 0; i < sets.length; i++) {
        sets[i] = (int) (tree.sets()[i / 2] >>> (i % 2 == 0 ? 0 : 32));
      }
      put(arrays, v, "sets", sets);
      put(arrays, v, "from", tree.from());
      put(arrays, v, "codes", tree.codes());
      arrays.put(v + ".sums", new Safetensors.Tensor(Shape.of(tree.sums().length), tree.sums()));
    }
    archive.put(TREES, Safetensors.write(arrays));
  }

  private static void put(
      Map<String, Safetensors.Stored> arrays, int variable, String name, int[] values) {
    arrays.put(variable + "." + name, new Safetensors.Ints(Shape.of(values.length), values));
  }

  @Override
  public CartModel read(ArchiveReader archive, Provenance provenance) {
    TokenEncoder encoder = TokenEncoder.fromJson(archive.text(ENCODER), archive.where(ENCODER));
    String where = archive.where(TREES);
    Map<String, Safetensors.Stored> arrays = Safetensors.readAll(archive.bytes(TREES), where);
    List<CodeTree> trees = new ArrayList<>();
    for (int v = 0; v < encoder.width(); v++) {
      int[] words = ints(arrays, v, "sets", where);
      long[] sets = new long[words.length / 2];
      for (int i = 0; i < 2 * sets.length; i++) {
        sets[i / 2] |= (words[i] & 0xffff_ffffL) << (i % 2 == 0 ? 0 : 32);
      }
      if (!(arrays.get(v + ".sums") instanceof Safetensors.Tensor sums)) {
        throw new ModelFileException(where + " does not hold " + v + ".sums");
      }
      CodeTree tree =
          new CodeTree(
              ints(arrays, v, "feature", where),
              ints(arrays, v, "left", where),
              ints(arrays, v, "right", where),
              sets,
              ints(arrays, v, "from", where),
              ints(arrays, v, "codes", where),
              sums.values());
      if (!tree.sound(v, encoder.variables().get(v).states())) {
        throw new ModelFileException(
            where + " holds no tree of " + encoder.variables().get(v).column());
      }
      trees.add(tree);
    }
    return new CartModel(encoder, trees, provenance);
  }

  private static int[] ints(
      Map<String, Safetensors.Stored> arrays, int variable, String name, String where) {
    if (!(arrays.get(variable + "." + name) instanceof Safetensors.Ints found)) {
      throw new ModelFileException(where + " does not hold " + variable + "." + name);
    }
    return found.values();
  }
}
