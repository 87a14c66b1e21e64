package dev.tenure.connector.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The public API of the SPI as text. Connectors outside this repository are built against it, so a break is a decision. */
class ApiSignatureTest {

    private static final Path COMMITTED = Path.of("src/test/resources/dev/tenure/connector/spi/api.txt");

    @Test
    void theApiIsTheOneThatWasDecided() throws Exception {
        String now = apiOf(publicTypes());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(COMMITTED, now);
        }
        assertEquals(
                Files.readString(COMMITTED),
                now,
                "the connector SPI's API differs from " + COMMITTED + ". Connectors are built against it, so this is a"
                        + " decision: write an ADR and, where what compiled before no longer does, raise the SPI's version."
                        + " Then run this test with -Dgolden.update=true and commit the difference");
    }

    @Test
    void everyTypeOfThePackageIsSeen() throws Exception {
        assertTrue(publicTypes().size() > 30, "types seen: " + publicTypes().size());
        assertTrue(publicTypes().contains(Change.GrantEntitlement.class));
    }

    interface Before<T> {
        List<T> answers(String question);

        record Shape(String one) {}
    }

    interface After<T> {
        default List<T> answers(String question) {
            return List.of();
        }

        record Shape(String one, int two) {}
    }

    @Test
    void aDefaultAnotherComponentAndAnotherTypeAreSeen() {
        assertEquals("abstract List<T> answers(String)", linesOf(Before.class).get(1));
        assertEquals("default List<T> answers(String)", linesOf(After.class).get(1));
        assertNotEquals(
                linesOf(Before.Shape.class).get(0).replace("Before", "After"),
                linesOf(After.Shape.class).get(0));
    }

    private static List<Class<?>> publicTypes() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(Connector.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace('/', '.');
                if (!name.endsWith("package-info.class")) {
                    types.add(Class.forName(name.substring(0, name.length() - ".class".length())));
                }
            }
        }
        return types.stream()
                .filter(ApiSignatureTest::isPublic)
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static String apiOf(List<Class<?>> types) {
        return types.stream()
                .map(type -> {
                    List<String> lines = linesOf(type);
                    return lines.get(0) + "\n"
                            + lines.stream()
                                    .skip(1)
                                    .map(line -> "  " + line + "\n")
                                    .collect(Collectors.joining());
                })
                .collect(Collectors.joining("\n"));
    }

    /** What the type is, then what it offers. */
    private static List<String> linesOf(Class<?> type) {
        List<String> lines = new ArrayList<>();
        lines.add(headOf(type));
        List<String> members = new ArrayList<>();
        if (type.isEnum()) {
            Arrays.stream(Objects.requireNonNull(type.getEnumConstants())).forEach(c -> lines.add("constant " + c));
        }
        for (Field field : type.getDeclaredFields()) {
            if (isOffered(field.getModifiers()) && !field.isEnumConstant()) {
                members.add("field " + name(field.getGenericType()) + " " + field.getName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isOffered(constructor.getModifiers())) {
                members.add("new" + parameters(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isOffered(method.getModifiers()) && !method.isSynthetic() && !isImplied(type, method)) {
                members.add(kindOf(method) + name(method.getGenericReturnType()) + " " + method.getName()
                        + parameters(method));
            }
        }
        members.stream().sorted().forEach(lines::add);
        return lines;
    }

    private static boolean isOffered(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String headOf(Class<?> type) {
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
        StringBuilder head = new StringBuilder();
        if (type.isSealed()) {
            head.append("sealed ");
        } else if (kind.equals("class") && Modifier.isFinal(type.getModifiers())) {
            head.append("final ");
        }
        head.append(kind).append(' ').append(name(type));
        if (type.getTypeParameters().length > 0) {
            head.append(listed(type.getTypeParameters(), "<", ">"));
        }
        if (type.isRecord()) {
            head.append(Arrays.stream(type.getRecordComponents())
                    .map(ApiSignatureTest::component)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        if (kind.equals("class") && type.getSuperclass() != Object.class) {
            head.append(" extends ").append(name(Objects.requireNonNull(type.getGenericSuperclass())));
        }
        if (type.getGenericInterfaces().length > 0) {
            head.append(" is ").append(listed(type.getGenericInterfaces(), "", ""));
        }
        return head.toString();
    }

    private static String component(RecordComponent component) {
        return name(component.getGenericType()) + " " + component.getName();
    }

    private static String kindOf(Method method) {
        if (Modifier.isStatic(method.getModifiers())) {
            return "static ";
        }
        if (method.isDefault()) {
            return "default ";
        }
        return Modifier.isAbstract(method.getModifiers()) ? "abstract " : "";
    }

    /** What every record and enum has. */
    private static boolean isImplied(Class<?> type, Method method) {
        boolean accessor = type.isRecord()
                && method.getParameterCount() == 0
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(c -> c.getName().equals(method.getName()));
        return accessor
                || Set.of("equals", "hashCode", "toString").contains(method.getName())
                || (type.isEnum() && Set.of("values", "valueOf").contains(method.getName()));
    }

    private static String parameters(Executable executable) {
        return listed(executable.getGenericParameterTypes(), "(", ")");
    }

    private static String listed(Type[] types, String before, String after) {
        return Arrays.stream(types).map(ApiSignatureTest::name).collect(Collectors.joining(", ", before, after));
    }

    private static String name(Type type) {
        return type.getTypeName().replaceAll("\\b(?:[a-z]\\w*\\.)+", "").replace('$', '.');
    }
}
