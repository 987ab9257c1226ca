package io.semblance.synth.adversarial;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Conditional GAN (Mirza and Osindero 2014): generator and critic of a {@link Gan} are told the
 * target of a row.
 */
public final class ConditionalGan extends Gan {
  @Override
  public String name() {
    return "cgan";
  }

  @Override
  public String description() {
    return "Conditional GAN: told the target of each row (Mirza and Osindero 2014); needs --target";
  }

  @Override
  public String advice() {
    return "gan where the target's frequencies must be exact";
  }

  @Override
  protected Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>(super.defaults());
    defaults.put("conditional", "target");
    return defaults;
  }
}
