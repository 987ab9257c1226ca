package io.semblance.studio.api;

import io.semblance.flow.FitJob;
import io.semblance.studio.job.JobRequest;
import io.semblance.studio.job.Source;
import io.semblance.synth.FitCatalogue;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.option.FitOption;
import io.semblance.synth.option.OptionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The command and the program that do what a job does. */
final class JobCode {
  private static final int MOST_PAIRS = 10;

  private final JobRequest request;
  private final Source source;
  private final FitOptions options;

  JobCode(JobRequest request, Source source) {
    this.request = request;
    this.source = source;
    this.options = request.fitOptions();
  }

  /** For a shell. */
  String command() {
    StringBuilder out = new StringBuilder("semblance synthesize ");
    out.append(Quoted.shell(source.place()));
    if (!request.model().equals(Synthesizers.DEFAULT)) {
      out.append(" --model ").append(Quoted.shell(request.model()));
    }
    if (request.rows() != null) {
      out.append(" --rows ").append(request.rows());
    }
    for (FitOption<?> option : FitJob.catalogue()) {
      if (request.options().containsKey(option.key())) {
        option(out, option);
      }
    }
    reading(out);
    return out.append(" --out result").toString();
  }

  private <T> void option(StringBuilder out, FitOption<T> option) {
    T value = options.get(option);
    if (option.type().form() == OptionType.Form.FLAG) {
      out.append(Boolean.TRUE.equals(value) ? " --" + option.name() : "");
    } else if (option.equals(FitCatalogue.RULES)) {
      ((List<?>) value)
          .forEach(r -> out.append(" --rules ").append(Quoted.shell(String.valueOf(r))));
    } else if (value instanceof Map<?, ?> entries) {
      entries.forEach(
          (key, each) ->
              out.append(" --")
                  .append(option.name())
                  .append(' ')
                  .append(Quoted.shell(key + "=" + each)));
    } else {
      out.append(" --").append(option.name()).append(' ');
      out.append(Quoted.shell(option.type().text(value)));
    }
  }

  private void reading(StringBuilder out) {
    source
        .reading()
        .types()
        .forEach(
            (column, type) -> {
              String form = source.reading().forms().get(column);
              String said = column + "=" + type + (form == null ? "" : ",form=" + form);
              out.append(" --type ").append(Quoted.shell(said));
            });
    source
        .reading()
        .missing()
        .forEach(text -> out.append(" --missing ").append(Quoted.shell(text)));
    if (!source.reading().header()) {
      out.append(" --no-header");
    }
    if (!source.reading().names().isEmpty()) {
      out.append(" --columns ").append(Quoted.shell(String.join(",", source.reading().names())));
    }
  }

  /** For the JVM. */
  String java() {
    StringBuilder out = new StringBuilder();
    out.append("Table table = Tables.read(Place.of(")
        .append(Quoted.java(source.place()))
        .append("),\n");
    out.append("    CsvOptions.builder()");
    if (!source.reading().types().isEmpty()) {
      List<String> entries = new ArrayList<>();
      source
          .reading()
          .types()
          .forEach(
              (column, type) ->
                  entries.add(
                      Quoted.java(column) + ", ColumnType." + type.toUpperCase(Locale.ROOT)));
      out.append("\n        .types(").append(map(entries)).append(')');
    }
    if (!source.reading().forms().isEmpty()) {
      out.append("\n        .forms(").append(value(source.reading().forms())).append(')');
    }
    source
        .reading()
        .missing()
        .forEach(
            text -> out.append("\n        .addMissing(").append(Quoted.java(text)).append(')'));
    out.append(source.reading().header() ? "" : "\n        .header(false)");
    if (!source.reading().names().isEmpty()) {
      out.append("\n        .columnNames(").append(value(source.reading().names())).append(')');
    }
    out.append(".build());\n");
    out.append("FitOptions options =\n    FitOptions.fromPlain(").append(value(request.options()));
    out.append(", FitJob.catalogue());\n");
    out.append("SynthesizeResult result =\n    SynthesizeJob.builder()\n        .table(table)\n");
    out.append("        .synthesizer(").append(Quoted.java(request.model())).append(")\n");
    out.append("        .options(options)\n");
    if (request.rows() != null) {
      out.append("        .rows(").append(request.rows()).append("L)\n");
    }
    out.append("        .directory(Path.of(\"result\"))\n        .build()\n");
    return out.append("        .run(JobListener.silent());\n").toString();
  }

  private static String value(Object plain) {
    if (plain instanceof List<?> list) {
      return "List.of(" + String.join(", ", list.stream().map(JobCode::value).toList()) + ")";
    }
    if (plain instanceof Map<?, ?> map) {
      return map(
          map.entrySet().stream()
              .map(e -> value(e.getKey()) + ", " + value(e.getValue()))
              .toList());
    }
    if (plain instanceof Number number) {
      return Quoted.java(number);
    }
    return plain instanceof Boolean ? String.valueOf(plain) : Quoted.java(String.valueOf(plain));
  }

  /** Map.of takes ten pairs and no more. */
  private static String map(List<String> pairs) {
    if (pairs.size() <= MOST_PAIRS) {
      return "Map.of(" + String.join(", ", pairs) + ")";
    }
    return "Map.ofEntries("
        + String.join(", ", pairs.stream().map(pair -> "Map.entry(" + pair + ")").toList())
        + ")";
  }
}
