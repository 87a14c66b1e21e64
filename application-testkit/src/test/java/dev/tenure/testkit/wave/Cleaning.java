package dev.tenure.testkit.wave;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tenure.application.finding.FlagFindings;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.provisioning.ConfirmGuardLimit;
import dev.tenure.application.provisioning.ReviseGuard;
import dev.tenure.application.wave.CarryOutWaves;
import dev.tenure.application.wave.GiveBackAccount;
import dev.tenure.application.wave.ListWaveItems;
import dev.tenure.application.wave.PrepareWave;
import dev.tenure.application.wave.ShowWave;
import dev.tenure.application.wave.StartWave;
import dev.tenure.application.wave.Waves;
import dev.tenure.application.wave.WithdrawWave;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveItem;
import dev.tenure.domain.wave.WaveScope;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** People who clean up an estate by waves. */
public final class Cleaning {

    public static final WaveId NO_WAVE = new WaveId(new UUID(0, 9));
    public static final WaveScope ALL = new WaveScope(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
    public static final WaveAction DISABLE = new WaveAction.Disable(WaveAction.Disable.USUAL);

    public final Company company;

    public Cleaning(Company company) {
        this.company = company;
    }

    /** A system in act whose guard lets everything pass, with so many accounts that belong to nobody. */
    public TargetSystem orphans(int number) {
        TargetSystem system = company.save(Samples.system("Forge", new SystemMode.Act()));
        company.target(system).declares(EnumSet.of(ChangeKind.DISABLE_ACCOUNT, ChangeKind.ENABLE_ACCOUNT), List.of());
        for (int i = 0; i < number; i++) {
            company.target(system).account("stray-%04d".formatted(i), Map.of());
        }
        look(system);
        limit(system, 1_000_000);
        return system;
    }

    /** How many accounts may be changed on a system in a day. */
    public void limit(TargetSystem system, int number) {
        long version = company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.guards().find(system.id()).version());
        company.world.reviseGuard.handle(new ReviseGuard.Command(
                Company.ADMIN, system.id(), version, new GuardLimit(number, 0, Duration.ofHours(24))));
        company.world.confirmGuardLimit.handle(
                new ConfirmGuardLimit.Command(Company.SECOND_ADMIN, system.id(), version + 1));
    }

    /** Reads a system and looks through it. */
    public void look(TargetSystem system) {
        company.read(system);
        while (company.world.flagFindings.handle(new FlagFindings.Command()) instanceof FlagFindings.Outcome.Scanned) {
            // One system after the other.
        }
    }

    /** Prepares a wave. */
    public PrepareWave.Outcome prepare(Caller by, WaveAction action) {
        return company.world.prepareWave.handle(
                new PrepareWave.Command(by, Samples.request(), "Spring cleaning", ALL, action));
    }

    /** Prepares a wave that can be. */
    public WaveId prepared(WaveAction action) {
        return assertInstanceOf(PrepareWave.Outcome.Prepared.class, prepare(Company.ADMIN, action))
                .wave()
                .plan()
                .id();
    }

    /** Starts a wave. */
    public StartWave.Outcome start(Caller by, WaveId id) {
        return company.world.startWave.handle(new StartWave.Command(by, id));
    }

    /** A wave that was prepared by one, started by another and carried out, but for what the targets have to do. */
    public WaveId carriedOut(WaveAction action) {
        WaveId id = prepared(action);
        assertInstanceOf(StartWave.Outcome.Started.class, start(Company.OPERATOR, id));
        carryOut();
        return id;
    }

    /** The same, with what the targets had to do. */
    public WaveId over(WaveAction action) {
        WaveId id = carriedOut(action);
        company.world.work();
        carryOut();
        return id;
    }

    /** One step. */
    public boolean step() {
        return assertInstanceOf(
                        CarryOutWaves.Outcome.Carried.class,
                        company.world.carryOutWaves.handle(new CarryOutWaves.Command()))
                .more();
    }

    /** Every step that can be made now. */
    public void carryOut() {
        while (step()) {
            // One share after the other.
        }
    }

    /** Withdraws a wave. */
    public WithdrawWave.Outcome withdraw(Caller by, WaveId id, String reason) {
        return company.world.withdrawWave.handle(new WithdrawWave.Command(by, id, reason));
    }

    /** Gives back the account of a finding in a wave. */
    public GiveBackAccount.Outcome giveBack(Caller by, WaveId id, WaveItem item, String reason) {
        return company.world.giveBackAccount.handle(new GiveBackAccount.Command(by, id, item.finding(), reason));
    }

    /** A wave as an auditor sees it. */
    public Wave shown(WaveId id) {
        return assertInstanceOf(
                        ShowWave.Outcome.Shown.class,
                        company.world.showWave.handle(new ShowWave.Command(Company.AUDITOR, id)))
                .wave();
    }

    /** How many findings of a wave are in each state; one that was left alone by why. */
    public Map<String, Long> states(WaveId id) {
        return company.world.ports.transactions().call(now -> company.world.ports.waves().figures(id).stream()
                .collect(Collectors.groupingBy(
                        figure -> figure.skip().map(why -> why.label()).orElse(figure.state()),
                        TreeMap::new,
                        Collectors.summingLong(Waves.Figure::findings))));
    }

    /** A finding of a wave by a part of its account's name. */
    public WaveItem item(WaveId id, String name) {
        Waves.Filter filter = new Waves.Filter(Optional.empty(), Optional.of(name));
        return assertInstanceOf(
                        ListWaveItems.Outcome.Listed.class,
                        company.world.listWaveItems.handle(
                                new ListWaveItems.Command(Company.AUDITOR, id, filter, PageRequest.first())))
                .items()
                .items()
                .getFirst()
                .item();
    }
}
