package dev.tenure.bootstrap.documentation;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds what sources read of the configuration: injected properties, mappings, look-ups by name, and environment variables
 * that are named in a string.
 */
final class SettingsInSources {

    private static final String OURS = "tenure.";
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:TENURE|QUARKUS)_[A-Z0-9_]+");
    private static final Set<String> LOOK_UPS =
            Set.of("getValue", "getOptionalValue", "getValues", "getOptionalValues", "getConfigValue");

    private final Map<String, Setting> settings = new TreeMap<>();
    private final Set<String> variables = new TreeSet<>();

    private SettingsInSources() {}

    /** Looks through sources, given by path. */
    static SettingsInSources of(Map<String, String> sources) {
        SettingsInSources found = new SettingsInSources();
        parse(sources).forEach(found::scan);
        return found;
    }

    /** The settings below {@code tenure.}, by name. */
    List<Setting> settings() {
        return List.copyOf(settings.values());
    }

    /** The environment variables that a string names, by name. */
    Set<String> variables() {
        return Set.copyOf(variables);
    }

    private void scan(CompilationUnitTree unit) {
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
                annotation(variable.getModifiers(), "ConfigProperty").ifPresent(a -> injected(variable, a));
                return super.visitVariable(variable, null);
            }

            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
                annotation(type.getModifiers(), "ConfigMapping")
                        .flatMap(a -> argument(a, "prefix"))
                        .filter(prefix -> (prefix + ".").startsWith(OURS))
                        .ifPresent(prefix -> mapped(prefix, type, type));
                return super.visitClass(type, null);
            }

            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
                if (call.getMethodSelect() instanceof MemberSelectTree select
                        && LOOK_UPS.contains(select.getIdentifier().toString())
                        && !call.getArguments().isEmpty()
                        && call.getArguments().get(0) instanceof LiteralTree literal
                        && literal.getValue() instanceof String name
                        && name.startsWith(OURS)) {
                    boolean required = !select.getIdentifier().toString().contains("Optional");
                    String type = call.getArguments().size() < 2
                            ? "String"
                            : call.getArguments().get(1).toString().replace(".class", "");
                    add(new Setting(name, type, required, Optional.empty()));
                }
                return super.visitMethodInvocation(call, null);
            }

            @Override
            public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
                if (literal.getValue() instanceof String text) {
                    Matcher matcher = VARIABLE.matcher(text);
                    while (matcher.find()) {
                        variables.add(matcher.group());
                    }
                }
                return super.visitLiteral(literal, null);
            }
        }.scan(unit, null);
    }

    private void injected(VariableTree variable, AnnotationTree annotation) {
        String name = argument(annotation, "name").orElse("");
        if (name.startsWith(OURS)) {
            add(setting(name, variable.getType(), argument(annotation, "defaultValue")));
        }
    }

    /** A mapping's methods are settings, or groups of settings where their type is declared in the same file. */
    private void mapped(String prefix, ClassTree type, ClassTree outermost) {
        for (Tree member : type.getMembers()) {
            if (!(member instanceof MethodTree method)
                    || method.getReturnType() == null
                    || method.getModifiers().getFlags().contains(Modifier.STATIC)
                    || method.getModifiers().getFlags().contains(Modifier.DEFAULT)) {
                continue;
            }
            String own = annotation(method.getModifiers(), "WithName")
                    .flatMap(a -> argument(a, "value"))
                    .orElseGet(() -> kebab(method.getName().toString()));
            boolean inParent =
                    annotation(method.getModifiers(), "WithParentName").isPresent();
            String name = inParent ? prefix : prefix + "." + own;
            Tree returned = method.getReturnType();
            String written = returned.toString();
            if (written.startsWith("Map<")) {
                name += ".<name>";
            } else if (written.startsWith("List<")
                    && nested(outermost, element(written)).isPresent()) {
                name += "[<n>]";
            }
            Optional<ClassTree> group = nested(outermost, element(written));
            String full = name;
            group.ifPresentOrElse(
                    g -> mapped(full, g, outermost),
                    () -> add(setting(
                            full,
                            returned,
                            annotation(method.getModifiers(), "WithDefault").flatMap(a -> argument(a, "value")))));
        }
    }

    private static Setting setting(String name, Tree type, Optional<String> fallback) {
        String written = type.toString();
        boolean mayBeAbsent = written.matches("(Optional|OptionalInt|OptionalLong|Map|List|Set)\\b.*");
        String holds = written.matches("(List|Set)<.*") ? "list of " + element(written) : element(written);
        return new Setting(name, holds, fallback.isEmpty() && !mayBeAbsent, fallback);
    }

    private void add(Setting setting) {
        Setting present = settings.putIfAbsent(setting.name(), setting);
        if (present != null && !present.fallback().equals(setting.fallback())) {
            throw new IllegalStateException(setting.name() + ": is read twice with different fallbacks, "
                    + present.fallback() + " and " + setting.fallback() + ": read it once");
        }
    }

    /** What a container holds, or the type itself. */
    private static String element(String type) {
        if (type.equals("OptionalInt")) {
            return "int";
        }
        if (type.equals("OptionalLong")) {
            return "long";
        }
        Matcher matcher = Pattern.compile("(?:Optional|List|Set|Map)<(?:[^,<>]+,\\s*)?(.+)>")
                .matcher(type);
        return matcher.matches() ? element(matcher.group(1)) : type;
    }

    private static Optional<ClassTree> nested(ClassTree outermost, String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        List<ClassTree> found = new ArrayList<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
                if (type.getKind() == Tree.Kind.INTERFACE
                        && type.getSimpleName().contentEquals(simple)) {
                    found.add(type);
                }
                return super.visitClass(type, null);
            }
        }.scan(outermost, null);
        return found.stream().findFirst();
    }

    private static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String simpleName) {
        return modifiers.getAnnotations().stream()
                .map(AnnotationTree.class::cast)
                .filter(a -> ("." + a.getAnnotationType()).endsWith("." + simpleName))
                .findFirst();
    }

    private static Optional<String> argument(AnnotationTree annotation, String name) {
        for (ExpressionTree argument : annotation.getArguments()) {
            if (name.equals("value") && argument instanceof LiteralTree literal) {
                return Optional.of(String.valueOf(literal.getValue()));
            }
            if (argument instanceof AssignmentTree assignment
                    && assignment.getVariable().toString().equals(name)) {
                if (assignment.getExpression() instanceof LiteralTree literal) {
                    return Optional.of(String.valueOf(literal.getValue()));
                }
                throw new IllegalStateException(annotation + ": write " + name
                        + " as a literal, so that the configuration reference can be made from it");
            }
        }
        return Optional.empty();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static List<CompilationUnitTree> parse(Map<String, String> sources) {
        List<SourceText> units = new ArrayList<>();
        sources.forEach((path, text) -> units.add(new SourceText(path, text)));
        if (units.isEmpty()) {
            return List.of();
        }
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problem -> {}, List.of("-proc:none"), null, units);
        List<CompilationUnitTree> parsed = new ArrayList<>();
        try {
            task.parse().forEach(parsed::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parsed;
    }

    /** A source held in memory. */
    private static final class SourceText extends SimpleJavaFileObject {
        private final String text;

        SourceText(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
