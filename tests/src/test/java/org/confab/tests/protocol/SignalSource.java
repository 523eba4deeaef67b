package org.confab.tests.protocol;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the source of the signalling says: which methods it dispatches, which fields each of them
 * reads, and which events it sends.
 */
final class SignalSource {
  private static final Path SIGNAL = Path.of("../ws/src/main/java/org/confab/signal");
  private static final Path FIELDS = Path.of("../ws/src/main/java/org/confab/json/Fields.java");

  /** Class and method, by which they are called. */
  private record Place(String type, String method) {}

  private static final class Body {
    final Set<String> fields = new TreeSet<>();
    final Set<Place> calls = new HashSet<>();
  }

  private final Map<Place, Body> bodies = new HashMap<>();
  private final Map<String, Place> dispatched = new TreeMap<>();
  private final Set<String> events = new TreeSet<>();

  private SignalSource(Set<String> readers) throws IOException {
    for (CompilationUnitTree unit : parse(javaFiles(SIGNAL))) {
      new Reader(readers).scan(unit, null);
    }
  }

  static SignalSource read() {
    try {
      Set<String> readers = new HashSet<>();
      for (CompilationUnitTree unit : parse(List.of(FIELDS))) {
        new PublicMethods(readers).scan(unit, null);
      }
      return new SignalSource(readers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> javaFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static Iterable<? extends CompilationUnitTree> parse(List<Path> files)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var manager = compiler.getStandardFileManager(null, null, null);
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
    return task.parse();
  }

  /** The fields that each method reads, also by those it calls. */
  Map<String, Set<String>> methods() {
    Map<String, Set<String>> methods = new TreeMap<>();
    dispatched.forEach((name, place) -> methods.put(name, fields(place, new HashSet<>())));
    return methods;
  }

  /** The names of all notifications. */
  Set<String> events() {
    return events;
  }

  private Set<String> fields(Place place, Set<Place> seen) {
    Set<String> fields = new TreeSet<>();
    Body body = bodies.get(place);
    if (body != null && seen.add(place)) {
      fields.addAll(body.fields);
      body.calls.forEach(called -> fields.addAll(fields(called, seen)));
    }
    return fields;
  }

  /** Collects the names of the methods of {@code Fields}. */
  private static final class PublicMethods extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Set<String> names;

    PublicMethods(Set<String> names) {
      this.names = names;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      names.add(method.getName().toString());
      return super.visitMethod(method, null);
    }
  }

  private final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Set<String> readers;
    private final Map<String, String> typesOfFields = new HashMap<>();
    private String type = "";
    private Body body = new Body();

    Reader(Set<String> readers) {
      this.readers = readers;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
      String outer = type;
      type = tree.getSimpleName().toString();
      super.visitClass(tree, null);
      type = outer;
      return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
      typesOfFields.put(variable.getName().toString(), String.valueOf(variable.getType()));
      return super.visitVariable(variable, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      Body outer = body;
      body =
          bodies.computeIfAbsent(new Place(type, method.getName().toString()), place -> new Body());
      super.visitMethod(method, null);
      body = outer;
      return null;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
      String text = literal(literal);
      if (text.matches("on[A-Z]\\w+")) {
        events.add(text);
      }
      return null;
    }

    @Override
    public @Nullable Void visitCase(CaseTree branch, @Nullable Void nothing) {
      if (type.equals("Dispatcher") && branch.getExpressions().size() == 1) {
        String name = literal(branch.getExpressions().get(0));
        Body outer = body;
        body = new Body();
        super.visitCase(branch, null);
        if (!name.isEmpty()) {
          bodies.put(new Place("", name), body);
          dispatched.put(name, new Place("", name));
        }
        body = outer;
        return null;
      }
      return super.visitCase(branch, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
      String first = call.getArguments().isEmpty() ? "" : literal(call.getArguments().get(0));
      if (call.getMethodSelect() instanceof MemberSelectTree select) {
        String name = select.getIdentifier().toString();
        String target = select.getExpression().toString();
        if (readers.contains(name) && !first.isEmpty() && !target.equals("Limits")) {
          body.fields.add(first);
        }
        body.calls.add(new Place(typesOfFields.getOrDefault(target, target), name));
      } else if (call.getMethodSelect() instanceof IdentifierTree identifier) {
        body.calls.add(new Place(type, identifier.getName().toString()));
      }
      return super.visitMethodInvocation(call, null);
    }

    private static String literal(ExpressionTree expression) {
      return expression instanceof LiteralTree literal && literal.getValue() instanceof String text
          ? text
          : "";
    }
  }
}
