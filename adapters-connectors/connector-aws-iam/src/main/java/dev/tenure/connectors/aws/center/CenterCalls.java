package dev.tenure.connectors.aws.center;

import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connectors.aws.Calls;
import dev.tenure.connectors.aws.Sender;
import dev.tenure.connectors.aws.Trouble;
import dev.tenure.connectors.aws.WriteAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.InstanceMetadata;
import software.amazon.awssdk.services.ssoadmin.model.StatusValues;

/**
 * Calls of IAM Identity Center and of its identity store. What AWS only takes on is waited for, and several lists are read at a
 * time.
 */
final class CenterCalls implements AutoCloseable {

    private static final int MOST_TRIES = 6;
    private static final String NOT_TOLD = "AWS does not say what became of it";

    /** An instance and its identity store. */
    record Instance(String arn, String store) {}

    /** Reads something of one thing. */
    @FunctionalInterface
    interface Reading<I, O> {
        O of(I input) throws Trouble;
    }

    /** A change as AWS tells it: how far it is, and why it went wrong. */
    record Progress(
            @Nullable StatusValues status,
            @Nullable String requestId,
            @Nullable String failure) {}

    /** Asks how far a change is. */
    @FunctionalInterface
    interface Asking {
        Progress about(String requestId) throws Trouble;
    }

    private final CenterSettings settings;
    private final Sender sender;
    private final IdentitystoreClient store;
    private final SsoAdminClient admin;
    private volatile Optional<Instance> found = Optional.empty();

    CenterCalls(CenterSettings settings) {
        this.settings = settings;
        this.sender = new Sender(settings.common(), CenterAction::named, MOST_TRIES);
        this.store = sender.client(IdentitystoreClient.builder(), settings.storeEndpoint());
        this.admin = sender.client(SsoAdminClient.builder(), settings.common().endpoint());
    }

    // Reading

    /** The AWS account that the connector calls from. */
    String account() throws Trouble {
        return Calls.told(sender.caller().account());
    }

    /** The instance that is set, or else the only one there is. It is looked for once. */
    Instance instance() throws Trouble {
        if (settings.instance().isPresent() && settings.store().isPresent()) {
            return new Instance(settings.instance().get(), settings.store().get());
        }
        if (found.isEmpty()) {
            // Two threads may both ask; either answer is good.
            found = Optional.of(only());
        }
        return found.get();
    }

    private Instance only() throws Trouble {
        List<InstanceMetadata> listed = sender.all(CenterAction.LIST_INSTANCES, marker -> {
            var page = admin.listInstances(asked -> asked.nextToken(marker).maxResults(pageSize()));
            return page(page.instances(), page.nextToken());
        });
        List<InstanceMetadata> meant = listed.stream()
                .filter(one -> settings.instance()
                        .map(arn -> arn.equals(one.instanceArn()))
                        .orElse(true))
                .filter(one -> settings.store()
                        .map(id -> id.equals(one.identityStoreId()))
                        .orElse(true))
                .toList();
        if (meant.size() != 1) {
            throw Trouble.refused("AWS lists " + meant.size()
                    + " instances of IAM Identity Center that fit: look at region, and set instance and identityStore");
        }
        return new Instance(
                Calls.told(meant.get(0).instanceArn()), Calls.told(meant.get(0).identityStoreId()));
    }

    int pageSize() {
        return settings.common().pageSize();
    }

    static <T> Calls.Page<T> page(List<T> items, @Nullable String token) {
        return new Calls.Page<>(items, Optional.ofNullable(token).filter(text -> !text.isEmpty()));
    }

    /** Reads from the identity store what may not be there. */
    <T> Optional<T> inStore(CenterAction action, Function<IdentitystoreClient, T> call) throws Trouble {
        return sender.found(action, () -> call.apply(store));
    }

    /** Reads from the instance what may not be there. */
    <T> Optional<T> inInstance(CenterAction action, Function<SsoAdminClient, T> call) throws Trouble {
        return sender.found(action, () -> call.apply(admin));
    }

    /** Asks the identity store for the page that a marker leads to. */
    @FunctionalInterface
    interface StorePaging<T> {
        Calls.Page<T> at(IdentitystoreClient client, @Nullable String marker);
    }

    /** Asks the instance for the page that a marker leads to. */
    @FunctionalInterface
    interface InstancePaging<T> {
        Calls.Page<T> at(SsoAdminClient client, @Nullable String marker);
    }

