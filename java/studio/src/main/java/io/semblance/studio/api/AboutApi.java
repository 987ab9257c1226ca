package io.semblance.studio.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnType;
import io.semblance.flow.FitJob;
import io.semblance.studio.http.Exchange;
import io.semblance.studio.http.Json;
import io.semblance.studio.http.Router;
import io.semblance.studio.store.TableStore;
import io.semblance.synth.FitCatalogue;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.option.FitOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** What there is: models, options, types, limits, and this interface itself. */
public final class AboutApi {
  /** What the studio asks for in its own words, or decides itself. */
  private static final Set<FitOption<?>> ELSEWHERE =
      Set.of(
          FitCatalogue.SETTINGS,
          FitCatalogue.ENCODER,
          FitCatalogue.CHECKPOINT,
          FitCatalogue.CHECKPOINT_EVERY,
          FitCatalogue.RESUME);

  private final TableStore tables;
  private final String version;

  /** About a studio of this version. */
  public AboutApi(TableStore tables, String version) {
    this.tables = tables;
    this.version = version;
  }

  /** Adds its endpoints. */
  public void addTo(Router router) {
    router.on("GET", "/api/about", this::about).on("GET", "/api/openapi.json", this::openApi);
  }

  private void about(Exchange exchange) throws IOException {
    ObjectNode json = Json.object();
    json.put("version", version);
    json.put("maxUploadBytes", tables.mostBytes());
    json.put("processors", Runtime.getRuntime().availableProcessors());
    json.set("types", Json.node(List.copyOf(ColumnType.labels())));
    json.put("defaultModel", Synthesizers.DEFAULT);
    ArrayNode models = json.putArray("models");
    for (Synthesizer synthesizer : Synthesizers.all()) {
      ObjectNode each = models.addObject();
      each.put("name", synthesizer.name());
      each.put("description", synthesizer.description());
      each.put("advice", synthesizer.advice());
      each.put("learnsRows", synthesizer.learnsRows());
      each.put("learnsSequences", synthesizer.learnsSequences());
      each.put("carriesRealRows", synthesizer.carriesRealRows());
      ArrayNode settings = each.putArray("settings");
      for (Hyperparameter h : synthesizer.hyperparameters()) {
        settings
            .addObject()
            .put("name", h.name())
            .put("otherwise", h.defaultValue())
            .put("meaning", h.meaning());
      }
    }
    ArrayNode options = json.putArray("options");
    for (FitOption<?> option : FitJob.catalogue()) {
      if (!ELSEWHERE.contains(option)) {
        ObjectNode each = options.addObject();
        each.put("key", option.key());
        each.put("name", option.name());
        each.put("meaning", option.meaning());
        each.put("otherwise", option.defaultWords());
        each.put("label", option.type().label());
        each.put("flag", option.type().javaType() == Boolean.class);
      }
    }
    exchange.send(json);
  }

  private void openApi(Exchange exchange) throws IOException {
    try (InputStream in = AboutApi.class.getResourceAsStream("/io/semblance/studio/openapi.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      exchange.send(200, "application/json", text);
    }
  }
}
