package dev.tenure.bootstrap.wiring;

import dev.tenure.application.lifecycle.ConfigureSftpPull;
import dev.tenure.application.lifecycle.DeliveredFiles;
import dev.tenure.application.lifecycle.LeaverEvents;
import dev.tenure.application.lifecycle.PullFiles;
import dev.tenure.application.lifecycle.ReceiveWorkerSnapshot;
import dev.tenure.application.lifecycle.RemoteFolders;
import dev.tenure.application.lifecycle.SftpPulls;
import dev.tenure.application.lifecycle.ShowSftpPull;
import dev.tenure.application.lifecycle.TakeDeliveredFiles;
import dev.tenure.application.lifecycle.WorkerFeeds;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connectors.runtime.SecretReferences;
import dev.tenure.files.lifecycle.SftpRemoteFolders;
import dev.tenure.files.lifecycle.WatchedFolders;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The ways in which files of workers come by themselves. */
@Singleton
final class FilesWiring {

    /** @param directory {@code tenure.feeds.directory}: the folder with a folder for each feed */
    @Produces
    @Singleton
    DeliveredFiles deliveredFiles(@ConfigProperty(name = "tenure.feeds.directory") Optional<Path> directory) {
        return new WatchedFolders(directory);
    }

    @Produces
    @Singleton
    TakeDeliveredFiles takeDeliveredFiles(
            Transactions transactions,
            Identifiers identifiers,
            WorkerFeeds feeds,
            DeliveredFiles files,
            ReceiveWorkerSnapshot receive) {
        return new TakeDeliveredFiles(transactions, identifiers, feeds, files, receive);
    }

    @Produces
    @Singleton
    RemoteFolders remoteFolders(SecretReferences references) {
        return new SftpRemoteFolders(new SftpRemoteFolders.Secrets() {
            @Override
            public Optional<String> problem(String reference) {
                return references.problem(reference);
            }

            @Override
            public Secret resolve(String setting, String reference) {
                return references.resolve(setting, reference);
            }
        });
    }

    @Produces
    @Singleton
    PullFiles pullFiles(
            Transactions transactions,
            Identifiers identifiers,
            SftpPulls pulls,
            RemoteFolders folders,
            ReceiveWorkerSnapshot receive) {
        return new PullFiles(transactions, identifiers, pulls, folders, receive);
    }

    @Produces
    @Singleton
    ConfigureSftpPull configureSftpPull(
            Transactions transactions, WorkerFeeds feeds, SftpPulls pulls, RemoteFolders folders, LeaverEvents events) {
        return new ConfigureSftpPull(transactions, feeds, pulls, folders, events);
    }

    @Produces
    @Singleton
    ShowSftpPull showSftpPull(Transactions transactions, SftpPulls pulls) {
        return new ShowSftpPull(transactions, pulls);
    }
}
