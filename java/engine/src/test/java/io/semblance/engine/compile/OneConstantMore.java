package io.semblance.engine.compile;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles a room with a constant more in an enumeration, to see which tables the compiler then
 * finds incomplete, and which would have swallowed it by a default.
 */
public final class OneConstantMore {
  private static final Path ENGINE = Path.of("..", "engine", "src", "main", "java");

  private final String enumeration;
  private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
  private final Set<String> defaults = new TreeSet<>();

  /**
   * Compiles.
   *
   * @param room directory of a room beside the engine's, or the engine's own
   * @param file of the engine that declares the enumeration, for example {@code
   *     io/semblance/engine/graph/Primitive.java}
   * @param enumeration its simple name
   * @param options of the compiler
   */
  public OneConstantMore(String room, String file, String enumeration, String... options)
      throws IOException {
    this.enumeration = enumeration;
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> all = new ArrayList<>(List.of(options));
    String path = System.getProperty("java.class.path");
    // Without this the first incomplete table would hide the others.
    all.addAll(List.of("-XDshould-stop.ifError=FLOW", "-proc:none"));
    all.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", path)));
    Path sources = Path.of("..", room, "src", "main", "java");
    Path changed = ENGINE.resolve(file);
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> walk = Files.walk(sources)) {
      List<JavaFileObject> units = new ArrayList<>();
      files
          .getJavaFileObjectsFromPaths(
              walk.filter(p -> p.toString().endsWith(".java"))
                  .filter(p -> !p.equals(changed) && !p.endsWith("module-info.java"))
                  .toList())
          .forEach(units::add);
      units.add(withOneMore(changed));
      JavacTask task = (JavacTask) compiler.getTask(null, files, diagnostics, all, null, units);
      List<CompilationUnitTree> trees = new ArrayList<>();
      task.parse().forEach(trees::add);
      task.analyze();
      trees.forEach(t -> new Defaults(Trees.instance(task)).scan(t, null));
    }
  }

  private JavaFileObject withOneMore(Path file) throws IOException {
    String text = Files.readString(file);
    // Before the first constant, with the arguments that it has.
    Matcher first =
        Pattern.compile(
                "enum "
                    + enumeration
                    + "\\b[^{]*\\{\\s*((?:/\\*\\*.*?\\*/|//[^\\n]*|\\s)*\\w+(\\([^)]*\\))?)",
                Pattern.DOTALL)
            .matcher(text);
    if (!first.find()) {
      throw new IllegalStateException("There is no enum " + enumeration + " in " + file);
    }
    String arguments = first.group(2) == null ? "" : first.group(2);
    String more =
        text.substring(0, first.start(1))
            + "ONE_MORE"
            + arguments
            + ", "
            + text.substring(first.start(1));
    return new SimpleJavaFileObject(
        URI.create("memory:///" + file.getFileName()), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return more;
      }
    };
  }

  /** Names of files, with how many tables in each lack the constant. */
  public Map<String, Integer> incomplete() {
    Map<String, Integer> files = new TreeMap<>();
    for (Diagnostic<? extends JavaFileObject> d : diagnostics.getDiagnostics()) {
      if (d.getKind() == Diagnostic.Kind.ERROR) {
        if (!d.getCode().equals("compiler.err.not.exhaustive")) {
          throw new IllegalStateException("It does not compile for another reason: " + d);
        }
        String name = Path.of(d.getSource().toUri().getPath()).getFileName().toString();
        files.merge(name.replace(".java", ""), 1, Integer::sum);
      }
    }
    return files;
  }

  /** Places of switches over the enumeration that would take the constant for something else. */
  public Set<String> swallowing() {
    return defaults;
  }

  /** Finds switches over the enumeration that need no case for each of its constants. */
  private final class Defaults extends TreePathScanner<Void, Void> {
    private final Trees trees;

    Defaults(Trees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitSwitch(SwitchTree s, Void none) {
      // The compiler asks a case for each constant of a switch that has a value only.
      look(s.getExpression(), true);
      return super.visitSwitch(s, none);
    }

    @Override
    public Void visitSwitchExpression(SwitchExpressionTree s, Void none) {
      look(s.getExpression(), s.getCases().stream().anyMatch(this::isDefault));
      return super.visitSwitchExpression(s, none);
    }

    private boolean isDefault(CaseTree c) {
      return c.getExpressions().isEmpty();
    }

    private void look(ExpressionTree selector, boolean swallows) {
      TypeMirror type = trees.getTypeMirror(new TreePath(getCurrentPath(), selector));
      if (swallows && type != null && type.toString().endsWith("." + enumeration)) {
        CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
        long line =
            unit.getLineMap()
                .getLineNumber(trees.getSourcePositions().getStartPosition(unit, selector));
        defaults.add(unit.getSourceFile().getName() + ":" + line);
      }
    }
  }
}
