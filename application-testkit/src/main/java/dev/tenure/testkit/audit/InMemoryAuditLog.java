package dev.tenure.testkit.audit;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.audit.AuditSequencer;
import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Correlation;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.AuditField;
import dev.tenure.domain.audit.Checkpoint;
import dev.tenure.domain.audit.Hash;
import dev.tenure.domain.audit.MerkleTree;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The audit log in memory, with its tree and without signatures. Personal values stand in the payload as a word only; tests
 * find them among the disclosures.
 */
public final class InMemoryAuditLog implements AuditLog, AuditTrail, AuditSequencer {

    private record Place(int level, long index) {}

    private record Caused(AuditEvent event, String correlation) {}

    private final InMemoryTransactions transactions;
    private final Correlation correlation;
    private final Table<UUID, Caused> events;
    private final Table<Place, MerkleTree.Node> nodes;
    private final Table<Long, UUID> leaves;
    private final Table<Long, Checkpoint> checkpoints;
    private final Table<AuditField.Matter, AuditField.Matter> openings;
    private boolean leaseElsewhere;

    /**
     * An empty log.
     *
     * @param transactions what it takes part in
     * @param correlation what events are caused by
     */
    public InMemoryAuditLog(InMemoryTransactions transactions, Correlation correlation) {
        this.transactions = transactions;
        this.correlation = correlation;
        this.events = transactions.table();
        this.nodes = transactions.table();
        this.leaves = transactions.table();
        this.checkpoints = transactions.table();
        this.openings = transactions.table();
    }

    /** Every committed event in the order of its append. */
    public List<AuditEvent> events() {
        return events.committed().stream().map(Caused::event).toList();
    }

    /** From now on another sequencer holds the lease, or no longer does. */
    public void leaseElsewhere(boolean elsewhere) {
        this.leaseElsewhere = elsewhere;
    }

    @Override
    public void append(AuditEvent event) {
        if (events.find(event.id().value()).isPresent()) {
            throw new IllegalStateException("the event is in the log already");
        }
        events.put(event.id().value(), new Caused(event, correlation.current()));
    }

    @Override
    public void open(AuditField.Matter matter) {
        openings.put(matter, matter);
    }

    @Override
    public Optional<Integer> sequence(int limit) {
        if (leaseElsewhere) {
            return Optional.empty();
        }
        return transactions.call(now -> {
            List<AuditEvent> pending = events.all()
                    .map(Caused::event)
                    .skip(leaves.all().count())
                    .limit(limit)
                    .toList();
            for (AuditEvent event : pending) {
                long index = leaves.all().count();
                Hash leaf = MerkleTree.leafHash(payload(event).getBytes(StandardCharsets.UTF_8));
                MerkleTree.append(index, leaf, nodes()).forEach(n -> nodes.put(new Place(n.level(), n.index()), n));
                leaves.put(index, event.id().value());
            }
            if (!pending.isEmpty()) {
                long size = leaves.all().count();
                long number = checkpoints.all().count();
                checkpoints.put(
                        number,
                        new Checkpoint(number, size, MerkleTree.root(size, nodes()), "unsigned checkpoint", now));
            }
            return Optional.of(pending.size());
        });
    }

    @Override
    public Slice<Entry> list(Filter filter, PageRequest page, Sight sight) {
        List<Entry> wanted = events.newestFirst()
                .filter(c -> filter.correlationId().map(c.correlation()::equals).orElse(true))
                .map(Caused::event)
                .filter(e -> filter.type().map(e.type().wireName()::equals).orElse(true))
                .filter(e ->
                        filter.subjectKind().map(e.subject().kind()::equals).orElse(true))
                .filter(e -> filter.subjectId().map(e.subject().id()::equals).orElse(true))
                .filter(e -> filter.from()
                        .map(from -> !e.occurredAt().isBefore(from))
                        .orElse(true))
                .filter(e -> filter.until().map(e.occurredAt()::isBefore).orElse(true))
                .map(e -> entry(e, sight))
                .toList();
        return InMemoryPages.page(wanted, page, Entry::key);
    }

