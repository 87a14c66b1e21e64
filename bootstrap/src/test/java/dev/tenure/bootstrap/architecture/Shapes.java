package dev.tenure.bootstrap.architecture;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import dev.tenure.bootstrap.architecture.SourceFile.DeclaredType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Checks on the form of a declaration: what a use case, a port, a refusal, a repository or an edge type looks like. */
final class Shapes {

    private static final String APPLICATION = "dev.tenure.application";
    private static final Set<String> WORDS_FOR_A_MESSAGE =
            Set.of("reason", "message", "error", "refusal", "detail", "explanation", "problem");
    private static final List<String> SCOPES = List.of("ApplicationScoped", "Singleton", "RequestScoped", "Dependent");

    private Shapes() {}

    /** One final class, one public {@code handle(Command)}, a nested {@code Command}, a nested sealed {@code Outcome}. */
    static HouseRule.Check useCases() {
        return overTypes(Shapes::isUseCase, (source, type) -> {
            List<Finding> findings = new ArrayList<>();
            if (!type.has(Modifier.FINAL)) {
                findings.add(source.finding(type.tree(), type.name() + " is not final"));
            }
            for (MethodTree method : type.methods()) {
                boolean isConstructor = method.getName().contentEquals("<init>");
                boolean isPublic = method.getModifiers().getFlags().contains(Modifier.PUBLIC);
                if (isPublic && !isConstructor && !method.getName().contentEquals("handle")) {
                    findings.add(source.finding(method, "a second public method beside handle: " + method.getName()));
                }
            }
            List<MethodTree> handles = type.methods().stream()
                    .filter(method -> method.getName().contentEquals("handle"))
                    .toList();
            if (handles.size() != 1 || !takesCommandAndGivesOutcome(handles.get(0))) {
                findings.add(source.finding(type.tree(), "needs exactly one public Outcome handle(Command)"));
            }
            if (type.nested("Command").filter(Shapes::isRecordOrSealed).isEmpty()) {
                findings.add(source.finding(type.tree(), "has no nested record Command"));
            }
            if (type.nested("Outcome").filter(Shapes::isSealedInterface).isEmpty()) {
                findings.add(source.finding(type.tree(), "has no nested sealed interface Outcome"));
            }
            return findings;
        });
    }

    /** The first word of a use case's name is one of the verbs. */
    static HouseRule.Check useCasesAreVerbPhrases(Set<String> verbs) {
        return overTypes(
                Shapes::isUseCase,
                (source, type) -> verbs.contains(Names.words(type.name()).get(0))
                                && Names.words(type.name()).size() > 1
                        ? List.of()
                        : List.of(source.finding(
                                type.tree(),
                                type.name() + " does not begin with a verb of verbs.txt and name its object")));
    }

    /** The first word of a port's name is none of the verbs. */
    static HouseRule.Check portsAreNouns(Set<String> verbs) {
        return overTypes(
                (source, type) -> source.isIn(APPLICATION) && isPort(type),
                (source, type) -> verbs.contains(Names.words(type.name()).get(0))
                        ? List.of(source.finding(type.tree(), "the port " + type.name() + " is named like a use case"))
                        : List.of());
    }

    /** A port has Javadoc, each of its methods has, and somewhere it says MUST. */
    static HouseRule.Check portsStateTheirContract() {
        return overTypes(
                (source, type) -> (source.isIn(APPLICATION) || source.isIn("dev.tenure.connector.spi")) && isPort(type),
                (source, type) -> {
                    List<Finding> findings = new ArrayList<>();
                    StringBuilder contract =
                            new StringBuilder(source.javadoc(type.tree()).orElse(""));
                    for (MethodTree method : type.methods()) {
                        boolean inherits = SourceFile.annotationOf(method.getModifiers(), "Override")
                                .isPresent();
                        String doc = source.javadoc(method).orElse("");
                        contract.append(doc);
                        if (doc.isEmpty() && !inherits) {
                            findings.add(source.finding(method, method.getName() + " has no Javadoc"));
                        }
                    }
                    if (!contract.toString().contains("MUST")) {
                        findings.add(
                                source.finding(type.tree(), "the contract of " + type.name() + " says MUST nowhere"));
                    }
                    return findings;
                });
    }

    /** What an outcome holds never includes a text that stands for a refusal. */
    static HouseRule.Check refusalsAreTypes() {
        return overTypes(
                (source, type) -> source.isIn(APPLICATION) && type.is(Tree.Kind.RECORD) && isPartOfAnOutcome(type),
                (source, type) -> type.components().stream()
                        .filter(component -> component.getType().toString().matches("(Optional<)?String>?"))
                        .filter(component ->
                                WORDS_FOR_A_MESSAGE.contains(component.getName().toString()))
                        .map(component -> source.finding(
                                component,
                                type.name() + "." + component.getName() + " is a text: make the refusal a type"))
                        .toList());
    }

