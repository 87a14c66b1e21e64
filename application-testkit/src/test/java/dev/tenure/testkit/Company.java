package dev.tenure.testkit;

import dev.tenure.application.inventory.ConfirmModeChange;
import dev.tenure.application.inventory.ProposeModeChange;
import dev.tenure.application.lifecycle.ConfigureWorkerFeed;
import dev.tenure.application.lifecycle.ReceiveWorkerSnapshot;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.application.reconciliation.ReadSystem;
import dev.tenure.application.reconciliation.RequestRead;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.testkit.inventory.ScriptedTarget;
import dev.tenure.testkit.sample.Samples;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An invented company in a {@link World}: its HR file, its systems, and the people who look after them. */
public final class Company {

    public static final Caller ADMIN = Samples.caller("admin", Role.ADMINISTRATOR);
    public static final Caller SECOND_ADMIN = Samples.caller("second-admin", Role.ADMINISTRATOR);
    public static final Caller OPERATOR = Samples.caller("operator", Role.OPERATOR);
    public static final Caller AUDITOR = Samples.caller("auditor", Role.AUDITOR);
    public static final Caller CONFIDENTIAL_HR = Samples.caller("hr", Role.CONFIDENTIAL_HR);
    public static final Caller NOBODY = Samples.caller("nobody");

    public final World world = new World(Samples.MONDAY);
    private final Map<String, Map<Fact, String>> file = new LinkedHashMap<>();
    private int files;

    /** A company whose feed is configured. */
    public Company() {
        world.configureWorkerFeed.handle(new ConfigureWorkerFeed.Command(ADMIN, Samples.feed(Samples.FEED)));
    }

    // HR ---------------------------------------------------------------------------------------------------------

    /** Somebody who works stands in the file from now on. */
    public Company worker(String workerId, String givenName) {
        Map<Fact, String> row = new EnumMap<>(Fact.class);
        row.put(Fact.WORKER_ID, workerId);
        row.put(Fact.GIVEN_NAME, givenName);
        row.put(Fact.FAMILY_NAME, "Sample");
        row.put(Fact.EMAIL, givenName.toLowerCase(java.util.Locale.ROOT) + "@sample.example");
        row.put(Fact.START_DATE, "2024-01-01");
        file.put(workerId, row);
        return this;
    }

    /** HR writes a cell; empty removes it. */
    public Company write(String workerId, Fact fact, String value) {
        Optional.ofNullable(file.get(workerId)).orElseThrow().put(fact, value);
        return this;
    }

    /** HR writes a last working day. */
    public Company lastDay(String workerId, String day) {
        return write(workerId, Fact.LAST_WORKING_DAY, day);
    }

    /** HR leaves somebody out. */
    public Company leaveOut(String workerId) {
        file.remove(workerId);
        return this;
    }

    /** The file as HR would hand it in now. */
    public String csv() {
        List<String> lines = new ArrayList<>();
        lines.add(Arrays.stream(Fact.values()).map(Fact::label).collect(Collectors.joining(",")));
        file.values()
                .forEach(row -> lines.add(Arrays.stream(Fact.values())
                        .map(fact -> row.getOrDefault(fact, ""))
                        .collect(Collectors.joining(","))));
        return String.join("\n", lines) + "\n";
    }

    /** HR hands in its file; it is not applied yet. */
    public ReceiveWorkerSnapshot.Outcome handIn() {
        files++;
        return handIn("file-" + files, csv());
    }

    /** HR hands in some file under a key. */
    public ReceiveWorkerSnapshot.Outcome handIn(String key, String content) {
        return world.receiveWorkerSnapshot.handle(new ReceiveWorkerSnapshot.Command(
                OPERATOR,
                key,
                Samples.FEED,
                new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
                () -> Integer.toHexString(content.hashCode())));
    }

    /** HR hands in its file and all that follows from it is done. */
    public void takeOver() {
        handIn();
        world.work();
    }

    /** The person of a worker id. */
    public Identity person(String workerId) {
        return world.ports
                .transactions()
                .call(now -> world.ports
                        .workerStatements()
                        .whose(new WorkerKey(Samples.FEED, workerId))
                        .flatMap(world.ports.identities()::find))
                .orElseThrow();
    }

    // Systems ----------------------------------------------------------------------------------------------------

    /** A system in a mode, with a target of the same name. */
    public TargetSystem system(String name, SystemMode mode) {
        return save(Samples.system(name, mode));
    }

    /** A system that people sign in to others through, in act. */
    public TargetSystem identityProvider(String name) {
        return save(Samples.system(name, new SystemMode.Act(), true));
    }

    /** Any system. */
    public TargetSystem save(TargetSystem system) {
        return world.ports.transactions().call(now -> {
            world.ports.systems().save(system);
            return world.ports.systems().find(system.id()).orElseThrow();
        });
    }

    /** A system as it is now. */
    public TargetSystem now(TargetSystem system) {
        return world.ports
                .transactions()
                .call(now -> world.ports.systems().find(system.id()))
                .orElseThrow();
    }

    /** The target of a system. */
    public ScriptedTarget target(TargetSystem system) {
        return world.connectors.target(system.name());
    }

    /** Reads a system whole. */
    public ReadSystem.Outcome read(TargetSystem system) {
        RequestRead.Outcome.UnderWay underWay = (RequestRead.Outcome.UnderWay) world.requestRead.handle(
                new RequestRead.Command(OPERATOR, Samples.request(), system.id(), SystemRead.Scope.WHOLE, false));
        SystemRead read = underWay.read();
        return world.readSystem.handle(new ReadSystem.Command(read.id()));
    }