    @Override
    public Optional<Entry> find(UUID eventId) {
        return events.find(eventId).map(Caused::event).map(event -> entry(event, Sight.EVERYBODY));
    }

    private Entry entry(AuditEvent event, Sight sight) {
        UUID id = event.id().value();
        List<UUID> sequenced = leaves.all().toList();
        int index = sequenced.indexOf(id);
        Map<String, String> disclosures = new TreeMap<>();
        Set<String> withheld = new TreeSet<>();
        for (AuditField field : event.fields()) {
            switch (field) {
                case AuditField.Personal personal -> disclosures.put(personal.name(), personal.value());
                case AuditField.Confidential kept
                when sight == Sight.CONFIDENTIAL || openings.find(kept.matter()).isPresent() ->
                    disclosures.put(kept.name(), kept.value());
                case AuditField.Confidential kept -> withheld.add(kept.name());
                case AuditField.Text text -> {}
                case AuditField.Whole whole -> {}
                case AuditField.Flag flag -> {}
                case AuditField.Texts texts -> {}
            }
        }
        return new Entry(
                id.toString(),
                id,
                event.type().wireName(),
                event.type().version(),
                event.occurredAt(),
                payload(event),
                disclosures,
                withheld,
                index < 0 ? OptionalLong.empty() : OptionalLong.of(index));
    }

    private static String payload(AuditEvent event) {
        String actor =
                switch (event.actor()) {
                    case Actor.Person person -> "person " + person.subject();
                    case Actor.Product product -> "product " + product.part();
                };
        return event.id().value() + " " + event.type().wireName() + "/"
                + event.type().version() + " "
                + event.occurredAt() + " " + actor + " " + event.subject().kind() + " "
                + event.subject().id() + " "
                + event.fields().stream().map(InMemoryAuditLog::text).collect(Collectors.joining(" "));
    }

    private static String text(AuditField field) {
        return field.name() + "="
                + switch (field) {
                    case AuditField.Text text -> text.value();
                    case AuditField.Whole whole -> Long.toString(whole.value());
                    case AuditField.Flag flag -> Boolean.toString(flag.value());
                    case AuditField.Texts texts -> texts.values().toString();
                    case AuditField.Personal personal -> "(personal)";
                    case AuditField.Confidential confidential -> "(personal)";
                };
    }

    @Override
    public Optional<Checkpoint> latestCheckpoint() {
        return checkpoints.newestFirst().findFirst();
    }

    @Override
    public Slice<Checkpoint> checkpoints(PageRequest page) {
        return InMemoryPages.page(checkpoints.newestFirst().toList(), page, c -> Long.toString(c.number()));
    }

    @Override
    public Optional<Hash> leafHash(long index) {
        return nodes.find(new Place(0, index)).map(MerkleTree.Node::hash);
    }

    @Override
    public MerkleTree.Nodes nodes() {
        return (level, index) -> nodes.find(new Place(level, index))
                .map(MerkleTree.Node::hash)
                .orElseThrow(() -> new IllegalStateException("the tree has no such node"));
    }

    @Override
    public String verifierKey() {
        return "log.tenure.example+00000000+unsigned";
    }

    @Override
    public long export(OutputStream out) throws IOException {
        List<String> lines = transactions.call(now -> leaves.all()
                .map(id -> find(id).orElseThrow())
                .map(entry -> entry.payload() + " " + new TreeMap<>(entry.disclosures()))
                .toList());
        for (String line : lines) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return lines.size();
    }

    /** The occurrence times of a type's events: for assertions. */
    public List<Instant> timesOf(String wireName) {
        return events().stream()
                .filter(e -> e.type().wireName().equals(wireName))
                .map(AuditEvent::occurredAt)
                .toList();
    }
}