    /** An identifier is a record of one UUID. */
    static HouseRule.Check idsAreTyped() {
        return overTypes(
                (source, type) -> source.isIn("dev.tenure.domain")
                        && type.isTopLevel()
                        && type.name().endsWith("Id"),
                (source, type) -> {
                    List<VariableTree> parts = type.components();
                    boolean isTyped = parts.size() == 1
                            && parts.get(0).getName().contentEquals("value")
                            && SourceFile.simpleName(parts.get(0).getType()).equals("UUID");
                    return isTyped
                            ? List.of()
                            : List.of(source.finding(type.tree(), type.name() + " is not a record of one UUID value"));
                });
    }

    /**
     * A switch has a {@code default} only where its labels are literals. Over a sealed type or an enum of ours it hides the
     * case that somebody adds later; over a foreign one it is an exception with a reason.
     */
    static HouseRule.Check switchesAreExhaustive() {
        return codebase -> {
            List<Finding> findings = new ArrayList<>();
            int seen = 0;
            for (SourceFile source : codebase.productionSources()) {
                List<Tree> switches = new ArrayList<>();
                switches.addAll(source.all(SwitchTree.class));
                switches.addAll(source.all(SwitchExpressionTree.class));
                seen += switches.size();
                for (Tree one : switches) {
                    List<? extends CaseTree> cases = one instanceof SwitchTree statement
                            ? statement.getCases()
                            : ((SwitchExpressionTree) one).getCases();
                    List<CaseLabelTree> labels = cases.stream()
                            .flatMap(branch -> branch.getLabels().stream())
                            .map(CaseLabelTree.class::cast)
                            .toList();
                    boolean hasDefault = labels.stream().anyMatch(DefaultCaseLabelTree.class::isInstance);
                    boolean overLiterals = labels.stream()
                            .filter(label -> !(label instanceof DefaultCaseLabelTree))
                            .allMatch(Shapes::isLiteral);
                    if (hasDefault && !overLiterals) {
                        findings.add(source.finding(one, "a default over types or constants: name every case"));
                    }
                }
            }
            return new Verdict(seen, findings);
        };
    }

    /** Every package of the product has a {@code package-info.java} with {@code @NullMarked}. */
    static HouseRule.Check packagesAreNullMarked() {
        return codebase -> {
            TreeMap<String, SourceFile> unmarked = new TreeMap<>();
            TreeSet<String> marked = new TreeSet<>();
            for (SourceFile source : codebase.sources()) {
                if (source.path().contains("/src/main/")) {
                    String directory = source.path().substring(0, source.path().lastIndexOf('/'));
                    if (source.isPackageInfo() && isNullMarked(source)) {
                        marked.add(directory);
                    } else {
                        unmarked.putIfAbsent(directory, source);
                    }
                }
            }
            TreeSet<String> all = new TreeSet<>(unmarked.keySet());
            all.addAll(marked);
            unmarked.keySet().removeAll(marked);
            return new Verdict(
                    all.size(),
                    unmarked.values().stream()
                            .map(source -> source.finding(
                                    "package " + source.packageName() + " has no package-info.java with @NullMarked"))
                            .toList());
        };
    }

    /** An implementation of a port in PostgreSQL refuses to run outside the transaction of a use case. */
    static HouseRule.Check repositoriesRequireATransaction() {
        return overTypes(
                (source, type) -> source.isIn("dev.tenure.persistence")
                        && type.isTopLevel()
                        && type.is(Tree.Kind.CLASS)
                        && type.name().startsWith("Postgres")
                        && (isBean(type) || !type.tree().getImplementsClause().isEmpty()),
                (source, type) -> {
                    List<Finding> findings = new ArrayList<>();
                    boolean mandatory = type.annotation("Transactional")
                            .map(AnnotationTree::toString)
                            .filter(annotation -> annotation.contains("MANDATORY"))
                            .isPresent();
                    if (!mandatory) {
                        findings.add(source.finding(type.tree(), type.name() + " is not @Transactional(MANDATORY)"));
                    }
                    if (type.has(Modifier.FINAL)) {
                        findings.add(
                                source.finding(type.tree(), type.name() + " is final: its proxy would not guard it"));
                    }
                    return findings;
                });
    }

