package dev.calotype.testkit;

/** What every job store must do. A subclass opens an empty one for each test. */
public abstract class JobStoreContract extends SimulationContract {
    /** For subclasses. */
    protected JobStoreContract() {}
}