    /** One page of a list of the identity store. That there is no store is no empty list. */
    <T> Calls.Page<T> pageInStore(CenterAction action, StorePaging<T> paging, Optional<String> marker) throws Trouble {
        return sender.pageIfThere(action, at -> paging.at(store, at), marker).orElseThrow(CenterCalls::noOwner);
    }

    /** A list of the identity store to its end, of a user or group that was there just now. */
    <T> List<T> allInStore(CenterAction action, StorePaging<T> paging) throws Trouble {
        return sender.allIfThere(action, at -> paging.at(store, at))
                .orElseThrow(() -> Trouble.unreachable("whose list it is went away while it was read: read it again"));
    }

    /** A list of the instance to its end. That there is no instance is no empty list. */
    <T> List<T> allInInstance(CenterAction action, InstancePaging<T> paging) throws Trouble {
        return sender.allIfThere(action, at -> paging.at(admin, at)).orElseThrow(CenterCalls::noOwner);
    }

    /** A list to its end of what may have gone since it was listed itself. */
    <T> List<T> allIfThere(CenterAction action, InstancePaging<T> paging) throws Trouble {
        return sender.all(action, at -> paging.at(admin, at));
    }

    private static Trouble noOwner() {
        return Trouble.refused("AWS does not know whose list it is: look at instance and identityStore");
    }

    /** Reads something of each, several at a time; all of it or nothing. */
    <I, O> List<O> each(List<I> inputs, Reading<I, O> reading) throws Trouble {
        ExecutorService threads = Executors.newFixedThreadPool(
                settings.atOnce(), Thread.ofVirtual().name("aws list").factory());
        try {
            List<Future<O>> answers = new ArrayList<>();
            for (I input : inputs) {
                answers.add(threads.submit(() -> reading.of(input)));
            }
            List<O> all = new ArrayList<>();
            for (Future<O> answer : answers) {
                all.add(answer.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Trouble.unreachable("the call was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Trouble trouble) {
                throw trouble;
            }
            throw new IllegalStateException("a list could not be read", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    // Writing

    /** Sends one write to the identity store. */
    WriteAnswer writeToStore(CenterAction action, Consumer<IdentitystoreClient> call) {
        return sender.write(action, () -> call.accept(store));
    }

    /** Sends one write to the instance. */
    WriteAnswer writeToInstance(CenterAction action, Consumer<SsoAdminClient> call) {
        return sender.write(action, () -> call.accept(admin));
    }

    /**
     * Sends a write that AWS takes on and carries out later, and waits until it was.
     *
     * @param notes takes AWS's own word for why it went wrong
     */
    WriteAnswer carriedOut(
            CenterAction action, Function<SsoAdminClient, Progress> call, Asking asking, List<Fact> notes) {
        AtomicReference<@Nullable Progress> begun = new AtomicReference<>();
        WriteAnswer taken = sender.write(action, () -> begun.set(call.apply(admin)));
        Progress progress = begun.get();
        if (progress == null || !(taken instanceof WriteAnswer.Done)) {
            return taken;
        }
        Instant longest = Instant.now().plus(settings.longestChange());
        while (progress.status() == StatusValues.IN_PROGRESS) {
            String request = progress.requestId();
            if (request == null) {
                return new WriteAnswer.Lost(NOT_TOLD);
            }
            if (Instant.now().isAfter(longest)) {
                return new WriteAnswer.Lost("AWS is still at it");
            }
            if (!Sender.paused(settings.poll())) {
                return new WriteAnswer.Lost("the call was interrupted");
            }
            try {
                progress = asking.about(request);
            } catch (Trouble e) {
                return new WriteAnswer.Lost(e.reason());
            }
        }
        if (progress.status() == StatusValues.SUCCEEDED) {
            return taken;
        }
        if (progress.status() != StatusValues.FAILED) {
            return new WriteAnswer.Lost(NOT_TOLD);
        }
        String why = progress.failure();
        if (why != null) {
            notes.add(Fact.personal("failure." + action.operation(), why));
        }
        return new WriteAnswer.Refused("AWS took " + action.operation()
                + " on and could not carry it out: look at why in the evidence, and at the account in AWS");
    }

    @Override
    public void close() {
        store.close();
        admin.close();
        sender.close();
    }
}
