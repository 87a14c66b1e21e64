package dev.tenure.bootstrap.architecture;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** One Java source: parsed, not attributed, so names are as written and types are unknown. */
final class SourceFile {

    private static final Set<Tree.Kind> TYPE_KINDS =
            Set.of(Tree.Kind.CLASS, Tree.Kind.INTERFACE, Tree.Kind.RECORD, Tree.Kind.ENUM, Tree.Kind.ANNOTATION_TYPE);

    private final String path;
    private final CompilationUnitTree tree;
    private final DocTrees docs;

    SourceFile(String path, CompilationUnitTree tree, DocTrees docs) {
        this.path = path;
        this.tree = tree;
        this.docs = docs;
    }

    /** The path in the repository. */
    String path() {
        return path;
    }

    /** The syntax tree. */
    CompilationUnitTree tree() {
        return tree;
    }

    /** The name of the module's directory; empty for a source outside a module. */
    String module() {
        int end = path.indexOf("/src/");
        return end < 0 ? "" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }

    /** Code that only tests: test sources, and the kits that exist for tests. */
    boolean isTest() {
        return path.contains("/src/test/") || module().endsWith("testkit");
    }

    /** Code that ships. */
    boolean isProduction() {
        return path.contains("/src/main/") && !isTest();
    }

    /** Whether this is a {@code package-info.java}. */
    boolean isPackageInfo() {
        return path.endsWith("/package-info.java");
    }

    /** The package as declared. */
    String packageName() {
        return tree.getPackageName() == null ? "" : tree.getPackageName().toString();
    }

    /** Whether the package is this one or lies below it. */
    boolean isIn(String root) {
        return packageName().equals(root) || packageName().startsWith(root + ".");
    }

    /** The types, nested ones included, in order of text; no anonymous classes. */
    List<DeclaredType> types() {
        List<DeclaredType> found = new ArrayList<>();
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
                if (!type.getSimpleName().isEmpty()) {
                    found.add(new DeclaredType(type, enclosing(getCurrentPath())));
                }
                return super.visitClass(type, null);
            }
        }.scan(tree, null);
        return found;
    }

    /** The types that no other type encloses. */
    List<DeclaredType> topLevelTypes() {
        return types().stream().filter(DeclaredType::isTopLevel).toList();
    }

    /** Every node of this kind of tree, in order of text. */
    <T extends Tree> List<T> all(Class<T> kind) {
        List<T> found = new ArrayList<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void scan(@Nullable Tree node, @Nullable Void nothing) {
                if (kind.isInstance(node)) {
                    found.add(kind.cast(node));
                }
                return super.scan(node, null);
            }
        }.scan(tree, null);
        return found;
    }

    /** The Javadoc text of a declaration, if it has one that says something. */
    Optional<String> javadoc(Tree declaration) {
        String comment = docs.getDocComment(TreePath.getPath(tree, declaration));
        return Optional.ofNullable(comment).filter(text -> !text.isBlank());
    }

    /** A violation at a node of this file. */
    Finding finding(Tree at, String what) {
        long position = docs.getSourcePositions().getStartPosition(tree, at);
        return new Finding(path, "line " + tree.getLineMap().getLineNumber(position) + ": " + what);
    }

    /** A violation of the file as a whole. */
    Finding finding(String what) {
        return new Finding(path, what);
    }

    private static List<ClassTree> enclosing(TreePath type) {
        List<ClassTree> outer = new ArrayList<>();
        for (TreePath at = type.getParentPath(); at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof ClassTree one) {
                outer.add(one);
            }
        }
        return List.copyOf(outer);
    }

    /**
     * A declared type.
     *
     * @param enclosing the types around it, innermost first
     */
    record DeclaredType(ClassTree tree, List<ClassTree> enclosing) {

        String name() {
            return tree.getSimpleName().toString();
        }

        boolean isTopLevel() {
            return enclosing.isEmpty();
        }

        boolean is(Tree.Kind kind) {
            return tree.getKind() == kind;
        }

        boolean has(Modifier modifier) {
            return tree.getModifiers().getFlags().contains(modifier);
        }

        boolean isPublic() {
            return has(Modifier.PUBLIC);
        }

        Optional<AnnotationTree> annotation(String simpleName) {
            return annotationOf(tree.getModifiers(), simpleName);
        }

        List<MethodTree> methods() {
            return members(MethodTree.class);
        }

        /** What a record is made of, in order; empty for other kinds. */
        List<VariableTree> components() {
            return !is(Tree.Kind.RECORD)
                    ? List.of()
                    : members(VariableTree.class).stream()
                            .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                            .toList();
        }

        Optional<DeclaredType> nested(String name) {
            List<ClassTree> around = new ArrayList<>(enclosing);
            around.add(0, tree);
            return members(ClassTree.class).stream()
                    .filter(member -> TYPE_KINDS.contains(member.getKind()))
                    .filter(member -> member.getSimpleName().contentEquals(name))
                    .map(member -> new DeclaredType(member, around))
                    .findFirst();
        }

        private <T extends Tree> List<T> members(Class<T> kind) {
            return tree.getMembers().stream()
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList();
        }
    }

    /** The annotation with this simple name, written with or without its package. */
    static Optional<AnnotationTree> annotationOf(ModifiersTree modifiers, String simpleName) {
        return modifiers.getAnnotations().stream()
                .map(AnnotationTree.class::cast)
                .filter(annotation -> simpleName(annotation.getAnnotationType()).equals(simpleName))
                .findFirst();
    }

    /** The last part of a name as written. */
    static String simpleName(Tree name) {
        String written = name.toString();
        return written.substring(written.lastIndexOf('.') + 1);
    }
}