    /** Two administrators promote a system by one step. */
    public void promote(TargetSystem system) {
        SystemMode to = now(system).mode().promoted().orElseThrow();
        ProposeModeChange.Outcome.Recorded recorded =
                (ProposeModeChange.Outcome.Recorded) world.proposeModeChange.handle(
                        new ProposeModeChange.Command(ADMIN, Samples.request(), system.id(), to));
        ModeChange change = recorded.change();
        world.confirmModeChange.handle(
                new ConfirmModeChange.Command(SECOND_ADMIN, change.proposal().id(), true));
    }

    /** One administrator steps a system back. */
    public void stepBack(TargetSystem system, SystemMode to) {
        world.proposeModeChange.handle(new ProposeModeChange.Command(ADMIN, Samples.request(), system.id(), to));
    }

    /** The accounts of a system, by name; a page of them at most. */
    public List<Account> accounts(TargetSystem system) {
        return world.ports
                .transactions()
                .call(now -> world.ports
                        .accounts()
                        .list(
                                new dev.tenure.application.reconciliation.Accounts.Filter(
                                        Optional.of(system.id()), Optional.empty(), Optional.empty(), Optional.empty()),
                                dev.tenure.application.paging.PageRequest.first()))
                .items();
    }

    /** The account of a system by its native id. */
    public Account account(TargetSystem system, String nativeId) {
        return accounts(system).stream()
                .filter(a -> a.nativeId().equals(nativeId))
                .findFirst()
                .orElseThrow();
    }

    // Cases ------------------------------------------------------------------------------------------------------

    /** The newest case of a person. */
    public Optional<LeaverCase> findCase(String workerId) {
        return world.ports.transactions().call(now -> world
                .ports
                .leaverCases()
                .list(
                        new dev.tenure.application.lifecycle.LeaverCases.Filter(
                                Optional.empty(), false, Optional.empty()),
                        now,
                        new dev.tenure.application.paging.PageRequest(500, Optional.empty()))
                .items()
                .stream()
                .filter(s -> s.workerId().equals(workerId))
                .max(java.util.Comparator.comparing(
                        dev.tenure.application.lifecycle.LeaverCases.LeaverSummary::openedAt))
                .flatMap(s -> world.ports.leaverCases().find(s.id())));
    }

    /** The newest case of a person, whole. */
    public ShowLeaverCase.Outcome.Shown shown(String workerId) {
        return (ShowLeaverCase.Outcome.Shown) world.showLeaverCase.handle(new ShowLeaverCase.Command(
                OPERATOR, findCase(workerId).orElseThrow().opening().id()));
    }

    /** The label of the newest case's state. */
    public String state(String workerId) {
        return findCase(workerId).orElseThrow().label();
    }

    /** The account of the newest case. */
    public CaseAccount caseAccount(String workerId, String nativeId) {
        return findCase(workerId).orElseThrow().accounts().stream()
                .filter(a -> a.nativeId().equals(nativeId))
                .findFirst()
                .orElseThrow();
    }

    /** The state of a milestone in the newest case. */
    public MilestoneState milestone(String workerId, String nativeId, Milestone milestone) {
        return caseAccount(workerId, nativeId).state(milestone);
    }

    /** The operations of the newest case. */
    public List<Operation> operations(String workerId) {
        return world.ports.transactions().call(now -> world.ports
                .operations()
                .of(new Cause(
                        Cause.Kind.LEAVER_CASE,
                        findCaseInside(workerId).opening().id().value())));
    }

    private LeaverCase findCaseInside(String workerId) {
        return world
                .ports
                .leaverCases()
                .list(
                        new dev.tenure.application.lifecycle.LeaverCases.Filter(
                                Optional.empty(), false, Optional.empty()),
                        world.now(),
                        new dev.tenure.application.paging.PageRequest(500, Optional.empty()))
                .items()
                .stream()
                .filter(s -> s.workerId().equals(workerId))
                .max(java.util.Comparator.comparing(
                        dev.tenure.application.lifecycle.LeaverCases.LeaverSummary::openedAt))
                .flatMap(s -> world.ports.leaverCases().find(s.id()))
                .orElseThrow();
    }

    /** The operations of the newest case that are on a system and of a kind of work. */
    public List<Operation> operations(String workerId, TargetSystem system, Class<? extends Work> work) {
        return operations(workerId).stream()
                .filter(o -> o.plan().system().equals(system.id()))
                .filter(o -> work.isInstance(o.plan().work()))
                .toList();
    }

    /** The exceptions of the newest case, as {@code KIND state}. */
    public List<String> exceptions(String workerId) {
        return shown(workerId).exceptions().stream()
                .map(e -> e.finding().kind() + " " + e.label())
                .toList();
    }

    /** The exceptions of a kind of the newest case. */
    public List<LeaverException> exceptions(String workerId, LeaverException.Kind kind) {
        return shown(workerId).exceptions().stream()
                .filter(e -> e.finding().kind() == kind)
                .toList();
    }

    // Audit ------------------------------------------------------------------------------------------------------

    /** The events of a type, oldest first. */
    public List<AuditEvent> events(EventType type) {
        return world.ports.auditLog().events().stream()
                .filter(e -> e.type() == type)
                .toList();
    }
}
