package nightshift.fact;

/// An error of the JVM itself on a thread of a framework, which would catch it, answer the request and go on. Whether
/// the process may go on is not a framework's to say: whoever hands code to one hands such errors on to here.
public final class BrokenJvm {
    private BrokenJvm() {}

    /// Hands it to this process' handler of last resort, which may end the process at once. A framework's threads have
    /// handlers of their own that only log, so these are asked only where there is no other. Safe from any thread.
    public static void tell(VirtualMachineError broken) {
        Thread here = Thread.currentThread();
        Thread.UncaughtExceptionHandler last = Thread.getDefaultUncaughtExceptionHandler();
        (last == null ? here.getUncaughtExceptionHandler() : last).uncaughtException(here, broken);
    }
}
