package io.semblance.studio.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.quality.Finding;
import io.semblance.quality.QualityPage;
import io.semblance.quality.QualityReport;
import io.semblance.studio.http.Json;
import java.util.Locale;

/** What a report says, as the page shows it. */
final class Verdict {
  private Verdict() {}

  static ObjectNode json(QualityReport report) {
    ObjectNode json = Json.object();
    ArrayNode findings = json.putArray("findings");
    report
        .verdict()
        .forEach(
            finding -> {
              ObjectNode each = findings.addObject();
              each.put("level", finding.level().name().toLowerCase(Locale.ROOT));
              each.put("statement", finding.statement());
              each.put("remedy", finding.remedy());
              each.put("evidence", finding.topic() == Finding.Topic.USES ? "" : finding.evidence());
            });
    json.set("cards", Json.node(QualityPage.scoreCards(report)));
    ObjectNode figures = json.putObject("figures");
    report
        .figures()
        .forEach(
            (key, figure) -> {
              ObjectNode each = figures.putObject(key);
              Json.put(each, "value", figure.value());
              Json.put(each, "floor", figure.floor());
              Json.put(each, "ceiling", figure.ceiling());
            });
    return json;
  }
}
