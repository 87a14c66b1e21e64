package dev.tenure.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A program that starts as the packaged application does, for testing the launcher. {@code STAND_IN_BEHAVIOUR} says how it
 * fares: {@code slow} is ready at the third question, {@code never} is never ready, {@code broken} ends while it starts.
 */
public final class StandInApplication {

    private static final int READY_AT_QUESTION = 3;

    private StandInApplication() {}

    /** Migrates, or serves until it is ended. */
    public static void main(String[] arguments) throws IOException {
        String behaviour = System.getenv().getOrDefault("STAND_IN_BEHAVIOUR", "slow");
        System.out.println("environment " + System.getenv().keySet());
        if (behaviour.equals("broken")) {
            System.out.println("no configuration for it");
            System.exit(3);
        }
        if (arguments.length == 1 && arguments[0].equals("--migrate")) {
            System.out.println("migrated as " + System.getenv("TENURE_OWNER_USERNAME"));
            return;
        }
        int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        AtomicInteger asked = new AtomicInteger();
        server.createContext("/q/health/ready", exchange -> {
            boolean ready = behaviour.equals("slow") && asked.incrementAndGet() >= READY_AT_QUESTION;
            exchange.sendResponseHeaders(ready ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
    }

    /** This class in a jar that {@code java -jar} runs. */
    static Path jarIn(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInApplication.class.getName());
        Path jar = folder.resolve("quarkus-run.jar");
        String resource = StandInApplication.class.getName().replace('.', '/') + ".class";
        ClassLoader loader = StandInApplication.class.getClassLoader();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream code = loader.getResourceAsStream(resource)) {
            if (code == null) {
                throw new IOException("The class " + resource + " is not on the class path.");
            }
            out.putNextEntry(new JarEntry(resource));
            code.transferTo(out);
            out.closeEntry();
        }
        return jar;
    }
}
