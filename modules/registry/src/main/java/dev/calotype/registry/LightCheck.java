package dev.calotype.registry;

import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a version must do before it becomes current: say its options, and make its parts from them. A part may refuse its
 * options with an IllegalArgumentException; everything else it throws is a fault. The whole contract is for
 * {@code calotype plugin check}.
 */
final class LightCheck {
    private final List<String> faults = new ArrayList<>();

    private LightCheck() {}

    /** Everything that is wrong, a sentence each. */
    static List<String> faults(Plugin plugin) {
        var check = new LightCheck();
        plugin.samplers().forEach(check::sampler);
        plugin.schedules().forEach(check::schedule);
        plugin.conditioners().forEach(check::conditioner);
        return check.faults;
    }

    private <O extends Record> void sampler(SamplerFactory<O> factory) {
        String who = "sampler '" + factory.name() + "'";
        answer(who + " cannot say what it is", () -> factory.about(factory.defaults()));
        answer(who + " cannot be made from its own defaults", () -> factory.create(factory.defaults()));
    }

    private <O extends Record> void schedule(ScheduleFactory<O> factory) {
        answer(
                "schedule '" + factory.name() + "' cannot be made from its own defaults",
                () -> factory.create(factory.defaults()));
    }

    private void conditioner(ConditionerFamily<?> family) {
        answer("conditioner family '" + family.name() + "' cannot say its options", family::defaults);
    }

    private void answer(String otherwise, Supplier<?> part) {
        try {
            Objects.requireNonNull(part.get(), "the answer is null");
        } catch (IllegalArgumentException refused) {
            return;
        } catch (RuntimeException | LinkageError | AssertionError | VirtualMachineError failed) {
            faults.add(otherwise + " (" + failed + ")");
        }
    }
}
