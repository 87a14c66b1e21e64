package dev.tenure.bootstrap.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.Statement;
import dev.tenure.domain.lifecycle.SuspectedLeaver;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.ownership.HandOver;
import dev.tenure.domain.preservation.LegalHold;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.Hold;
import dev.tenure.domain.provisioning.HoldRelease;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Stop;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.domain.reconciliation.ProtectionRelease;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.webhook.WebhookDelivery;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Draws docs/states.md from the sealed types of the domain: a state is a type, and a transition is a method that exists only
 * on the state that may make it. Run with {@code -Dgolden.update=true} to write the file.
 */
class StateDiagramsTest {

    private static final List<Class<?>> LIFECYCLES = List.of(
            WorkerSnapshot.class,
            ModeChange.class,
            ConnectorCondition.class,
            SystemRead.class,
            PrivilegeMark.class,
            ProtectionRelease.class,
            Operation.class,
            Guard.class,
            Hold.class,
            HoldRelease.class,
            Stop.class,
            LeaverCase.class,
            MilestoneState.class,
            LeaverException.class,
            Statement.class,
            Suspension.class,
            Undo.class,
            Finding.class,
            Wave.class,
            HandOver.class,
            LegalHold.class,
            SuspectedLeaver.class,
            Engagement.class,
            NonHuman.class,
            SharedSecret.class,
            SecretRotation.class,
            WebhookDelivery.class);

    private static final int TRANSITIONS_AT_LEAST = 30;

    @Test
    void theCommittedDiagramsAreThoseOfTheTypes() throws IOException {
        Path file = Repository.root().resolve("docs").resolve("states.md");
        String drawn = drawn();
        assertTrue(drawn.lines().filter(line -> line.contains("-->")).count() >= TRANSITIONS_AT_LEAST, drawn);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, drawn);
        }
        assertEquals(
                drawn, Files.readString(file), "run this test with -Dgolden.update=true and look at the difference");
    }

    private static String drawn() {
        StringBuilder text = new StringBuilder("# States and transitions\n\n"
                + "Drawn from the sealed types of the domain by `StateDiagramsTest`. A transition is a method that exists"
                + " only on the state that may make it. An employment is worked out, not stepped: its states are in"
                + " [employment.md](employment.md).\n");
        for (Class<?> lifecycle : LIFECYCLES) {
            text.append("\n## ").append(lifecycle.getSimpleName()).append("\n\n```mermaid\nstateDiagram-v2\n");
            TreeSet<String> arrows = new TreeSet<>();
            for (Class<?> state : states(lifecycle)) {
                text.append("    ").append(state.getSimpleName()).append('\n');
                for (Method method : state.getMethods()) {
                    if (isTransition(lifecycle, method)) {
                        targets(lifecycle, method.getReturnType())
                                .forEach(next -> arrows.add("    " + state.getSimpleName() + " --> "
                                        + next.getSimpleName() + ": " + method.getName() + "\n"));
                    }
                }
            }
            arrows.forEach(text::append);
            text.append("```\n");
        }
        return text.toString();
    }

    /** What a state may do by itself, or by what it shares with others. */
    private static boolean isTransition(Class<?> lifecycle, Method method) {
        return lifecycle.isAssignableFrom(method.getDeclaringClass())
                && !Modifier.isStatic(method.getModifiers())
                && !Modifier.isAbstract(method.getModifiers())
                && !method.isSynthetic();
    }

    /** A method that gives the lifecycle, or a sealed part of it, may lead to any of the states in it. */
    private static List<Class<?>> targets(Class<?> lifecycle, Class<?> given) {
        return lifecycle.isAssignableFrom(given) ? states(given) : List.of();
    }

    /** A state, or those below a sealed type, each once, in the order of their declaration. */
    private static List<Class<?>> states(Class<?> type) {
        if (!type.isSealed()) {
            return List.of(type);
        }
        return Arrays.stream(type.getPermittedSubclasses())
                .<Class<?>>flatMap(part -> states(part).stream())
                .distinct()
                .toList();
    }
}
