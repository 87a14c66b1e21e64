package dev.tenure.testkit;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.wave.CarryOutWaves;
import dev.tenure.application.wave.GiveBackAccount;
import dev.tenure.application.wave.ListWaveItems;
import dev.tenure.application.wave.ListWaves;
import dev.tenure.application.wave.PrepareWave;
import dev.tenure.application.wave.ShowWave;
import dev.tenure.application.wave.StartWave;
import dev.tenure.application.wave.WaveEvents;
import dev.tenure.application.wave.Waves;
import dev.tenure.application.wave.WithdrawWave;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveScope;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.wave.Cleaning;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A story for every outcome of the use cases about waves. */
final class WaveStories {

    private static final WaveAction ASSIGN = new WaveAction.Assign("ben");

    private final Map<Class<?>, Function<Company, ?>> stories = new LinkedHashMap<>();

    private WaveStories() {
        prepare();
        start();
        look();
        giveBack();
        withdraw();
    }

    static Map<Class<?>, Function<Company, ?>> all() {
        return new WaveStories().stories;
    }

    private <T> void ends(Class<T> outcome, Function<Company, ?> story) {
        if (stories.put(outcome, story) != null) {
            throw new IllegalStateException("outcome: has two stories");
        }
    }

    private void prepare() {
        ends(PrepareWave.Outcome.Prepared.class, c -> orphans(c).prepare(Company.ADMIN, ASSIGN));
        ends(PrepareWave.Outcome.NotAllowed.class, c -> orphans(c).prepare(Company.AUDITOR, ASSIGN));
        ends(PrepareWave.Outcome.BadName.class, c -> prepare(c, Samples.request(), " ", Cleaning.ALL));
        ends(PrepareWave.Outcome.BadOwner.class, c -> orphans(c).prepare(Company.ADMIN, new WaveAction.Assign(" ")));
        ends(PrepareWave.Outcome.BadReason.class, c -> orphans(c)
                .prepare(Company.ADMIN, accept(c, Duration.ofDays(1), " ")));
        ends(PrepareWave.Outcome.BadUntil.class, c -> orphans(c)
                .prepare(Company.ADMIN, accept(c, Duration.ZERO, "Known")));
        ends(PrepareWave.Outcome.NothingFits.class, c -> new Cleaning(c).prepare(Company.ADMIN, ASSIGN));
        ends(PrepareWave.Outcome.TooMany.class, c -> {
            orphans(c);
            InMemoryPorts ports = c.world.ports;
            PrepareWave narrow = new PrepareWave(
                    ports.transactions(),
                    ports.identifiers(),
                    ports.requestKeys(),
                    ports.waves(),
                    new WaveEvents(ports.auditLog(), ports.identifiers()),
                    0);
            return narrow.handle(
                    new PrepareWave.Command(Company.ADMIN, Samples.request(), "All", Cleaning.ALL, ASSIGN));
        });
        ends(PrepareWave.Outcome.KeyReused.class, c -> {
            orphans(c);
            RequestKey key = Samples.request();
            prepare(c, key, "One", Cleaning.ALL);
            return prepare(c, new RequestKey(key.key(), "another"), "Another", Cleaning.ALL);
        });
        ends(PrepareWave.Outcome.InProgress.class, c -> {
            orphans(c);
            RequestKey key = Samples.request();
            c.world.ports.requestKeys().holdElsewhere(key.key());
            return prepare(c, key, "One", Cleaning.ALL);
        });
    }

    private static PrepareWave.Outcome prepare(Company company, RequestKey key, String name, WaveScope scope) {
        return company.world.prepareWave.handle(new PrepareWave.Command(Company.ADMIN, key, name, scope, ASSIGN));
    }

    private static WaveAction accept(Company company, Duration lasting, String reason) {
        return new WaveAction.Accept(company.world.now().plus(lasting), reason);
    }

    private void start() {
        ends(StartWave.Outcome.Started.class, c -> {
            Cleaning cleaning = orphans(c);
            return cleaning.start(Company.OPERATOR, cleaning.prepared(Cleaning.DISABLE));
        });
        ends(StartWave.Outcome.Unknown.class, c -> new Cleaning(c).start(Company.ADMIN, Cleaning.NO_WAVE));
        ends(StartWave.Outcome.NotPrepared.class, c -> {
            Cleaning cleaning = orphans(c);
            return cleaning.start(Company.OPERATOR, cleaning.over(ASSIGN));
        });
        ends(StartWave.Outcome.StarterPreparedIt.class, c -> {
            Cleaning cleaning = orphans(c);
            return cleaning.start(Company.ADMIN, cleaning.prepared(Cleaning.DISABLE));
        });
        ends(StartWave.Outcome.UntilIsPast.class, c -> {
            Cleaning cleaning = orphans(c);
            WaveId id = cleaning.prepared(accept(c, Duration.ofHours(1), "Known"));
            c.world.pass(Duration.ofHours(2));
            return cleaning.start(Company.ADMIN, id);
        });
        ends(StartWave.Outcome.NotAllowed.class, c -> new Cleaning(c).start(Company.AUDITOR, Cleaning.NO_WAVE));
        ends(CarryOutWaves.Outcome.Carried.class, c -> c.world.carryOutWaves.handle(new CarryOutWaves.Command()));
    }

