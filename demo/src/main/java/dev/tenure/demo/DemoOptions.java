package dev.tenure.demo;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the person asked for on the command line.
 *
 * @param once play one day and end, instead of staying up
 * @param port where to listen; empty for the usual one
 * @param folder where to keep the files; empty for a new one below {@code demo/target}
 */
record DemoOptions(boolean once, OptionalInt port, Optional<Path> folder) {

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads the arguments.
     *
     * @throws MisusedException naming the argument that is wrong and what would be right
     */
    static DemoOptions parse(List<String> arguments) {
        boolean once = false;
        OptionalInt port = OptionalInt.empty();
        Optional<Path> folder = Optional.empty();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--once" -> once = true;
                case "--port" -> port = OptionalInt.of(portOf(valueOf(argument, rest)));
                case "--data" -> folder = Optional.of(pathOf(valueOf(argument, rest)));
                default ->
                    throw new MisusedException(
                            "demo: does not know '" + argument + "'; it takes --once, --port N and --data DIR.");
            }
        }
        return new DemoOptions(once, port, folder);
    }

    private static String valueOf(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new MisusedException(option + ": needs a value.");
        }
        return rest.next();
    }

    private static int portOf(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new MisusedException("--port: '" + text + "' is not a number from 1 to 65535.");
    }

    private static Path pathOf(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new MisusedException("--data: '" + text + "' is not the name of a folder.");
        }
    }

    /** The command line is wrong; the message says what and how. */
    static final class MisusedException extends IllegalArgumentException {

        MisusedException(String message) {
            super(message);
        }
    }
}
