package dev.tenure.benchmarks.startup;

import java.io.IOException;

/** The least that a Java process can be: says hello and waits to be ended. */
final class HelloWorld {

    private HelloWorld() {}

    /** Runs until its input ends or somebody ends it. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("hello");
        System.out.flush();
        System.in.transferTo(System.out);
    }
}