    private void look() {
        ends(ListWaves.Outcome.Listed.class, c -> {
            orphans(c).prepared(ASSIGN);
            return list(c, Company.AUDITOR);
        });
        ends(ListWaves.Outcome.NotAllowed.class, c -> list(c, Company.NOBODY));
        ends(
                ShowWave.Outcome.Shown.class,
                c -> show(c, Company.AUDITOR, orphans(c).prepared(Cleaning.DISABLE)));
        ends(ShowWave.Outcome.Unknown.class, c -> show(c, Company.AUDITOR, Cleaning.NO_WAVE));
        ends(ShowWave.Outcome.NotAllowed.class, c -> show(c, Company.NOBODY, Cleaning.NO_WAVE));
        ends(
                ListWaveItems.Outcome.Listed.class,
                c -> items(c, Company.AUDITOR, orphans(c).prepared(ASSIGN)));
        ends(ListWaveItems.Outcome.Unknown.class, c -> items(c, Company.AUDITOR, Cleaning.NO_WAVE));
        ends(ListWaveItems.Outcome.NotAllowed.class, c -> items(c, Company.NOBODY, Cleaning.NO_WAVE));
    }

    private static ListWaves.Outcome list(Company company, Caller by) {
        return company.world.listWaves.handle(new ListWaves.Command(by, Optional.empty(), PageRequest.first()));
    }

    private static ShowWave.Outcome show(Company company, Caller by, WaveId id) {
        return company.world.showWave.handle(new ShowWave.Command(by, id));
    }

    private static ListWaveItems.Outcome items(Company company, Caller by, WaveId id) {
        Waves.Filter all = new Waves.Filter(Optional.empty(), Optional.empty());
        return company.world.listWaveItems.handle(new ListWaveItems.Command(by, id, all, PageRequest.first()));
    }

    private void giveBack() {
        ends(GiveBackAccount.Outcome.GivenBack.class, c -> giveBack(orphans(c), Company.OPERATOR, "Missed"));
        ends(GiveBackAccount.Outcome.NotAllowed.class, c -> giveBack(orphans(c), Company.AUDITOR, "Missed"));
        ends(GiveBackAccount.Outcome.BadReason.class, c -> giveBack(orphans(c), Company.OPERATOR, " "));
        ends(GiveBackAccount.Outcome.Unknown.class, c -> {
            Cleaning cleaning = orphans(c);
            WaveId id = cleaning.over(Cleaning.DISABLE);
            return cleaning.giveBack(Company.OPERATOR, Cleaning.NO_WAVE, cleaning.item(id, "stray"), "Missed");
        });
        ends(GiveBackAccount.Outcome.NotDisabled.class, c -> {
            Cleaning cleaning = orphans(c);
            WaveId id = cleaning.over(ASSIGN);
            return cleaning.giveBack(Company.OPERATOR, id, cleaning.item(id, "stray"), "Missed");
        });
        ends(GiveBackAccount.Outcome.Stays.class, c -> {
            Cleaning cleaning = orphans(c);
            WaveId id = cleaning.over(Cleaning.DISABLE);
            AccountId account = cleaning.item(id, "stray").account();
            c.world.ports.transactions().call(now -> {
                c.world
                        .ports
                        .accounts()
                        .protect(account, Optional.of(new Protection("Emergency access", "admin", now)));
                return now;
            });
            return cleaning.giveBack(Company.OPERATOR, id, cleaning.item(id, "stray"), "Missed");
        });
    }

    private static GiveBackAccount.Outcome giveBack(Cleaning cleaning, Caller by, String reason) {
        WaveId id = cleaning.over(Cleaning.DISABLE);
        return cleaning.giveBack(by, id, cleaning.item(id, "stray"), reason);
    }

    private void withdraw() {
        ends(WithdrawWave.Outcome.Withdrawn.class, c -> withdraw(orphans(c), Company.ADMIN, "A mistake"));
        ends(WithdrawWave.Outcome.WithdrawerStartedIt.class, c -> withdraw(orphans(c), Company.OPERATOR, "A mistake"));
        ends(WithdrawWave.Outcome.BadReason.class, c -> withdraw(orphans(c), Company.ADMIN, " "));
        ends(WithdrawWave.Outcome.NotAllowed.class, c -> withdraw(orphans(c), Company.AUDITOR, "A mistake"));
        ends(WithdrawWave.Outcome.Unknown.class, c -> new Cleaning(c)
                .withdraw(Company.ADMIN, Cleaning.NO_WAVE, "A mistake"));
        ends(WithdrawWave.Outcome.IsOver.class, c -> {
            Cleaning cleaning = orphans(c);
            return cleaning.withdraw(Company.ADMIN, cleaning.over(ASSIGN), "A mistake");
        });
    }

    private static WithdrawWave.Outcome withdraw(Cleaning cleaning, Caller by, String reason) {
        return cleaning.withdraw(by, cleaning.over(Cleaning.DISABLE), reason);
    }

    private static Cleaning orphans(Company company) {
        Cleaning cleaning = new Cleaning(company);
        cleaning.orphans(1);
        return cleaning;
    }
}
