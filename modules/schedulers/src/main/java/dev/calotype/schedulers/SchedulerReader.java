package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;

/** Reads the configurations of one family of the reference's schedulers. Pure and safe for any thread. */
@FunctionalInterface
interface SchedulerReader {
    /** What a configuration of the family means; faults are noted in {@code json}. */
    SchedulerReading read(ConfigReader json);
}
