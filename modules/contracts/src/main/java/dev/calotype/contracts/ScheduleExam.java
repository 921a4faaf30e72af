package dev.calotype.contracts;

import dev.calotype.spi.ScheduleFactory;

/** The contract of schedules: every rule on tables and continuous processes of three kinds. Safe for any thread. */
public final class ScheduleExam {
    private final Examiner examiner;

    /** An exam. */
    public ScheduleExam(Examiner examiner) {
        this.examiner = examiner;
    }

    /** What comes of a plugin's schedule, with its default options. */
    public <O extends Record> Examination of(ScheduleFactory<O> factory) {
        var options = OptionTrial.of(factory);
        String part = "schedule '" + options.name() + "'";
        Examination made = examiner.examine(part, () -> options, OptionRules.ALL);
        return made.isKept()
                ? made.and(examiner.examine(
                        part, () -> new ScheduleTrial(factory.create(factory.defaults())), ScheduleRules.ALL))
                : made;
    }
}
