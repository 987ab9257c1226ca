package io.semblance.synth.adversarial;

import java.util.Map;

/** {@link WganGp} whose generator and critic are told the target of a row. */
public final class ConditionalWganGp extends WganGp {
  @Override
  public String name() {
    return "cwgan-gp";
  }

  @Override
  public String description() {
    return "Conditional WGAN-GP: told the target of each row (Gulrajani et al. 2017, Mirza and"
        + " Osindero 2014); needs --target";
  }

  @Override
  public String advice() {
    return "wgan-gp where the target's frequencies must be exact; one model for all classes";
  }

  @Override
  protected Map<String, String> defaults() {
    return Map.of("conditional", "target");
  }
}