    /** A type with {@code @Entity} ends in Row. */
    static HouseRule.Check entitiesAreRows() {
        return overTypes(
                (source, type) -> type.annotation("Entity").isPresent(),
                (source, type) -> type.name().endsWith("Row")
                        ? List.of()
                        : List.of(source.finding(type.tree(), "the entity " + type.name() + " does not end in Row")));
    }

    /** A record of the REST adapter ends in Json, except inside another type that says what it is. */
    static HouseRule.Check bodiesAreJson() {
        return overTypes(
                (source, type) ->
                        source.isIn("dev.tenure.rest") && type.is(Tree.Kind.RECORD) && !isInsideResourceOrJson(type),
                (source, type) -> type.name().endsWith("Json") || type.has(Modifier.PRIVATE)
                        ? List.of()
                        : List.of(source.finding(type.tree(), "the record " + type.name() + " does not end in Json")));
    }

    /** Every public top-level type below the roots has Javadoc. */
    static HouseRule.Check publicTypesAreDocumented(String... roots) {
        return overTypes(
                (source, type) ->
                        type.isTopLevel() && type.isPublic() && Stream.of(roots).anyMatch(source::isIn),
                (source, type) -> source.javadoc(type.tree()).isPresent()
                        ? List.of()
                        : List.of(source.finding(type.tree(), type.name() + " has no Javadoc")));
    }

    private static HouseRule.Check overTypes(
            BiPredicate<SourceFile, DeclaredType> which, BiFunction<SourceFile, DeclaredType, List<Finding>> check) {
        return codebase -> {
            List<Finding> findings = new ArrayList<>();
            int seen = 0;
            for (SourceFile source : codebase.productionSources()) {
                for (DeclaredType type : source.types()) {
                    if (which.test(source, type)) {
                        seen++;
                        findings.addAll(check.apply(source, type));
                    }
                }
            }
            return new Verdict(seen, findings);
        };
    }

    private static boolean isUseCase(SourceFile source, DeclaredType type) {
        Predicate<MethodTree> isHandle = method -> method.getName().contentEquals("handle");
        return source.isIn(APPLICATION)
                && type.isTopLevel()
                && !type.is(Tree.Kind.INTERFACE)
                && (type.methods().stream().anyMatch(isHandle)
                        || type.nested("Command").isPresent()
                        || type.nested("Outcome").isPresent());
    }

    private static boolean takesCommandAndGivesOutcome(MethodTree handle) {
        return handle.getModifiers().getFlags().contains(Modifier.PUBLIC)
                && handle.getParameters().size() == 1
                && SourceFile.simpleName(handle.getParameters().get(0).getType())
                        .equals("Command")
                && handle.getReturnType() != null
                && SourceFile.simpleName(handle.getReturnType()).equals("Outcome");
    }

    private static boolean isRecordOrSealed(DeclaredType type) {
        return type.is(Tree.Kind.RECORD) || isSealedInterface(type);
    }

    private static boolean isSealedInterface(DeclaredType type) {
        return type.is(Tree.Kind.INTERFACE) && type.has(Modifier.SEALED);
    }

    private static boolean isPort(DeclaredType type) {
        return type.isTopLevel() && type.is(Tree.Kind.INTERFACE) && type.isPublic() && !type.has(Modifier.SEALED);
    }

    private static boolean isPartOfAnOutcome(DeclaredType type) {
        return type.enclosing().stream().anyMatch(outer -> outer.getSimpleName().contentEquals("Outcome"))
                || type.tree().getImplementsClause().stream()
                        .anyMatch(one -> SourceFile.simpleName(one).equals("Outcome"));
    }

    private static boolean isLiteral(CaseLabelTree label) {
        if (!(label instanceof ConstantCaseLabelTree constant)) {
            return false;
        }
        Tree value = constant.getConstantExpression() instanceof UnaryTree signed
                ? signed.getExpression()
                : constant.getConstantExpression();
        return value instanceof LiteralTree;
    }

    private static boolean isNullMarked(SourceFile source) {
        PackageTree declaration = source.tree().getPackage();
        return declaration != null
                && declaration.getAnnotations().stream().anyMatch(one -> SourceFile.simpleName(one.getAnnotationType())
                        .equals("NullMarked"));
    }

    private static boolean isBean(DeclaredType type) {
        return SCOPES.stream().anyMatch(scope -> type.annotation(scope).isPresent());
    }

    private static boolean isInsideResourceOrJson(DeclaredType type) {
        return type.enclosing().stream()
                .map(ClassTree::getSimpleName)
                .anyMatch(outer -> outer.toString().endsWith("Resource")
                        || outer.toString().endsWith("Json"));
    }
}
